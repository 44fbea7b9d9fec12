"""TeX to Unicode, and the folds under which two ways of writing one word are equal.

pylatexenc is imported only when TeX is met: most titles have none, and start-up counts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from papersync.text.patterns import late_pattern

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

# An accent macro with its letter (`\"o`, `\"{o}`, `{\'e}`, `\c{c}`, `\'\i`) or a letter of its own (`\ss`, `{\o}`).
_ACCENT_BODY: Final = r"""\\(?:["'`^~=.]|[cvuHkrbdt](?![A-Za-z])) ?(?:\{\\?[A-Za-z]{1,2}\}|\\?[A-Za-z])"""
_LETTER_BODY: Final = r"\\(?:ss|ae|AE|oe|OE|aa|AA|[oOlLij])(?![A-Za-z])(?:\{\})?"
ACCENT: Final = rf"(?:\{{(?:{_ACCENT_BODY}|{_LETTER_BODY})\}}|{_ACCENT_BODY}|{_LETTER_BODY})"

# As in pandoc's tex_math_dollars: no blank inside the dollars, no digit behind ("$20 and $30" is no mathematics).
MATH: Final = r"(?<!\\)\$(?=[^\s$])[^$\n]{1,300}(?<=\S)\$(?!\d)"

# Macros that say how words look, and nothing else.
FORMATTING: Final = (
    r"\\(?:emph|text(?:it|bf|rm|tt|sc|sf|sl|md|up|normal)?|math(?:it|bf|rm|tt|sf)|mbox"
    r"|it|bf|em|tt|rm|sc|sl|sf|bfseries|itshape|scshape|ttfamily)(?![A-Za-z])"
)

_DASHES: Final = late_pattern(r"[-‐-―−﹘﹣－]+")
_QUOTES: Final = late_pattern(r"[\"“”„‟«»‹›‘’‚‛'`´′″＂＇]+")
_INVISIBLE: Final = late_pattern("\u00ad\\s*|[\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff]")
_MACRO: Final = late_pattern(r"\\([A-Za-z]{1,40})")
_SCRIPTS: Final = late_pattern(r"[\\^_{}$\s]")


def has_tex(text: str) -> bool:
    """Whether there is anything in it that TeX would read; mathematics without a backslash or brace does not count."""
    return "\\" in text or "{" in text or "}" in text


def to_unicode(text: str) -> str:
    """TeX accents, letters and escapes as Unicode, formatting macros and braces dropped; for writing into a list.

    Mathematics between dollars stays as it is, as do macros that stand for no character. A text without TeX is
    returned unchanged.
    """
    return _tex().sub(_piece, text) if has_tex(text) else text


def plain(text: str) -> str:
    """One spelling for all that compares as equal but letter case: TeX, dashes, quotation marks, ligatures, blanks."""
    folded = _QUOTES.sub("'", _DASHES.sub("-", fold(to_unicode(text))))
    return " ".join(folded.split())


def letters_of(text: str) -> str:
    """What is left of a title without letter case, blanks and marks: titles with the same letters are one."""
    if text.isascii() and not has_tex(text):
        return text.lower().translate(_ASCII_MARKS)
    return "".join(char for char in unaccented(fold(to_unicode(text))).casefold() if char.isalnum())


_ASCII_MARKS: Final = {number: None for number in range(128) if not chr(number).isalnum()}


def fold(text: str) -> str:
    """Compatibility characters (ligatures, full-width forms, superscripts) composed, invisible ones dropped."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))


def unaccented(text: str) -> str:
    """The text without accents: how names and words are typed where the keyboard has none."""
    if text.isascii():
        return text
    stripped = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return "".join(stripped).translate(_BARE)


@lru_cache(maxsize=4096)
def math_letters(source: str) -> str:
    """What a reader sees of a formula, without scripts, braces and blanks: ``$R^{2}$`` is ``R2``."""
    body = _MACRO.sub(_symbol_of, source.strip("$"))
    return fold(_SCRIPTS.sub("", body).replace("∘", "°").replace("∼", "~").replace("−", "-"))


_BARE: Final = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
)


@cache
def _tex() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<math>{MATH})|(?P<accent>{ACCENT})|(?P<formatting>{FORMATTING} ?)|\\(?P<escaped>[&%$#_{{}}])"
        r"|(?P<macro>\\(?P<name>[A-Za-z]{1,40})(?:\{\})?)|(?P<script>[\^_]\{[^{}\n]{0,40}\})|(?P<brace>[{}])"
    )


def _piece(match: re.Match[str]) -> str:
    whole = match[0]
    match match.lastgroup:
        case "math" | "script":
            return whole
        case "escaped":
            return match["escaped"]
        case "formatting" | "brace":
            return ""
        case "macro":
            return _symbol(match["name"]) or whole
        case _:
            return unicodedata.normalize("NFC", _accented(whole)) or whole


@cache
def _converter() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - 20 ms that most runs never need

    return LatexNodes2Text(math_mode="verbatim", keep_comments=True)


def _accented(piece: str) -> str:
    """An accent macro and its letter as one character; the piece itself if pylatexenc cannot read it."""
    try:
        return str(_converter().latex_to_text(piece)).strip()
    except (ValueError, KeyError, IndexError, AttributeError, RecursionError):
        return piece


def _symbol_of(match: re.Match[str]) -> str:
    return _symbol(match[1])


@lru_cache(maxsize=4096)
def _symbol(name: str) -> str:
    """The character a macro without arguments stands for; empty if there is none.

    Looked up, not converted: converting ``\\frac`` without its arguments logs a warning.
    """
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415 - as above

    replacement = getattr(get_default_latex_context_db().get_macro_spec(name), "simplify_repl", None)
    return replacement if isinstance(replacement, str) and not set(replacement) & set("%<") else ""

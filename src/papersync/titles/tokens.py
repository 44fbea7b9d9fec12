"""Words and marks with their places, blanks and quotation marks left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from papersync.text.patterns import late_pattern
from papersync.titles.normalise import ACCENT, FORMATTING, MATH, fold, has_tex, math_letters, to_unicode

DASH: Final = "-"
ELLIPSIS: Final = "…"

_DASHES: Final = "\\-‐-―−﹘﹣－"
# What can stand inside a word: letters, digits, combining and invisible marks, an apostrophe between letters, a point
# or comma between digits, a TeX accent, letters in braces.
_ATOM: Final = (
    r"(?:[\w\u0300-\u036f]|\u00ad\s?(?=\w)|[\u200b-\u200d\u2060\ufeff](?=\w)|(?<=\w)['’](?=\w)"
    rf"|(?<=\d)[.,](?=\d)|{ACCENT}|(?<![\^_\\])\{{\w{{1,40}}\}})"
)
_TOKEN: Final = late_pattern(
    rf"(?P<math>{MATH})|(?P<word>{_ATOM}+)|(?P<dash>[{_DASHES}](?:\s*[{_DASHES}])*)|(?P<ellipsis>…|\.(?:[ \u00a0]?\.)+)"
    rf"|(?P<ignored>\s+|``|''|[\"“”„‟«»‹›‘’‚‛'`´′″＂＇{{}}\u00ad\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff]|(?<=\w)~(?=\w)|{FORMATTING}\s?)"
    r"|(?P<macro>\\(?:[A-Za-z]{1,40}|.))|(?P<mark>.)",
    re.DOTALL,
)


class Token(NamedTuple):
    """Code points ``start`` to ``end`` of a text.

    Tokens with the same ``key`` are the same word; ``shape`` keeps the letter case.
    """

    start: int
    end: int
    key: str
    shape: str
    is_word: bool
    is_math: bool = False


def tokenise(text: str) -> list[Token]:
    """The words and marks of a text in order, in time linear in its length.

    Ignored, and so equal for comparing: blanks, line breaks, quotation marks, invisible characters, braces and
    formatting macros. One token each: a word (with inner apostrophes, decimal points, TeX accents), a run of dashes and
    the blanks inside it, an ellipsis, a formula between dollars, any other mark.
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind != "ignored":
            tokens.append(_token(kind or "mark", match[0], match.start(), match.end()))
    return tokens


def rejoined(tokens: Sequence[Token], text: str, known: Collection[str]) -> list[Token]:
    """Words torn apart by a line break (``inter-`` / ``esting``) as one token, if the whole word is ``known``."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        torn = _torn(tokens, at, text)
        if torn is not None and torn.key in known:
            joined.append(torn)
            at += 3
        else:
            joined.append(tokens[at])
            at += 1
    return joined


def without_final_period(tokens: list[Token]) -> list[Token]:
    """The tokens of a title without a full stop at their end: whether there is one is the list's style."""
    return tokens[:-1] if len(tokens) > 1 and tokens[-1].key in {".", "。"} else tokens


def letters(tokens: Sequence[Token], *, dashes: bool = False) -> str:
    """What is left when marks of mathematics, blanks and (unless ``dashes``) dashes do not count, letter case kept."""
    left = (token.shape for token in tokens if token.shape not in _SCRIPT_MARKS)
    return "".join(shape for shape in left if dashes or shape != DASH)


_SCRIPT_MARKS: Final = frozenset("^_{}$\\")


def _token(kind: str, source: str, start: int, end: int) -> Token:
    match kind:
        case "dash":
            return Token(start, end, DASH, DASH, is_word=False)
        case "ellipsis":
            return Token(start, end, ELLIPSIS, ELLIPSIS, is_word=False)
        case "math":
            shape = math_letters(source) or source
            return Token(start, end, shape.casefold(), shape, is_word=True, is_math=True)
        case "word":
            shape = fold(to_unicode(source) if has_tex(source) else source).replace("’", "'") or source
            return Token(start, end, shape.casefold(), shape, is_word=True)
        case "macro":
            shape = fold(to_unicode(source))
            return Token(start, end, shape.casefold(), shape, is_word=shape.isalnum())
        case _:
            shape = fold(source).strip() or source
            return Token(start, end, shape, shape, is_word=False)


def _torn(tokens: Sequence[Token], at: int, text: str) -> Token | None:
    if at + 2 >= len(tokens):
        return None
    first, dash, second = tokens[at : at + 3]
    if not (first.is_word and dash.key == DASH and second.is_word and dash.start == first.end):
        return None
    if "\n" not in text[dash.end : second.start] or text[dash.end : second.start].strip():
        return None
    shape = first.shape + second.shape
    return Token(first.start, second.end, shape.casefold(), shape, is_word=True)

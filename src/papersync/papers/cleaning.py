"""Texts of records without what nobody sees."""

from __future__ import annotations

import re
from typing import Final

# Line ends of other systems: blanks here, before U+0085 could be taken for a byte of Windows-1252.
_BLANK: Final = re.compile("[\x1c-\x1f\x85\u2028\u2029]")
# What nobody sees, though it moves a cursor, reorders words (bidirectional marks, embeddings, overrides, isolates) or
# hides some (zero widths, invisible operators, annotations, tags): residue of a copy, or a trick, never a title. A soft
# hyphen says where a line may break, in a text that is wrapped anew. Joiners stay where scripts and emoji need them:
# after a character beyond ASCII.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_STRAY_JOINER: Final = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+")
# Old submissions hold bytes of Windows-1252 read as Latin-1: quotation marks and dashes that stand as C1 controls.
# Browsers read them so as well (https://html.spec.whatwg.org/#numeric-character-reference-end-state).
_C1: Final = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def without_controls(text: str) -> str:
    """*text* without what has no shape and no place in a record; line breaks, blanks and tabs stay for whoever splits.

    A record is written into lists, where nobody would see such a character, and no word could be found that holds one.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _BLANK.sub(" ", text).translate(_C1)
    return _STRAY_JOINER.sub("", _UNSEEN.sub("", text))


def is_clean(text: str) -> bool:
    """Whether ``cleaned`` leaves the text as it is."""
    if text.isprintable():
        return not text.isspace()
    return _SURROGATE.search(text) is None and _on_one_line(text) == text


def cleaned(text: str) -> str:
    """The text on one line, without what nobody sees; one that prints as it stands stays as it is to the letter.

    Raises ValueError for lone surrogates, which no file in UTF-8 and no list can hold.
    """
    if text.isprintable() and not text.isspace():
        return text
    if _SURROGATE.search(text):
        raise ValueError("holds half a character (a lone surrogate)")
    return _on_one_line(text)


def cleaned_paragraphs(text: str) -> str:
    """Each line of the text cleaned, lines that are empty left out; a clean text stays as it is."""
    lines = text.split("\n")
    if all(map(is_clean, lines)):
        return text
    return "\n".join(filter(None, map(cleaned, lines)))


def _on_one_line(text: str) -> str:
    return " ".join(without_controls(text).split())

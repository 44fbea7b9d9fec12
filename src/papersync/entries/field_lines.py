"""Lines that are fields: `Authors: …`, `**Institution**: …`, `链接：…`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from papersync.entries.pieces import Piece, PieceKind
from papersync.entries.titling import is_capitalised, is_title
from papersync.entries.vocabulary import (
    ABSTRACT_COLUMNS,
    AUTHOR_COLUMNS,
    DATE_COLUMNS,
    OTHER_COLUMNS,
    PAPER_COLUMNS,
    TITLE_COLUMNS,
)
from papersync.entries.wording import bare, is_label
from papersync.text.patterns import late_pattern

# A name, a colon, and no URL that begins with both.
_FIELD: Final = late_pattern(r"\W*(\w[^:：\n]{0,24}?)\W*[:：](?!//)")
_OF_OTHERS: Final = OTHER_COLUMNS | AUTHOR_COLUMNS | DATE_COLUMNS | ABSTRACT_COLUMNS
# `原文标题`, `论文题目`: no blank parts the word from what stands before it.
_CJK_TITLES: Final = tuple(word for word in TITLE_COLUMNS if not word[0].isascii() and word[0].isalpha())
_OF_TITLES: Final = TITLE_COLUMNS | PAPER_COLUMNS


def field_name(text: str) -> str | None:
    """The name of the field that a line is; None if it is none."""
    match = _FIELD.match(text)
    return bare(match[1]) if match is not None else None


def holds_no_title(name: str) -> bool:
    """Whether a field with this name is known to hold something else than a title."""
    words = name.casefold().split()
    if not words or words[-1] in _OF_TITLES or words[0] in TITLE_COLUMNS or name.endswith(_CJK_TITLES):
        return False
    return words[-1] in _OF_OTHERS or is_label(name)


def holds_a_title(name: str) -> bool:
    """Whether a field's name says that a title stands in it."""
    words = name.casefold().split()
    return bool(words) and (words[-1] in TITLE_COLUMNS or name.endswith(_CJK_TITLES))


def is_field_of_a_title(line: str) -> bool:
    """Whether a line is a field that holds a title: `Title: …`, or `Paper: …` where the words behind are one."""
    name = field_name(line)
    if name is None or holds_a_title(name):
        return name is not None
    words = _FIELD.sub("", line, count=1)
    return name.casefold() in PAPER_COLUMNS and is_title(words) and is_capitalised(words)


def line_before(pieces: Sequence[Piece], low: int, at: int) -> tuple[int, str]:
    """The line that a piece stands on: its first piece, and its words up to the piece."""
    start = at
    while start > low and pieces[start - 1].kind is not PieceKind.BREAK:
        start -= 1
    return start, "".join(piece.text for piece in pieces[start:at])

"""A choice among pieces: the words that are the title, and by what they were told."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from papersync.entries.entry import Slot
from papersync.entries.peeling import peeled
from papersync.entries.pieces import Piece
from papersync.entries.slots import slot_of, trimmed
from papersync.entries.titling import is_title
from papersync.markdown.model import Inline, InlineKind

# arXiv's longest title has about 250 characters; what goes on longer is text, whatever it looks like.
LONGEST_TITLE: Final = 1000


class How(Enum):
    """By what a title is told from the words around it."""

    LINK = "the reference's own text"
    BOLD = "bold"
    QUOTED = "quotation marks"
    OTHER_LINK = "a link to elsewhere"
    ITALIC = "italics"
    PLAIN = "nothing"


class Choice(NamedTuple):
    """A title, how it was told, and the pieces from ``first`` to before ``behind`` that it was taken from."""

    slot: Slot
    how: How
    first: int
    behind: int


def marked_title(piece: Piece, at: int, how: How) -> Choice | None:
    """The title in words that somebody marked as one."""
    if len(piece.text) > LONGEST_TITLE:
        return None
    start, end = peeled(piece.text, explicit=True)
    slot = slot_within(piece.runs, start, end, len(piece.text))
    return None if slot is None or not is_title(slot.text) else Choice(slot, how, at, at + 1)


def slot_within(runs: Sequence[Inline], start: int, end: int, length: int) -> Slot | None:
    """The slot of a range of the visible text of runs, ``length`` code points long."""
    kept = trimmed(runs, start, length - end) if start < end else ()
    while kept and kept[0].kind is InlineKind.SOFT_BREAK:
        kept = kept[1:]
    return slot_of(kept) if kept else None

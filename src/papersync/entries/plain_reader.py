"""What the readers of plain blocks have in common: where they read, and how an entry is made of what they found."""

from __future__ import annotations

from typing import NamedTuple

from papersync.entries.entry import Entry, Slot
from papersync.entries.hunks import Hunks
from papersync.entries.rereading import Rereader
from papersync.references.model import Reference
from papersync.text import Span


class PlainSlots(NamedTuple):
    """What stands in a plain block; how the slots come by their runs does not matter yet."""

    title: Slot
    authors: Slot | None
    date: Slot | None


class PlainReader:
    """Reads blocks of one document that need no passage."""

    def __init__(self, source: bytes, hunks: Hunks, reader: Rereader) -> None:
        self._source = source
        self._hunks = hunks
        self._reader = reader

    def _entry(
        self, layout: str, span: Span, reference: Reference, slots: PlainSlots, *, are_cells: bool = False
    ) -> Entry:
        """The entry that is the whole of a block which is not turned off."""
        title, authors, date = [
            None if slot is None else self._reader.slot(slot.span, slot.text, cell=are_cells) for slot in slots
        ]
        return Entry(
            layout=layout,
            span=span,
            head=span,
            section=reference.section,
            references=(reference,),
            title=title,
            authors=authors,
            date=date,
            cut=self._hunks.cut(span),
            side=self._hunks.side(span.start),
        )

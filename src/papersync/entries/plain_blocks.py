"""Blocks that most lists are made of, read at once."""

from __future__ import annotations

from typing import NamedTuple, Self

from papersync.entries.hunks import Hunks
from papersync.entries.plain_items import PlainItems
from papersync.entries.plain_paragraphs import PlainParagraphs
from papersync.entries.plain_rows import PlainRows
from papersync.entries.rereading import Rereader


class PlainBlocks(NamedTuple):
    """Who reads them in one document: what they read is what the layouts would, and the rest is left to those."""

    rows: PlainRows
    items: PlainItems
    paragraphs: PlainParagraphs

    @classmethod
    def of(cls, source: bytes, hunks: Hunks, reader: Rereader) -> Self:
        """The readers of the document with this text."""
        known = source, hunks, reader
        return cls(PlainRows(*known), PlainItems(*known), PlainParagraphs(*known))

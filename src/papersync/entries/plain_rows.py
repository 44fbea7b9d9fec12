"""Rows of the table that a machine makes every day, read without a passage: there are thousands of them, all alike.

What is read is what ``layouts/daily_table`` and ``describing`` make of such a row; where a cell holds more than one run
of words, or no title is told, it is left to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from papersync.entries.anchors import Anchor
from papersync.entries.asides import is_plain_title
from papersync.entries.choosing import title_among, whole_title
from papersync.entries.columns import Column, Columns
from papersync.entries.entry import Entry, Slot
from papersync.entries.layouts import daily_table
from papersync.entries.marked import is_number
from papersync.entries.pieces import PieceKind, cut
from papersync.entries.plain_reader import PlainReader, PlainSlots
from papersync.markdown.model import Block, Inline, InlineKind
from papersync.references.model import ReferenceKind

# A tag in brackets may follow.
_OPENING: Final = ("[", "(")


class PlainRows(PlainReader):
    """Reads rows of the tables of one document."""

    def entry(self, row: Block, columns: Columns, anchors: Sequence[Anchor]) -> Entry | None:
        """The entry of a row in which these anchors stand; None where the layouts must say."""
        cells = row.children
        if len(anchors) != 1 or len(cells) != len(columns.kinds) or not all(map(_is_one_run, cells)):
            return None
        at, authors, date = columns.of(Column.TITLE), columns.of(Column.AUTHORS), columns.of(Column.DATE)
        if at is None or authors is None or date is None or columns.of(Column.ABSTRACT) is not None:
            return None
        title = self._title(cells, at) if _linked_cell(cells, anchors[0]) not in (None, at) else None
        if title is None or self._hunks.is_off(row.span):
            return None
        slots = PlainSlots(title, _slot(cells[authors]), _slot(cells[date]))
        return self._entry(daily_table.NAME, row.span, anchors[0].reference, slots, are_cells=True)

    def _title(self, cells: Sequence[Block], at: int) -> Slot | None:
        before = next((cell.inlines[0] for cell in reversed(cells[:at]) if cell.inlines), None)
        if before is not None and before.text.rstrip().endswith(_OPENING):
            return None
        if cells[at].inlines and _is_plain_title(cells[at].inlines[0]):
            return _slot(cells[at])
        pieces = cut(self._source, cells[at].inlines)
        if len(pieces) != 1 or pieces[0].kind is not PieceKind.TEXT:
            return None
        title = title_among(pieces, 0, 1) or whole_title(pieces, 0, 1)
        return None if title is None else title.slot


def _slot(cell: Block) -> Slot | None:
    run = cell.inlines[0] if cell.inlines else None
    return None if run is None or not run.text.strip() else Slot(run.span, run.text, tuple)


def _is_plain_title(run: Inline) -> bool:
    return run.link is None and "strong" in run.styles and is_plain_title(run.text)


def _is_one_run(cell: Block) -> bool:
    return not cell.inlines or (len(cell.inlines) == 1 and cell.inlines[0].kind is InlineKind.TEXT)


def _linked_cell(cells: Sequence[Block], anchor: Anchor) -> int | None:
    """The cell that is the reference's link and shows the number of its identifier."""
    if anchor.reference.kind is not ReferenceKind.INLINE:
        return None
    for number, cell in enumerate(cells):
        link = cell.inlines[0].link if cell.inlines else None
        if link is not None and link.span == anchor.whole:
            return number if is_number(cell.inlines[0].text) else None
    return None

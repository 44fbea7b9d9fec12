"""Rows of the table that a machine makes every day, read without a passage: there are thousands of them, all alike.

What is read is what ``layouts/daily_table`` and ``describing`` make of such a row; where a cell holds more than one run
of words, or no title is told, it is left to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from papersync.entries.anchors import Anchor
from papersync.entries.asides import is_plain_title
from papersync.entries.choosing import title_among, whole_title
from papersync.entries.columns import Column, Columns
from papersync.entries.entry import Entry, Slot
from papersync.entries.hunks import Hunks
from papersync.entries.layouts import daily_table
from papersync.entries.marked import is_number
from papersync.entries.pieces import PieceKind, cut
from papersync.entries.rereading import Rereader
from papersync.markdown.model import Block, Inline, InlineKind
from papersync.references.model import ReferenceKind
from papersync.text import Span

# A tag in brackets may follow.
_OPENING: Final = ("[", "(")
# A named tuple from its values without a call in between: there are hundreds of thousands.
_NEW: Final = tuple.__new__


class PlainRows:
    """Reads rows of the tables of one document."""

    def __init__(self, source: bytes, hunks: Hunks, reader: Rereader) -> None:
        self._source = source
        self._hunks = hunks
        self._reader = reader

    def entry(self, row: Block, columns: Columns, anchors: Sequence[Anchor]) -> Entry | None:
        """The entry of a row in which these anchors stand; None where the layouts must say."""
        cells = row.children
        if len(anchors) != 1 or len(cells) != len(columns.kinds) or not all(map(_is_one_run, cells)):
            return None
        at, authors, date = columns.of(Column.TITLE), columns.of(Column.AUTHORS), columns.of(Column.DATE)
        if at is None or authors is None or date is None or columns.of(Column.ABSTRACT) is not None:
            return None
        title = self._title(cells, at) if _linked_cell(cells, anchors[0]) not in (None, at) else None
        if title is None:
            return None
        reference, span = anchors[0].reference, row.span
        if self._hunks.is_off(span):
            return None
        return Entry(
            layout=daily_table.NAME,
            span=span,
            head=span,
            section=reference.section,
            references=(reference,),
            title=title,
            authors=self._slot(cells[authors]),
            date=self._slot(cells[date]),
            cut=self._hunks.cut(span),
            side=self._hunks.side(span.start),
        )

    def _title(self, cells: Sequence[Block], at: int) -> Slot | None:
        before = next((cell.inlines[0] for cell in reversed(cells[:at]) if cell.inlines), None)
        if before is not None and before.text.rstrip().endswith(_OPENING):
            return None
        if cells[at].inlines and _is_plain_title(cells[at].inlines[0]):
            return self._slot(cells[at])
        pieces = cut(self._source, cells[at].inlines)
        if len(pieces) != 1 or pieces[0].kind is not PieceKind.TEXT:
            return None
        title = title_among(pieces, 0, 1) or whole_title(pieces, 0, 1)
        return None if title is None else self._placed(title.slot.span, title.slot.text)

    def _slot(self, cell: Block) -> Slot | None:
        run = cell.inlines[0] if cell.inlines else None
        if run is None or not run.text.strip():
            return None
        return self._placed(run.span, run.text)

    def _placed(self, span: Span, text: str) -> Slot:
        return _NEW(Slot, (span, text, partial(self._reader.runs, span), False, True))


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

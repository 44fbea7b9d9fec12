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
from papersync.entries.hunks import Hunks
from papersync.entries.layouts import daily_table
from papersync.entries.marked import is_number
from papersync.entries.pieces import PieceKind, cut
from papersync.entries.plain_reader import PlainReader, PlainSlots
from papersync.entries.rereading import Rereader
from papersync.markdown.model import Block, Inline, InlineKind
from papersync.markdown.rows import BOLD, CLOSING, OPENING, PLACES_OF_CELL, WORDS, CellPlaces
from papersync.markdown.sources import Table
from papersync.references.model import Reference, ReferenceKind
from papersync.text import Span

# A tag in brackets may follow.
_OPENING: Final = ("[", "(")
_OPENING_BYTES: Final = (b"[", b"(")


class PlainRows(PlainReader):
    """Reads rows of the tables of one document."""

    def of_table(self, table: Table, columns: Columns) -> PlainTable:
        """Who reads the rows of a long table with these columns."""
        return PlainTable(self._source, self._hunks, self._reader, table, columns)

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
        return _title_in(self._source, cells[at].inlines)


class PlainTable(PlainReader):
    """Reads rows of one long table whose cells are words or a link each, in bold or not."""

    def __init__(self, source: bytes, hunks: Hunks, reader: Rereader, table: Table, columns: Columns) -> None:
        super().__init__(source, hunks, reader)
        self._table = table
        at, authors, date = columns.of(Column.TITLE), columns.of(Column.AUTHORS), columns.of(Column.DATE)
        is_daily = at is not None and authors is not None and date is not None
        self._is_daily = is_daily and columns.of(Column.ABSTRACT) is None
        self._openings = range(OPENING, PLACES_OF_CELL * len(columns.kinds), PLACES_OF_CELL)
        # Where the places of these cells begin among those of a row.
        self._at, self._authors, self._date = (PLACES_OF_CELL * (each or 0) for each in (at, authors, date))

    def cells(self, line: Span, anchors: Sequence[Anchor]) -> CellPlaces | None:
        """The cells of a row in which these anchors stand; None where it must be read otherwise."""
        if not self._is_daily or len(anchors) != 1 or anchors[0].reference.kind is not ReferenceKind.INLINE:
            return None
        cells = self._table.cells(line)
        if cells is None or self._hunks.is_off(line):
            return None
        return cells if self._shows_number(cells, anchors[0]) else None

    def title_and_authors(self, cells: CellPlaces) -> tuple[str, str]:
        """The words in the cells of the title and the authors; no title where its cell is a link, or not bold."""
        is_marked = cells[self._at + BOLD][0] >= 0 > cells[self._at + OPENING][0]
        title, authors = cells[self._at + WORDS], cells[self._authors + WORDS]
        source = self._source
        return source[title[0] : title[1]].decode() if is_marked else "", source[authors[0] : authors[1]].decode()

    def entry(self, line: Span, cells: CellPlaces, reference: Reference) -> Entry | None:
        """The entry of a row with these cells; None where it must be read otherwise."""
        title = self._title(cells)
        if title is None:
            return None
        slots = PlainSlots(title, self._slot(cells[self._authors + WORDS]), self._slot(cells[self._date + WORDS]))
        span = Span(line.start, line.start + len(line.of(self._source).rstrip(b" \n")))
        return self._entry(daily_table.NAME, span, reference, slots, are_cells=True)

    def _shows_number(self, cells: CellPlaces, anchor: Anchor) -> bool:
        """Whether the reference's link is all of a cell, not that of the title, and shows the number of its
        identifier.
        """
        start, end = anchor.whole
        at = next((at - OPENING for at in self._openings if cells[at][0] == start), self._at)
        if at == self._at or cells[at + CLOSING][1] != end:
            return False
        first, last = cells[at + WORDS]
        return is_number(self._source[first:last].decode())

    def _title(self, cells: CellPlaces) -> Slot | None:
        at = self._at
        words = self._slot(cells[at + WORDS])
        if words is None or cells[at + OPENING][0] >= 0:
            return None
        before = next(
            (cells[n] for n in range(at - PLACES_OF_CELL + WORDS, 0, -PLACES_OF_CELL) if cells[n][0] >= 0), None
        )
        if before is not None and self._source[before[1] - 1 : before[1]] in _OPENING_BYTES:
            return None
        styles = ("strong",) if cells[at + BOLD][0] >= 0 else ()
        return _title_in(self._source, (Inline(InlineKind.TEXT, words.text, words.span, styles=styles),))

    def _slot(self, place: tuple[int, int]) -> Slot | None:
        if place[0] < 0:
            return None
        span = Span(*place)
        return Slot(span, span.of(self._source).decode(), tuple)


def _title_in(source: bytes, runs: tuple[Inline, ...]) -> Slot | None:
    """The title that a cell shows, if it is of one run."""
    if runs and _is_plain_title(runs[0]):
        return Slot(runs[0].span, runs[0].text, tuple)
    pieces = cut(source, runs)
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

"""Fields that have a column of their own: an empty cell is filled, a column that is not there is not invented."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from papersync.entries.absent import Field
from papersync.entries.columns import Column, Columns, columns_of
from papersync.entries.entry import Entry
from papersync.entries.field_text import FieldForm, field_text
from papersync.entries.learning_authors import learn_authors
from papersync.entries.learning_dates import DateForm, learn_date
from papersync.entries.part_blocks import block_at
from papersync.markdown.escaping import Place
from papersync.markdown.model import Block, BlockKind, Document
from papersync.papers import Paper
from papersync.text import Edit, Span

_COLUMNS: Final[dict[Field, Column]] = {
    "title": Column.TITLE,
    "authors": Column.AUTHORS,
    "date": Column.DATE,
    "abstract": Column.ABSTRACT,
}


_EMPHASIS: Final = (b"*", b"**", b"_", b"__")


class FieldColumns:
    """The columns of one document's tables."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._columns: dict[int, Columns] = {}

    def filled(self, entry: Entry, paper: Paper, field: Field, neighbours: Iterable[Entry]) -> Edit | None:
        """The edit that writes the field into its empty cell, as the neighbours write it; None if there is none."""
        row = block_at(self._document, entry.head)
        table = self._tables.get(row.span.start) if row is not None else None
        if row is None or table is None or field not in _COLUMNS:
            return None
        column = self._of(table).of(_COLUMNS[field])
        if column is None or column >= len(row.children):
            return None
        blanks = self._blanks(row.children[column], row)
        if blanks is None:
            return None
        mark, form = self._manner(field, column, neighbours)
        text = f"{mark}{field_text(paper, field, form, Place.TABLE_CELL)}{mark}"
        length = blanks.end - blanks.start
        return Edit(blanks, (f" {text} ".ljust(length) if length else text).encode())

    def _blanks(self, cell: Block, row: Block) -> Span | None:
        """The blanks that an empty cell is made of; None for one that is not empty, or not there."""
        source, start = self._document.source, cell.span.start
        if cell.span.of(source).strip() or source[start - 1 : start] != b"|":
            return None
        end = start
        while end < row.span.end and source[end : end + 1] in (b" ", b"\t"):
            end += 1
        return Span(start, end)

    def _manner(self, field: Field, column: int, neighbours: Iterable[Entry]) -> tuple[str, FieldForm | None]:
        """How the first of the neighbours from which it can be learnt writes the field: the emphasis, the form."""
        for other in neighbours:
            slot = {"authors": other.authors, "date": other.date}.get(field)
            row = block_at(self._document, other.head)
            if slot is None or row is None or column >= len(row.children):
                continue
            cell, source = row.children[column].span, self._document.source
            form = learn_authors(slot.text) if field == "authors" else learnt_date(self._document, other)
            if form is not None and cell.contains(slot.span):
                before, behind = source[cell.start : slot.span.start], source[slot.span.end : cell.end]
                return (before.decode() if before == behind and before in _EMPHASIS else ""), form
        return "", None

    def _of(self, table: Block) -> Columns:
        start = table.span.start
        if start not in self._columns:
            self._columns[start] = columns_of(table)
        return self._columns[start]

    @cached_property
    def _tables(self) -> dict[int, Block]:
        """Tables by the first bytes of their rows."""
        found: dict[int, Block] = {}
        blocks = list(self._document.blocks)
        while blocks:
            block = blocks.pop()
            if block.kind is BlockKind.TABLE:
                found.update((row.span.start, block) for row in block.children[1:])
            else:
                blocks += block.children
        return found


def learnt_date(document: Document, entry: Entry) -> DateForm | None:
    """How an entry writes its date; None if it shows none."""
    if entry.date is None:
        return None
    return learn_date(entry.date.span.of(document.source).decode("utf-8", "replace"))

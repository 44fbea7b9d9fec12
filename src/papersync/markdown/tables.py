"""Long tables, row by row: the engine reads those rows alone that are more than words and links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING, Any

from papersync.markdown.blocks import BlockBuilder
from papersync.markdown.engine import reading
from papersync.markdown.masking import Masked
from papersync.markdown.model import Block, BlockKind, Link
from papersync.markdown.rows import RowReader
from papersync.text import Span

if TYPE_CHECKING:
    from pyromark.event import Range


class TableReader:
    """Reads tables of one document, whose links these are by their first byte, behind lines of definitions."""

    def __init__(self, masked: Masked, links: Mapping[int, Link], definitions: bytes) -> None:
        self._masked = masked
        self._links = links
        self._definitions = definitions

    def read(self, table: Span) -> Block:
        """The table that the engine found in this span, whose lines end in line feeds."""
        data = self._masked.data
        body = data.index(b"\n", data.index(b"\n", table.start) + 1) + 1
        heading = self._definitions + data[table.start : body]
        rows = [*self._read(Span(table.start, body), self._definitions)]
        rows += self._body(Span(body, table.end), heading, len(rows[0].children))
        return Block(BlockKind.TABLE, Span(table.start, rows[-1].span.end), tuple(rows))

    def _body(self, body: Span, heading: bytes, width: int) -> Iterator[Block]:
        data, plain = self._masked.data, RowReader(self._masked, self._links)
        start = waiting = body.start
        while start < body.end:
            behind = data.find(b"\n", start, body.end) + 1 or body.end
            row = plain.row(start, behind, width)
            if row is not None:
                if waiting < start:
                    yield from self._read(Span(waiting, start), heading)
                yield row
                waiting = behind
            start = behind
        if waiting < body.end:
            yield from self._read(Span(waiting, body.end), heading)

    def _read(self, rows: Span, heading: bytes) -> tuple[Block, ...]:
        """The engine's rows in lines that follow on a heading."""
        with reading(self._masked.text(rows), heading) as events:
            offset = rows.start - len(heading)
            inside = takewhile(_is_inside, dropwhile(_is_table, events))
            return BlockBuilder(self._masked, self._links).build(inside, offset)


def _is_table(pair: tuple[Any, Range]) -> bool:
    """Whether a table begins: where its heading is read, too."""
    tag = pair[0].get("Start") if isinstance(pair[0], dict) else None
    return isinstance(tag, dict) and "Table" in tag


def _is_inside(pair: tuple[Any, Range]) -> bool:
    tag: object = pair[0].get("End") if isinstance(pair[0], dict) else None
    return tag != "Table"

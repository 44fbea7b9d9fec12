"""Long tables, row by row: the engine reads those rows alone that are more than words and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING, Any, Final

from papersync.markdown.blocks import BlockBuilder
from papersync.markdown.engine import reading
from papersync.markdown.found import Links
from papersync.markdown.masking import Masked
from papersync.markdown.model import Block, BlockKind, Link
from papersync.markdown.rows import CellPlaces, RowReader, row_of_words
from papersync.text import Span

if TYPE_CHECKING:
    from pyromark.event import Range


# So many bytes.
_AHEAD: Final = 8_000


class LongTable:
    """A table that the engine found in a span, whose lines end in line feeds, behind lines of definitions."""

    def __init__(self, masked: Masked, links: Links, definitions: bytes, span: Span) -> None:
        self.span = span
        self._masked = masked
        self._data = masked.data
        self._is_masked = masked.data is not masked.source
        self._links = links
        self._definitions = definitions
        self._body = self._behind(self._behind(span.start))
        self._asked = -1
        self._read_ahead: dict[int, Block] = {}

    def whole(self) -> Block:
        """The table with all its rows."""
        return self._with([*self.heading, *self._rows(Span(self._body, self.span.end))])

    def outline(self) -> Block:
        """The table without any."""
        last = self.line_of(self.span.end - 1)
        return Block(BlockKind.TABLE, Span(self.span.start, last.start + len(last.of(self._data).rstrip(b" \t\r\n"))))

    def beginning(self, most: int) -> Block:
        """The table with its heading and so many rows at most."""
        end = self._body
        for _ in range(most):
            end = self._behind(end)
        return self._with([*self.heading, *self._rows(Span(self._body, end))])

    @cached_property
    def heading(self) -> Sequence[Block]:
        """The first row."""
        return self._read(Span(self.span.start, self._body), self._definitions)

    def line_of(self, offset: int) -> Span:
        """The line around a byte, with its line ending."""
        return Span(max(self._data.rfind(b"\n", 0, offset) + 1, self.span.start), self._behind(offset))

    def row(self, line: Span) -> Block | None:
        """The row that a line is; None for the one below the heading."""
        if line.start < self._body:
            return self.heading[0] if line.start == self.span.start else None
        if line.start not in self._read_ahead:
            # Who asks for rows one after the other is given several that were read at once, which is faster.
            is_next = line.start == self._asked
            end = self._behind(min(line.start + _AHEAD, self.span.end - 1)) if is_next else line.end
            rows = self._rows(Span(line.start, end))
            self._read_ahead = {self.line_of(row.span.start).start: row for row in rows}
        self._asked = line.end
        return self._read_ahead.get(line.start)

    def cells(self, line: Span) -> CellPlaces | None:
        """Where the cells of a row are, if it has one for each column and nothing in it but words and links, in bold or
        not; None in doubt.
        """
        if line.start < self._body or (self._is_masked and line.of(self._data) != line.of(self._masked.source)):
            return None
        row = self._row_of_words.fullmatch(self._data, *line)
        return None if row is None else row.regs[1:]

    @cached_property
    def _row_of_words(self) -> re.Pattern[bytes]:
        return row_of_words(self.width)

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return len(self.heading[0].children)

    def _behind(self, offset: int) -> int:
        """Where the line around a byte ends, its line ending included."""
        return self._data.find(b"\n", offset, self.span.end) + 1 or self.span.end

    def _with(self, rows: Sequence[Block]) -> Block:
        return Block(BlockKind.TABLE, Span(self.span.start, rows[-1].span.end), tuple(rows))

    def _rows(self, lines: Span) -> Iterator[Block]:
        """The rows that lines of the body are."""
        plain = RowReader(self._masked, self._links_in(lines))
        start = waiting = lines.start
        while start < lines.end:
            behind = self._behind(start)
            row = plain.row(start, behind, self.width)
            if row is not None:
                if waiting < start:
                    yield from self._read(Span(waiting, start), self._heading_lines)
                yield row
                waiting = behind
            start = behind
        if waiting < lines.end:
            yield from self._read(Span(waiting, lines.end), self._heading_lines)

    @cached_property
    def _heading_lines(self) -> bytes:
        return self._definitions + self._data[self.span.start : self._body]

    def _read(self, rows: Span, heading: bytes) -> tuple[Block, ...]:
        """The engine's rows in lines that follow on a heading."""
        with reading(self._masked.text(rows), heading) as events:
            offset = rows.start - len(heading)
            inside = takewhile(_is_inside, dropwhile(_is_table, events))
            return BlockBuilder(self._masked, self._links_in(rows)).build(inside, offset)

    def _links_in(self, lines: Span) -> Mapping[int, Link]:
        return {link.span.start: link for link in self._links.within(lines)}


def _is_table(pair: tuple[Any, Range]) -> bool:
    """Whether a table begins: where its heading is read, too."""
    tag = pair[0].get("Start") if isinstance(pair[0], dict) else None
    return isinstance(tag, dict) and "Table" in tag


def _is_inside(pair: tuple[Any, Range]) -> bool:
    tag: object = pair[0].get("End") if isinstance(pair[0], dict) else None
    return tag != "Table"

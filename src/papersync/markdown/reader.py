"""The second pass: blocks and the inline runs in them, built when somebody asks for them, and only where asked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from papersync.markdown.blocks import BlockBuilder
from papersync.markdown.definitions import Defined
from papersync.markdown.engine import reading
from papersync.markdown.found import Found
from papersync.markdown.masking import Masked
from papersync.markdown.model import Block, Link
from papersync.markdown.sources import Outline
from papersync.markdown.tables import LongTable
from papersync.text import Span

# To read a table apart is worth it from so many lines on.
_FEWEST_LINES: Final = 12
_ENDS_ALONE: Final = re.compile(rb"[ \t]*(?:\n|\Z)")


class BlockReader:
    """Reads blocks of one document, in which this was found: all of them, or those in a part of it."""

    def __init__(self, masked: Masked, found: Found, known: Defined) -> None:
        self._masked = masked
        self._defined = known
        self._links = found.links
        self._headings = found.headings
        self._borrowing = sorted(found.borrowing)
        self._ends = tuple(found.ends)
        self._tables = found.tables

    def whole(self) -> tuple[Block, ...]:
        """All blocks at the top level; the headings among them are those given."""
        part = Span(0, len(self._masked.data))
        return self._with_known(part, self._engine(part, _by_place(self._links.in_order()), b""))

    @property
    def ends(self) -> tuple[int, ...]:
        """Where the parts end in which the document was read at first."""
        return self._ends

    @property
    def tables(self) -> Sequence[Span]:
        """Where tables are that stand in no other block, in order."""
        return self._tables

    def part(self, part: Span) -> tuple[Block, ...] | None:
        """The blocks at the top level of a part between two places where a heading begins, the document begins or
        ends, or a part ended at first.

        A heading ends every block before it, so the part reads alone as it reads in the whole, but for a list that
        goes on there: it reads as two. None if it may not: a link or a footnote in it is defined elsewhere and needs
        the whole document, or a heading at its ends is what a definition left of a paragraph.
        """
        outline = self.outline(part)
        if outline is None:
            return None
        tables = outline.tables
        return tuple(
            tables[block.span.start].whole() if block.span.start in tables else block for block in outline.blocks
        )

    def outline(self, part: Span) -> Outline | None:
        """As ``part``, long tables without their rows: these need no engine where they are plain."""
        data = self._masked.data
        before = self._defined.before(data, part) if self._borrows(part) else b""
        if before is None:
            return None
        # Behind a carriage return the engine counts a form feed to the block before, or not, as what follows has it.
        if not all(map(self._parts_at, part)) or data.find(b"\x0c", *part) >= 0:
            return None
        return self._outline(part, before)

    def _borrows(self, span: Span) -> bool:
        """Whether anything in it reads otherwise without a definition elsewhere."""
        return bisect_left(self._borrowing, span.start) != bisect_left(self._borrowing, span.end)

    def _parts_at(self, offset: int) -> bool:
        """Whether what begins there, and what ends, reads as it does in the whole."""
        end = bisect_left(self._ends, offset)
        is_end = offset == len(self._masked.data) or self._ends[end : end + 1] == (offset,)
        return is_end or _begins_alone(self._masked.data, offset)

    def _outline(self, part: Span, before: bytes) -> Outline:
        tables = [LongTable(self._masked, self._links, before, span) for span in self._long_tables(part)]
        blocks: list[Block] = []
        start = part.start
        for table in tables:
            blocks += self._between(Span(start, table.span.start), before)
            blocks.append(table.outline())
            start = table.span.end
        blocks += self._between(Span(start, part.end), before)
        return Outline(self._with_known(part, tuple(blocks)), {table.span.start: table for table in tables})

    def _between(self, part: Span, before: bytes) -> tuple[Block, ...]:
        return self._engine(part, _by_place(self._links.within(part)), before) if part.start < part.end else ()

    def _engine(self, part: Span, links: Mapping[int, Link], before: bytes) -> tuple[Block, ...]:
        with reading(self._masked.text(part), before) as events:
            return BlockBuilder(self._masked, links).build(events, part.start - len(before))

    def _long_tables(self, part: Span) -> Iterator[Span]:
        """The tables in a part that have many rows, blank lines around them, and nothing defined elsewhere in them."""
        data = self._masked.data
        first = bisect_left(self._tables, part)
        for span in self._tables[first : bisect_left(self._tables, Span(part.end, 0))]:
            if data.count(b"\n", *span) < _FEWEST_LINES or data.find(b"\r", *span) >= 0:
                continue
            apart = _begins_alone(data, span.start) and _ENDS_ALONE.match(data, span.end) is not None
            if apart and not self._borrows(span):
                yield span

    def _with_known(self, part: Span, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        known = self._known(part)
        return tuple(known.get(block.span.start, block) for block in blocks) if known else blocks

    def _known(self, part: Span) -> Mapping[int, Block]:
        first = bisect_left(self._headings, part.start, key=_block_start)
        last = bisect_left(self._headings, part.end, first, key=_block_start)
        return {block.span.start: block for block in self._headings[first:last]}


def _by_place(links: Iterable[Link]) -> dict[int, Link]:
    return {link.span.start: link for link in links}


def _begins_alone(data: bytes, heading: int) -> bool:
    """Whether a heading begins with ``#``, stands behind a blank line, or is the first thing in the file."""
    above = data[max(heading - 10, 0) : heading].rstrip(b" ")
    return data[heading : heading + 1] == b"#" or heading == 0 or above.endswith((b"\n\n", b"\n\r\n", b"\r\r"))


def _block_start(block: Block) -> int:
    return block.span.start

"""How far an entry that begins with a heading reaches, and what merge conflicts make of that."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container
from functools import partial
from typing import Final, NamedTuple

from papersync.entries.hunks import Hunks
from papersync.markdown.model import Block, BlockKind, Document, Heading
from papersync.text import Span

_CONTAINER: Final = re.compile(rb"<(/?)(?:details|div|section|center|table|blockquote|ul|ol)\b", re.IGNORECASE)
_LEAD: Final = re.compile(
    rb"(?:\s|<!--(?:(?!-->).){0,2000}-->|<a\s+(?:name|id)\s*=[^<>]{0,200}>|</a>)+",
    re.IGNORECASE | re.DOTALL,
)
# More indentation than this, or longer blank lines, nobody writes.
_NEAR: Final = 200


def is_lead(text: bytes) -> bool:
    """Whether a text is anchors and comments and nothing else."""
    return _LEAD.fullmatch(text) is not None


def speaks_of_next(source: bytes, block: Block) -> bool:
    """Whether a block is nothing but anchors and comments, and does not stand directly below other text.

    Such a block speaks of what comes next.
    """
    if block.kind not in (BlockKind.HTML, BlockKind.PARAGRAPH) or not is_lead(block.span.of(source)):
        return False
    above = source[max(0, block.span.start - _NEAR) : block.span.start].rstrip(b" \t")
    return not above or above.endswith((b"\n\n", b"\n\r\n", b"\r\r"))


class Extent(NamedTuple):
    """The blocks below the heading that belong to it, the span of all, whether a marker cuts it, its conflict side.

    ``again`` reads the block once more that begins where one of ``blocks`` does.
    """

    blocks: tuple[Block, ...]
    span: Span
    cut: bool
    side: tuple[int, int] | None
    again: Callable[[int], Block]


class Extents:
    """Finds extents in one document; only blocks that belong to entries are read."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._source = document.source
        self._headings = document.headings
        self._hunks = Hunks(document)

    def of(self, heading: Heading, stops: Container[int]) -> Extent:
        """From the heading to the last block before the next one that begins something else, or to a conflict marker.

        ``stops`` are the starts of headings that are entries or sections of their own, whatever their level.
        """
        own, part_end = heading.block, self._part_end(heading, stops)
        following = self._own(self._below(heading, part_end))
        marker = self._hunks.next_marker(own.span.end)
        inside = [block for block in following if marker is None or block.span.start < marker]
        cut = self._is_cut(following, inside, marker)
        blocks = following if cut else inside
        end = max((block.span.end for block in blocks), default=own.span.end)
        span, side = Span(own.span.start, max(end, own.span.end)), self._hunks.side(own.span.start)
        return Extent(tuple(blocks), span, cut, side, partial(_again, self._document, heading, part_end))

    def _part_end(self, heading: Heading, stops: Container[int]) -> int:
        """Where the next heading begins that begins something else; the end of the document if none does."""
        first = bisect_right(self._headings, heading.block.span.start, key=_start)
        for index in range(first, len(self._headings)):
            below = self._headings[index].block
            if below.level <= heading.level or below.span.start in stops:
                return below.span.start
        return len(self._source)

    def _below(self, heading: Heading, end: int) -> list[Block]:
        if not self._source[heading.block.span.end : end].strip(b" \t\r\n"):
            return []
        return list(self._document.blocks_from(heading, end)[1:])

    def _own(self, blocks: list[Block]) -> list[Block]:
        """Without what wraps several entries, and without what stands before the next heading for its sake."""
        depth, opened = 0, len(blocks)
        for index, block in enumerate(blocks):
            if block.kind is BlockKind.HTML:
                for closing in _CONTAINER.findall(block.span.of(self._source)):
                    depth += -1 if closing else 1
                    if depth == 1 and not closing:
                        opened = index
                if depth < 0:
                    return self._own(blocks[:index])
        own = blocks[: len(blocks) if depth <= 0 else opened]
        while own and (own[-1].kind is BlockKind.RULE or speaks_of_next(self._source, own[-1])):
            own.pop()
        return own

    def _is_cut(self, following: list[Block], inside: list[Block], marker: int | None) -> bool:
        """Whether text of the entry stands on the other side of a marker.

        A quote above the marker completes an entry, unless a quote goes on behind it.
        """
        if marker is None:
            return False
        quotes = [block for block in inside if block.kind is BlockKind.QUOTE]
        beyond = [*following[len(inside) : len(inside) + 1], *self._below_hunk(marker)]
        if quotes:
            return any(block.kind is BlockKind.QUOTE for block in beyond)
        return len(inside) < len(following) or any(block.kind is not BlockKind.HEADING for block in beyond)

    def _below_hunk(self, marker: int) -> tuple[Block, ...]:
        """What stands below the hunk, common to both sides, if the marker ends a side above that."""
        hunk = self._hunks.at(marker)
        if hunk is None or marker in (hunk.opening.start, hunk.closing.start):
            return ()
        parts = self._document.parts
        for number in range(bisect_right(parts, hunk.span.end - 1, key=_part_start) - 1, len(parts)):
            blocks = self._document.blocks_in(parts[number])
            below = bisect_right(blocks, hunk.span.end - 1, key=_block_start)
            if below < len(blocks):
                return blocks[below : below + 1]
        return ()


def _again(document: Document, heading: Heading, end: int, start: int) -> Block:
    return next(block for block in document.blocks_from(heading, end) if block.span.start == start)


def _start(heading: Heading) -> int:
    return heading.block.span.start


def _part_start(part: Span) -> int:
    return part.start


def _block_start(block: Block) -> int:
    return block.span.start

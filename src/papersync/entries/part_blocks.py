"""The blocks around a byte, of a whole document or of no more of it than that takes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from papersync.entries.stretches import Stretches
from papersync.markdown.model import Block, Document
from papersync.references.model import Reference
from papersync.text import Span


class PartBlocks:
    """Gives the blocks of one document, with ``apart`` a part at a time, each part read once.

    A list or a quote that goes on in the next part then reads as two: where one stands is told, not how it ends. With
    ``near``, which are all references, no more of a part is read than the entry that may stand around a byte needs.
    """

    def __init__(self, document: Document, *, apart: bool, near: Sequence[Reference] | None = None) -> None:
        self._document = document
        self._starts = [part.start for part in document.parts] if apart else []
        starts = [] if near is None else [reference.span.start for reference in near]
        self._stretches = None if near is None else Stretches(document.source, near, starts)
        self._read: dict[Span, Sequence[Block]] = {}

    def at(self, offset: int) -> Sequence[Block]:
        """Those at the top level around a byte and beside it."""
        around = self._around(offset)
        if around is None:
            return self._document.blocks
        if around not in self._read:
            self._read[around] = self._document.blocks_in(around)
        return self._read[around]

    def _around(self, offset: int) -> Span | None:
        """What is read around a byte; None if that is the whole document."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return None
        part = self._document.parts[number]
        return part if self._stretches is None else self._stretches.around(part, [offset])[0]

    def within(self, span: Span) -> Iterator[Block]:
        """Those at the top level that stand in a span, in order."""
        at = span.start
        while at < span.end:
            yield from (block for block in self.at(at) if span.contains(block.span))
            around = self._around(at)
            at = around.end if around is not None else span.end

    def path_to(self, span: Span) -> list[Block]:
        """The blocks around these bytes, outermost first."""
        blocks = self.at(span.start)
        path: list[Block] = []
        while True:
            at = bisect_right(blocks, span.start, key=_start) - 1
            if at < 0 or not blocks[at].span.contains(span):
                return path
            path.append(blocks[at])
            blocks = blocks[at].children

    def exactly(self, span: Span) -> Block | None:
        """The innermost block with exactly these bytes."""
        return next((block for block in reversed(self.path_to(span)) if block.span == span), None)


def leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that have no other in them, in order."""
    pending = list(blocks)[::-1]
    while pending:
        block = pending.pop()
        if block.children:
            pending += reversed(block.children)
        else:
            yield block


def block_at(document: Document, span: Span) -> Block | None:
    """The innermost block of the whole document with exactly these bytes."""
    return PartBlocks(document, apart=False).exactly(span)


def _start(block: Block) -> int:
    return block.span.start

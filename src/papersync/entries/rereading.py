"""The runs of slots, read once more when somebody asks for them: few are ever needed, and they take much memory."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial

from papersync.entries.entry import Slot
from papersync.markdown.model import Block, Document, Inline
from papersync.markdown.sources import Outline
from papersync.text import Span


class Rereader:
    """Reads runs of one document; the blocks of the part it read last are kept."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [part.start for part in document.parts]
        self._part = -1
        self._outline = Outline((), {})

    def slot(self, span: Span, text: str, *, cell: bool = False) -> Slot:
        """The slot with this span and text, as it is kept: without its runs, which are read again."""
        return Slot(span, text, partial(self.runs, span), cell=cell)

    def runs(self, span: Span) -> tuple[Inline, ...]:
        """The runs in a span that lies in one leaf, or in the paragraphs of one quote; those at its ends cut to it."""
        part = bisect_right(self._starts, span.start) - 1
        if part != self._part:
            self._part, self._outline = part, self._document.outline_in(self._document.parts[part])
        return tuple(_cut(run, span) for run in _runs(self._blocks_at(span), span) if run.span.overlaps(span))

    def _blocks_at(self, span: Span) -> Sequence[Block]:
        """The blocks of the part; the row alone, if the span lies in a long table."""
        blocks, tables = self._outline
        at = bisect_right(blocks, span.start, key=_start) - 1
        table = tables.get(blocks[at].span.start) if at >= 0 else None
        if table is None:
            return blocks
        row = table.row(table.line_of(span.start))
        return () if row is None else (row,)


def _runs(blocks: Sequence[Block], span: Span) -> Iterator[Inline]:
    first = max(bisect_right(blocks, span.start, key=_start) - 1, 0)
    for number in range(first, len(blocks)):
        block = blocks[number]
        if block.span.start >= span.end:
            return
        if block.span.end > span.start:
            yield from block.inlines
            yield from _runs(block.children, span)


def _start(block: Block) -> int:
    return block.span.start


def _cut(run: Inline, span: Span) -> Inline:
    start, end = max(run.span.start, span.start), min(run.span.end, span.end)
    if (start, end) == run.span or not run.verbatim:
        return run
    raw = run.text.encode()
    text = raw[start - run.span.start : end - run.span.start].decode("utf-8", "ignore")
    return run._replace(text=text, span=Span(start, end))

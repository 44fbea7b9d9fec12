"""What stands around a byte: blocks, headings, blank lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from papersync.markdown.model import Block, BlockKind, Document, Heading
from papersync.text import Span


def end_of_lines(document: Document, span: Span, *, quoted: bool) -> int:
    """The end of the last line of a span that is not blank, its ending included."""
    lines = document.lines
    first, last = lines.line_of(span.start), lines.line_of(max(span.start, span.end - 1))
    while last > first and is_blank(lines.content(last).of(document.source), quoted=quoted):
        last -= 1
    return lines.span(last).end


def is_blank(text: bytes, *, quoted: bool) -> bool:
    """Whether nothing stands in lines but blanks, and, in a quote, quote marks."""
    return not text.strip(b" \t\r\n>" if quoted else b" \t\r\n")


def title_path(path: Sequence[Block]) -> Sequence[Block]:
    """The path to the item or the paragraph that is a title; empty if that is something else."""
    ends = [number for number, block in enumerate(path) if block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH)]
    items = [number for number in ends if path[number].kind is BlockKind.ITEM]
    return path[: (items or ends)[-1] + 1] if ends else ()


def heading_at(document: Document, offset: int) -> Heading | None:
    """The heading that begins at this byte."""
    headings = document.headings
    at = bisect_left(headings, offset, key=lambda heading: heading.block.span.start)
    return headings[at] if at < len(headings) and headings[at].block.span.start == offset else None


def depth_of(path: Sequence[Block]) -> int:
    """How many list items stand around what a path leads to, itself among them."""
    return sum(block.kind is BlockKind.ITEM for block in path)

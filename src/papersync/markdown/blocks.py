"""The second pass: blocks and the inline runs in them, built when somebody asks for them, and only where asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from papersync.markdown.engine import reading
from papersync.markdown.found import Found
from papersync.markdown.inlines import InlineReader
from papersync.markdown.masking import Masked
from papersync.markdown.model import Block, BlockKind, Link
from papersync.text import Span

if TYPE_CHECKING:
    from pyromark.event import Event, Range

# Containers nested deeper are read as if they were not there: nobody writes them, and a hundred thousand quote marks in
# a row must not make a tree that no recursive reader survives.
_DEEPEST: Final = 60
_LEAVES: Final = {"Paragraph": BlockKind.PARAGRAPH, "Heading": BlockKind.HEADING, "TableCell": BlockKind.CELL}
_OTHERS: Final = {
    "BlockQuote": BlockKind.QUOTE,
    "List": BlockKind.LIST,
    "Item": BlockKind.ITEM,
    "Table": BlockKind.TABLE,
    "TableHead": BlockKind.ROW,
    "TableRow": BlockKind.ROW,
    "FootnoteDefinition": BlockKind.FOOTNOTE,
    "CodeBlock": BlockKind.CODE,
    "HtmlBlock": BlockKind.HTML,
}
_NOT_BLOCKS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"})


@dataclass(slots=True)
class _Open:
    kind: BlockKind
    span: Span
    level: int = 0
    children: list[Block] = field(default_factory=list)


class BlockReader:
    """Reads blocks of one document, in which this was found: all of them, or those in a part of it."""

    def __init__(self, masked: Masked, found: Found) -> None:
        self._masked = masked
        self._links = found.links
        self._headings = found.headings
        self._borrowing = sorted(found.borrowing)
        self._ends = tuple(found.ends)

    def whole(self) -> tuple[Block, ...]:
        """All blocks at the top level; the headings among them are those given."""
        return self._read(Span(0, len(self._masked.data)), self._links.in_order())

    @property
    def ends(self) -> tuple[int, ...]:
        """Where the parts end in which the document was read at first."""
        return self._ends

    def part(self, part: Span) -> tuple[Block, ...] | None:
        """The blocks at the top level of a part between two places where a heading begins, the document begins or
        ends, or a part ended at first.

        A heading ends every block before it, so the part reads alone as it reads in the whole, but for a list that
        goes on there: it reads as two. None if it may not: a link or a footnote in it is defined elsewhere, or its
        heading is what a definition left of a paragraph.
        """
        if bisect_left(self._borrowing, part.start) != bisect_left(self._borrowing, part.end):
            return None
        data = self._masked.data
        # Behind a carriage return the engine counts a form feed to the block before, or not, as what follows has it.
        end = bisect_left(self._ends, part.start)
        alone = self._ends[end : end + 1] == (part.start,) or _begins_alone(data, part.start)
        if not alone or data.find(b"\x0c", *part) >= 0:
            return None
        return self._read(part, self._links.within(part))

    def _read(self, part: Span, links: Sequence[Link]) -> tuple[Block, ...]:
        builder = BlockBuilder(self._masked, {link.span.start: link for link in links})
        with reading(self._masked.text(part)) as events:
            blocks = builder.build(events, part.start)
        known = self._known(part)
        return tuple(known.get(block.span.start, block) for block in blocks) if known else blocks

    def _known(self, part: Span) -> Mapping[int, Block]:
        first = bisect_left(self._headings, part.start, key=_block_start)
        last = bisect_left(self._headings, part.end, first, key=_block_start)
        return {block.span.start: block for block in self._headings[first:last]}


class BlockBuilder:
    """Makes blocks from events; ``links`` by their first byte."""

    def __init__(self, masked: Masked, links: Mapping[int, Link]) -> None:
        self._data = masked.data
        self._inlines = InlineReader(masked, links)
        self._open: list[_Open] = []
        self._top: list[Block] = []
        self._leaf: _Open | None = None
        self._too_deep = 0

    def build(self, events: Iterable[tuple[Event, Range]], offset: int = 0) -> tuple[Block, ...]:
        """The blocks at the top level; ``offset`` is where the text begins whose ranges the events carry."""
        self._top = []
        for event, at in events:
            if "End" in event and not isinstance(event, str):
                self._end(event["End"])
                continue
            span = Span(offset + at["start"], offset + at["end"])
            if isinstance(event, str):
                if event == "Rule":
                    self._add(Block(BlockKind.RULE, self._trimmed(span, b"\r\n")))
                else:
                    self._inlines.add_break(event, span)
            elif "Start" in event:
                self._start(event["Start"], span)
            else:
                self._inline(event, span)
        self._close_implied()
        return tuple(self._top)

    def _start(self, tag: object, span: Span) -> None:
        name, value = _tag(tag)
        if name in _NOT_BLOCKS:
            self._imply_paragraph(span)
            self._inlines.start(name, span)
            return
        self._close_implied()
        if name in _LEAVES:
            self._leaf = _Open(_LEAVES[name], span, _heading_level(value))
            return
        if len(self._open) >= _DEEPEST:
            self._too_deep += 1
            return
        level = value if name == "List" and isinstance(value, int) else 0
        self._open.append(_Open(_OTHERS[name], span, level))

    def _end(self, tag: object) -> None:
        name, _ = _tag(tag)
        if name in _NOT_BLOCKS:
            self._inlines.end(name)
        elif name in _LEAVES:
            self._close_leaf()
        else:
            self._close_implied()
            if self._too_deep:
                self._too_deep -= 1
                return
            closed = self._open.pop()
            span = self._trimmed(closed.span, b"\r\n" if closed.kind is BlockKind.CODE else b" \t\r\n")
            if closed.kind is BlockKind.ROW:
                # Cells that a row lacks come with a place behind its line ending.
                closed.children = [_at_most(cell, span.end) for cell in closed.children]
            if closed.children and closed.children[-1].span.end > span.end:
                span = Span(span.start, closed.children[-1].span.end)
            self._add(Block(closed.kind, span, tuple(closed.children), (), closed.level))

    def _inline(self, event: Mapping[str, object], span: Span) -> None:
        if self._open and self._open[-1].kind in (BlockKind.CODE, BlockKind.HTML):
            return
        if "TaskListMarker" in event or "Html" in event:
            return
        self._imply_paragraph(span)
        self._inlines.add(event, span)

    def _imply_paragraph(self, span: Span) -> None:
        """A tight item's text comes without a paragraph around it."""
        if self._leaf is None:
            self._leaf = _Open(BlockKind.PARAGRAPH, Span(self._inlines.content_start(span), -1))

    def _close_implied(self) -> None:
        if self._leaf is not None:
            self._close_leaf()

    def _close_leaf(self) -> None:
        leaf, self._leaf = self._leaf, None
        inlines = self._inlines.take()
        if leaf is None:
            return
        start, end = leaf.span
        if end < 0:
            end = max(self._inlines.last_end, start)
        span = self._trimmed(Span(start, end), b" \t" if leaf.kind is BlockKind.CELL else b"\r\n")
        if leaf.kind is BlockKind.CELL:
            start = span.end - len(self._data[span.start : span.end].lstrip(b" \t"))
            span = Span(start, span.end)
        self._add(Block(leaf.kind, span, (), inlines, leaf.level))

    def _add(self, block: Block) -> None:
        if self._open:
            self._open[-1].children.append(block)
        else:
            self._top.append(block)

    def _trimmed(self, span: Span, ends: bytes) -> Span:
        end = span.end
        while end > span.start and self._data[end - 1] in ends:
            end -= 1
        return span if end == span.end else Span(span.start, end)


def _at_most(cell: Block, end: int) -> Block:
    return cell if cell.span.start <= end else cell._replace(span=Span(end, end))


def _begins_alone(data: bytes, heading: int) -> bool:
    """Whether a heading begins with ``#``, stands behind a blank line, or is the first thing in the file."""
    above = data[max(heading - 10, 0) : heading].rstrip(b" ")
    return data[heading : heading + 1] == b"#" or heading == 0 or above.endswith((b"\n\n", b"\n\r\n", b"\r\r"))


def _block_start(block: Block) -> int:
    return block.span.start


def _tag(tag: object) -> tuple[str, object]:
    if isinstance(tag, dict):
        ((name, value),) = tag.items()
        return str(name), value
    return str(tag), None


def _heading_level(value: object) -> int:
    level = value.get("level") if isinstance(value, dict) else None
    return int(level[1]) if isinstance(level, str) else 0

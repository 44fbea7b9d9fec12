"""From the engine's events to blocks and the inline runs in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from papersync.markdown.inlines import InlineReader
from papersync.markdown.masking import Masked
from papersync.markdown.model import Block, BlockKind, Link
from papersync.text import Span

if TYPE_CHECKING:
    from pyromark.event import Range

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
_RAW: Final = (BlockKind.CODE, BlockKind.HTML)
# A named tuple from its values without a call in between: there are hundreds of thousands.
_NEW: Final = tuple.__new__
_NOT_BLOCKS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"})


@dataclass(slots=True)
class _Open:
    kind: BlockKind
    span: Span
    level: int = 0
    children: list[Block] = field(default_factory=list)


class BlockBuilder:
    """Makes blocks from events; ``links`` by their first byte."""

    def __init__(self, masked: Masked, links: Mapping[int, Link]) -> None:
        self._data = masked.data
        self._inlines = InlineReader(masked, links)
        self._open: list[_Open] = []
        self._top: list[Block] = []
        self._siblings = self._top  # where a block that ends now is put
        self._leaf: tuple[BlockKind, int, int, int] | None = None  # its kind, first byte, end (-1: unknown) and level
        self._is_raw = False
        self._too_deep = 0

    def build(self, events: Iterable[tuple[Any, Range]], offset: int = 0) -> tuple[Block, ...]:
        """The blocks at the top level; ``offset`` is where the text begins whose ranges the events carry."""
        self._top = self._siblings = []
        inlines = self._inlines
        # Some hundred thousand events, the most frequent first.
        for event, at in events:
            if "Text" in event:
                if not self._is_raw:
                    start = offset + at["start"]
                    if self._leaf is None:
                        self._imply_paragraph(start)
                    inlines.text(event["Text"], start, offset + at["end"])
            elif "End" in event:
                self._end(event["End"])
            elif "Start" in event:
                self._start(event["Start"], offset + at["start"], offset + at["end"])
            else:
                self._other(event, offset + at["start"], offset + at["end"])
        self._close_implied()
        return tuple(self._top)

    def _start(self, tag: Any, start: int, end: int) -> None:
        name = tag if tag.__class__ is str else next(iter(tag))
        leaf = _LEAVES.get(name)
        if leaf is not None:
            self._close_implied()
            self._leaf = leaf, start, end, int(tag[name]["level"][1]) if name == "Heading" else 0
        elif name in _NOT_BLOCKS:
            if self._leaf is None:
                self._imply_paragraph(start)
            self._inlines.start(name, start, end)
        else:
            self._close_implied()
            if len(self._open) >= _DEEPEST:
                self._too_deep += 1
                return
            first = tag[name] if name == "List" and isinstance(tag, dict) else 0
            opened = _Open(_OTHERS[name], _NEW(Span, (start, end)), first or 0)
            self._open.append(opened)
            self._siblings = opened.children
            self._is_raw = opened.kind in _RAW

    def _end(self, tag: Any) -> None:
        name = tag if tag.__class__ is str else next(iter(tag))
        if name in _LEAVES:
            self._close_leaf()
        elif name in _NOT_BLOCKS:
            self._inlines.end(name)
        else:
            self._close_implied()
            if self._too_deep:
                self._too_deep -= 1
                return
            self._close(self._open.pop())

    def _close(self, closed: _Open) -> None:
        self._siblings = self._open[-1].children if self._open else self._top
        self._is_raw = False
        span, children = closed.span, closed.children
        end = self._trimmed(span, b"\r\n" if closed.kind is BlockKind.CODE else b" \t\r\n")
        if closed.kind is BlockKind.ROW and children and children[-1].span.start > end:
            # Cells that a row lacks come with a place behind its line ending.
            children = [_at_most(cell, end) for cell in children]
        if children and children[-1].span.end > end:
            end = children[-1].span.end
        span = span if end == span.end else _NEW(Span, (span.start, end))
        self._siblings.append(_NEW(Block, (closed.kind, span, tuple(children), (), closed.level)))

    def _other(self, event: Any, start: int, end: int) -> None:
        """Breaks, rules, code, tags and footnote marks."""
        if event.__class__ is str:
            if event == "Rule":
                self._close_implied()
                self._siblings.append(Block(BlockKind.RULE, Span(start, self._trimmed(Span(start, end), b"\r\n"))))
            else:
                self._inlines.add_break(event, start, end)
        elif not (self._is_raw or "TaskListMarker" in event or "Html" in event):
            if self._leaf is None:
                self._imply_paragraph(start)
            self._inlines.add(event, start, end)

    def _imply_paragraph(self, start: int) -> None:
        """A tight item's text comes without a paragraph around it."""
        self._leaf = BlockKind.PARAGRAPH, self._inlines.content_start(start), -1, 0

    def _close_implied(self) -> None:
        if self._leaf is not None:
            self._close_leaf()

    def _close_leaf(self) -> None:
        leaf, self._leaf = self._leaf, None
        inlines = self._inlines.take()
        if leaf is None:
            return
        kind, start, end, level = leaf
        if end < 0:
            end = max(self._inlines.last_end, start)
        if kind is BlockKind.CELL:
            text = self._data[start:end].rstrip(b" \t")
            end = start + len(text)
            start = end - len(text.lstrip(b" \t"))
        else:
            end = self._trimmed((start, end), b"\r\n")
        self._siblings.append(_NEW(Block, (kind, _NEW(Span, (start, end)), (), inlines, level)))

    def _trimmed(self, span: tuple[int, int], ends: bytes) -> int:
        """Where it ends without such bytes."""
        start, end = span
        while end > start and self._data[end - 1] in ends:
            end -= 1
        return end


def _at_most(cell: Block, end: int) -> Block:
    return cell if cell.span.start <= end else cell._replace(span=Span(end, end))

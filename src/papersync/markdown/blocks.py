"""The second pass: blocks and the inline runs in them, built when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

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


class BlockBuilder:
    """Makes blocks from events; ``links`` by their first byte, ``source`` is the file, ``masked`` what was parsed."""

    def __init__(self, source: bytes, masked: Masked, links: Mapping[int, Link], known: Mapping[int, Block]) -> None:
        self._source = source
        self._data = masked.data
        self._inlines = InlineReader(source, masked, links)
        self._known = known
        self._open: list[_Open] = []
        self._top: list[Block] = []
        self._leaf: _Open | None = None
        self._too_deep = 0

    def build(self, events: Iterable[tuple[Event, Range]]) -> tuple[Block, ...]:
        """The blocks at the top level; those that start where one of ``known`` does are that one."""
        for event, at in events:
            span = Span(at["start"], at["end"])
            if event == "Rule":
                self._add(Block(BlockKind.RULE, self._trimmed(span, b"\r\n")))
            elif isinstance(event, str):
                self._inlines.add_break(event, span)
            elif "Start" in event:
                self._start(event["Start"], span)
            elif "End" in event:
                self._end(event["End"])
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
            lead = len(self._data[span.start : span.end]) - len(self._data[span.start : span.end].lstrip(b" \t"))
            span = Span(span.start + lead, span.end)
        self._add(Block(leaf.kind, span, (), inlines, leaf.level))

    def _add(self, block: Block) -> None:
        if self._open:
            self._open[-1].children.append(block)
        else:
            self._top.append(self._known.get(block.span.start, block) if block.kind is BlockKind.HEADING else block)

    def _trimmed(self, span: Span, ends: bytes) -> Span:
        end = span.end
        while end > span.start and self._data[end - 1] in ends:
            end -= 1
        return Span(span.start, end)


def _tag(tag: object) -> tuple[str, object]:
    if isinstance(tag, dict):
        ((name, value),) = tag.items()
        return str(name), value
    return str(tag), None


def _heading_level(value: object) -> int:
    level = value.get("level") if isinstance(value, dict) else None
    return int(level[1]) if isinstance(level, str) else 0

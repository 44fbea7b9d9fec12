"""The first pass over a part of a document: links, text runs, code, raw HTML and headings, without building blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from papersync.markdown.blocks import BlockBuilder
from papersync.markdown.destinations import inline_destination
from papersync.markdown.engine import reading
from papersync.markdown.masking import Masked
from papersync.markdown.model import Block, Link, LinkKind
from papersync.text import Span

if TYPE_CHECKING:
    from pyromark.event import Event, Range

_BACKSLASH: Final = ord("\\")
_CONTAINERS: Final = frozenset({"Item", "FootnoteDefinition", "Table"})
_LINKING: Final = frozenset({"Link", "Image"})
_DULL: Final = frozenset({"Paragraph", "TableHead", "TableRow", "TableCell", "Emphasis", "Strong", "Strikethrough"})
_BLOCKS: Final = frozenset({"CodeBlock", "HtmlBlock"})
_AUTOLINKS: Final = frozenset({"Autolink", "Email"})
_SELF_CONTAINED: Final = frozenset({"Inline", "Autolink", "Email"})
# Longer headings are read as if they held nothing: nobody writes them, and a file of megabytes may be a single one.
_LONGEST_HEADING: Final = 100_000
# Text of links nested deeper is not kept: nobody writes it, and keeping it would be quadratic.
_DEEPEST_TEXT: Final = 8


@dataclass(slots=True)
class Scan:
    """What the first pass finds.

    ``links`` in the order in which they end, the rest in order of its bytes. ``headings`` are those outside quotes,
    lists and other containers. ``borrowing`` are the offsets of what reads otherwise without a definition elsewhere:
    links by label, footnotes. ``open_end`` is where the last block of code or HTML ends.
    """

    links: list[Link] = field(default_factory=list)
    text: list[Span] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    html_blocks: list[Span] = field(default_factory=list)
    html_inline: list[Span] = field(default_factory=list)
    headings: list[Block] = field(default_factory=list)
    borrowing: list[int] = field(default_factory=list)
    open_end: int = 0


@dataclass(slots=True)
class _Open:
    """A link or image whose end has not come yet."""

    image: bool
    type: object
    url: str
    span: Span
    first_piece: int


def scan(masked: Masked, part: Span) -> Scan:
    """Read a part of what the engine gets. Raises FileError if the engine gives up."""
    return _Scanner(masked, part.start).run(masked.text(part))


class _Scanner:
    def __init__(self, masked: Masked, offset: int) -> None:
        self._data = masked.data
        self._offset = offset
        self._found = Scan()
        self._open: list[_Open] = []
        self._pieces: list[str] = []
        self._containers = 0
        self._in_block = False
        self._heading: list[tuple[Event, Range]] | None = None
        self._heading_links: dict[int, Link] = {}
        self._blocks = BlockBuilder(masked, self._heading_links)
        self._last_end = 0

    def run(self, text: str) -> Scan:
        """One loop over some hundred thousand events: the most frequent are dealt with in place."""
        data, offset, runs, opened, pieces = self._data, self._offset, self._found.text, self._open, self._pieces
        run_start = run_end = -2  # nowhere near the first
        with reading(text) as events:
            for pair in events:
                event, at = pair
                if self._heading is not None:
                    self._heading.append(pair)
                if isinstance(event, str):
                    if opened:
                        pieces.append(" ")
                elif "Text" not in event:
                    self._other(event, pair)
                elif opened:
                    self._last_end = offset + at["end"]
                    pieces.append(event["Text"])
                elif not self._in_block:
                    start = offset + at["start"]
                    if start != run_end and (start != run_end + 1 or data[run_end] != _BACKSLASH):
                        if run_end > run_start:
                            runs.append(Span(run_start, run_end))
                        run_start = start
                    run_end = offset + at["end"]
        if run_end > run_start:
            runs.append(Span(run_start, run_end))
        return self._found

    def _other(self, event: Mapping[str, Any], pair: tuple[Event, Range]) -> None:
        if "Start" in event:
            tag = event["Start"]
            if not isinstance(tag, str) or tag not in _DULL:
                self._start(tag, pair)
            return
        if "End" in event:
            tag = event["End"]
            if not isinstance(tag, str) or tag not in _DULL:
                self._end(tag, pair)
        elif "Code" in event:
            self._found.code.append(self._span(pair))
            if self._open:
                self._pieces.append(event["Code"])
        elif "InlineHtml" in event:
            self._found.html_inline.append(self._span(pair))
        elif "FootnoteReference" in event:
            self._found.borrowing.append(self._span(pair).start)
        self._last_end = self._offset + pair[1]["end"]

    def _start(self, tag: object, pair: tuple[Event, Range]) -> None:
        if not isinstance(tag, dict):
            if tag in _CONTAINERS:
                self._containers += 1
            elif tag == "HtmlBlock":
                self._in_block = True
                self._found.html_blocks.append(self._span(pair))
        elif "Link" in tag or "Image" in tag:
            image = "Image" in tag
            link = tag["Image" if image else "Link"]
            span = self._span(pair)
            self._open.append(_Open(image, link["link_type"], link["dest_url"], span, len(self._pieces)))
            self._last_end = span.start
            if link["link_type"] not in _SELF_CONTAINED:
                self._found.borrowing.append(span.start)
        elif "Heading" in tag:
            if self._containers == 0:
                self._start_heading(pair)
        elif "CodeBlock" in tag:
            self._in_block = True
            self._found.code.append(self._span(pair))
        else:
            self._containers += 1
            if "FootnoteDefinition" in tag:
                self._found.borrowing.append(self._span(pair).start)

    def _end(self, tag: object, pair: tuple[Event, Range]) -> None:
        if isinstance(tag, dict):
            if "Heading" in tag:
                self._end_heading()
            else:
                self._containers -= 1
        elif tag in _CONTAINERS:
            self._containers -= 1
        elif tag in _LINKING:
            self._close()
        elif tag in _BLOCKS:
            self._in_block = False
            self._found.open_end = self._span(pair).end

    def _start_heading(self, pair: tuple[Event, Range]) -> None:
        span = self._span(pair)
        if span.end - span.start > _LONGEST_HEADING:
            self._found.headings += self._blocks.build([pair, ({"End": {"Heading": "H1"}}, pair[1])], self._offset)
            return
        self._heading = [pair]
        self._heading_links.clear()

    def _end_heading(self) -> None:
        if self._heading is not None:
            self._found.headings += self._blocks.build(self._heading, self._offset)
            self._heading = None

    def _close(self) -> None:
        opened = self._open.pop()
        depth = len(self._open)
        text = "".join(self._pieces[opened.first_piece :]) if depth < _DEEPEST_TEXT else ""
        if not depth:
            self._pieces.clear()
        if any(outer.image for outer in self._open[-_DEEPEST_TEXT:]):
            return  # in an image's alternative text nothing is a link
        parent = self._open[-1].span if depth else None
        link = _link(self._data, opened, self._last_end, text, parent)
        self._found.links.append(link)
        if self._heading is not None:
            self._heading_links[link.span.start] = link

    def _span(self, pair: tuple[Event, Range]) -> Span:
        return Span(self._offset + pair[1]["start"], self._offset + pair[1]["end"])


def _link(data: bytes, opened: _Open, text_end: int, text: str, parent: Span | None) -> Link:
    span = opened.span
    if opened.type in _AUTOLINKS:
        inner = Span(span.start + 1, span.end - 1)
        url = opened.url if opened.type == "Autolink" else f"mailto:{opened.url}"
        return Link(LinkKind.AUTOLINK, span, inner, url, text, inner, parent)
    text_start = span.start + (2 if opened.image else 1)
    text_end = max(text_end, text_start)
    if opened.type == "Inline":
        close, destination = inline_destination(data, text_end, span, opened.url)
        kind = LinkKind.IMAGE if opened.image else LinkKind.INLINE
        return Link(kind, span, destination, opened.url, text, Span(text_start, close), parent)
    if opened.type == "Collapsed" and data[span.end : span.end + 2] == b"[]":
        span = Span(span.start, span.end + 2)
    close = max(data.find(b"]", text_end, span.end), text_start)
    kind = LinkKind.IMAGE if opened.image else LinkKind.REFERENCE
    return Link(kind, span, None, opened.url, text, Span(text_start, close), parent)

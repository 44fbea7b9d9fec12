"""The first pass over a document: its links, text runs, code, raw HTML and headings, without building blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from papersync.markdown.destinations import inline_destination
from papersync.markdown.engine import events
from papersync.markdown.model import Link, LinkKind
from papersync.text import Span

if TYPE_CHECKING:
    from pyromark.event import Event, Range

_BACKSLASH: Final = ord("\\")
_CONTAINERS: Final = frozenset({"Item", "FootnoteDefinition", "Table"})
_LINKING: Final = frozenset({"Link", "Image"})
_BLOCKS: Final = frozenset({"CodeBlock", "HtmlBlock"})
_AUTOLINKS: Final = frozenset({"Autolink", "Email"})
# Text of links nested deeper is not kept: nobody writes it, and keeping it would be quadratic.
_DEEPEST_TEXT: Final = 8


@dataclass(slots=True)
class Scan:
    """What the first pass finds.

    ``links`` in the order in which they end, the rest in order of its bytes. ``headings`` are the events of each
    heading outside quotes, lists and other containers, its start and end included.
    """

    links: list[Link] = field(default_factory=list)
    text: list[Span] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    html_blocks: list[Span] = field(default_factory=list)
    html_inline: list[Span] = field(default_factory=list)
    headings: list[list[tuple[Event, Range]]] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A link or image whose end has not come yet."""

    image: bool
    type: object
    url: str
    span: Span
    first_piece: int


def scan(text: str, data: bytes) -> Scan:
    """Read the text that the engine gets; ``data`` are its bytes. Raises FileError if the engine gives up."""
    return _Scanner(data).run(text)


class _Scanner:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._found = Scan()
        self._open: list[_Open] = []
        self._pieces: list[str] = []
        self._containers = 0
        self._in_block = False
        self._heading: list[tuple[Event, Range]] | None = None
        self._last_end = 0

    def run(self, text: str) -> Scan:
        """One loop over some hundred thousand events: text, the most frequent, is dealt with in place."""
        data, runs, opened, pieces = self._data, self._found.text, self._open, self._pieces
        run_start = run_end = 0
        for pair in events(text):
            event, at = pair
            if self._heading is not None:
                self._heading.append(pair)
            if "Text" in event and not isinstance(event, str):
                start, self._last_end = at["start"], at["end"]
                if opened:
                    pieces.append(event["Text"])
                elif self._in_block:
                    continue
                elif start == run_end or (start == run_end + 1 and data[run_end] == _BACKSLASH):
                    run_end = at["end"]
                else:
                    if run_end > run_start:
                        runs.append(Span(run_start, run_end))
                    run_start, run_end = start, at["end"]
            elif isinstance(event, str):
                if opened:
                    pieces.append(" ")
            else:
                self._other(pair)
        if run_end > run_start:
            runs.append(Span(run_start, run_end))
        return self._found

    def _other(self, pair: tuple[Event, Range]) -> None:
        event, at = pair
        if isinstance(event, str):
            return
        if "Start" in event:
            self._start(event["Start"], pair)
        elif "End" in event:
            self._end(event["End"])
            self._last_end = at["end"]
        else:
            self._last_end = at["end"]
            if "Code" in event:
                self._found.code.append(Span(at["start"], at["end"]))
                if self._open:
                    self._pieces.append(event["Code"])
            elif "InlineHtml" in event:
                self._found.html_inline.append(Span(at["start"], at["end"]))

    def _start(self, tag: object, pair: tuple[Event, Range]) -> None:
        if not isinstance(tag, dict):
            if tag in _CONTAINERS:
                self._containers += 1
            elif tag == "HtmlBlock":
                self._in_block = True
                self._found.html_blocks.append(_span(pair))
        elif "Link" in tag or "Image" in tag:
            image = "Image" in tag
            link = tag["Image" if image else "Link"]
            span = _span(pair)
            self._open.append(_Open(image, link["link_type"], link["dest_url"], span, len(self._pieces)))
            self._last_end = span.start
        elif "Heading" in tag:
            if self._containers == 0:
                self._heading = [pair]
                self._found.headings.append(self._heading)
        elif "CodeBlock" in tag:
            self._in_block = True
            self._found.code.append(_span(pair))
        else:
            self._containers += 1

    def _end(self, tag: object) -> None:
        if isinstance(tag, dict):
            if "Heading" in tag:
                self._heading = None
            else:
                self._containers -= 1
        elif tag in _CONTAINERS:
            self._containers -= 1
        elif tag in _LINKING:
            self._close()
        elif tag in _BLOCKS:
            self._in_block = False

    def _close(self) -> None:
        opened = self._open.pop()
        depth = len(self._open)
        text = "".join(self._pieces[opened.first_piece :]) if depth < _DEEPEST_TEXT else ""
        if not depth:
            self._pieces.clear()
        if any(outer.image for outer in self._open[-_DEEPEST_TEXT:]):
            return  # in an image's alternative text nothing is a link
        parent = self._open[-1].span if depth else None
        self._found.links.append(_link(self._data, opened, self._last_end, text, parent))


def _span(pair: tuple[Event, Range]) -> Span:
    return Span(pair[1]["start"], pair[1]["end"])


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

"""Links, read from the engine's events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from papersync.markdown.destinations import inline_destination
from papersync.markdown.engine import Events
from papersync.markdown.found import Found
from papersync.markdown.model import Link, LinkKind
from papersync.text import Span

if TYPE_CHECKING:
    from pyromark.event import Range

_LINKING: Final = frozenset({"Link", "Image"})
_AUTOLINKS: Final = frozenset({"Autolink", "Email"})
_SELF_CONTAINED: Final = frozenset({"Inline", "Autolink", "Email"})
# Text of links nested deeper is not kept: nobody writes it, and keeping it would be quadratic.
_DEEPEST_TEXT: Final = 8


@dataclass(slots=True)
class _Open:
    """A link or image whose end has not come yet."""

    image: bool
    type: object
    url: str
    span: Span
    first_piece: int


class LinkReader:
    """Reads one link after the other, with all that stands in it."""

    def __init__(self, data: bytes, offset: int, found: Found) -> None:
        self._data = data
        self._offset = offset
        self._found = found
        self._open: list[_Open] = []
        self._pieces: list[str] = []
        self._last_end = 0

    def read(self, tag: Mapping[str, Any], at: Range, events: Events) -> None:
        """Read the link or image that this tag begins; its end is the last event that is taken."""
        pair = first = next(events)
        text = None if isinstance(first[0], str) else first[0].get("Text")
        if text is not None:
            pair = next(events)
            if "Link" in tag and "End" in pair[0] and self._is_usual(tag["Link"], at, text):
                return
        self._start(tag, at)
        if text is not None:
            self._add(text, first[1]["end"])
        self._rest(pair, events)

    def _is_usual(self, link: Mapping[str, Any], at: Range, text: str) -> bool:
        """Keep a link that holds nothing but text as three numbers, if both text and URL stand there as they read."""
        url = link["dest_url"]
        start, end = self._offset + at["start"], self._offset + at["end"]
        written = f"[{text}]({url})".encode()
        if self._data[start:end] != written or link["link_type"] != "Inline" or url[:1] == "<":
            return False
        add = self._found.links.usual.append
        add(start)
        add(end)
        add(end - 1 - (len(url) if len(written) == len(text) + len(url) + 4 else len(url.encode())))
        return True

    def _rest(self, pair: tuple[Any, Range], events: Events) -> None:
        while True:
            event, at = pair
            if isinstance(event, str):
                self._pieces.append(" ")
            elif "Text" in event:
                self._add(event["Text"], at["end"])
            elif "Start" in event:
                if not isinstance(event["Start"], str):  # a nested link or image
                    self._start(event["Start"], at)
            else:
                if event.get("End") in _LINKING:
                    self._close()
                    if not self._open:
                        return
                elif "End" not in event:
                    self._other(event, at)
                self._last_end = self._offset + at["end"]
            pair = next(events)

    def _other(self, event: Mapping[str, Any], at: Range) -> None:
        span = Span(self._offset + at["start"], self._offset + at["end"])
        if "Code" in event:
            self._found.code.append(span)
            self._pieces.append(event["Code"])
        elif "InlineHtml" in event:
            self._found.html_inline.append(span)
        elif "FootnoteReference" in event:
            self._found.borrowing.append(span.start)

    def _add(self, text: str, end: int) -> None:
        self._pieces.append(text)
        self._last_end = self._offset + end

    def _start(self, tag: Mapping[str, Any], at: Range) -> None:
        image = "Image" in tag
        link = tag["Image" if image else "Link"]
        span = Span(self._offset + at["start"], self._offset + at["end"])
        self._open.append(_Open(image, link["link_type"], link["dest_url"], span, len(self._pieces)))
        self._last_end = span.start
        if link["link_type"] not in _SELF_CONTAINED:
            self._found.borrowing.append(span.start)

    def _close(self) -> None:
        opened = self._open.pop()
        depth = len(self._open)
        text = "".join(self._pieces[opened.first_piece :]) if depth < _DEEPEST_TEXT else ""
        if not depth:
            self._pieces.clear()
        if any(outer.image for outer in self._open[-_DEEPEST_TEXT:]):
            return  # in an image's alternative text nothing is a link
        parent = self._open[-1].span if depth else None
        self._found.links.others.append(_link(self._data, opened, self._last_end, text, parent))


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

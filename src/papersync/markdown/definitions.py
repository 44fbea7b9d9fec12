"""Link reference definitions, those included that the engine passes over because their label is taken."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from papersync.markdown.destinations import definition_destination, unescape
from papersync.markdown.engine import definitions
from papersync.markdown.masking import Masked
from papersync.markdown.model import Link, LinkKind
from papersync.text import Span

_DUPLICATE: Final = re.compile(
    rb"[ ]{0,3}(?:>[ ]?){0,4}(?P<all>\[(?P<label>[^\]\[\r\n\\]{1,200})\]:[ \t]*(?P<destination>[^\s<>]{1,2000}))"
)


def definition_links(masked: Masked, shown: Callable[[], Sequence[Span]]) -> list[Link]:
    """The definitions of a document; ``shown`` gives what a reader sees and HTML, sorted, not overlapping.

    What looks like a definition with a label that is defined already, and is not shown, is one too.
    """
    data = masked.data
    if b"]:" not in data:
        return []
    links: list[Link] = []
    labels: set[str] = set()
    for label, definition in definitions(masked.text(Span(0, len(data)))).items():
        span = Span(definition["span"]["start"], definition["span"]["end"])
        destination = definition_destination(data, span, definition["dest"])
        colon = data.find(b"]:", span.start, span.end)
        links.append(_link(span, destination, definition["dest"], label, max(colon, span.start + 1)))
        labels.add(_folded(label))
    return links + _duplicates(data, labels, {link.span.start for link in links}, shown) if labels else []


def _duplicates(data: bytes, labels: set[str], known: set[int], shown: Callable[[], Sequence[Span]]) -> list[Link]:
    links: list[Link] = []
    for match in _lines_like_definitions(data):
        label = match["label"].decode("utf-8", "replace")
        if match.start("all") not in known and _folded(label) in labels:
            url = unescape(match["destination"].decode("utf-8", "replace"))
            span, destination = Span(*match.span("all")), Span(*match.span("destination"))
            links.append(_link(span, destination, url, label, match.end("label")))
    return [*_not_shown(links, shown())] if links else []


def _lines_like_definitions(data: bytes) -> Iterator[re.Match[bytes]]:
    start, at = 0, data.find(b"]:")
    while at >= 0:
        match = _DUPLICATE.match(data, data.rfind(b"\n", start, at) + 1 or start)
        if match is not None:
            yield match
        start = data.find(b"\n", at) + 1 or len(data)
        at = data.find(b"]:", start)


def _not_shown(links: Sequence[Link], shown: Sequence[Span]) -> Iterator[Link]:
    for link in links:
        index = bisect_right(shown, link.span.start, key=_start) - 1
        if index < 0 or link.span.start >= shown[index].end:
            yield link


def _link(span: Span, destination: Span | None, url: str, label: str, text_end: int) -> Link:
    return Link(LinkKind.DEFINITION, span, destination, url, label, Span(span.start + 1, text_end))


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _start(span: Span) -> int:
    return span.start

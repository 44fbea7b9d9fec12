"""Link reference definitions, those included that the engine passes over because their label is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from papersync.markdown.destinations import definition_destination, unescape
from papersync.markdown.engine import definitions
from papersync.markdown.masking import Masked
from papersync.markdown.model import Link, LinkKind
from papersync.text import Span

if TYPE_CHECKING:
    from pyromark.event import LinkDef

_DUPLICATE: Final = re.compile(
    rb"[ ]{0,3}(?:>[ ]?){0,4}(?P<all>\[(?P<label>[^\]\[\r\n\\]{1,200})\]:[ \t]*(?P<destination>[^\s<>]{1,2000}))"
)


# What stands before a definition in its line: blanks, the marks of quotes and lists.
_MARGIN: Final = b" \t\x0b\x0c>*+-.)0123456789"
# CommonMark 0.31 section 6.3: a label has at most 999 characters.
_LONGEST_LABEL: Final = 4000
_WIDEST_MARGIN: Final = 100
# Longer ones take more time in every part than parts save.
_LONGEST_HEADING: Final = 1 << 14


def may_define(data: bytes) -> bool:
    """Whether a link reference definition or a footnote may stand there; False where ``]:`` is but text in a line."""
    floor, at = 0, data.find(b"]:")
    while at >= 0:
        bracket = data.rfind(b"[", max(at - _LONGEST_LABEL, floor), at)
        if bracket >= 0:
            before = data[max(bracket - _WIDEST_MARGIN, 0) : bracket].rstrip(_MARGIN)
            if not before or before.endswith((b"\n", b"\r", b"\\")):
                return True
        # A bracket in a label is escaped.
        floor = floor if data[at - 1 : at] == b"\\" else at
        at = data.find(b"]:", at + 2)
    return False


Filter = Callable[[Iterable[Link]], Iterable[Link]]


@dataclass(frozen=True, slots=True)
class Defined:
    """The definitions of a document, the first of each label by its label.

    ``heading`` are lines that define the same where they are put before a part of the document; None if only the whole
    document reads as it does: there are footnotes, or many definitions, or some that are more than a line.
    """

    first: Mapping[str, LinkDef]
    heading: bytes | None


def defined(masked: Masked) -> Defined:
    """Read the definitions. Raises FileError if the engine gives up."""
    data = masked.data
    if not may_define(data):
        return Defined({}, b"")
    first = definitions(masked.text(Span(0, len(data))))
    lines = [data[each["span"]["start"] : each["span"]["end"]].strip(b"\r\n") for each in first.values()]
    heading = b"".join(line + b"\n" for line in lines) + b"\n" if lines else b""
    if b"[^" in data or len(heading) > _LONGEST_HEADING or any(b"\n" in line or b"\r" in line for line in lines):
        return Defined(first, None)
    again = {label: each["dest"] for label, each in definitions(heading.decode()).items()}
    return Defined(first, heading if again == {label: each["dest"] for label, each in first.items()} else None)


def definition_links(data: bytes, known: Defined, not_shown: Filter) -> list[Link]:
    """The definitions as links; ``not_shown`` leaves out links that begin in what a reader sees, or in HTML.

    What looks like a definition with a label that is defined already, and is not shown, is one too.
    """
    links: list[Link] = []
    labels: set[str] = set()
    for label, definition in known.first.items():
        span = Span(definition["span"]["start"], definition["span"]["end"])
        destination = definition_destination(data, span, definition["dest"])
        colon = data.find(b"]:", span.start, span.end)
        links.append(_link(span, destination, definition["dest"], label, max(colon, span.start + 1)))
        labels.add(_folded(label))
    return links + _duplicates(data, labels, {link.span.start for link in links}, not_shown) if labels else []


def _duplicates(data: bytes, labels: set[str], known: set[int], not_shown: Filter) -> list[Link]:
    links: list[Link] = []
    for match in _lines_like_definitions(data):
        label = match["label"].decode("utf-8", "replace")
        if match.start("all") not in known and _folded(label) in labels:
            url = unescape(match["destination"].decode("utf-8", "replace"))
            span, destination = Span(*match.span("all")), Span(*match.span("destination"))
            links.append(_link(span, destination, url, label, match.end("label")))
    return [*not_shown(links)] if links else []


def _lines_like_definitions(data: bytes) -> Iterator[re.Match[bytes]]:
    start, at = 0, data.find(b"]:")
    while at >= 0:
        match = _DUPLICATE.match(data, data.rfind(b"\n", start, at) + 1 or start)
        if match is not None:
            yield match
        start = data.find(b"\n", at) + 1 or len(data)
        at = data.find(b"]:", start)


def _link(span: Span, destination: Span | None, url: str, label: str, text_end: int) -> Link:
    return Link(LinkKind.DEFINITION, span, destination, url, label, Span(span.start + 1, text_end))


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()

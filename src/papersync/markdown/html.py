"""Raw HTML: comments, the tags that link, and the text a reader sees between tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from papersync.markdown.model import Link, LinkKind
from papersync.text import Span

# An unclosed comment reaches to the end of its piece, and is found in one pass.
_COMMENT_OR_TAG: Final = re.compile(
    rb"(?P<comment><!--.*?(?:-->|\Z))|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*+)(?P<rest>[^<>]*+)>", re.DOTALL
)
_ATTRIBUTE: Final = re.compile(
    rb"(?<=[\s\"'/])(?P<name>href|src|name|id|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))", re.IGNORECASE
)
_TAG: Final = re.compile(rb"<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]*>", re.DOTALL)
_BLANK_LINE: Final = re.compile(rb"\n[ \t]*\r?\n")
# An `<a>` whose `</a>` is further away was left open by mistake; its text is then unknown.
_LONGEST_LINK: Final = 4000
_INVISIBLE: Final = frozenset({b"script", b"style", b"title", b"textarea"})


class Html(NamedTuple):
    """What raw HTML holds: links in order of their bytes, comments, invisible elements, and runs of visible text."""

    links: tuple[Link, ...]
    comments: tuple[Span, ...]
    invisible: tuple[Span, ...]
    text: tuple[Span, ...]


class _Tag(NamedTuple):
    name: bytes
    closes: bool
    span: Span
    attributes: dict[bytes, Span]


def read_html(data: bytes, blocks: Iterable[Span], inline: Iterable[Span]) -> Html:
    """Read the HTML blocks and inline tags of one document.

    ``blocks`` are whole HTML blocks, ``inline`` single tags or comments between text; both in order. Text runs come
    from blocks only, those between ``<a href>`` and ``</a>`` included: they are the links' texts.
    """
    comments: list[Span] = []
    tags: list[_Tag] = []
    text: list[Span] = []
    for block in blocks:
        at = block.start
        for match in _COMMENT_OR_TAG.finditer(data, *block):
            if data[at : match.start()].strip():
                text.append(Span(at, match.start()))
            at = match.end()
            _sort(match, comments, tags)
        if data[at : block.end].strip():
            text.append(Span(at, block.end))
    for piece in inline:
        tag = _COMMENT_OR_TAG.match(data, *piece)
        if tag is not None:
            _sort(tag, comments, tags)
    tags.sort(key=lambda tag: tag.span)
    return Html(tuple(_links(data, tags)), tuple(comments), tuple(_invisible(tags)), tuple(text))


def anchors(tag: bytes) -> tuple[str, ...]:
    """The anchors that one tag defines: its ``id``, or the ``name`` of an ``<a>``."""
    match = _COMMENT_OR_TAG.match(tag)
    if match is None or match["comment"] is not None or match["close"]:
        return ()
    attributes = _attributes(tag, *match.span("rest"))
    wanted = (b"id", b"name") if match["name"].lower() == b"a" else (b"id",)
    values = [_value(tag, attributes[name]) for name in wanted if name in attributes]
    return tuple(dict.fromkeys(value for value in values if value))


def _sort(match: re.Match[bytes], comments: list[Span], tags: list[_Tag]) -> None:
    span = Span(*match.span())
    if match["comment"] is not None:
        comments.append(span)
        return
    name = match["name"].lower()
    if name in _LINKING or name in _INVISIBLE:
        closes = bool(match["close"])
        attributes = {} if closes else _attributes(match.string, *match.span("rest"))
        tags.append(_Tag(name, closes, span, attributes))


_LINKING: Final = frozenset({b"a", b"img"})


def _attributes(data: bytes, start: int, end: int) -> dict[bytes, Span]:
    """The first value of each attribute of interest, without its quotes."""
    found: dict[bytes, Span] = {}
    for match in _ATTRIBUTE.finditer(data, start, end):
        group = next(number for number in (2, 3, 4) if match[number] is not None)
        found.setdefault(match["name"].lower(), Span(*match.span(group)))
    return found


def _value(data: bytes, span: Span) -> str:
    return html.unescape(span.of(data).decode("utf-8", "replace")).strip()


def _links(data: bytes, tags: list[_Tag]) -> Iterator[Link]:
    """Links and images, an `<a>` paired with the next `</a>` unless another `<a>` or a blank line comes first."""
    enclosing: Span | None = None
    anchors_only = [tag for tag in tags if tag.name == b"a"]
    closing = {
        tag.span.start: follower.span for tag, follower in pairwise(anchors_only) if not tag.closes and follower.closes
    }
    for tag in tags:
        if tag.closes or tag.name not in _LINKING:
            continue
        if tag.name == b"img":
            yield from _image(data, tag, enclosing)
        elif b"href" in tag.attributes:
            text = _between(data, tag.span, closing.get(tag.span.start))
            whole = Span(tag.span.start, text.end if text.end == tag.span.end else closing[tag.span.start].end)
            destination = tag.attributes[b"href"]
            yield Link(LinkKind.HTML, whole, destination, _value(data, destination), _plain(text.of(data)), text)
            enclosing = whole


def _image(data: bytes, tag: _Tag, enclosing: Span | None) -> Iterator[Link]:
    source = tag.attributes.get(b"src")
    if source is None:
        return
    alternative = tag.attributes.get(b"alt", Span(tag.span.end, tag.span.end))
    parent = enclosing if enclosing is not None and enclosing.contains(tag.span) else None
    yield Link(
        LinkKind.HTML_IMAGE, tag.span, source, _value(data, source), _value(data, alternative), alternative, parent
    )


def _between(data: bytes, opening: Span, closing: Span | None) -> Span:
    """The bytes of a link's text; empty, right behind the tag, if the tag was not closed in time."""
    nothing = Span(opening.end, opening.end)
    if closing is None or closing.start - opening.end > _LONGEST_LINK:
        return nothing
    return nothing if _BLANK_LINE.search(data, opening.end, closing.start) else Span(opening.end, closing.start)


def _plain(text: bytes) -> str:
    return " ".join(html.unescape(_TAG.sub(b"", text).decode("utf-8", "replace")).split())


def _invisible(tags: list[_Tag]) -> Iterator[Span]:
    opened: _Tag | None = None
    for tag in tags:
        if tag.name not in _INVISIBLE:
            continue
        if not tag.closes and opened is None:
            opened = tag
        elif tag.closes and opened is not None and opened.name == tag.name:
            yield Span(opened.span.start, tag.span.end)
            opened = None

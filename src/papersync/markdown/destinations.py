"""Where exactly a link's destination stands: the engine tells what it is, not where."""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import Final

from papersync.text import Span
from papersync.text.patterns import late_pattern

# CommonMark 0.31 sections 2.4 and 2.5. Entities without a semicolon are text.
_ESCAPE_OR_ENTITY: Final = late_pattern(
    r"\\([!-/:-@\[-`{-~])|&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[a-zA-Z][a-zA-Z0-9]{0,40});"
)
# What may stand between `](` and the destination: white space, and after a line ending the marks of quotes.
_GAP: Final = re.compile(rb"[ \t]*(?:(?:\r\n|\n|\r)[ \t>]*)?")
_POINTED: Final = re.compile(rb"<((?:[^<>\\\r\n]|\\.)*)>")
_PLAIN_PIECE: Final = re.compile(rb"[^\x00-\x20\x7f()\\]+|\\[^\x00-\x20\x7f]?|[()]")


def unescape(text: str) -> str:
    """Backslash escapes and character references resolved, as in a link destination."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPE_OR_ENTITY.sub(_resolve, text)


def inline_destination(data: bytes, text_end: int, link: Span, url: str) -> tuple[int, Span | None]:
    """Where the text of an inline link or image ends, and the destination as written.

    ``text_end`` is the end of the last thing known to stand in the link's text. The span is None unless the bytes
    found mean exactly ``url``, the engine's destination.
    """
    short = _by_suffix(data, link, url)
    if short is not None and short.start - 2 >= text_end:
        return short.start - 2, short
    close = data.find(b"](", text_end, link.end)
    while close >= 0:
        gap = _GAP.match(data, close + 2, link.end)
        start = gap.end() if gap else close + 2
        found = _pointed(data, start, link.end) or _plain(data, start, link.end)
        if unescape(found.of(data).decode("utf-8", "replace")) == url:
            return close, found
        close = data.find(b"](", close + 2, min(link.end, close + 200))
    return text_end, None


def definition_destination(data: bytes, span: Span, url: str) -> Span | None:
    """The destination in ``[label]: destination "title"``, None unless it means exactly ``url``."""
    colon = data.find(b"]:", span.start, span.end)
    while colon >= 0:
        gap = _GAP.match(data, colon + 2, span.end)
        start = gap.end() if gap else colon + 2
        pointed = _pointed(data, start, span.end)
        plain = re.compile(rb"[^\x00-\x20\x7f]*").match(data, start, span.end)
        for found in (pointed, Span(*plain.span()) if plain else None):
            if found is not None and unescape(found.of(data).decode("utf-8", "replace")) == url:
                return found
        colon = data.find(b"]:", colon + 2, min(span.end, colon + 1000))
    return None


def _by_suffix(data: bytes, link: Span, url: str) -> Span | None:
    """The usual case without a scan: the construct ends with ``](url)``."""
    raw = url.encode()
    start = link.end - 1 - len(raw)
    if raw[:1] == b"<" or not data.endswith(b"](" + raw + b")", link.start, link.end):
        return None
    return Span(start, link.end - 1)


def _pointed(data: bytes, start: int, end: int) -> Span | None:
    match = _POINTED.match(data, start, end)
    return Span(*match.span(1)) if match else None


def _plain(data: bytes, start: int, end: int) -> Span:
    depth, at = 0, start
    for match in _PLAIN_PIECE.finditer(data, start, end):
        if match.start() != at:
            break
        if match[0] == b"(":
            depth += 1
        elif match[0] == b")":
            if depth == 0:
                break
            depth -= 1
        at = match.end()
    return Span(start, at)


def _resolve(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    name = match[0][1:]
    if name.startswith("#"):
        return html.unescape(match[0])
    return html5.get(name, match[0])

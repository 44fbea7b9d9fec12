"""A row or an item of raw HTML as one element, from its opening tag to what closes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from papersync.text import Span

_OPENING: Final = re.compile(rb"<(tr|li)\b[^<>]*>", re.IGNORECASE)
# What ends a row or an item: its own tag, or in its place the next one's or that of what is around it (HTML, section
# 13.1.2.4). What opens others inside it, or a comment, leaves it untold.
_ENDS: Final = {
    b"tr": re.compile(rb"</?tr\b|</?t(?:head|body|foot)\b|</table\b", re.IGNORECASE),
    b"li": re.compile(rb"</?li\b|</(?:ul|ol)\b", re.IGNORECASE),
}
_INSIDE: Final = re.compile(rb"<!--|<(?:tr|li|table|ul|ol)\b", re.IGNORECASE)
_BLANKS: Final = re.compile(rb"\s*")
_CELL: Final = re.compile(rb"<t[dh]\b", re.IGNORECASE)
_HEADING_CELL: Final = re.compile(rb"<th\b", re.IGNORECASE)
_PLAIN_CELL: Final = re.compile(rb"<td\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Element:
    """One row or item: its bytes, its tag's name in small letters, how many cells it has."""

    span: Span
    name: bytes
    cells: int
    is_heading: bool


def element_at(source: bytes, start: int, block: Span) -> Element | None:
    """The element whose opening tag begins at a byte of an HTML block; None if nothing tells where it ends, or if it
    holds others.

    One that the next ends, or the end of its table or list, ends with its last word.
    """
    opening = _OPENING.match(source, start, block.end)
    if opening is None:
        return None
    name = opening[1].lower()
    words = _words(source, Span(opening.end(), block.end), name)
    if words is None or _INSIDE.search(source, *words):
        return None
    closing = re.compile(rb"</%s\s*>" % name, re.IGNORECASE).match(source, words.end, block.end)
    end = closing.end() if closing is not None else opening.end() + len(words.of(source).rstrip())
    cells = len(_CELL.findall(source, *words))
    is_heading = _HEADING_CELL.search(source, *words) is not None and _PLAIN_CELL.search(source, *words) is None
    return Element(Span(start, end), name, cells, is_heading)


def _words(source: bytes, behind: Span, name: bytes) -> Span | None:
    """What stands in the element, behind its opening tag; None if nothing in the block or right below it ends it."""
    ending = _ENDS[name].search(source, *behind)
    if ending is not None:
        return Span(behind.start, ending.start())
    blanks = _BLANKS.match(source, behind.end)
    below = blanks.end() if blanks is not None else behind.end
    return behind if _ENDS[name].match(source, below) is not None else None

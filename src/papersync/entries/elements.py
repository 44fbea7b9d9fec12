"""A row or an item of raw HTML as one element, from its opening tag to what closes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from papersync.text import Span

_OPENING: Final = re.compile(rb"<(tr|li)\b[^<>]*>", re.IGNORECASE)
# What a row may not hold if its end is to be told: rows, tables and lists of its own, comments.
_INSIDE: Final = re.compile(rb"<!--|<(?:tr|li|table|ul|ol)\b", re.IGNORECASE)
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
    """The element whose opening tag begins at a byte of an HTML block; None if it is not closed there in so many words,
    or holds others of its kind.
    """
    opening = _OPENING.match(source, start, block.end)
    if opening is None:
        return None
    name = opening[1].lower()
    closing = re.compile(rb"</%s\s*>" % name, re.IGNORECASE).search(source, opening.end(), block.end)
    if closing is None or _INSIDE.search(source, opening.end(), closing.start()):
        return None
    cells = len(_CELL.findall(source, opening.end(), closing.start()))
    headings = _HEADING_CELL.search(source, opening.end(), closing.start())
    is_heading = headings is not None and _PLAIN_CELL.search(source, opening.end(), closing.start()) is None
    return Element(Span(start, closing.end()), name, cells, is_heading)

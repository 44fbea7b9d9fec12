"""A document in parts that read alone as they read in the whole: only one of them is in the engine at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from papersync.markdown.definitions import Defined, defined
from papersync.markdown.found import Found
from papersync.markdown.masking import Masked
from papersync.markdown.scan import scan
from papersync.text import Span

# Small enough that what the engine makes of it is soon gone, large enough that few parts have to be read twice.
PART: Final = 1 << 18
# Text at the margin behind a blank line begins a block at the top level, and so do a heading and an item of a list at
# the margin, unless a fence goes on, a comment, or HTML (CommonMark 0.31, sections 4.2, 4.5, 4.6 and 5.2). What looks
# like an item may be the second row of a table (GFM, section 4.10).
_BREAK: Final = re.compile(rb"\n(?:[ \t]*\r?\n(?=[!-~\x80-\xff])|(?=(?:#{1,6}|[-*+])[ ][^\s|:-]))")


def read_parts(masked: Masked, size: int = PART) -> tuple[Found, Defined]:
    """What the first pass finds in a document, part by part, and what is defined in it.

    Parts have at least ``size`` bytes. Definitions hold for all of the document: each part is read behind those that
    it needs. Raises FileError if the engine gives up.
    """
    known = defined(masked)
    found = _added(masked, known, size)
    checked = known.checked(found.footnotes)
    return (found, known) if checked is known else (_added(masked, checked, size), checked)


def _added(masked: Masked, known: Defined, size: int) -> Found:
    found = Found.nothing_yet(masked.data)
    for each in _scans(masked, known, size):
        found.add(each)
    return found


def _scans(masked: Masked, known: Defined, size: int) -> Iterator[Found]:
    data, start = masked.data, 0
    while start < len(data):
        least = size
        while True:
            end = len(data) if known.lines is None else _end(data, start + least)
            part = Span(start, end)
            found = scan(masked, part, known.before(data, part) or b"")
            if end == len(data) or found.open_end < end:
                break
            least *= 2
        found.ends.append(end)
        yield found
        start = end


def _end(data: bytes, least: int) -> int:
    match = _BREAK.search(data, least)
    return match.end() if match else len(data)

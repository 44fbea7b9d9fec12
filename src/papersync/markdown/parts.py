"""A document in parts that read alone as they read in the whole: only one of them is in the engine at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from papersync.markdown.definitions import Defined
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


def scans(masked: Masked, known: Defined, size: int = PART) -> Iterator[Found]:
    """What the first pass finds in each part, in order.

    Parts have at least ``size`` bytes. Definitions hold for all of the document: each part is read behind them.
    Raises FileError if the engine gives up.
    """
    data, start = masked.data, 0
    heading = b"" if known.heading is None else known.heading
    while start < len(data):
        least = size
        while True:
            end = len(data) if known.heading is None else _end(data, start + least)
            found = scan(masked, Span(start, end), heading)
            if end == len(data) or found.open_end < end:
                break
            least *= 2
        found.ends.append(end)
        yield found
        start = end


def _end(data: bytes, least: int) -> int:
    match = _BREAK.search(data, least)
    return match.end() if match else len(data)

"""The line a finding stands in, cut around the place, and what marks the place below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final, NamedTuple

from papersync.report.cells import cells
from papersync.report.located import Located
from papersync.report.plain import plain
from papersync.text import Span

# Cells of a line that are shown: with the number before it, it fits into 80 columns.
WIDTH: Final = 70
# So many cells before a place that is itself too wide for the line.
_LEAD: Final = 10
# No character has more bytes, and few are shown as nothing: a part of so many bytes fills the line.
_BYTES: Final = 8 * WIDTH
_ELLIPSIS: Final = "…"


class Excerpt(NamedTuple):
    """``text`` is a line made harmless; ``marks`` stand below its columns where the finding is."""

    text: str
    marks: str


def excerpt(each: Located, width: int = WIDTH) -> Excerpt | None:
    """The first line of a finding, at most ``width`` cells of it; None for what is about a list as a whole.

    Tabs are one blank, controls are left out, whatever is cut off is an ellipsis. The work does not grow with the line.
    """
    source, line = each.lines.source, each.lines.content(each.line)
    start = min(each.finding.span.start, line.end)
    end = max(start, min(each.finding.span.end, line.end))
    if each.finding.span.end == 0 or line.start == line.end:
        return None
    first = _not_inside(source, max(line.start, start - _BYTES))
    last = _not_inside(source, min(line.end, end + _BYTES))
    within = _not_inside(source, min(end, start + _BYTES))
    before, place = _shown(source, Span(first, start)), _shown(source, Span(start, within))
    behind = _shown(source, Span(end, last)) if within == end else ""
    text, at, behind_at = _apart(before, place, behind)
    return _cut(text, at, behind_at, width, (first > line.start, last < line.end or within < end))


def _not_inside(source: bytes, offset: int) -> int:
    """The offset, or that of the character which it stands in, of at most four bytes."""
    least = max(offset - 3, 0)
    while least < offset < len(source) and source[offset] & 0xC0 == 0x80:
        offset -= 1
    return offset


def _shown(source: bytes, span: Span) -> str:
    return plain(span.of(source).decode("utf-8", "replace"))


def _apart(*parts: str) -> tuple[str, int, int]:
    """The three parts as one text, and where the second begins and ends in it; a blank parts what GitHub's runner would
    take for a command.
    """
    pieces: list[str] = []
    ends: list[int] = []
    length, hashes = 0, 0
    for part in parts:
        for character in part:
            if character == "[" and hashes > 1:
                pieces.append(" ")
                length += 1
            pieces.append(character)
            length += 1
            hashes = hashes + 1 if character == "#" else 0
        ends.append(length)
    return "".join(pieces), ends[0], ends[1]


def _cut(text: str, start: int, end: int, width: int, missing: tuple[bool, bool]) -> Excerpt:
    """What fits of the text: the place, and as much on both sides of it."""
    edges = [0, *accumulate(cells(text))]
    left, right, whole = edges[start], edges[end], edges[-1]
    low = left - _LEAD if right - left > width - _LEAD else left - (width - (right - left)) // 2
    low = max(0, min(low, whole - width))
    cut_left, cut_right = low > 0 or missing[0], whole > low + width or missing[1]
    low, high = low + cut_left, low + width - cut_right
    first = bisect_left(edges, low)
    while low and first < len(text) and edges[first + 1] == edges[first]:
        first += 1  # an accent without its letter
    last = max(bisect_right(edges, high) - 1, first)
    shown = _ELLIPSIS * cut_left + text[first:last] + _ELLIPSIS * cut_right
    start, end = max(start, first), min(end, last)
    indent = cut_left + edges[start] - edges[first]
    return Excerpt(shown.rstrip(), " " * indent + "^" * max(edges[end] - edges[start], 1))

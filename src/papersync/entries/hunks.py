"""Where an entry stands in a list that a merge left in conflict."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from papersync.markdown.model import Conflict, Document
from papersync.text import Span


class Hunks:
    """The hunks of one document."""

    def __init__(self, document: Document) -> None:
        self._conflicts = document.conflicts
        self._openings = [conflict.span.start for conflict in document.conflicts]
        self._markers = sorted(start for conflict in document.conflicts for start in _marker_starts(conflict))
        self._off = document.off

    def next_marker(self, offset: int) -> int | None:
        """Where the next marker line behind a byte begins."""
        index = bisect_right(self._markers, offset)
        return self._markers[index] if index < len(self._markers) else None

    def at(self, offset: int) -> Conflict | None:
        """The hunk that a byte stands in."""
        index = self._index(offset)
        return None if index is None else self._conflicts[index]

    def side(self, offset: int) -> tuple[int, int] | None:
        """The number of the hunk that a byte stands in, and of the side: ours, theirs, the base. None outside."""
        index = self._index(offset)
        if index is None:
            return None
        hunk = self._conflicts[index]
        sides = (hunk.ours, hunk.theirs, hunk.base)
        return next(
            ((index, side) for side, span in enumerate(sides) if span is not None and span.start <= offset < span.end),
            None,
        )

    def cut(self, span: Span) -> bool:
        """Whether a marker stands between the first and the last byte."""
        marker = self.next_marker(span.start) if self._markers else None
        return marker is not None and marker < span.end

    def is_off(self, span: Span) -> bool:
        """Whether a part of it stands where the list's author has switched papersync off."""
        if not self._off:
            return False
        behind = bisect_left(self._off, span.end, key=_start)
        return behind > 0 and span.overlaps(self._off[behind - 1])

    def _index(self, offset: int) -> int | None:
        index = bisect_right(self._openings, offset) - 1 if self._openings else -1
        return index if index >= 0 and offset < self._conflicts[index].closing.end else None


def _marker_starts(conflict: Conflict) -> list[int]:
    markers = (conflict.opening, conflict.base_marker, conflict.separator, conflict.closing)
    return [marker.start for marker in markers if marker is not None]


def _start(span: Span) -> int:
    return span.start

"""Half-open ranges of bytes."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Bytes ``start`` to ``end`` (exclusive) of one file: ``source[start:end]`` is what it names."""

    start: int
    end: int

    def of(self, source: bytes) -> bytes:
        """The bytes themselves."""
        return source[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether the other one lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether at least one byte belongs to both."""
        return self.start < other.end and other.start < self.end

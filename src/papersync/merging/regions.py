"""Where versions differ, widened to whole units, and merged."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from papersync.merging.hunks import Hunk, Segment
from papersync.merging.joining import Joining
from papersync.merging.leaf import Clash
from papersync.merging.units import Unit, units_of

_Place = tuple[int, int]


@dataclass(frozen=True)
class Region:
    """The hunks from one cut to the next, with the common text around and between them."""

    start: _Place
    end: _Place
    segments: tuple[Segment, ...]

    @property
    def is_known(self) -> bool:
        """Whether the base of each hunk is known."""
        return all(isinstance(each, bytes) or each.base is not None for each in self.segments)

    @property
    def first(self) -> Hunk:
        """The first hunk, whose markers are the model."""
        return next(each for each in self.segments if isinstance(each, Hunk))


class _Version:
    """One version of the segments: its units, and where in it each segment begins."""

    def __init__(self, above: bytes, texts: Sequence[bytes]) -> None:
        self.units = units_of(above + b"".join(texts))
        self.starts = [unit.start for unit in self.units]
        self.offsets = list(accumulate(map(len, texts), initial=len(above)))

    @cached_property
    def boundaries(self) -> frozenset[int]:
        return frozenset(self.starts)

    def between(self, start: _Place, end: _Place) -> list[Unit]:
        """The units from one cut to another."""
        return self.units[bisect_left(self.starts, self._at(start)) : bisect_left(self.starts, self._at(end))]

    def above(self, start: _Place) -> Unit | None:
        index = bisect_left(self.starts, self._at(start)) - 1
        return self.units[index] if index >= 0 else None

    def below(self, end: _Place) -> Unit | None:
        index = bisect_left(self.starts, self._at(end))
        return self.units[index] if index < len(self.units) else None

    def _at(self, place: _Place) -> int:
        return self.offsets[place[0]] + place[1]


class Regions:
    """The regions of a text. ``segments`` begin and end with common text; ``above`` stands before them in all versions,
    so that they read as they do in the whole text.
    """

    def __init__(self, segments: Sequence[Segment], above: bytes = b"") -> None:
        self._segments = segments
        self.ours = _Version(above, [each if isinstance(each, bytes) else each.ours for each in segments])
        self.theirs = _Version(above, [each if isinstance(each, bytes) else each.theirs for each in segments])
        bases = [each if isinstance(each, bytes) else each.base for each in segments]
        self.base = None
        if any(base is not None for base, each in zip(bases, segments, strict=True) if isinstance(each, Hunk)):
            self.base = _Version(above, [each or b"" for each in bases])
        self._cuts = list(self._find_cuts())

    def all(self) -> list[Region]:
        """The regions in order, apart from one another."""
        found: list[Region] = []
        for index, each in enumerate(self._segments):
            if isinstance(each, bytes) or (found and (index, 0) < found[-1].end):
                continue
            start = self._cuts[bisect_right(self._cuts, (index, 0)) - 1]
            end = self._cuts[bisect_left(self._cuts, (index + 1, 0))]
            if found and start < found[-1].end:
                start = found.pop().start
            found.append(Region(start, end, tuple(self._between(start, end))))
        return found

    @property
    def edges(self) -> tuple[_Place, _Place]:
        """Where the first unit ends at the latest, and where the last one begins: beyond them a unit may go on."""
        inner = self._cuts[1:-1] or [self._cuts[-1]]
        return self._cuts[0], max(place for place in [self._cuts[0], *inner])

    def merged(self, region: Region) -> list[Segment]:
        """The merged region, with hunks for what could not be decided."""
        if any(isinstance(each, Hunk) and each.why for each in region.segments):
            return list(region.segments)
        known = region.is_known
        ours, theirs = (each.between(region.start, region.end) for each in (self.ours, self.theirs))
        base = self.base.between(region.start, region.end) if known and self.base is not None else None
        first = region.first
        style = first.style
        newline = style.separator.lstrip(b" \t") or b"\n"
        above, below = self.ours.above(region.start), self.ours.below(region.end)
        level = 0 if below is None else below.level
        joining = Joining(base, ours, theirs, above=above, below=level, newline=newline)
        pieces = joining.pieces()
        if not joining.keeps_path():
            why = "it cannot be told under which heading the lines below stand"
            return self.left(region, why)
        return [
            piece
            if not isinstance(piece, Clash)
            else Hunk(piece.ours, piece.base if known else None, piece.theirs, style, piece.why, first.number)
            for piece in pieces
        ]

    def left(self, region: Region, why: str) -> list[Segment]:
        """The region as it is."""
        return [each if isinstance(each, bytes) else replace(each, why=why) for each in region.segments]

    def rest(self, regions: Sequence[Region]) -> Iterator[bytes]:
        """The common text before, between and behind the regions: one piece more than there are regions."""
        at = (0, 0)
        for region in regions:
            yield b"".join(each for each in self._between(at, region.start) if isinstance(each, bytes))
            at = region.end
        yield b"".join(each for each in self._between(at, self._cuts[-1]) if isinstance(each, bytes))

    def _between(self, start: _Place, end: _Place) -> Iterator[Segment]:
        for index in range(start[0], min(end[0] + 1, len(self._segments))):
            each = self._segments[index]
            if isinstance(each, bytes):
                low = start[1] if index == start[0] else 0
                yield each[low : end[1] if index == end[0] else len(each)]
            elif index < end[0]:
                yield each

    def _find_cuts(self) -> Iterator[_Place]:
        """Where a unit begins in all versions, in order; the first and the last byte are cuts always."""
        edge = self._segments[-1]
        last = (len(self._segments) - 1, len(edge) if isinstance(edge, bytes) else 0)
        yield (0, 0)
        others = [version for version in (self.theirs, self.base) if version is not None]
        for index, each in enumerate(self._segments):
            if not isinstance(each, bytes):
                continue
            start = self.ours.offsets[index]
            low, high = bisect_left(self.ours.starts, start), bisect_right(self.ours.starts, start + len(each))
            for at in self.ours.starts[low:high]:
                place = (index, at - start)
                if (0, 0) < place < last and all(
                    version.offsets[index] + place[1] in version.boundaries for version in others
                ):
                    yield place
        if last != (0, 0):
            yield last

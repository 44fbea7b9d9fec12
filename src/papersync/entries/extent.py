"""How far an entry that begins with a heading reaches, and what merge conflicts make of that."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass

from papersync.markdown.model import Block, BlockKind, Conflict, Document, Heading
from papersync.text import Span


@dataclass(frozen=True, slots=True)
class Extent:
    """The blocks below the heading that belong to it, the span of all, whether a marker cuts it, its conflict side."""

    blocks: tuple[Block, ...]
    span: Span
    cut: bool
    side: tuple[int, int] | None


class Extents:
    """Finds extents in one document; the blocks are searched, not walked."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._starts = [block.span.start for block in document.blocks]
        self._conflicts = document.conflicts
        self._openings = [conflict.span.start for conflict in document.conflicts]
        self._markers = sorted(start for conflict in document.conflicts for start in _marker_starts(conflict))

    def of(self, heading: Heading, stops: Container[int]) -> Extent:
        """From the heading to the last block before the next one that begins something else, or to a conflict marker.

        ``stops`` are the starts of headings that are entries or sections of their own, whatever their level.
        """
        own = heading.block
        following: list[Block] = []
        for index in range(bisect_right(self._starts, own.span.start), len(self._blocks)):
            block = self._blocks[index]
            if block.kind is BlockKind.HEADING and (block.level <= own.level or block.span.start in stops):
                break
            following.append(block)
        while following and following[-1].kind is BlockKind.RULE:
            following.pop()
        marker = self._next_marker(own.span.end)
        inside = [block for block in following if marker is None or block.span.start < marker]
        cut = self._is_cut(following, inside, marker)
        blocks = following if cut else inside
        end = max((block.span.end for block in blocks), default=own.span.end)
        return Extent(tuple(blocks), Span(own.span.start, max(end, own.span.end)), cut, self._side(own.span.start))

    def _next_marker(self, offset: int) -> int | None:
        index = bisect_right(self._markers, offset)
        return self._markers[index] if index < len(self._markers) else None

    def _is_cut(self, following: list[Block], inside: list[Block], marker: int | None) -> bool:
        """Whether text of the entry stands on the other side of a marker.

        A quote above the marker completes an entry, unless a quote goes on behind it.
        """
        if marker is None:
            return False
        quotes = [block for block in inside if block.kind is BlockKind.QUOTE]
        beyond = [*following[len(inside) : len(inside) + 1], *self._below_hunk(marker)]
        if quotes:
            return any(block.kind is BlockKind.QUOTE for block in beyond)
        return len(inside) < len(following) or any(block.kind is not BlockKind.HEADING for block in beyond)

    def _below_hunk(self, marker: int) -> tuple[Block, ...]:
        """What stands below the hunk, common to both sides, if the marker ends a side above that."""
        index = self._hunk_at(marker)
        hunk = None if index is None else self._conflicts[index]
        if hunk is None or marker in (hunk.opening.start, hunk.closing.start):
            return ()
        below = bisect_right(self._starts, hunk.span.end - 1)
        return self._blocks[below : below + 1]

    def _side(self, offset: int) -> tuple[int, int] | None:
        index = self._hunk_at(offset)
        if index is None:
            return None
        hunk = self._conflicts[index]
        sides = (hunk.ours, hunk.theirs, hunk.base)
        return next(
            ((index, side) for side, span in enumerate(sides) if span is not None and span.start <= offset < span.end),
            None,
        )

    def _hunk_at(self, offset: int) -> int | None:
        index = bisect_right(self._openings, offset) - 1
        return index if index >= 0 and offset < self._conflicts[index].closing.end else None


def _marker_starts(conflict: Conflict) -> list[int]:
    markers = (conflict.opening, conflict.base_marker, conflict.separator, conflict.closing)
    return [marker.start for marker in markers if marker is not None]

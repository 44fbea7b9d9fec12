"""Proof that an entry was taken away, or put elsewhere, and that nothing else changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from papersync.identifiers import ArxivId
from papersync.markdown.model import Block, BlockKind, Document
from papersync.references.model import Reference
from papersync.text import Edit, Span, apply_edits

# Two lists become one when what parted them goes, a quote may be left empty, and cells stand in their rows. What stands
# in them tells, with its depth.
_LEFT_OUT: Final = (BlockKind.LIST, BlockKind.QUOTE, BlockKind.CELL)

_Shape = tuple[int, int, str, int]
_Named = tuple[int, ArxivId | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Relocation:
    """The entry's ``own`` bytes, the edit that takes them away, and the one that writes them elsewhere."""

    own: Span
    taken: Edit
    put: Edit | None = None

    def apply(self, source: bytes) -> bytes:
        """The text with both edits made."""
        return apply_edits(source, [self.taken] if self.put is None else [self.taken, self.put])

    def now(self, source: bytes) -> Span | None:
        """Where in the new text the own bytes stand; None if they stand nowhere."""
        if self.put is None:
            return None
        text = self.own.of(source).rstrip(b"\r\n")
        start = self.at(self.put.span.start) - len(self.put.replacement) + self.put.replacement.find(text)
        return Span(start, start + len(text))

    def at(self, offset: int) -> int:
        """Where in the new text a byte stands that is not taken away."""
        cut = self.taken.span
        put = 0 if self.put is None or offset < self.put.span.start else len(self.put.replacement)
        return min(offset, max(offset - (cut.end - cut.start), cut.start)) + put

    def spares(self, before: Document, after: Document) -> bool:
        """Whether all other blocks are what they were, and the entry's own are so where it stands now.

        They may not be: a rule below a paragraph underlines it, and what an item parted may run together.
        """
        return sorted(self._expected(before, self.now(before.source))) == sorted(_shapes(after.blocks))

    def holds(self, before: Document, after: Document, named: Sequence[Reference], now: Sequence[Reference]) -> bool:
        """Whether all other bytes and references are what they were, and the entry's own are so where it stands now."""
        place = self.now(before.source)
        return self._same_bytes(before.source, after.source, place) and self._same_references(named, now, place)

    def _same_bytes(self, before: bytes, after: bytes, place: Span | None) -> bool:
        cut = self.taken.span
        if self.put is None or place is None:
            return after == before[: cut.start] + before[cut.end :]
        start = self.at(self.put.span.start) - len(self.put.replacement)
        rest = after[:start] + after[start + len(self.put.replacement) :]
        own = self.own.of(before).rstrip(b"\r\n")
        return rest == before[: cut.start] + before[cut.end :] and place.of(after) == own

    def _expected(self, before: Document, place: Span | None) -> Iterator[_Shape]:
        cut = self.taken.span
        for depth, block in _walk(before.blocks):
            start, end = block.span
            if cut.start <= start < cut.end and not before.source[cut.end : end].strip(b" \t\r\n>"):
                if place is not None:
                    yield (place.start + start - self.own.start, depth, block.kind.value, block.level)
            else:
                yield (self.at(start), depth, block.kind.value, block.level)

    def _same_references(self, named: Sequence[Reference], now: Sequence[Reference], place: Span | None) -> bool:
        stay = [_named(each, self.at(each.span.start)) for each in named if not self.own.contains(each.span)]
        rest = [_named(each, each.span.start) for each in now if place is None or not place.contains(each.span)]
        own = [(each.span.start - self.own.start, each.id) for each in named if self.own.contains(each.span)]
        moved = [(each.span.start - place.start, each.id) for each in now if place and place.contains(each.span)]
        return sorted(stay, key=_start) == rest and (place is None or own == moved)


def _shapes(blocks: Sequence[Block]) -> Iterator[_Shape]:
    return ((block.span.start, depth, block.kind.value, block.level) for depth, block in _walk(blocks))


def _walk(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    pending = [(0, block) for block in reversed(blocks)]
    while pending:
        depth, block = pending.pop()
        if block.kind not in _LEFT_OUT:
            yield depth, block
        if block.kind is not BlockKind.ROW:
            pending += ((depth + 1, child) for child in reversed(block.children))


def _named(reference: Reference, start: int) -> _Named:
    return (start, reference.id, reference.section)


def _start(named: _Named) -> int:
    return named[0]

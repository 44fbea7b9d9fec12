"""Which section a reference stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from papersync.markdown.model import Document
from papersync.markdown.sections import innermost_heading


class Sections:
    """The sections of a document in which references begin at these offsets, which are in order."""

    def __init__(self, document: Document, references: Sequence[int]) -> None:
        self._document = document
        self._names: dict[int, tuple[str, ...]] = {}
        self._entry_headings = frozenset(self._headings_with(references))

    def at(self, offset: int) -> tuple[tuple[str, ...], int]:
        """The names of the headings above a byte, the outermost first, and where another section may begin.

        A heading that holds a reference is an entry's own, and no section.
        """
        headings, ends = self._document.headings, self._document.heading_ends
        names = self._above(innermost_heading(self._document, offset))
        following = bisect_right(ends, offset)
        if following == len(headings):
            return names, len(self._document.source) + 1
        start, end = headings[following].block.span
        return names, end if start <= offset else start

    def _headings_with(self, references: Sequence[int]) -> Iterator[int]:
        for index, heading in enumerate(self._document.headings):
            first = bisect_left(references, heading.block.span.start)
            if first < len(references) and references[first] < heading.block.span.end:
                yield index

    def _above(self, index: int) -> tuple[str, ...]:
        if index < 0:
            return ()
        known = self._names.get(index)
        if known is not None:
            return known
        above = self._above(self._document.heading_parents[index])
        own = () if index in self._entry_headings else (self._document.headings[index].text,)
        self._names[index] = above + own
        return above + own

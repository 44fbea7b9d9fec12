"""Where a list names papers: the references' own places, and those of links by label to their definitions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from papersync.markdown.model import Document, Link, LinkKind
from papersync.references.model import Reference, ReferenceKind
from papersync.text import Span

# Nobody links one paper so often in one place; to look at more would be quadratic.
_MOST_OF_ONE: Final = 50
# A named tuple from its values without a call in between: there are hundreds of thousands.
_NEW: Final = tuple.__new__


class Anchor(NamedTuple):
    """One place that names a paper: its first byte, the whole construct, the reference it leads to."""

    at: int
    whole: Span
    reference: Reference


class Anchors:
    """All anchors of a document but those inside ``taken``, in order of their bytes."""

    def __init__(self, document: Document, references: Sequence[Reference], taken: Sequence[Span] = ()) -> None:
        self._taken = taken
        self._taken_starts = [span.start for span in taken]
        found = _anchors(document, references)
        self._all = [each for each in found if not self.is_taken(each.at)] if taken else found
        self._starts = [anchor.at for anchor in self._all]

    def is_taken(self, offset: int) -> bool:
        """Whether a byte stands inside ``taken``."""
        index = bisect_right(self._taken_starts, offset) - 1
        return index >= 0 and offset < self._taken[index].end

    def within(self, span: Span) -> Sequence[Anchor]:
        """Those that begin in a span."""
        return self._all[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def holds(self, span: Span) -> bool:
        """Whether one begins in a span."""
        index = bisect_left(self._starts, span.start)
        return index < len(self._starts) and self._starts[index] < span.end

    def is_one_paper(self, span: Span) -> bool:
        """Whether exactly one paper is named in a span, a few dozen times at most."""
        index, first = bisect_left(self._starts, span.start), None
        for anchor in self._all[index : index + _MOST_OF_ONE + 1]:
            if anchor.at >= span.end:
                return first is not None
            if anchor.reference.id is not None:
                first = first or anchor.reference.id.base
                if anchor.reference.id.base != first:
                    return False
        return first is not None and index + _MOST_OF_ONE >= len(self._all)


def _anchors(document: Document, references: Sequence[Reference]) -> list[Anchor]:
    """A definition has an anchor for each link to it."""
    defined: dict[str, Reference] = {}
    found: list[Anchor] = []
    for reference in references:
        if reference.kind is not ReferenceKind.DEFINITION:
            found.append(_NEW(Anchor, (reference.span.start, reference.whole, reference)))
        elif reference.link is not None:
            defined.setdefault(reference.link.url, reference)
    if defined:
        # A link by label is never a usual one: those need not be built.
        found += _by_label((link for link in document.found.others if not document.is_off(link.span)), defined)
    found.sort(key=lambda anchor: anchor.at)
    return found


def _by_label(links: Iterable[Link], defined: Mapping[str, Reference]) -> Iterator[Anchor]:
    for link in links:
        if link.kind is LinkKind.REFERENCE and link.url in defined:
            yield Anchor(link.span.start, link.span, defined[link.url])

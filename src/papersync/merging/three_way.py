"""Three versions of one sequence, told apart into what one side changed and what both changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from papersync.merging.matching import matches


@dataclass(frozen=True, slots=True)
class Stretch:
    """Members that belong together in the three versions, as ranges of indices."""

    base: range
    ours: range
    theirs: range


def stretches(
    base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]
) -> Iterator[tuple[bool, Stretch]]:
    """The three versions from end to end, in order; True where all three are the same.

    A stretch that is not the same lies between members that the base has in common with both (Khanna, Kunal and Pierce,
    A Formal Investigation of Diff3, 2007).
    """
    to_ours, to_theirs = dict(matches(base, ours)), dict(matches(base, theirs))
    at, at_ours, at_theirs = 0, 0, 0
    anchors = [(index, to_ours[index], to_theirs[index]) for index in to_ours if index in to_theirs]
    anchors.append((len(base), len(ours), len(theirs)))
    run = (0, 0, 0)
    for anchor in anchors:
        if anchor != (at, at_ours, at_theirs):
            if run != (at, at_ours, at_theirs):
                yield True, _stretch(run, (at, at_ours, at_theirs))
            yield False, _stretch((at, at_ours, at_theirs), anchor)
            run = anchor
        at, at_ours, at_theirs = (place + 1 for place in anchor)
    if run[0] < len(base):
        yield True, _stretch(run, (len(base), len(ours), len(theirs)))


def _stretch(start: tuple[int, int, int], end: tuple[int, int, int]) -> Stretch:
    return Stretch(*(range(*pair) for pair in zip(start, end, strict=True)))

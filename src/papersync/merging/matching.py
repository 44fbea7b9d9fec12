"""What two sequences have in common, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Final

# Where two stretches differ by more than this many members, and none is unique, nothing of them counts as common: to
# find it would take time that grows with the square.
_MOST_DIFFERENCES: Final = 400


def matches(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of indices of equal members, both increasing.

    Members that are unique on both sides are matched first (patience diff), the stretches between them by the shortest
    edit script (Myers 1986).
    """
    found: list[tuple[int, int]] = []
    pending = [(0, len(one), 0, len(other))]
    while pending:
        low, high, low2, high2 = pending.pop()
        while low < high and low2 < high2 and one[low] == other[low2]:
            found.append((low, low2))
            low, low2 = low + 1, low2 + 1
        while low < high and low2 < high2 and one[high - 1] == other[high2 - 1]:
            high, high2 = high - 1, high2 - 1
            found.append((high, high2))
        if low == high or low2 == high2:
            continue
        here, there = one[low:high], other[low2:high2]
        anchors = _unique(here, there)
        inside = [(low + index, low2 + index2) for index, index2 in anchors or _shortest(here, there)]
        found += inside
        if anchors:
            for start, end in zip([(low - 1, low2 - 1), *inside], [*inside, (high, high2)], strict=True):
                pending.append((start[0] + 1, end[0], start[1] + 1, end[1]))
    return _slid(one, other, sorted(found))


def _slid(one: Sequence[Hashable], other: Sequence[Hashable], pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs with what is added or gone between them as far down as it may stand, which is where git puts it."""
    at, there = -1, -1
    for number, (index, index2) in enumerate(pairs):
        if index == at + 1 and index2 > there + 1 and other[there + 1] == other[index2]:
            pairs[number] = index, there + 1
        elif index2 == there + 1 and index > at + 1 and one[at + 1] == one[index]:
            pairs[number] = at + 1, index2
        at, there = pairs[number]
    return pairs


def _unique(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The longest increasing run of members that stand once in each sequence."""
    counts, counts2 = Counter(one), Counter(other)
    at = {member: index for index, member in enumerate(other) if counts2[member] == 1}
    pairs = [(index, at[member]) for index, member in enumerate(one) if counts[member] == 1 and member in at]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        place = bisect_left(tails, there)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [there]
        ends[place : place + 1] = [number]
    run: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _shortest(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """What the shortest edit script leaves; nothing if that is too long."""
    width, height = len(one), len(other)
    reach: dict[int, int] = {1: 0}
    history: list[dict[int, int]] = []
    for difference in range(min(width + height, _MOST_DIFFERENCES) + 1):
        history.append(dict(reach))
        for diagonal in range(-difference, difference + 1, 2):
            down = diagonal == -difference or (
                diagonal != difference and reach.get(diagonal - 1, -1) < reach.get(diagonal + 1, -1)
            )
            x = reach.get(diagonal + 1, 0) if down else reach[diagonal - 1] + 1
            while x < width and 0 <= x - diagonal < height and one[x] == other[x - diagonal]:
                x += 1
            reach[diagonal] = x
            if x >= width and x - diagonal >= height:
                return _traced(history, width, height)
    return []


def _traced(history: Sequence[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for difference in range(len(history) - 1, -1, -1):
        reach, diagonal = history[difference], x - y
        down = diagonal == -difference or (
            diagonal != difference and reach.get(diagonal - 1, -1) < reach.get(diagonal + 1, -1)
        )
        previous = diagonal + 1 if down else diagonal - 1
        before = reach.get(previous, 0) if difference else 0
        start = before if down else before + 1
        if difference == 0:
            start = 0
        while x > start and x > 0 and y > 0:
            x, y = x - 1, y - 1
            found.append((x, y))
        if difference:
            x, y = before, before - previous
    return found

"""Which words of two texts correspond, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from papersync.titles.tokens import Token, letters

# Of a list with as many tokens as are compared at all, so many steps for each.
_STEPS: Final = 8


class Run(NamedTuple):
    """Tokens ``start`` to ``end`` of the list's words where the record has its tokens ``other_start`` to ``other_end``.

    Either side may be empty: an insertion, a deletion.
    """

    start: int
    end: int
    other_start: int
    other_end: int


class Alignment(NamedTuple):
    """``pairs`` are indices of equal tokens, ascending on both sides; ``runs`` is what lies between them."""

    pairs: tuple[tuple[int, int], ...]
    runs: tuple[Run, ...]


def align(ours: Sequence[Token], theirs: Sequence[Token]) -> Alignment:
    """A longest common subsequence by key, of words rather than of marks. Quadratic over 64 in the number of tokens:
    callers bound that.
    """
    pairs = _longest_common([token.key for token in ours], [token.key for token in theirs])
    pairs = _words_rather_than_marks(pairs, ours, theirs)
    return Alignment(tuple(pairs), tuple(_between(pairs, ours, theirs)))


def gathered(alignment: Alignment, ours: Sequence[Token], theirs: Sequence[Token]) -> Alignment:
    """The same alignment, with what only the list has in as few pieces as can be.

    Of ``… depth. See the proof. the thing`` beside ``… depth. the thing`` either ``the`` may be the record's: this
    takes the one by which the inserted words stand together. What only one side has at the end stands as far back as it
    can.
    """
    partners = dict(alignment.pairs)
    steps = _STEPS * (len(ours) + len(theirs))
    runs: list[Run] = []
    for run in alignment.runs:
        current = run
        while True:
            if runs and (runs[-1].end, runs[-1].other_end) == (current.start, current.other_start):
                before = runs.pop()
                current = Run(before.start, current.end, before.other_start, current.other_end)
            elif steps > 0 and _can_move_left(current, partners, ours):
                steps -= 1
                partners[current.end - 1] = partners.pop(current.start - 1)
                other = current.other_start - 1
                current = Run(current.start - 1, current.end - 1, other, other)
            else:
                break
        runs.append(current)
    pairs = sorted(partners.items())
    _move_back_at_the_end(pairs, runs, ours, theirs)
    return Alignment(tuple(pairs), tuple(runs))


def _longest_common(ours: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """Indices of a longest common subsequence. What is equal at both ends belongs to one, and mostly that is all."""
    shorter = min(len(ours), len(theirs))
    head = next((at for at in range(shorter) if ours[at] != theirs[at]), shorter)
    most = shorter - head
    tail = next((at for at in range(most) if ours[-1 - at] != theirs[-1 - at]), most)
    end, other_end = len(ours) - tail, len(theirs) - tail
    pairs = [(at, at) for at in range(head)]
    if head < end and head < other_end:
        from rapidfuzz.distance import Indel  # noqa: PLC0415 - 20 ms that a list of right titles never needs

        for step in Indel.opcodes(ours[head:end], theirs[head:other_end]):
            if step.tag == "equal":
                pairs += zip(
                    range(head + step.src_start, head + step.src_end),
                    range(head + step.dest_start, head + step.dest_end),
                    strict=True,
                )
    return [*pairs, *zip(range(end, len(ours)), range(other_end, len(theirs)), strict=True)]


def _words_rather_than_marks(
    pairs: Sequence[tuple[int, int]], ours: Sequence[Token], theirs: Sequence[Token]
) -> list[tuple[int, int]]:
    """The pairs, without a full stop that keeps two equal words from being one.

    Of ``Smith. error [3] Code`` beside ``error. Code`` the first full stop and ``error`` are as long in common; only
    with ``error`` is ``Smith.`` a note.
    """
    better = list(pairs)
    for at, (index, other) in enumerate(pairs):
        if ours[index].is_word:
            continue
        first, other_first = better[at - 1] if at else (-1, -1)
        end, other_end = pairs[at + 1] if at + 1 < len(pairs) else (len(ours), len(theirs))
        behind = {ours[i].key: i for i in range(end - 1, index, -1) if ours[i].is_word}
        before = {ours[i].key: i for i in range(first + 1, index) if ours[i].is_word}
        for j in range(other_first + 1, other_end):
            found = (behind if j < other else before).get(theirs[j].key) if j != other else None
            if found is not None:
                better[at] = (found, j)
                break
    return better


def _between(pairs: Sequence[tuple[int, int]], ours: Sequence[Token], theirs: Sequence[Token]) -> list[Run]:
    runs: list[Run] = []
    at, other = 0, 0
    for pair in [*pairs, (len(ours), len(theirs))]:
        run = Run(at, pair[0], other, pair[1])
        if (at, other) != pair and not _reads_the_same(
            ours[run.start : run.end], theirs[run.other_start : run.other_end]
        ):
            runs.append(run)
        at, other = pair[0] + 1, pair[1] + 1
    return runs


def _reads_the_same(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether only the way of writing mathematics differs: ``R3LIVE`` for ``R $^3$ LIVE``."""
    if not any(token.is_math for token in (*ours, *theirs)):
        return False
    return letters(ours, dashes=True) == letters(theirs, dashes=True)


def _can_move_left(run: Run, partners: dict[int, int], ours: Sequence[Token]) -> bool:
    if run.other_start != run.other_end or run.start == run.end or partners.get(run.start - 1) is None:
        return False
    return partners[run.start - 1] == run.other_start - 1 and ours[run.start - 1].key == ours[run.end - 1].key


def _move_back_at_the_end(
    pairs: list[tuple[int, int]], runs: list[Run], ours: Sequence[Token], theirs: Sequence[Token]
) -> None:
    """Move the last run towards the end: the last full stop of a note behind an abstract equals the abstract's own."""
    if not runs:
        return
    last = runs[-1]
    first_behind = next((at for at in range(len(pairs), 0, -1) if pairs[at - 1] < (last.end, last.other_end)), 0)
    for at in range(first_behind, len(pairs)):
        index, other = pairs[at]
        if (index, other) != (last.end, last.other_end):
            break
        if last.other_start == last.other_end and ours[last.start].key == ours[index].key:
            pairs[at] = (last.start, other)
            last = Run(last.start + 1, index + 1, other + 1, other + 1)
        elif last.start == last.end and theirs[last.other_start].key == theirs[other].key:
            pairs[at] = (index, last.other_start)
            last = Run(index + 1, index + 1, last.other_start + 1, other + 1)
        else:
            break
    runs[-1] = last

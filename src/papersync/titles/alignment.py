"""Which words of two texts correspond, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from papersync.titles.tokens import Token, letters


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens ``start`` to ``end`` of the list's words where the record has its tokens ``other_start`` to ``other_end``.

    Either side may be empty: an insertion, a deletion.
    """

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """``pairs`` are indices of equal tokens, ascending on both sides; ``runs`` is what lies between them."""

    pairs: tuple[tuple[int, int], ...]
    runs: tuple[Run, ...]


def align(ours: Sequence[Token], theirs: Sequence[Token]) -> Alignment:
    """A longest common subsequence by key. Quadratic over 64 in the number of tokens: callers bound that."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - 20 ms that a run without titles never needs

    pairs: list[tuple[int, int]] = []
    for step in Indel.opcodes([token.key for token in ours], [token.key for token in theirs]):
        if step.tag == "equal":
            pairs += zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)
    return Alignment(tuple(pairs), tuple(_between(pairs, ours, theirs)))


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

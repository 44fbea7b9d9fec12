"""Fixes become a text."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from papersync.lint.finding import Finding, Fix, Safety
from papersync.text import Edit, apply_edits


@dataclass(frozen=True, slots=True)
class Applied:
    """A text with fixes made.

    ``edits`` count in the text before; ``fixed`` say so, ``conflicting`` waited for another fix.
    """

    text: bytes
    edits: tuple[Edit, ...]
    fixed: tuple[Finding, ...]
    conflicting: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """A text fixed until nothing changed.

    Spans of ``fixed`` count in the text of the round that fixed them, the first being the text given. ``settled`` is
    False when there was more to fix after the last round, or rules undid each other: a bug in a rule.
    """

    text: bytes
    fixed: tuple[Finding, ...]
    conflicting: tuple[Finding, ...]
    rounds: int
    settled: bool


def apply_fixes(
    source: bytes, findings: Sequence[Finding], *, unsafe: bool = False, codes: Collection[str] | None = None
) -> Applied:
    """Make the fixes of these findings: safe ones, with ``unsafe`` all; of ``codes`` only, if given.

    All edits of a fix are made or none. Where two fixes touch the same byte or insert at the same place the first in
    order wins and the other is conflicting, unless they want the very same edits. A fix that would change nothing is
    left out.
    """
    accepted: list[Edit] = []
    fixed: list[Finding] = []
    conflicting: list[Finding] = []
    for finding in findings:
        if not _is_wanted(finding, unsafe, codes):
            continue
        edits = _effective(source, finding.fix)
        if not edits:
            continue
        new = [edit for edit in edits if not _is_among(edit, accepted)]
        if any(_touches(edit, accepted) for edit in new):
            conflicting.append(finding)
            continue
        for edit in new:
            insort(accepted, edit)
        fixed.append(finding._replace(fixed=True))
    return Applied(apply_edits(source, accepted), tuple(accepted), tuple(fixed), tuple(conflicting))


def fix_to_fixpoint(
    source: bytes,
    relint: Callable[[bytes], Sequence[Finding]],
    *,
    unsafe: bool = False,
    codes: Collection[str] | None = None,
    rounds: int = 10,
) -> Settled:
    """Fix, look again, fix again, until a round changes nothing: fixes that conflicted get their turn."""
    text, earlier = source, {source}
    fixed: list[Finding] = []
    conflicting: tuple[Finding, ...] = ()
    for number in range(rounds):
        applied = apply_fixes(text, relint(text), unsafe=unsafe, codes=codes)
        conflicting = applied.conflicting
        if applied.text == text:
            return Settled(text, tuple(fixed), conflicting, number, settled=True)
        if applied.text in earlier:
            return Settled(text, tuple(fixed), conflicting, number, settled=False)
        earlier.add(applied.text)
        fixed += applied.fixed
        text = applied.text
    return Settled(text, tuple(fixed), conflicting, rounds, settled=False)


def _is_wanted(finding: Finding, unsafe: bool, codes: Collection[str] | None) -> bool:
    if finding.fix is None or finding.fixed or (codes is not None and finding.code not in codes):
        return False
    return unsafe or finding.fix.safety is Safety.SAFE


def _effective(source: bytes, fix: Fix | None) -> list[Edit]:
    """The edits that change something, each once."""
    return [] if fix is None else sorted({edit for edit in fix.edits if edit.span.of(source) != edit.replacement})


def _is_among(edit: Edit, accepted: Sequence[Edit]) -> bool:
    at = bisect_left(accepted, edit)
    return at < len(accepted) and accepted[at] == edit


def _touches(edit: Edit, accepted: Sequence[Edit]) -> bool:
    """Whether one of the accepted edits (sorted) shares a byte or the place of an insertion with this one."""
    at = bisect_left(accepted, edit)
    before = accepted[at - 1] if at > 0 else None
    after = accepted[at] if at < len(accepted) else None
    return (before is not None and _collide(before, edit)) or (after is not None and _collide(edit, after))


def _collide(first: Edit, second: Edit) -> bool:
    # The same test as in apply_edits: an insertion at the end of another edit is in order, one at its start is not.
    return second.span.start < first.span.end or second.span.start == first.span.start

"""Findings by rule: what a screen can hold of thousands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from papersync.lint.finding import Finding, Level, Safety
from papersync.report.advice import Advice

SCREEN: Final = 24
"""Lines of the smallest usual terminal. What stands on one screen needs no summary by rule."""
MOST_GROUPS: Final = 8
_ORDER: Final = tuple(Level)


class Group(NamedTuple):
    """Findings that are alike: the same rule and level, and the same that can be done about them."""

    code: str
    name: str
    level: Level
    fixed: bool
    safety: Safety | None


def grouped(findings: Iterable[Finding]) -> list[tuple[Group, int]]:
    """Each group with its number: what is left before what was fixed, the serious and the frequent first."""
    counts = Counter(
        [
            (each.code, each.name, each.level, each.fixed, None if each.fix is None else each.fix.safety)
            for each in findings
        ]
    )
    groups = [(Group(*each), count) for each, count in counts.items()]
    return sorted(groups, key=lambda each: (each[0].fixed, _ORDER.index(each[0].level), -each[1], each[0].code))


def grouped_lines(groups: list[tuple[Group, int]], advice: Advice) -> list[tuple[str, Level]]:
    """A line for each of the first groups, in columns, at most 80 cells wide, with its level; the rest is counted."""
    if not groups:
        return []
    shown, rest = groups[:MOST_GROUPS], groups[MOST_GROUPS:]
    wide = max(len(f"{count:,}") for _, count in groups)
    name = max(len(group.name) for group, _ in shown)
    lines = [
        (f"{count:>{wide},}  {_cells(group, name)}  {_done(group, advice)}".rstrip(), group.level)
        for group, count in shown
    ]
    if rest:
        lines.append((f"{sum(count for _, count in rest):>{wide},}  of {len(rest)} more kinds", rest[0][0].level))
    return lines


def next_step(groups: list[tuple[Group, int]], advice: Advice, *, show_info: bool) -> str:
    """How to go on: what can be mended, and where to read of the first that cannot; empty if nothing is left."""
    left = [(group, count) for group, count in groups if not group.fixed]
    mendable = sum(count for group, count in left if group.safety is Safety.SAFE)
    steps = [f"{advice.safe} mends {mendable:,}"] if mendable and advice.safe else []
    first = next((group for group, _ in left if group.safety is not Safety.SAFE), None)
    if first is not None:
        show = " --show info" if first.level is Level.INFO and not show_info else ""
        steps.append(f"papersync rules {first.code} explains {first.name}; --select {first.code}{show} lists it alone")
    return f"next: {'; '.join(steps)}" if steps else ""


def _cells(group: Group, name: int) -> str:
    return f"{group.code} {group.level.value:<7}  {group.name:<{name}}"


def _done(group: Group, advice: Advice) -> str:
    if group.fixed:
        return "fixed"
    match group.safety:
        case Safety.SAFE:
            return advice.safe or ""
        case Safety.UNSAFE:
            return advice.unsafe or ""
        case None:
            return ""

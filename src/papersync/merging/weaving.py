"""In which order the units of both versions stand in the merged text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from papersync.merging.hunks import Side
from papersync.merging.pairing import Thread
from papersync.merging.units import BODY, Kind, Unit

_CONTENTS: Final = re.compile(r"\W*(?:table of )?contents?\W*|\W*(?:toc|目录|目次|index)\W*", re.IGNORECASE)
# What stands in one container with its like, and is not parted from it by anything else.
_CONTAINED: Final = (Kind.ITEM, Kind.ROW, Kind.LINE)


def woven(
    kept: Collection[Thread], base: Sequence[Thread], ours: Sequence[Thread], theirs: Sequence[Thread]
) -> list[Thread]:
    """The threads that are kept, in the order of one version, those of the other one behind what they stand behind
    there.

    The order is ours, or theirs if only that is another one than the base's. Where both add, ours comes first.
    """
    leading = _leading(base, ours, theirs)
    first, second = (ours, theirs) if leading is Side.OURS else (theirs, ours)
    chain = _Chain([each for each in first if each in kept])
    woven = set(chain.members())
    other = Side.THEIRS if leading is Side.OURS else Side.OURS
    siblings: dict[Thread | None, list[Thread]] = {}
    for each in second:
        parent = each.parents[other.value]
        before = siblings.setdefault(parent, [])
        if each in kept and each not in woven:
            chain.put(each, _behind(parent, before, woven, leading), leading)
            woven.add(each)
        before.append(each)
    return chain.members()


def _leading(base: Sequence[Thread], ours: Sequence[Thread], theirs: Sequence[Thread]) -> Side:
    in_all = set(base) & set(ours) & set(theirs)
    old, one, other = ([each for each in threads if each in in_all] for threads in (base, ours, theirs))
    return Side.THEIRS if one == old != other else Side.OURS


def _behind(parent: Thread | None, before: Sequence[Thread], woven: Collection[Thread], leading: Side) -> Thread | None:
    """The sibling that it stands behind, if that has the same parent still; else its parent, None for the beginning."""
    for sibling in reversed(before):
        if sibling in woven and sibling.parents.get(leading.value, parent) is parent:
            return sibling
    return parent if parent in woven else None


class _Chain:
    """Threads in order, with room for more anywhere."""

    def __init__(self, threads: Sequence[Thread]) -> None:
        self._next: dict[Thread | None, Thread | None] = {}
        at: Thread | None = None
        for each in threads:
            self._next[at] = each
            at = each
        self._next[at] = None

    def members(self) -> list[Thread]:
        found: list[Thread] = []
        at = self._next[None]
        while at is not None:
            found.append(at)
            at = self._next[at]
        return found

    def put(self, thread: Thread, behind: Thread | None, leading: Side) -> None:
        """Put a thread behind another one, what stands under that, and what the leading side alone added there."""
        unit, at = thread.any, behind
        while (following := self._next[at]) is not None and _is_passed(unit, following, leading):
            at = following
        self._next[thread], self._next[at] = following, thread


def _is_passed(unit: Unit, following: Thread, leading: Side) -> bool:
    level = following.any.level
    return level > unit.level or (level == unit.level and _is_alone(following, leading, unit))


def _is_alone(following: Thread, leading: Side, unit: Unit) -> bool:
    """Whether it was added by our side alone, as something that the unit may stand behind."""
    if leading is not Side.OURS or following.theirs is not None or following.base is not None:
        return False
    if unit.kind is Kind.HEADING and _is_contents(unit):
        return following.any.level >= BODY
    return unit.kind not in _CONTAINED or following.any.kind is unit.kind


def _is_contents(unit: Unit) -> bool:
    return _CONTENTS.fullmatch(unit.title) is not None

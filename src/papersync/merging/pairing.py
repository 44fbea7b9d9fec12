"""Which units of two or three versions are the same one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from papersync.merging.units import Kind, Unit
from papersync.merging.words import likeness

# A unit without a name of its own was rewritten, not replaced, if so much of its words stayed.
_ALIKE: Final = 0.5
# One paper may well stand in two sections that both sides added; several that do so are one section.
_FEWEST_MEMBERS: Final = 2
# Of so many units without a counterpart every pair is compared, not of more.
_MOST_COMPARED: Final = 60
_EVERY: Final = 3


@dataclass(eq=False)
class Thread:
    """One unit through the versions. ``parent`` is the thread it stands under, by the first version that has it."""

    base: Unit | None = None
    ours: Unit | None = None
    theirs: Unit | None = None
    parents: dict[str, Thread | None] = field(default_factory=dict)

    @property
    def any(self) -> Unit:
        """The unit in the first version that has it."""
        found = self.ours or self.theirs or self.base
        assert found is not None
        return found

    def __getitem__(self, version: str) -> Unit | None:
        found: Unit | None = getattr(self, version)
        return found


class Threads:
    """The units of all versions, those of one thread joined. ``of`` finds a unit's thread.

    ``below`` is the level of what comes below in all versions, 0 if nothing does.
    """

    def __init__(
        self, base: Sequence[Unit] | None, ours: Sequence[Unit], theirs: Sequence[Unit], below: int = 0
    ) -> None:
        self.all: list[Thread] = []
        self.of: dict[Unit, Thread] = {}
        self._below = below
        self._parents: dict[Unit, Unit | None] = {}
        self._open: set[Unit] = set()
        for units in (base or (), ours, theirs):
            self._parents.update(parents_of(units))
            self._open.update(open_at_end(units))
        if base is not None:
            for unit in base:
                self._new("base", unit)
            for version, units in (("ours", ours), ("theirs", theirs)):
                self._pair(base, version, units, known=True)
                self._moved(base, version, units)
        for unit in ours:
            if unit not in self.of:
                self._new("ours", unit)
        self._pair([unit for unit in ours if self.of[unit].base is None], "theirs", theirs, known=False)
        for unit in theirs:
            if unit not in self.of:
                self._new("theirs", unit)
        self._part()
        for thread in self.all:
            for version in ("base", "ours", "theirs"):
                each = thread[version]
                if each is not None:
                    thread.parents[version] = self._above(each)

    def _above(self, unit: Unit) -> Thread | None:
        parent = self._parents[unit]
        return None if parent is None else self.of[parent]

    def _part(self) -> None:
        """What both sides moved, to different places, is in both of them."""
        for thread in list(self.all):
            versions = [each for each in (thread.base, thread.ours, thread.theirs) if each is not None]
            places = {id(self._above(each)) for each in versions}
            if thread.ours is not None and thread.theirs is not None and len(versions) == len(places) == _EVERY:
                moved, thread.ours, thread.theirs = (thread.ours, thread.theirs), None, None
                for version, unit in zip(("ours", "theirs"), moved, strict=True):
                    self._new(version, unit)

    def _new(self, version: str, unit: Unit) -> None:
        thread = Thread()
        self._put(thread, version, unit)
        self.all.append(thread)

    def _put(self, thread: Thread, version: str, unit: Unit) -> None:
        setattr(thread, version, unit)
        self.of[unit] = thread

    def _pair(self, units: Sequence[Unit], other: str, others: Sequence[Unit], *, known: bool) -> None:
        """Join what is new in one version to units of another one, from the outermost inwards."""
        for level in sorted({unit.level for unit in [*units, *others]}):
            here = [unit for unit in units if unit.level == level]
            there = [unit for unit in others if unit.level == level and unit not in self.of]
            named = dict(self._named(here))
            for name, unit in self._named(there):
                if name in named:
                    self._put(self.of[named[name]], other, unit)
            free = [unit for unit in here if self.of[unit][other] is None]
            for unit, partner in self._alike(free, [unit for unit in there if unit not in self.of], known=known):
                self._put(self.of[unit], other, partner)
            self._last(here, other, there, known=known)

    def _last(self, units: Sequence[Unit], other: str, others: Sequence[Unit], *, known: bool) -> None:
        """The headings under which the same lines stand below are one, unless more stands under them."""
        if not (units and others) or units[0].level >= self._below:
            return
        unit, partner = units[-1], others[-1]
        free = unit.kind is partner.kind is Kind.HEADING and partner not in self.of and self.of[unit][other] is None
        last = unit in self._open and partner in self._open
        members = not (known or self._members[unit] or self._members[partner])
        if free and last and (known or members) and self._place(unit) == self._place(partner):
            self._put(self.of[unit], other, partner)

    def _place(self, unit: Unit) -> Hashable:
        parent = self._parents[unit]
        return None if parent is None else id(self.of.get(parent, parent))

    def _named(self, units: Iterable[Unit]) -> Iterator[tuple[Hashable, Unit]]:
        seen: Counter[Hashable] = Counter()
        for unit in units:
            key = (self._place(unit), unit_name(unit))
            seen[key] += 1
            yield (key, seen[key]), unit

    def _alike(self, free: Sequence[Unit], others: Sequence[Unit], *, known: bool) -> Iterator[tuple[Unit, Unit]]:
        """Pairs of units, not joined yet, that are one unit rewritten; ``known`` says that one came from the other."""
        if not free or not others or len(free) > _MOST_COMPARED or len(others) > _MOST_COMPARED:
            return
        scored = [
            (score, -index, -number)
            for index, unit in enumerate(free)
            for number, partner in enumerate(others)
            if self._place(unit) == self._place(partner)
            and (score := self._score(unit, partner, known=known)) >= _ALIKE
        ]
        if known and not scored and len(free) == len(others) == 1 and free[0].kind is others[0].kind is Kind.PROSE:
            # The one paragraph there was is another one now.
            if self._place(free[0]) == self._place(others[0]) and free[0].is_entry == others[0].is_entry:
                yield free[0], others[0]
            return
        taken: set[Unit] = set()
        for _, index, number in sorted(scored, reverse=True):
            unit, partner = free[-index], others[-number]
            if unit not in taken and partner not in taken:
                taken |= {unit, partner}
                yield unit, partner

    def _score(self, unit: Unit, partner: Unit, *, known: bool) -> float:
        if unit.kind is not partner.kind or unit.is_entry != partner.is_entry:
            return 0.0
        if unit.is_entry:
            if not (set(unit.ids) & set(partner.ids) or not (unit.ids or partner.ids)):
                return likeness(unit.words, partner.words) if known and _one_place(unit, partner) else 0.0
            return max(_ALIKE, likeness(unit.words, partner.words)) if unit.ids or known else 0.0
        if unit.kind is Kind.HEADING:
            return self._members_alike(unit, partner, known=known)
        if known or unit.kind in (Kind.PROSE, Kind.TABLE, Kind.PART):
            return likeness(unit.words, partner.words)
        return 0.0

    def _members_alike(self, unit: Unit, partner: Unit, *, known: bool) -> float:
        """How much of two sections is in both: of the smaller one if one came from the other, else of the larger."""
        one, other = self._members[unit], self._members[partner]
        common = len(one & other)
        if known and not one and not other:
            return _ALIKE
        if not known:
            return common / max(len(one), len(other)) if common >= _FEWEST_MEMBERS else 0.0
        return common / min(len(one), len(other)) if common else 0.0

    @property
    def _members(self) -> dict[Unit, set[Hashable]]:
        if not hasattr(self, "_found_members"):
            self._found_members: dict[Unit, set[Hashable]] = defaultdict(set)
            for unit, parent in self._parents.items():
                if parent is not None:
                    self._found_members[parent].add(unit_name(unit))
        return self._found_members

    def _moved(self, base: Sequence[Unit], version: str, units: Sequence[Unit]) -> None:
        """Join entries that stand in another section than in the base, if no other tells of the same papers."""
        gone = _only(unit for unit in base if self.of[unit][version] is None and unit.ids)
        new = _only(unit for unit in units if unit not in self.of and unit.ids)
        for ids, unit in new.items():
            if ids in gone and gone[ids].kind is unit.kind:
                self._put(self.of[gone[ids]], version, unit)


def unit_name(unit: Unit) -> Hashable:
    """What a unit is known by in its section."""
    if unit.kind in (Kind.END, Kind.MATTER):
        return unit.kind
    if unit.ids:
        return "papers", unit.ids
    if unit.is_part and unit.title:
        return "part", unit.title
    if unit.is_entry and unit.entries[0].title is not None:
        return "title", tuple(unit.entries[0].title.text.split())
    if unit.kind is Kind.HEADING:
        return "heading", tuple(unit.title.split()) or unit.words
    return unit.kind, unit.words


def parents_of(units: Sequence[Unit]) -> dict[Unit, Unit | None]:
    """What each unit stands under; None where that is not among them."""
    found: dict[Unit, Unit | None] = {}
    path: list[Unit] = []
    for unit in units:
        while path and path[-1].level >= unit.level:
            path.pop()
        found[unit] = path[-1] if path else None
        path.append(unit)
    return found


def open_at_end(units: Sequence[Unit]) -> list[Unit]:
    """The last unit and what it stands under, the outermost first: what comes below may stand under each of them."""
    path: list[Unit] = []
    for unit in units:
        while path and path[-1].level >= unit.level:
            path.pop()
        path.append(unit)
    return path


def _only(units: Iterable[Unit]) -> dict[Hashable, Unit]:
    found: dict[Hashable, Unit] = {}
    several: set[Hashable] = set()
    for unit in units:
        if unit.ids in found:
            several.add(unit.ids)
        found[unit.ids] = unit
    return {ids: unit for ids, unit in found.items() if ids not in several}


def _one_place(unit: Unit, partner: Unit) -> bool:
    """Whether an entry may be another one with its identifier put right: its title is the same."""
    titles = [entry.title.text for each in (unit, partner) for entry in each.entries if entry.title is not None]
    return len(titles) == 2 and titles[0] == titles[1]

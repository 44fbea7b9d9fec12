"""Versions of a stretch of a list made one: what stays, in which order, with what between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from papersync.merging.leaf import Clash, Leaf, Piece
from papersync.merging.pairing import Thread, Threads, open_at_end
from papersync.merging.parts import parts_of, slots_of
from papersync.merging.units import Kind, Unit
from papersync.merging.weaving import woven

_OURS: Final = "ours"
_THEIRS: Final = "theirs"
_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class _Version:
    """The units of one version, and which stands before which."""

    units: Sequence[Unit]
    before: dict[Unit, Unit | None]

    def under(self, unit: Unit) -> Sequence[Unit]:
        """The unit and all that stands under it."""
        start = bisect_left(self.units, unit.start, key=lambda each: each.start)
        end = start + 1
        while end < len(self.units) and self.units[end].level > unit.level:
            end += 1
        return self.units[start:end]

    def subtree(self, unit: Unit) -> bytes:
        """Their lines, the lead of the first one included."""
        return b"".join(each.lead + each.text for each in self.under(unit))


class Joining:
    """Two versions of a stretch, with what they were made from if that is known. ``above`` is what stands before it,
    ``below`` the level of what comes behind, 0 if nothing does.
    """

    def __init__(
        self,
        base: Sequence[Unit] | None,
        ours: Sequence[Unit],
        theirs: Sequence[Unit],
        *,
        above: Unit | None = None,
        below: int = 0,
        newline: bytes = b"\n",
        known: bool | None = None,
    ) -> None:
        self._known = base is not None if known is None else known
        self._newline = newline
        self._versions = {
            name: _version(units, above) for name, units in (("base", base or ()), ("ours", ours), ("theirs", theirs))
        }
        self._above = above
        self._below = below
        self._threads = Threads(base, ours, theirs, below)
        self._order: list[Thread] = []

    def pieces(self) -> list[Piece]:
        """The merged lines in order, and what could not be decided."""
        decided = {thread: self._decide(thread) for thread in self._threads.all}
        self._spare_sections(decided)
        kept = {thread for thread, pieces in decided.items() if pieces is not None}
        orders = [[self._threads.of[unit] for unit in each.units] for each in self._versions.values()]
        out: list[Piece] = []
        above = self._above
        self._order = woven(kept, *orders)
        for thread in self._order:
            pieces = decided[thread]
            assert pieces is not None
            out += self._led(thread, above, pieces)
            above = thread.any
        return list(_ended(out, self._newline))

    def keeps_path(self) -> bool:
        """Whether what comes below stands under the headings that one side put it under, and the other one does not
        say otherwise.
        """
        base, ours, theirs = (self._path(each.units) for each in self._versions.values())
        path = self._path([thread.any for thread in self._order])
        if ours == theirs:
            return path == ours
        if not self._known:
            return path in (ours, theirs) and not (ours and theirs)
        return path == (theirs if ours == base else ours) and base in (ours, theirs)

    def _path(self, units: Sequence[Unit]) -> list[Thread]:
        return [self._threads.of[unit] for unit in open_at_end(units) if unit.level < self._below]

    def _decide(self, thread: Thread) -> list[Piece] | None:
        """The lines of a unit without its lead; None if it goes."""
        base, ours, theirs = thread.base, thread.ours, thread.theirs
        if ours is not None and theirs is not None:
            return self._content(base, ours, theirs)
        only = ours or theirs
        if only is None or (base is not None and base.text == only.text):
            return None
        if base is None:
            return [only.text]
        why = f"one side deleted {_described(only)}, which the other one changed"
        sides = (only.lead + only.text, b"") if ours is not None else (b"", only.lead + only.text)
        return [Clash(sides[0], base.lead + base.text, sides[1], why)]

    def _content(self, base: Unit | None, ours: Unit, theirs: Unit) -> list[Piece]:
        if ours.text == theirs.text or (base is not None and base.text == ours.text):
            return [theirs.text]
        if base is not None and base.text == theirs.text:
            return [ours.text]
        split = [None if unit is None else parts_of(unit) for unit in (base, ours, theirs)]
        if any(parts is not None and len(parts) > 1 for parts in split) and split[1] and split[2]:
            joined = Joining(split[0], split[1], split[2], newline=self._newline, known=self._known)
            return joined.pieces()
        versions = [unit for unit in (base, ours, theirs) if unit is not None]
        leaf = Leaf(
            _described(ours),
            adds=(ours.kind is Kind.PROSE and not ours.is_entry) or (ours.is_part and not ours.title),
            by_slots=any(unit.ids or unit.is_part for unit in versions),
            celled=ours.kind in (Kind.ROW, Kind.TABLE),
            slots=tuple(slot for unit in versions for slot in slots_of(unit)),
        )
        return leaf.merged(None if base is None else base.lines, ours.lines, theirs.lines, known=self._known)

    def _spare_sections(self, decided: dict[Thread, list[Piece] | None]) -> None:
        """What is deleted on one side while the other one put something under it is left to a person, as a whole."""
        spared = {
            (at, only)
            for each, pieces in decided.items()
            if pieces is not None and (only := _only(each))
            for at in _above(each, only)
            if decided[at] is None
        }
        for thread, only in spared:
            if any((at, only) in spared for at in _above(thread, only)):
                continue
            version, unit = self._versions[only], thread[only]
            assert unit is not None
            text = version.subtree(unit)
            base = b"" if thread.base is None else self._versions["base"].subtree(thread.base)
            why = f"one side deleted {_described(unit)}, under which the other one changed something"
            for each in map(self._threads.of.__getitem__, version.under(unit)):
                if _only(each) == only:
                    decided[each] = None
            decided[thread] = [Clash(*((text, base, b"") if only == _OURS else (b"", base, text)), why)]

    def _led(self, thread: Thread, above: Unit | None, pieces: Sequence[Piece]) -> Iterable[Piece]:
        lead = self._lead(thread, above)
        if isinstance(pieces[0], Clash) and _only(thread) and thread.any.lead:
            return pieces  # its lead is in it
        return [lead, *pieces] if lead else pieces

    def _lead(self, thread: Thread, above: Unit | None) -> bytes:
        """The blank lines above a unit: as in the version where it stands behind the same one, else what parts them."""
        leads = [
            None if (unit := thread[name]) is None or not self._follows(name, unit, above) else unit.lead
            for name in ("base", _OURS, _THEIRS)
        ]
        base, ours, theirs = leads
        if ours is not None and theirs is not None:
            if base is not None and ours != theirs and base in (ours, theirs):
                return theirs if base == ours else ours
            return max(ours, theirs, key=lambda lead: (len(lead), lead))
        if ours is not None or theirs is not None:
            return ours if ours is not None else theirs or b""
        return self._parting(thread.any, above)

    def _follows(self, name: str, unit: Unit, above: Unit | None) -> bool:
        before = self._versions[name].before.get(unit)
        if before is None or above is None:
            return before is above
        return before is above or self._threads.of.get(before) is self._threads.of.get(above, unit)

    def _parting(self, unit: Unit, above: Unit | None) -> bytes:
        own = next((each.before.get(unit) for each in self._versions.values() if unit in each.before), None)
        if above is None:
            return unit.lead if own is None else b""
        if unit.kind in (Kind.ROW, Kind.LINE) and above.kind in (Kind.TABLE, Kind.ROW, Kind.LINE):
            return b""
        if unit.kind is Kind.ITEM and above.kind is Kind.ITEM:
            return unit.lead if own is not None and own.kind is Kind.ITEM else self._leads_of_items.get(above, b"")
        if not unit.lead and unit.kind is Kind.HEADING and own is not None and own.kind is above.kind:
            return b""
        return unit.lead or self._newline

    @cached_property
    def _leads_of_items(self) -> dict[Unit | None, bytes]:
        """By the unit above the blank lines above an item."""
        return {
            above: unit.lead
            for version in reversed(self._versions.values())
            for unit, above in version.before.items()
            if unit.kind is Kind.ITEM
        }


def _version(units: Sequence[Unit], above: Unit | None) -> _Version:
    return _Version(units, dict(zip(units, [above, *units], strict=False)))


def _above(thread: Thread, version: str) -> Iterator[Thread]:
    """What it stands under in a version, the nearest first."""
    at = thread.parents.get(version)
    while at is not None:
        yield at
        at = at.parents.get(version)


def _only(thread: Thread) -> str:
    """The one side that has it; empty if both do."""
    if thread.ours is not None and thread.theirs is not None:
        return ""
    return _OURS if thread.ours is not None else _THEIRS


def _described(unit: Unit) -> str:
    if unit.kind is Kind.HEADING and not unit.is_entry:
        return f"the section {' '.join(unit.title.split())!r}"
    if unit.ids:
        return f"the entry of {', '.join(map(str, unit.ids[:_MOST_NAMED]))}"
    if unit.is_entry:
        return "an entry"
    if unit.is_part and unit.title:
        return f"the {unit.title}"
    return {Kind.ITEM: "a list item", Kind.ROW: "a table row", Kind.TABLE: "the head of a table"}.get(
        unit.kind, "these lines"
    )


def _ended(pieces: Iterable[Piece], newline: bytes) -> Iterator[Piece]:
    """Every line but the last with an ending: what was the last line of a text may stand before others now."""
    held: Piece | None = None
    for piece in pieces:
        if piece == b"":
            continue
        if held is not None:
            yield held + newline if isinstance(held, bytes) and not held.endswith((b"\n", b"\r")) else held
        held = piece
    if held is not None:
        yield held

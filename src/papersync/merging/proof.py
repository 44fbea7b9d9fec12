"""The law, proved on the merged text itself: no line goes but one that may."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from papersync.identifiers import ArxivId
from papersync.merging.pairing import parents_of
from papersync.merging.units import Kind, Unit
from papersync.merging.words import holds, words

_Group = tuple[ArxivId, ...]
_Line = tuple[_Group, tuple[str, ...]]


@dataclass(frozen=True)
class Account:
    """What a text holds: how often each line, by its words and the papers of the entry it stands in (none for what
    stands in no entry), and how often each entry under which headings.
    """

    lines: Counter[_Line] = field(default_factory=Counter)
    words: Counter[tuple[_Group, str]] = field(default_factory=Counter)
    entries: Counter[tuple[_Group, tuple[Hashable, ...]]] = field(default_factory=Counter)
    headings: frozenset[Hashable] = frozenset()
    is_one: bool = True

    @classmethod
    def of(cls, units: Sequence[Unit]) -> Account:
        """Of a text that was read."""
        account = cls(headings=frozenset(_name(unit) for unit in units if _is_section(unit)))
        parents = parents_of(units)
        for unit in units:
            group = unit.ids
            for line in unit.lines:
                told = words(line)
                if told:
                    account.lines[group, told] += 1
                    account.words.update((group, word) for word in told)
            if group:
                account.entries[group, _path(unit, parents)] += 1
        return account

    def with_most_of(self, other: Account) -> Account:
        """What either of two texts holds, the larger number of each: a merged text with conflicts is two."""
        return Account(
            self.lines | other.lines,
            self.words | other.words,
            self.entries | other.entries,
            self.headings | other.headings,
            is_one=False,
        )


def lost(base: Account | None, ours: Account, theirs: Account, merged: Account) -> list[str]:
    """What is missing from the merged text, or too much in it, each as a sentence; empty if the law holds.

    Without a base a line stays, or its words do in the same entry, in order. With one, a line also goes of which one
    side has fewer than the base, while the other one has as many.
    """
    return [*_lost_lines(base, ours, theirs, merged), *_lost_entries(base, ours, theirs, merged)]


def _lost_lines(base: Account | None, ours: Account, theirs: Account, merged: Account) -> Iterable[str]:
    totals: list[Counter[tuple[str, ...]]] = []
    candidates: dict[str, list[tuple[str, ...]]] = {}
    entries = _by_entry(merged)
    for line in {*ours.lines, *theirs.lines}:
        was = None if base is None else base.lines[line]
        if merged.lines[line] >= _least(was, ours.lines[line], theirs.lines[line]):
            continue
        group, told = line
        if group:
            short = [word for word in set(told) if _is_short((group, word), base, ours, theirs, merged)]
            if short:
                yield f"words of an entry are missing: {short[0]!r}"
            elif not _stays(told, entries[group]):
                yield f"a line of an entry is missing: {' '.join(told)!r}"
            continue
        totals = totals or [_totals(account) for account in (base or Account(), ours, theirs, merged)]
        old, one, two, there = (each[told] for each in totals)
        if there >= _least(None if base is None else old, one, two):
            continue  # it stands in an entry on one side, whose paper the other one does not name
        candidates = candidates or _by_word(merged)
        if not any(holds(other, told) and other != told for other in candidates[told[0]]):
            yield f"a line is missing: {' '.join(told)!r}"


def _by_entry(account: Account) -> dict[_Group, list[tuple[str, ...]]]:
    """The lines of the entries of each paper, in order."""
    found: dict[_Group, list[tuple[str, ...]]] = defaultdict(list)
    for group, told in account.lines:
        if group:
            found[group].append(told)
    return found


def _stays(told: tuple[str, ...], entry: Sequence[tuple[str, ...]]) -> bool:
    """Whether a line of the entry has these words in order, or its lines have them on end, wrapped otherwise."""
    if any(holds(line, told) for line in entry):
        return True
    run, whole = ("\0".join(("", *each, "")) for each in (told, [word for line in entry for word in line]))
    return run in whole


def _is_short(word: tuple[_Group, str], base: Account | None, ours: Account, theirs: Account, merged: Account) -> bool:
    was = None if base is None else base.words[word]
    return merged.words[word] < _least(was, ours.words[word], theirs.words[word])


def _lost_entries(base: Account | None, ours: Account, theirs: Account, merged: Account) -> Iterable[str]:
    if base is not None and not base.headings <= ours.headings & theirs.headings:
        return  # a section has another name now, or is gone
    for entry in {*ours.entries, *theirs.entries, *merged.entries}:
        was = None if base is None else base.entries[entry]
        one, two, there = (account.entries[entry] for account in (ours, theirs, merged))
        if there < _least(was, one, two) or (merged.is_one and there > max(one, two)):
            yield f"an entry does not stand in its section once: {entry[0]}"


def _least(base: int | None, ours: int, theirs: int) -> int:
    """How many of something must stay."""
    if base is None or (ours >= base and theirs >= base):
        return max(ours, theirs)
    return max(0, min(ours + theirs - base, max(ours, theirs)))


def _totals(account: Account) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for (_, told), number in account.lines.items():
        found[told] += number
    return found


def _by_word(account: Account) -> dict[str, list[tuple[str, ...]]]:
    """The lines that stand in no entry, by each of their words."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for group, told in account.lines:
        if not group:
            for word in set(told):
                found[word].append(told)
    return found


def _is_section(unit: Unit) -> bool:
    return unit.kind is Kind.HEADING and not unit.entries


def _name(unit: Unit) -> Hashable:
    return unit.level, tuple(words(unit.title.encode("utf-8", "surrogateescape")))


def _path(unit: Unit, parents: dict[Unit, Unit | None]) -> tuple[Hashable, ...]:
    path: list[Hashable] = []
    above = parents[unit]
    while above is not None:
        if _is_section(above):
            path.append(_name(above))
        above = parents[above]
    return tuple(path)

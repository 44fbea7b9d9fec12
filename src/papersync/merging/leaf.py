"""Two or three versions of the same lines made one: by lines, in entries also slot by slot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from papersync.merging.matching import matches
from papersync.merging.three_way import stretches
from papersync.merging.words import holds, words, words_of


@dataclass(frozen=True, slots=True)
class Clash:
    """What could not be decided: whole lines of each version, and why, as the end of a sentence.

    ``base`` is None where no base is known at all.
    """

    ours: bytes
    base: bytes | None
    theirs: bytes
    why: str


Piece = bytes | Clash
"""Lines of the merged text, or what a person must decide."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """How lines are merged. ``what`` names them for a person.

    ``adds`` says that lines which both versions add at one place are both kept; ``slots`` are texts that are changed as
    a whole or not at all, in lines that are merged ``by_slots``; ``celled`` says that they are rows of a table.
    """

    what: str
    adds: bool = False
    by_slots: bool = False
    celled: bool = False
    slots: tuple[bytes, ...] = ()

    def merged(
        self, base: Sequence[bytes] | None, ours: Sequence[bytes], theirs: Sequence[bytes], *, known: bool
    ) -> list[Piece]:
        """The lines in order. ``base`` is None for what both added; ``known`` says that there is a base at all."""
        if base is None:
            return list(self._both(ours, theirs, b"" if known else None))
        return list(self._against(base, ours, theirs))

    def _both(self, ours: Sequence[bytes], theirs: Sequence[bytes], base: bytes | None) -> Iterator[Piece]:
        """Without a base nothing goes whose words do not stay."""
        at, there = 0, 0
        pairs = matches([words(line) for line in ours], [words(line) for line in theirs])
        for index, other in [*pairs, (len(ours), len(theirs))]:
            one, two = ours[at:index], theirs[there:other]
            if one or two:
                yield from self._added(one, two, base, first=at == 0 and there == 0)
            if index < len(ours):
                yield ours[index]
            at, there = index + 1, other + 1

    def _added(
        self, ours: Sequence[bytes], theirs: Sequence[bytes], base: bytes | None, *, first: bool
    ) -> Iterator[Piece]:
        one, two = words_of(ours), words_of(theirs)
        if holds(one, two):
            yield b"".join(ours)
        elif holds(two, one):
            yield b"".join(theirs)
        elif self.adds or (not first and all(map(_is_note, (*ours, *theirs)))):
            yield b"".join(ours)
            yield b"".join(theirs)
        else:
            yield Clash(b"".join(ours), base, b"".join(theirs), f"the sides word {self.what} differently")

    def _against(self, base: Sequence[bytes], ours: Sequence[bytes], theirs: Sequence[bytes]) -> Iterator[Piece]:
        for same, each in stretches(base, ours, theirs):
            old, one, two = (
                list(lines[part.start : part.stop])
                for lines, part in ((base, each.base), (ours, each.ours), (theirs, each.theirs))
            )
            decided = one if same else _decided(old, one, two)
            if decided is None:
                decided = _line_by_line(old, one, two)
            if decided is not None:
                yield b"".join(decided)
            elif not old and (self.adds or (each.base.start > 0 and all(map(_is_note, (*one, *two))))):
                yield b"".join(one)
                yield b"".join(two)
            elif (line := self._by_slots(old, one, two)) is not None:
                yield line
            else:
                yield Clash(b"".join(one), b"".join(old), b"".join(two), f"both sides changed {self.what}")

    def _by_slots(self, old: Sequence[bytes], ours: Sequence[bytes], theirs: Sequence[bytes]) -> bytes | None:
        """The lines with what each side changed in them, if that are other things."""
        if not self.by_slots or not (old and ours and theirs):
            return None
        pattern = _tokens(self.slots)
        versions = [pattern.findall(b"".join(lines)) for lines in (old, ours, theirs)]
        found: list[bytes] = []
        for same, each in stretches(*versions):
            parts = (each.base, each.ours, each.theirs)
            was, one, two = (version[part.start : part.stop] for version, part in zip(versions, parts, strict=True))
            decided = one if same else _decided(was, one, two)
            if decided is None and not was and not self.celled and _are_apart(one, two):
                decided = _spaced(one, two)
            if decided is None:
                return None
            found += decided
        return b"".join(found)


def _decided(old: list[bytes], ours: list[bytes], theirs: list[bytes]) -> list[bytes] | None:
    """The version that counts if one side left it alone, but for blanks perhaps; None if both changed it."""
    if ours in (theirs, old):
        return theirs
    if theirs == old:
        return ours
    was, one, two = (b"".join(b"".join(each).split()) for each in (old, ours, theirs))
    if one == was and one:
        return theirs if two else None
    if two == was and two:
        return ours if one else None
    return ours if one == two else None


def _line_by_line(old: list[bytes], ours: list[bytes], theirs: list[bytes]) -> list[bytes] | None:
    """Lines of which each was changed by one side at most; None if some are new or gone, or both sides changed one."""
    if not len(old) == len(ours) == len(theirs):
        return None
    found = [_decided([was], [one], [two]) for was, one, two in zip(old, ours, theirs, strict=True)]
    return None if any(line is None for line in found) else [line[0] for line in found if line]


_NOTE: Final = re.compile(rb"[ \t>]*(?:[-+*]|\d{1,3}[.)])[ \t]|[ \t]*\r?\n?\Z")


def _is_note(line: bytes) -> bool:
    """Whether it is an item of its own below an entry's first line."""
    return _NOTE.match(line) is not None


def _tokens(slots: Sequence[bytes]) -> re.Pattern[bytes]:
    whole = [re.escape(slot) for slot in sorted(slots, key=len, reverse=True) if slot]
    return re.compile(b"|".join([*whole, rb"https?://[^\s<>()\[\]\"'|`]+", rb"[\w\x80-\xff]+", rb"\s+", rb"."]))


def _are_apart(ours: Sequence[bytes], theirs: Sequence[bytes]) -> bool:
    """Whether two additions at one place are two things: no word is in both, and not both are numbers or dates."""
    one, two = (words(b"".join(each)) for each in (ours, theirs))
    numeric = [all(not any(c.isalpha() for c in word) for word in each) for each in (one, two)]
    return not set(one) & set(two) and not any(numeric)


def _spaced(ours: list[bytes], theirs: list[bytes]) -> list[bytes]:
    """One behind the other, with the blank or the line ending at their end once."""
    tail = []
    if ours and theirs and ours[-1] == theirs[-1] and not ours[-1].strip():
        tail, ours, theirs = ours[-1:], ours[:-1], theirs[:-1]
    apart = not ours or not theirs or not ours[-1].strip() or not theirs[0].strip() or theirs[0] in b",.;:)"
    gap = [] if apart else [b" "]
    return [*ours, *gap, *theirs, *tail]

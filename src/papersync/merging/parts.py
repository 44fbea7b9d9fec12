"""An entry cut into parts: its head, its authors, its abstract, its notes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from papersync.merging.units import Kind, Unit
from papersync.text import Span

_LEVEL: Final = 1


def parts_of(unit: Unit) -> list[Unit] | None:
    """The parts in order, each a unit; None for what is merged as one, such as an item or a row.

    A part ends at a blank line and where a quote begins or ends.
    """
    if unit.kind not in (Kind.HEADING, Kind.PROSE) or not unit.entries:
        return None
    starts = list(_starts(unit))
    return [
        Unit(
            Kind.PART,
            _LEVEL,
            b"".join(unit.lines[blank:start]),
            b"".join(unit.lines[start:end]),
            sum(map(len, unit.lines[:blank])),
            origin=sum(map(len, unit.lines[:start])),
            title=_slot(unit, start, end),
            slots=slots_of(unit),
        )
        for (start, end, blank) in starts
    ]


def slots_of(unit: Unit) -> tuple[bytes, ...]:
    """Titles, names and dates as they are written: what changes as a whole."""
    if unit.slots:
        return unit.slots
    found = []
    for entry in unit.entries:
        for slot in (entry.title, entry.authors, entry.date):
            if slot is not None:
                start = slot.span.start - unit.origin
                found.append(unit.text[max(start, 0) : slot.span.end - unit.origin] if start >= 0 else b"")
    return tuple(each for each in found if each.strip())


def _starts(unit: Unit) -> Iterator[tuple[int, int, int]]:
    """The first line of each part, the line behind its last, and where the blank lines above begin."""
    begins: list[int] = []
    previous: bool | None = None
    for number, line in enumerate(unit.lines):
        if not line.strip():
            previous = None
            continue
        quoted = line.lstrip(b" ").startswith(b">")
        if previous is None or quoted != previous:
            begins.append(number)
        previous = quoted
    ends: list[int] = []
    for _, following in pairwise([*begins, len(unit.lines)]):
        end = following
        while not unit.lines[end - 1].strip():
            end -= 1
        ends.append(end)
    yield from zip(begins, ends, [0, *ends], strict=False)


def _slot(unit: Unit, first: int, last: int) -> str:
    """What stands in these lines, by name; empty for what is none of an entry's slots."""
    start = unit.origin + sum(map(len, unit.lines[:first]))
    lines = Span(start, start + sum(map(len, unit.lines[first:last])))
    for entry in unit.entries:
        if entry.head.overlaps(lines) or (entry.title is not None and entry.title.span.overlaps(lines)):
            return "head"
        abstract = entry.abstract.span if entry.abstract is not None else entry.quote
        if abstract is not None and abstract.overlaps(lines):
            return "abstract"
        if entry.authors is not None and entry.authors.span.overlaps(lines):
            return "names"
    return ""

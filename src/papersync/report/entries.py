"""Entries, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from papersync.entries import Entry, Slot
from papersync.report.json import VERSION
from papersync.report.plain import plain, unaddressed
from papersync.text import LineIndex

if TYPE_CHECKING:
    from papersync.report import contract

_HEADINGS: Final = ("line", "layout", "identifiers", "date")
_LONGEST_AUTHORS: Final = 60
_LONGEST_DATE: Final = 20
Listed = Iterable[tuple[str, Sequence[Entry], int, LineIndex]]
"""For each list its path, its entries, how many references stand in none of them, and its lines."""


def entries_document(files: Listed, errors: Iterable[contract.Error] = ()) -> contract.EntriesDocument:
    """What ``entries`` prints for programs: see ``_entry``; ``start`` and ``end`` are bytes of the file."""
    entries = [_entry(path, entry, lines) for path, found, _, lines in files for entry in found]
    return {"version": VERSION, "entries": entries, "errors": list(errors)}


def entries_text(files: Listed) -> str:
    """A table for each list, sections as lines of their own, then a line of counts."""
    lines: list[str] = []
    layouts: Counter[str] = Counter()
    untitled = outside = 0
    for path, entries, left, index in files:
        lines += [*_table(path, entries, index), ""]
        layouts.update(entry.layout for entry in entries)
        untitled += sum(entry.title is None for entry in entries)
        outside += left
    lines.append(_counts(layouts, untitled, outside))
    return "\n".join([*map(unaddressed, lines), ""])


def _entry(path: str, entry: Entry, lines: LineIndex) -> contract.Entry:
    return {
        "path": path,
        "line": lines.line_of(entry.span.start),
        "start": entry.span.start,
        "end": entry.span.end,
        "layout": entry.layout,
        "section": list(entry.section),
        "ids": [str(each) for each in entry.ids],
        "title": _slot(entry.title),
        "authors": _slot(entry.authors),
        "abstract": _slot(entry.abstract),
        "date": _slot(entry.date),
    }


def _slot(slot: Slot | None) -> contract.Slot | None:
    return None if slot is None else {"text": slot.text, "start": slot.span.start, "end": slot.span.end}


def _table(path: str, entries: Sequence[Entry], index: LineIndex) -> list[str]:
    rows = [_row(entry, index) for entry in entries]
    widths = [max(map(len, column)) for column in zip(_HEADINGS, *(row[:-1] for row in rows), strict=True)]
    lines = [plain(path), f"  {_aligned((*_HEADINGS, 'title'), widths)}"]
    numbered = zip(entries, rows, strict=True)
    for section, group in groupby(numbered, key=lambda pair: pair[0].section):
        lines.append(f"  {plain(' > '.join(section)) or '(no section)'}")
        lines += [f"  {_aligned(row, widths)}" for _, row in group]
    return lines


def _row(entry: Entry, index: LineIndex) -> tuple[str, ...]:
    return (
        str(index.line_of(entry.span.start)),
        entry.layout,
        " ".join(map(str, entry.ids)) or "-",
        _shown(entry.date, _LONGEST_DATE) or "-",
        _title(entry),
    )


def _title(entry: Entry) -> str:
    """Title, authors and whether there is an abstract: the last column, which may be of any length."""
    title = _shown(entry.title, None) or "(no title)"
    authors = _shown(entry.authors, _LONGEST_AUTHORS)
    return f"{title}{f' — {authors}' if authors else ''}{' [abstract]' if entry.abstract is not None else ''}"


def _shown(slot: Slot | None, longest: int | None) -> str:
    text = plain(" ".join(slot.text.split())) if slot is not None else ""
    return text if longest is None or len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])


def _outside(count: int) -> str:
    """How many references stand in no entry."""
    if not count:
        return ""
    return "1 reference stands in none" if count == 1 else f"{count} references stand in none"


def _counts(layouts: Mapping[str, int], untitled: int, outside: int) -> str:
    total = sum(layouts.values())
    kinds = ", ".join(
        f"{count} {name}" for name, count in sorted(layouts.items(), key=lambda each: (-each[1], each[0]))
    )
    beside = [
        f"{untitled} without a title" if untitled else "",
        _outside(outside),
    ]
    return "; ".join(
        part
        for part in (f"{total} {'entry' if total == 1 else 'entries'}{f': {kinds}' if kinds else ''}", *beside)
        if part
    )

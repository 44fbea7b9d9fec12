"""`papersync entries`: how the lists describe their papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from papersync.app.lists import ListFile
from papersync.entries import Entry, read_entries
from papersync.errors import PapersyncError
from papersync.markdown import parse_document
from papersync.references import find_references
from papersync.text import LineIndex


@dataclass(frozen=True, slots=True)
class Described:
    """What one list describes: its entries in order, how many of its references stand in none, its lines."""

    name: str
    entries: tuple[Entry, ...]
    outside: int
    lines: LineIndex


def entries_of(lists: Sequence[ListFile]) -> tuple[list[Described], list[PapersyncError]]:
    """Read each list on its own, with the errors of those that could not be parsed: none stops the others."""
    described: list[Described] = []
    errors: list[PapersyncError] = []
    for each in lists:
        try:
            document = each.read(parse_document)
        except PapersyncError as error:
            errors.append(error)
            continue
        reading = read_entries(document, find_references(document))
        inside = {reference for entry in reading.entries for reference in entry.references}
        outside = sum(reference not in inside for reference in reading.references)
        described.append(Described(each.name, reading.entries, outside, document.lines))
    return described, errors

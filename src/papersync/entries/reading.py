"""From a document and its references to entries: each layout reads what it understands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from papersync.entries import heading
from papersync.entries.entry import Entry
from papersync.markdown.model import Document
from papersync.references.model import Reference, ReferenceKind

LAYOUTS: Final[tuple[Callable[[Document, Sequence[Reference]], list[Entry]], ...]] = (heading.read,)


@dataclass(frozen=True, slots=True)
class Reading:
    """The entries in order, and the references that count: without the textual ones in titles and abstracts."""

    entries: tuple[Entry, ...]
    references: tuple[Reference, ...]


def entry_at(entries: Sequence[Entry], offset: int) -> Entry | None:
    """The one of these entries, in order, that this byte stands in."""
    index = bisect_right(entries, offset, key=lambda entry: entry.span.start) - 1
    return entries[index] if index >= 0 and offset <= entries[index].span.end else None


def read_entries(document: Document, references: Sequence[Reference]) -> Reading:
    """All entries that some layout understands, in order; what none understands is left alone."""
    entries = sorted(
        (entry for read in LAYOUTS for entry in read(document, references)), key=lambda entry: entry.span.start
    )
    words = _in_words(entries, references)
    return Reading(tuple(entries), tuple(reference for reference in references if reference.span.start not in words))


def _in_words(entries: Sequence[Entry], references: Sequence[Reference]) -> set[int]:
    """Where identifiers stand as text in an abstract, or in a title beside the entry's link."""
    inside: set[int] = set()
    for entry in entries:
        own = {reference.span.start for reference in entry.references}
        for slot in (entry.title, entry.abstract):
            if slot is not None:
                first = bisect_left(references, slot.span.start, key=lambda reference: reference.span.start)
                last = bisect_left(references, slot.span.end, key=lambda reference: reference.span.start)
                texts = (each for each in references[first:last] if each.kind is ReferenceKind.TEXT)
                inside.update(each.span.start for each in texts if each.span.start not in own)
    return inside

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

# arXiv takes abstracts of any length; hardly one has fewer words.
_FEWEST_WORDS: Final = 20
# How a record's words may name a paper and still be read as words, in a title and in a long quote.
WORDS_IN_TITLE: Final = (ReferenceKind.TEXT,)
WORDS_IN_ABSTRACT: Final = (ReferenceKind.TEXT, ReferenceKind.BARE)

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
    """Where identifiers stand as words: in a title beside the entry's link, in a quote as long as an abstract.

    A shorter quote is a note, and a note may well name a paper.
    """
    inside: set[int] = set()
    starts = [reference.span.start for reference in references]
    for entry in entries:
        own = {reference.span.start for reference in entry.references}
        abstract = entry.abstract if entry.abstract is not None and is_long(entry.abstract.text) else None
        for slot, kinds in ((entry.title, WORDS_IN_TITLE), (abstract, WORDS_IN_ABSTRACT)):
            if slot is not None:
                within = references[bisect_left(starts, slot.span.start) : bisect_left(starts, slot.span.end)]
                words = (each.span.start for each in within if each.kind in kinds)
                inside.update(start for start in words if start not in own)
    return inside


def is_long(text: str) -> bool:
    """Whether a quote with this text is read as an abstract rather than a note."""
    return len(text.split()) >= _FEWEST_WORDS

"""From a document and its references to entries: each layout reads what it understands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from papersync.entries.entry import Entry
from papersync.entries.gathering import Gatherer
from papersync.entries.slots import FEWEST_WORDS_OF_ABSTRACT
from papersync.identifiers import ArxivId
from papersync.markdown.model import Document
from papersync.references.doubt import PERHAPS_WORDS, is_doubtful
from papersync.references.model import Reference, ReferenceKind
from papersync.text import Span

# How a record's words may name a paper and still be read as words, in a title and in a long quote.
WORDS_IN_TITLE: Final = (ReferenceKind.TEXT,)
WORDS_IN_ABSTRACT: Final = PERHAPS_WORDS


class Reading(NamedTuple):
    """The entries in order, and the references that count: without the textual ones in titles and abstracts."""

    entries: tuple[Entry, ...]
    references: tuple[Reference, ...]


def entry_at(entries: Sequence[Entry], offset: int) -> Entry | None:
    """The one of these entries, in order, that this byte stands in."""
    index = bisect_right(entries, offset, key=lambda entry: entry.span.start) - 1
    return entries[index] if index >= 0 and offset <= entries[index].span.end else None


def read_entries(document: Document, references: Sequence[Reference]) -> Reading:
    """All entries that some layout understands, in order and apart from one another; what none understands is left
    alone.
    """
    gatherer = Gatherer(document, references)
    return read_all(gatherer, gatherer.all())


def read_all(gatherer: Gatherer, entries: Sequence[Entry]) -> Reading:
    """As ``read_entries``, where these are the entries: all, or those that hold whatever may be words."""
    references = gatherer.references
    words = _in_words(entries, references)
    return Reading(tuple(entries), tuple(reference for reference in references if reference.span.start not in words))


def read_entries_near(
    document: Document, references: Sequence[Reference], span: Span, papers: Collection[ArxivId] = ()
) -> Reading:
    """As ``read_entries``, but of the entries those alone that stand in a span or name one of these papers, and those
    to which a heading may belong, wherever; perhaps a few more. The references are all that count.
    """
    starts, gatherer = [reference.span.start for reference in references], Gatherer(document, references)
    wanted = {at for low, high in gatherer.alone for at in range(low, high)}
    wanted.update(range(bisect_left(starts, span.start), bisect_left(starts, span.end)))
    wanted.update(at for at, each in enumerate(references) if _is_wanted(each, papers))
    return read_all(gatherer, gatherer.some([references[at] for at in sorted(wanted)]))


def _is_wanted(reference: Reference, papers: Collection[ArxivId]) -> bool:
    """Whether its entry must be read: it may be words, lead there from elsewhere, or name one of these papers."""
    if reference.kind in WORDS_IN_ABSTRACT or reference.kind is ReferenceKind.DEFINITION:
        return True
    return reference.id is not None and reference.id.latest in papers


def without_words(document: Document, references: Sequence[Reference]) -> tuple[Reference, ...]:
    """The references that count, as ``read_entries`` has them, without all entries being read."""
    return those_that_count(Gatherer(document, references))


def those_that_count(gatherer: Gatherer) -> tuple[Reference, ...]:
    """As ``without_words``, of a document of which entries may have been read before."""
    references = gatherer.references
    doubtful = [reference for reference in references if is_doubtful(gatherer.document.source, reference)]
    words = _in_words(gatherer.some(doubtful), references) if doubtful else ()
    return tuple(reference for reference in references if reference.span.start not in words)


def _in_words(entries: Sequence[Entry], references: Sequence[Reference]) -> set[int]:
    """Where identifiers stand as words: in a title beside the entry's link, in a quote as long as an abstract.

    A shorter quote is a note, and a note may well name a paper.
    """
    inside: set[int] = set()
    if not any(reference.kind in WORDS_IN_ABSTRACT for reference in references):
        return inside
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
    return len(text.split()) >= FEWEST_WORDS_OF_ABSTRACT

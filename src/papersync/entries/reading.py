"""From a document and its references to entries: each layout reads what it understands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from papersync.entries import heading
from papersync.entries.entry import Entry
from papersync.entries.slots import FEWEST_WORDS_OF_ABSTRACT
from papersync.identifiers import ArxivId
from papersync.markdown.model import Block, BlockKind, Document
from papersync.references.doubt import PERHAPS_WORDS, is_doubtful
from papersync.references.model import Reference, ReferenceKind
from papersync.text import Span

# How a record's words may name a paper and still be read as words, in a title and in a long quote.
WORDS_IN_TITLE: Final = (ReferenceKind.TEXT,)
WORDS_IN_ABSTRACT: Final = PERHAPS_WORDS
# A heading over so many other papers is their section, whatever it links to itself.
_MOST_OTHERS: Final = 2


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
    entries = _entries(document, references, references)
    words = _in_words(entries, references)
    return Reading(tuple(entries), tuple(reference for reference in references if reference.span.start not in words))


def read_entries_near(
    document: Document, references: Sequence[Reference], span: Span, papers: Collection[ArxivId] = ()
) -> Reading:
    """As ``read_entries``, but of the entries those alone that stand in a span or name one of these papers, and those
    to which a heading may belong, wherever; perhaps a few more. The references are all that count.
    """
    starts = [reference.span.start for reference in references]
    wanted = set(_alone_under_headings(document, references, starts))
    wanted.update(range(bisect_left(starts, span.start), bisect_left(starts, span.end)))
    wanted.update(at for at, each in enumerate(references) if _is_wanted(each, papers))
    entries = _entries(document, references, [references[at] for at in sorted(wanted)])
    words = _in_words(entries, references)
    return Reading(tuple(entries), tuple(reference for reference in references if reference.span.start not in words))


def _is_wanted(reference: Reference, papers: Collection[ArxivId]) -> bool:
    """Whether its entry must be read: it may be words, lead there from elsewhere, or name one of these papers."""
    if reference.kind in WORDS_IN_ABSTRACT or reference.kind is ReferenceKind.DEFINITION:
        return True
    return reference.id is not None and reference.id.latest in papers


def _alone_under_headings(document: Document, references: Sequence[Reference], starts: Sequence[int]) -> Iterator[int]:
    """The references under headings that have no other paper below them: such a heading may be an entry's title."""
    bounds = [*(heading.block.span.start for heading in document.headings), len(document.source)]
    for start, end in pairwise(bounds):
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        first = next((each.id.base for each in references[low:high] if each.id is not None), None)
        if all(each.id is None or each.id.base == first for each in references[low:high]):
            yield from range(low, high)


def without_words(document: Document, references: Sequence[Reference]) -> tuple[Reference, ...]:
    """The references that count, as ``read_entries`` has them, without all entries being read."""
    doubtful = [reference for reference in references if is_doubtful(document.source, reference)]
    if not doubtful:
        return tuple(references)
    words = _in_words(_entries(document, references, doubtful), references)
    return tuple(reference for reference in references if reference.span.start not in words)


def _entries(document: Document, references: Sequence[Reference], wanted: Sequence[Reference]) -> list[Entry]:
    """The entries in which one of the wanted references stands, and perhaps more, in order."""
    headed = _without_lists(document, heading.read(document, references), references)
    return sorted([*headed, *_others(document, headed, references, wanted)], key=_start)


def _without_lists(document: Document, headed: Sequence[Entry], references: Sequence[Reference]) -> list[Entry]:
    """The entries of headings, those cut short below which a list or a table of other papers begins."""
    starts = [reference.span.start for reference in references]
    kept: list[Entry] = []
    for entry in headed:
        inside = references[bisect_left(starts, entry.head.end) : bisect_left(starts, entry.span.end)]
        others = {each.id.base for each in inside if each.id is not None} - {id_.base for id_ in entry.ids}
        if len(others) > _MOST_OTHERS or (others and not entry.ids):
            kept.append(_cut_short(document, entry, inside))
        else:
            kept.append(entry)
    return kept


def _cut_short(document: Document, entry: Entry, inside: Sequence[Reference]) -> Entry:
    """The entry up to the first list, table or HTML below its heading in which one of these references stands."""
    starts = [reference.span.start for reference in inside]
    end = entry.head.end
    for block in _blocks_below(document, entry):
        held = bisect_left(starts, block.span.start) < bisect_left(starts, block.span.end)
        if held and block.kind in (BlockKind.LIST, BlockKind.TABLE, BlockKind.HTML):
            break
        end = block.span.end
    return entry.within(Span(entry.span.start, min(end, entry.span.end)))


def _blocks_below(document: Document, entry: Entry) -> Iterator[Block]:
    """The blocks of an entry below its heading, read a part of the document at a time."""
    parts = document.parts
    number = bisect_right(parts, entry.head.start, key=lambda part: part.start) - 1
    while number < len(parts) and parts[number].start < entry.span.end:
        for block in document.blocks_in(parts[number]):
            if entry.head.end <= block.span.start < entry.span.end:
                yield block
        number += 1


def _others(
    document: Document, headed: Sequence[Entry], references: Sequence[Reference], wanted: Sequence[Reference]
) -> list[Entry]:
    """The entries of all layouts but that of headings, where wanted references stand."""
    taken = [entry.span for entry in headed]
    if all(_is_in(reference.span.start, taken) for reference in wanted):
        return []
    # Not above: much to load for a list of headings.
    from papersync.entries.anchors import Anchors  # noqa: PLC0415
    from papersync.entries.describing import entries_in  # noqa: PLC0415
    from papersync.entries.hunks import Hunks  # noqa: PLC0415
    from papersync.entries.plain_blocks import PlainBlocks  # noqa: PLC0415
    from papersync.entries.rereading import Rereader  # noqa: PLC0415
    from papersync.entries.walking import Walk  # noqa: PLC0415

    anchors, hunks = Anchors(document, references, taken), Hunks(document)
    only = anchors if wanted is references else Anchors(document, wanted, taken)
    reader = Rereader(document)
    walk = Walk(document, anchors, only, PlainBlocks.of(document.source, hunks, reader))
    found: list[Entry] = []
    for part in document.parts:
        if not only.holds(part):
            continue
        for passage in walk.passages(_free_blocks(document.blocks_in(part), taken)):
            if isinstance(passage, Entry):
                _put(document, found, passage)
            elif not hunks.is_off(passage.span):
                for entry in entries_in(passage, hunks, reader):
                    _put(document, found, entry)
    return found


def _put(document: Document, found: list[Entry], entry: Entry) -> None:
    """Add an entry behind those found; one nested in the last ends that, unless both are about the same paper."""
    last = found[-1] if found else None
    if last is not None and entry.span.start < last.span.end:
        line = document.lines.line_of(entry.span.start)
        above = document.lines.content(line - 1).end if line > 1 else 0
        if entry.ids == last.ids:
            found[-1] = _joined(last, entry)
            return
        if above <= last.head.start or above <= (last.title or last.references[0]).span.end:
            return
        while above > last.span.start and document.source[above - 1 : above].isspace():
            above -= 1
        found[-1] = last.within(Span(last.span.start, above))
    found.append(entry)


def _joined(last: Entry, entry: Entry) -> Entry:
    """An entry with what another of the same paper adds to it that begins inside it, or whose title stands above it."""
    references = tuple(dict.fromkeys((*last.references, *entry.references)))
    title = entry.title if entry.title is not None and last.span.contains(entry.title.span) else None
    if last.title is not None or title is None:
        return replace(last, references=references)
    return replace(last, title=title, layout=entry.layout, references=references)


def _free_blocks(blocks: Sequence[Block], taken: Sequence[Span]) -> list[Block]:
    return [block for block in blocks if not _is_in(block.span.start, taken)]


def _is_in(offset: int, spans: Sequence[Span]) -> bool:
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return index >= 0 and offset < spans[index].end


def _start(entry: Entry) -> int:
    return entry.span.start


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

"""Whether entries that were added read as what was meant, and all others as before."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from papersync.entries.entry import Entry
from papersync.entries.like_neighbours import Wanted
from papersync.entries.part_blocks import PartBlocks, leaves
from papersync.entries.reading import Reading
from papersync.entries.wording import bare
from papersync.identifiers import ArxivId
from papersync.markdown import parse_document
from papersync.markdown.model import Block, BlockKind, Document, InlineKind
from papersync.references import find_references
from papersync.text import Edit, Span
from papersync.text.patterns import late_pattern
from papersync.titles.normalise import plain

_Told = tuple[object, ...]
_TAG: Final = late_pattern(r"<[^<>]{0,1000}>")


def reads_back(
    before: Reading,
    document: Document,
    after: Reading,
    new: Sequence[Wanted],
    *,
    section: tuple[str, ...],
    layouts: frozenset[str] | None,
) -> bool:
    """Whether one entry is new for each paper: in this section and one of the layouts, with its title; none is other.

    Of a title that no reader would take for one, a single word, or would take for one without its end, `(Extended
    Version)`, it is enough that it can be read there; without ``layouts`` nothing is asked of titles.
    """
    old = Counter(_told(each) for each in before.entries)
    added: list[Entry] = []
    kept: list[_Told] = []
    for entry in after.entries:
        told = _told(entry)
        is_old = old[told] > 0
        old[told] -= is_old
        if is_old:
            kept.append(told)
        else:
            added.append(entry)
    if kept != [_told(each) for each in before.entries] or len(added) != len(new):
        return False
    by_paper = {each.linked.latest: each for each in new}
    for entry in added:
        wanted = next((by_paper.pop(paper) for paper in entry.ids if paper in by_paper), None)
        if wanted is None or entry.section != section or not _shows(document, entry, wanted, layouts):
            return False
    return True


def _shows(document: Document, entry: Entry, wanted: Wanted, layouts: frozenset[str] | None) -> bool:
    """Whether the entry names the paper, and what the note names, and shows the title in one of the layouts."""
    if set(entry.ids) - named_in(wanted.note) != {wanted.linked.latest} - named_in(wanted.note):
        return False
    if layouts is None:
        return True
    title, shown = wanted.paper.title, entry.title.text if entry.title is not None else ""
    if shown and (entry.layout not in layouts or same_title(title, shown)):
        return entry.layout in layouts
    return bare(plain(shown)) in bare(plain(title)) and same_title(title, _seen(document, entry), part=True)


def named_in(note: str) -> set[ArxivId]:
    """The papers that a note names."""
    references = find_references(parse_document(note.encode())) if note else ()
    return {each.id.latest for each in references if each.id is not None}


def same_title(title: str, shown: str, *, part: bool = False) -> bool:
    """Whether what is shown is the title, or has it in it, punctuation around it and its spelling in TeX aside."""
    meant, seen = bare(plain(title)), bare(plain(shown))
    return bool(meant) and (meant in seen if part else meant == seen)


def keeps_the_rest(before: Document, after: Document, section: Span, edits: Sequence[Edit], headings: int) -> bool:
    """Whether all headings are there as before, and so many more; and in the section all that stood there.

    What edits are made in, such as a table in raw HTML, is left out.
    """
    more = Counter(_headings(after)) - Counter(_headings(before))
    if len(after.headings) != len(before.headings) + headings or more.total() != headings:
        return False
    growth = len(after.source) - len(before.source)
    old = PartBlocks(before, apart=True).within(section)
    now = PartBlocks(after, apart=True).within(Span(section.start, section.end + growth))
    there = Counter(
        _leaf(before, each) for each in leaves(old) if not any(_takes(before, each, edit) for edit in edits)
    )
    return not there - Counter(_leaf(after, each) for each in leaves(now))


def _headings(document: Document) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in document.headings]


def _leaf(document: Document, block: Block) -> tuple[BlockKind, bytes]:
    return block.kind, block.span.of(document.source)


def _takes(document: Document, block: Block, edit: Edit) -> bool:
    """Whether a block takes up what is written: within it, or on the line behind raw HTML, which ends with no other."""
    end = block.span.end
    if block.kind is BlockKind.HTML:
        end = document.lines.span(document.lines.line_of(max(block.span.start, end - 1))).end + 1
    return block.span.start < edit.span.start < end


def _told(entry: Entry) -> _Told:
    title = entry.title.text if entry.title is not None else None
    return entry.ids, entry.section, entry.layout if title else "", title


def _seen(document: Document, entry: Entry) -> str:
    """What a reader sees of the block that names the paper, and of the one that its title stands in."""
    blocks = PartBlocks(document, apart=True)
    places = (
        [entry.head] if entry.title is None or entry.head.contains(entry.title.span) else [entry.title.span, entry.head]
    )
    found = [path[-1] for place in places if (path := blocks.path_to(place))]
    return "\n".join(
        "".join(_texts(block)) if block.kind is not BlockKind.HTML else _text_of(document, entry) for block in found
    )


def _text_of(document: Document, entry: Entry) -> str:
    return html.unescape(_TAG.sub(" ", entry.span.of(document.source).decode("utf-8", "replace")))


def _texts(block: Block) -> Iterator[str]:
    for inline in block.inlines:
        if inline.kind is not InlineKind.HTML:
            yield inline.text
    for child in block.children:
        yield from _texts(child)
        yield "\n"

"""The heading layout: `### Title [ArXiv](…)`, perhaps authors in italics, then a quote with the abstract.

The links stand in either bracket style, `[ArXiv](…)` or `[[ArXiv](…)], [[GitHub](…)]`; or the title itself is the link.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from papersync.entries.entry import HEADING, Entry, Slot
from papersync.entries.extent import Extent, Extents
from papersync.entries.headline import before_bare_url, is_sentence, title_slot
from papersync.entries.hunks import Hunks
from papersync.entries.names import author_names
from papersync.entries.slots import quoted, slot_of
from papersync.markdown.model import Block, BlockKind, Document, Heading, LinkKind
from papersync.references.model import Reference, ReferenceKind
from papersync.text.patterns import late_pattern

# Definitions of one address beyond these, under other labels or the same one, name the paper no better.
_MOST_DEFINITIONS: Final = 20
_DATE: Final = late_pattern(r"\d{4}-\d{2}(?:-\d{2})?")


def read(document: Document, references: Sequence[Reference], starts: Sequence[int]) -> list[Entry]:
    """The entries of this layout, among all references, which begin there.

    Headings beside them that link elsewhere than arXiv are entries without an identifier.
    """
    hunks = Hunks(document)
    headings = [heading for heading in document.headings if not hunks.is_off(heading.block.span)]
    inside = _references_inside(headings, references, starts)
    defined = _definitions(references)
    owned = [_own_references(heading, own, defined) for heading, own in zip(headings, inside, strict=True)]
    above = _ancestors(headings)
    families = {(path[-1:], heading.level) for path, heading, own in zip(above, headings, owned, strict=True) if own}
    is_entry = [
        bool(own) or ((path[-1:], heading.level) in families and _links_out(heading))
        for path, heading, own in zip(above, headings, owned, strict=True)
    ]
    # Below a heading of level 1 or 2 every heading begins something new; below an entry's a plain one may be part of
    # it.
    stops = {
        heading.block.span.start
        for path, heading, entry in zip(above, headings, is_entry, strict=True)
        if entry or not any(is_entry[index] and headings[index].level > 2 for index in path)
    }
    extents = Extents(document)
    entries = []
    for path, heading, own, entry in zip(above, headings, owned, is_entry, strict=True):
        if entry:
            extent = extents.of(heading, stops)
            section = tuple(headings[index].text for index in path if not is_entry[index])
            entries.append(_entry(heading, own, extent, section, off=hunks.is_off(extent.span)))
    return entries


def _ancestors(headings: Sequence[Heading]) -> list[tuple[int, ...]]:
    """For each heading the places of those above it, outermost first."""
    paths: list[tuple[int, ...]] = []
    path: list[int] = []
    for index, heading in enumerate(headings):
        while path and headings[path[-1]].level >= heading.level:
            path.pop()
        paths.append(tuple(path))
        path.append(index)
    return paths


def _references_inside(
    headings: Sequence[Heading], references: Sequence[Reference], starts: Sequence[int]
) -> list[tuple[Reference, ...]]:
    """For each heading the references that stand in it."""
    spans = (heading.block.span for heading in headings)
    return [tuple(references[bisect_left(starts, start) : bisect_left(starts, end)]) for start, end in spans]


def _own_references(
    heading: Heading, inside: tuple[Reference, ...], defined: Mapping[str, list[Reference]]
) -> tuple[Reference, ...]:
    """Those that say which paper the heading is about; none if it is a sentence that mentions one.

    Beside a link, `arXiv:ID` in a title ("Comment on …") is just words.
    """
    inside = inside or _by_label(heading, defined)
    if not inside or is_sentence(heading.block.inlines):
        return ()
    links = tuple(reference for reference in inside if reference.kind is not ReferenceKind.TEXT)
    return links or inside


def _definitions(references: Sequence[Reference]) -> Mapping[str, list[Reference]]:
    """The references that are link definitions, by URL, the first of each."""
    found: dict[str, list[Reference]] = {}
    for reference in references:
        if reference.kind is ReferenceKind.DEFINITION and reference.link is not None:
            same = found.setdefault(reference.link.url, [])
            if len(same) < _MOST_DEFINITIONS:
                same.append(reference)
    return found


def _by_label(heading: Heading, defined: Mapping[str, list[Reference]]) -> tuple[Reference, ...]:
    """The definitions that links by label in the heading lead to: `### [Title][label]`."""
    links = (inline.link for inline in heading.block.inlines if inline.link is not None)
    urls = dict.fromkeys(link.url for link in links if link.kind is LinkKind.REFERENCE)
    return tuple(reference for url in urls for reference in defined.get(url, ()))


def _links_out(heading: Heading) -> bool:
    return any(
        inline.link is not None
        and inline.link.kind is not LinkKind.HTML
        and inline.link.url.lower().startswith(("http:", "https:"))
        for inline in heading.block.inlines
    )


def _entry(
    heading: Heading, own: tuple[Reference, ...], extent: Extent, section: tuple[str, ...], *, off: bool
) -> Entry:
    quote = next((block for block in extent.blocks if block.kind is BlockKind.QUOTE), None)
    before_quote = list(_until(extent.blocks, quote))
    # What stands below the heading belongs to the entry, but only the heading says which paper it is about.
    return Entry(
        layout=HEADING,
        span=extent.span,
        head=heading.block.span,
        section=section,
        references=own,
        title=title_slot(before_bare_url(heading.block.inlines, own), own),
        authors=next(filter(None, map(_authors, before_quote)), None),
        abstract=quoted(quote, partial(extent.again, quote.span.start)) if quote is not None else None,
        date=next(filter(None, map(_date, before_quote)), None),
        quote=quote.span if quote is not None else None,
        cut=extent.cut or off,
        side=extent.side,
    )


def _until(blocks: Sequence[Block], last: Block | None) -> Iterator[Block]:
    for block in blocks:
        if block is last:
            return
        yield block


def _authors(block: Block) -> Slot | None:
    """A paragraph of names, wholly in italics."""
    runs = [inline for inline in block.inlines if inline.text.strip()]
    if block.kind is not BlockKind.PARAGRAPH or not runs or not all("em" in inline.styles for inline in runs):
        return None
    return slot_of(block.inlines) if author_names("".join(run.text for run in block.inlines)) else None


def _date(block: Block) -> Slot | None:
    """A paragraph that is a date and nothing else."""
    text = "".join(inline.text for inline in block.inlines)
    if block.kind is BlockKind.PARAGRAPH and _DATE.fullmatch(text.strip()):
        return slot_of(block.inlines)
    return None

"""Entries that go: which one is meant, and a list with it in another section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from papersync.entries import Entry, Reading, read_entries
from papersync.entries.putting import placement
from papersync.entries.relocating import Relocation
from papersync.entries.sections import Section, sections_of
from papersync.entries.standing import Form, Inseparable, Standing, Standings
from papersync.entries.taking import removal, separable
from papersync.errors import Place, ProofError, UsageError
from papersync.identifiers import ArxivId
from papersync.markdown import Document, parse_document
from papersync.references import find_references

if TYPE_CHECKING:
    from papersync.app.add import Target


def entries_about(reading: Reading, paper: ArxivId) -> list[Entry]:
    """The entries that name a paper, versions disregarded."""
    return [each for each in reading.entries if paper.latest in each.ids]


def moved(target: Target, paper: ArxivId, *, otherwise: str) -> bytes:
    """The list with the paper's entry in the section, byte for byte as it was.

    Raises UsageError if it cannot be told which entry or which place, with ``otherwise`` as what to do then; ProofError
    if the text would not read back as that.
    """
    document, reading = target.document, target.reading
    entry = _only_entry(target, paper, otherwise)
    place, name = target.place(entry.span.start), target.section.name
    standings = Standings(document, reading)
    own = separable(document, reading, standings, entry)
    if isinstance(own, Inseparable):
        raise UsageError(f"{paper} cannot be moved: {own.why}", hint=otherwise, place=place)
    _require_below(target, own, paper, otherwise)
    family = family_of(document, reading, standings, own)
    put = placement(document, reading, target.section, own, family)
    if isinstance(put, Inseparable):
        what = f"{paper} cannot be moved to {name!r}: {put.why}; nothing was written"
        raise UsageError(what, hint=otherwise, place=place)
    relocation = Relocation(own.own, removal(document, own, family), put)
    text, after = proved(document, relocation, paper, place)
    if not _reads_the_same(target, relocation, own, after):
        what = f"{paper} would read as something else in {name!r}; nothing was written"
        raise UsageError(what, hint=otherwise, place=place)
    return text


def _only_entry(target: Target, paper: ArxivId, otherwise: str) -> Entry:
    found = entries_about(target.reading, paper)
    if len(found) == 1:
        return found[0]
    what = "stands in several entries" if found else "is named, but in no entry that papersync understands"
    starts = [each.span.start for each in found] or target.mentions(paper)
    places = ", ".join(str(target.place(start)) for start in starts)
    raise UsageError(f"{paper} {what}: {places}", hint=otherwise)


def family_of(document: Document, reading: Reading, standings: Standings, own: Standing) -> list[Standing]:
    """The entries of the section that an entry stands in that are written as it is, itself among them."""
    return standings.family(_beside(sections_of(document, reading.entries), reading, own.entry), own)


def proved(document: Document, relocation: Relocation, paper: ArxivId, place: Place) -> tuple[bytes, Document]:
    """The new text and what it reads as; the entry stands at ``place``.

    Raises UsageError if what stands around it would be other blocks without it, ProofError if the bytes or references
    besides it would not be the same.
    """
    text = relocation.apply(document.source)
    after = parse_document(text)
    if not relocation.spares(document, after):
        raise UsageError(
            f"if {paper} went, the lines around it would mean something else; nothing was written",
            hint="put a blank line above and below it, and again",
            place=place,
        )
    if not relocation.holds(document, after, find_references(document), find_references(after)):
        raise ProofError(
            f"the rest of the list would not read back as it should without {paper}; nothing was written",
            hint="please report this with the list and the command",
            place=place,
        )
    return text, after


def _beside(sections: Sequence[Section], reading: Reading, entry: Entry) -> Sequence[Entry]:
    inside = next((each.entries for each in sections if entry in each.entries), None)
    if inside is not None:
        return inside
    first = sections[0].body.start if sections else None
    return [each for each in reading.entries if first is None or each.span.start < first]


def _require_below(target: Target, own: Standing, paper: ArxivId, otherwise: str) -> None:
    """Raise UsageError for a heading that would end the section it is moved to."""
    if own.form is not Form.HEADED:
        return
    levels = [each.level for each in target.document.headings if each.block.span.start == own.entry.head.start]
    levels += [each.level for each in target.document.headings if each.block.span.start == own.entry.span.start]
    if levels and min(levels) <= target.section.heading.level:
        raise UsageError(
            f"{paper} has a heading of level {min(levels)}, which would end the section {target.section.name!r}",
            hint=f"change the level by hand first; otherwise {otherwise}",
        )


def _reads_the_same(target: Target, relocation: Relocation, own: Standing, after: Document) -> bool:
    """Whether an entry of the section stands where the moved one should, about the same paper, with the same title."""
    place = relocation.now(target.document.source)
    heading = relocation.at(target.section.heading.block.span.start)
    reading = read_entries(after, find_references(after))
    section = next(
        (each for each in sections_of(after, reading.entries) if each.heading.block.span.start == heading), None
    )
    if section is None or place is None:
        return False
    entry = own.entry
    return any(
        place.start <= each.span.start < place.end
        and each.ids == entry.ids
        and (each.title.text if each.title else None) == (entry.title.text if entry.title else None)
        for each in section.entries
    )

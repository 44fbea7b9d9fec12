"""`papersync remove`: take a paper's entry out of a list, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from papersync.app.add import require_no_conflict
from papersync.app.lists import ListFile
from papersync.app.moving import entries_about, family_of, proved
from papersync.entries import Entry, Reading, read_entries
from papersync.entries.reading import without_words
from papersync.entries.relocating import Relocation
from papersync.entries.sections import find_section, sections_of
from papersync.entries.standing import Inseparable, Standings
from papersync.entries.taking import removal, separable
from papersync.errors import NotListedError, Place, SectionError, UsageError
from papersync.identifiers import ArxivId
from papersync.markdown import Document, parse_document
from papersync.references import find_references


@dataclass(frozen=True, slots=True)
class RemovalPlan:
    """Which entries are meant where a paper has several: those of one section, or with ``every`` all of them."""

    section: str | None = None
    every: bool = False
    aliases: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """One entry that was taken away: where it stood, and under which headings."""

    paper: ArxivId
    place: Place
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A list, its text afterwards, and where in that a paper that was removed is named all the same."""

    file: ListFile
    text: bytes
    still: tuple[tuple[ArxivId, Place], ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """The entries in the order of the papers, and the lists in which they stood."""

    taken: tuple[Taken, ...]
    lists: tuple[Rewritten, ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A list as it was read."""

    file: ListFile
    document: Document
    reading: Reading

    def place(self, offset: int) -> Place:
        return Place(self.file.name, *self.document.lines.position(offset))


_Found = tuple[_Shelf, Entry]


def remove(ids: Sequence[ArxivId], lists: Sequence[ListFile], plan: RemovalPlan, *, write: bool = True) -> Removed:
    """Take the entries of these papers out of the lists, all or none.

    Raises NotListedError, SectionError, ConflictedListError, UsageError if it cannot be told which entry is meant or
    what belongs to it, ProofError. Nothing is written then, nor with ``write`` False.
    """
    if not lists:
        raise UsageError("there is no list to remove from", hint="name one behind the identifiers")
    shelves = [_shelf(each) for each in lists]
    meant = [(paper, found) for paper in _distinct(ids) for found in _meant(paper, shelves, plan)]
    taken = [Taken(paper, shelf.place(entry.span.start), entry.section) for paper, (shelf, entry) in meant]
    rewritten = [
        _without(shelf, [(paper, entry) for paper, (at, entry) in meant if at is shelf])
        for shelf in shelves
        if any(at is shelf for _, (at, _) in meant)
    ]
    if write:
        for each in rewritten:
            each.file.require_writable()
        for each in rewritten:
            each.file.write(each.text)
    return Removed(tuple(taken), tuple(rewritten))


def _distinct(ids: Sequence[ArxivId]) -> list[ArxivId]:
    return list({each.latest: each for each in reversed(ids)}.values())[::-1]


def _shelf(each: ListFile) -> _Shelf:
    document = each.read(parse_document)
    return _Shelf(each, document, read_entries(document, find_references(document)))


def _meant(paper: ArxivId, shelves: Sequence[_Shelf], plan: RemovalPlan) -> list[_Found]:
    """The entries of a paper that are to go."""
    found = [(shelf, entry) for shelf in shelves for entry in entries_about(shelf.reading, paper)]
    concerned = [shelf for shelf in shelves if any(at is shelf for at, _ in found) or _mentions(shelf, paper)]
    for shelf in concerned if found else shelves:
        require_no_conflict(shelf.file, shelf.document)
    if not found:
        places = ", ".join(str(place) for shelf in concerned for place in _mentions(shelf, paper))
        if places:
            raise NotListedError(f"{paper} is only mentioned, no entry is about it: {places}", hint="edit it by hand")
        raise NotListedError(f"{paper} is not listed in {', '.join(shelf.file.name for shelf in shelves)}")
    if plan.section is not None:
        inside = _in_section(found, shelves, plan.section, plan.aliases)
        if not inside:
            raise NotListedError(f"{paper} is not listed in section {plan.section!r}, but elsewhere: {_places(found)}")
        found = inside
    if len(found) > 1 and not plan.every:
        raise UsageError(
            f"{paper} stands in {len(found)} entries: {_places(found)}",
            hint="--section S says which one, --all takes them all away; nothing was written",
        )
    return found


def _mentions(shelf: _Shelf, paper: ArxivId) -> list[Place]:
    named = (each for each in shelf.reading.references if each.id is not None and each.id.base == paper.base)
    return [shelf.place(each.span.start) for each in named]


def _places(found: Sequence[_Found]) -> str:
    return ", ".join(str(shelf.place(entry.span.start)) for shelf, entry in found)


def _in_section(
    found: Sequence[_Found], shelves: Sequence[_Shelf], name: str, aliases: Mapping[str, str] | None
) -> list[_Found]:
    """Those directly under the section that is meant, or else those in its subsections.

    Raises SectionError if no list has it.
    """
    direct: list[_Found] = []
    below: list[_Found] = []
    errors: list[SectionError] = []
    for shelf in shelves:
        try:
            section = find_section(sections_of(shelf.document, shelf.reading.entries), name, aliases)
        except SectionError as error:
            errors.append(error)
            continue
        own = [each for each in found if each[0] is shelf]
        direct += [each for each in own if each[1] in section.entries]
        below += [each for each in own if each[1].section[: len(section.path)] == section.path]
    if len(errors) == len(shelves):
        raise errors[0]
    return direct or below


def _without(shelf: _Shelf, going: Sequence[tuple[ArxivId, Entry]]) -> Rewritten:
    """The list without these entries, the last one taken first: what stands above it stays where it is."""
    text, document, reading = shelf.file.source, shelf.document, shelf.reading
    for number, (paper, entry) in enumerate(sorted(going, key=lambda each: -each[1].span.start)):
        if number:
            reading = read_entries(document, find_references(document))
        now = next((each for each in reading.entries if each.span.start == entry.span.start), None)
        if now is None:
            raise UsageError(
                f"{paper} stands in several entries that cannot be told apart once one of them is gone",
                hint="nothing was written; take out one at a time with --section",
                place=shelf.place(entry.span.start),
            )
        standings = Standings(document, reading)
        own = separable(document, reading, standings, now)
        if isinstance(own, Inseparable):
            raise UsageError(
                f"{paper} cannot be removed: {own.why}",
                hint="nothing was written; take it out by hand",
                place=shelf.place(entry.span.start),
            )
        edit = removal(document, own, family_of(document, reading, standings, own))
        text, document = proved(document, Relocation(own.own, edit), paper, shelf.place(entry.span.start))
    papers = {paper.base: paper for paper, _ in going}
    still = [
        (papers[each.id.base], Place(shelf.file.name, *document.lines.position(each.span.start)))
        for each in without_words(document, find_references(document))
        if each.id is not None and each.id.base in papers
    ]
    return Rewritten(shelf.file, text, tuple(still))

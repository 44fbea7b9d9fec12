"""`papersync add`: put papers into a section in the layout of their neighbours."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from papersync.app.lists import ListFile
from papersync.entries import Reading
from papersync.entries.absent import Field
from papersync.entries.first_manner import Layout
from papersync.entries.reading import entry_at, read_entries, read_entries_near, without_words
from papersync.entries.sections import Section, find_section, sections_of
from papersync.entries.style import LinkPolicy
from papersync.errors import (
    ConflictedListError,
    InputError,
    ListedElsewhereError,
    Place,
    SectionError,
    UsageError,
)
from papersync.identifiers import ArxivId
from papersync.markdown import Document, parse_document
from papersync.references import Reference, find_references
from papersync.text import Span

if TYPE_CHECKING:
    from papersync.entries.templating import EntryTemplate


class Elsewhere(Enum):
    """What to do with a paper that stands in another section."""

    REFUSE = "refuse"
    MOVE = "move"
    ALSO = "also"


@dataclass(frozen=True, slots=True)
class AddPlan:
    """What is wished for. ``fields`` are shown besides what the neighbours show; ``layout`` is that of a list without
    entries. ``note`` is a person's own Markdown, for each of the papers. With ``create`` a section that is not there is
    made; a part of another one's name does not mean it then. ``templates`` write the entries of their layouts.
    """

    section: str
    elsewhere: Elsewhere = Elsewhere.REFUSE
    aliases: Mapping[str, str] | None = None
    fields: frozenset[Field] = frozenset()
    links: LinkPolicy = LinkPolicy()
    wrap: int | None = None
    layout: Layout = "heading"
    note: str = ""
    create: bool = False
    templates: Mapping[str, EntryTemplate] = field(default_factory=dict)


class Outcome(Enum):
    """What became of one identifier."""

    ADDED = "added"
    MOVED = "moved"
    THERE = "listed in that section already"


@dataclass(frozen=True, slots=True)
class Target:
    """A list and the section of it that is meant; ``papers`` are those whose entries were read besides the section's,
    None if all were.
    """

    file: ListFile
    text: bytes
    document: Document
    reading: Reading
    section: Section
    papers: frozenset[ArxivId] | None = None

    def place(self, offset: int) -> Place:
        """A byte of the list as a person finds it."""
        return Place(self.file.name, *self.document.lines.position(offset))

    def read_again(self, text: bytes) -> tuple[Document, Reading]:
        """The list after something was written into the section, read as far as it was before."""
        document = parse_document(text)
        references = find_references(document)
        if self.papers is None:
            return document, read_entries(document, references)
        body = self.section.body
        span = Span(body.start, body.end + len(text) - len(self.text))
        return document, read_entries_near(document, references, span, self.papers)

    def mentions(self, paper: ArxivId) -> list[int]:
        """Where the list names a paper, in entries or elsewhere: the first bytes."""
        named = [each for each in self.reading.references if each.id is not None and each.id.base == paper.base]
        return [each.span.start for each in named]


def find_target(lists: Sequence[ListFile], plan: AddPlan, papers: Collection[ArxivId] | None = None) -> Target:
    """The one list that has the section, read as far as ``target_in`` says.

    Raises SectionError or ConflictedListError; nothing is asked or written for it.
    """
    if not lists:
        raise UsageError("there is no list to add to", hint="name one with --to FILE")
    targets: list[Target] = []
    refusals: list[InputError] = []
    for each in lists:
        try:
            targets.append(target_in(each, each.source, plan, papers))
        except (SectionError, ConflictedListError) as error:
            refusals.append(error)
    if len(targets) > 1:
        names = ", ".join(target.file.name for target in targets)
        raise SectionError(f"several lists have a section {plan.section!r}: {names}", hint="name one with --to FILE")
    if not targets and plan.create and not any(isinstance(error, ConflictedListError) for error in refusals):
        if len(lists) > 1:
            raise SectionError(f"there is no section {plan.section!r} in any list", hint="name one with --to FILE")
        from papersync.app.creating import with_section  # noqa: PLC0415

        text, anchor = with_section(lists[0], plan.section)
        return target_in(lists[0], text, replace(plan, section=anchor), papers)
    if not targets:
        # A conflict hides what sections there are, so it comes first.
        raise next((error for error in refusals if isinstance(error, ConflictedListError)), refusals[0])
    return targets[0]


def target_in(each: ListFile, text: bytes, plan: AddPlan, papers: Collection[ArxivId] | None = None) -> Target:
    """The section in this text of the list; with ``papers`` no entries are read but the section's and theirs.

    Raises SectionError, ConflictedListError.
    """
    document = parse_document(text)
    require_no_conflict(each, document)
    references = find_references(document)
    if papers is None or plan.elsewhere is Elsewhere.MOVE:
        reading = read_entries(document, references)
        section = _section(sections_of(document, reading.entries), plan)
        return Target(each, text, document, reading, section)
    # Which headings are entries and which are sections can be told first.
    outline = read_entries_near(document, references, Span(0, 0))
    section = _section(sections_of(document, outline.entries), plan)
    named = frozenset(paper.latest for paper in papers)
    reading = read_entries_near(document, references, section.body, named)
    return Target(each, text, document, reading, section.filled(reading.entries), named)


def _section(sections: Sequence[Section], plan: AddPlan) -> Section:
    return find_section(sections, plan.section, plan.aliases, exactly=plan.create)


def require_no_conflict(each: ListFile, document: Document) -> None:
    """Raise ConflictedListError for a list with conflict markers, or one that git reports as unmerged."""
    if each.unmerged or document.conflicts:
        at = document.conflicts[0].span.start if document.conflicts else 0
        raise ConflictedListError(
            "the list has an unresolved merge conflict",
            hint="resolve it first: `papersync resolve` does it entry by entry",
            place=Place(each.name, *document.lines.position(at)),
        )


def standing(target: Target, paper: ArxivId) -> list[Reference]:
    """Where the list names the paper already."""
    named = [each for each in target.reading.references if each.id is not None and each.id.base == paper.base]
    return [each for each in named if not _is_aside(target, each)]


def is_there(target: Target, paper: ArxivId) -> bool:
    """Whether an entry of the section is about the paper already."""
    return any(paper.latest in entry.ids for entry in target.section.entries)


def needs_record(target: Target, paper: ArxivId, plan: AddPlan, elsewhere: Sequence[Place] = ()) -> bool:
    """Whether an entry has to be written; ``elsewhere`` are places in other lists that name the paper.

    Raises ListedElsewhereError, which names the places, if the plan refuses that.
    """
    if is_there(target, paper):
        return False
    here = standing(target, paper)
    if plan.elsewhere is Elsewhere.ALSO or not (here or elsewhere):
        return True
    if plan.elsewhere is Elsewhere.MOVE and here:
        return False
    places = ", ".join(str(place) for place in (*(target.place(each.span.start) for each in here), *elsewhere))
    section = target.section.name
    hint = f"--move takes the entry to {section!r}, --also lists it there too" if here else "--also lists it here too"
    raise ListedElsewhereError(f"{paper} is listed already: {places}", hint=hint)


def places_in(lists: Sequence[ListFile]) -> Mapping[ArxivId, list[Place]]:
    """Where lists name which paper, versions disregarded."""
    found: dict[ArxivId, list[Place]] = {}
    for each in lists:
        document = parse_document(each.source)
        for reference in without_words(document, find_references(document)):
            if reference.id is not None:
                place = Place(each.name, *document.lines.position(reference.span.start))
                found.setdefault(reference.id.latest, []).append(place)
    return found


def _is_aside(target: Target, reference: Reference) -> bool:
    """Whether the reference stands in the text below another paper's heading: mentioned there, not listed."""
    entry = entry_at(target.reading.entries, reference.span.start)
    return entry is not None and bool(entry.ids) and reference not in entry.references

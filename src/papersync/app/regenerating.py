"""What is written beyond mending: entries anew from their records, and the fields they should show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from papersync.entries import Entry
from papersync.entries.absent import Field
from papersync.entries.completing import field_edits, whole_abstract
from papersync.entries.judging import Judgement
from papersync.entries.refusing import Refused
from papersync.entries.relinking import relinked
from papersync.entries.retitling import grown, is_part
from papersync.entries.style import HeadingStyle, LinkPolicy, learn_style
from papersync.entries.wrapping import Wrap, quote_wrap
from papersync.lint.page import Page
from papersync.papers import Paper
from papersync.text import Edit
from papersync.titles import CannotTell, Differs, Doubt, Same

if TYPE_CHECKING:
    from papersync.entries.field_places import FieldPlaces
    from papersync.entries.templating import EntryTemplate

_SEVERAL = "several papers in one entry"
_NAMED = "a name, a translation or other words in place of the title"
_GROWN = "title made whole"
_PROSE = (Doubt.DESCRIPTION, Doubt.UNCERTAIN, Doubt.TOO_SHORT)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the configuration and the command line ask of a refresh beyond mending.

    ``templates``, by layout, write what `--regenerate` writes; in their layouts no fields are added.
    """

    fields: frozenset[Field] = field(default_factory=frozenset)
    regenerate: bool = False
    links: LinkPolicy = LinkPolicy()
    templates: Mapping[str, EntryTemplate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Left:
    """An entry in which something asked for was not written; ``why`` follows "3 entries left as written:"."""

    entry: Entry
    why: str


_NO_TEMPLATE: Final = Refused("no template")


class Change(NamedTuple):
    """One edit of an entry; ``kind`` says in a few words what it changes."""

    entry: Entry
    edit: Edit
    kind: str


@dataclass(frozen=True)
class Regeneration:
    """What the wishes make of one page. An entry contradicted by its title, or cut by a conflict, is not touched."""

    page: Page
    wishes: Wishes

    @cached_property
    def rewritten(self) -> tuple[Change, ...]:
        """What `--regenerate` writes into what is there."""
        return tuple(self._rewritten()) if self.wishes.regenerate else ()

    @cached_property
    def added(self) -> tuple[Change, ...]:
        """The fields that entries do not show."""
        return tuple(
            Change(entry, edit, f"{field} added") for entry, field, edit in self._additions if edit is not None
        )

    def left(self) -> Iterator[Left]:
        """The entries that could not be written as wished, each with the first reason, in order."""
        placeless = {entry.span.start: field for entry, field, edit in reversed(self._additions) if edit is None}
        whole = {change.entry.span.start for change in self.rewritten if change.kind == _GROWN}
        for entry in self.page.entries:
            judgement = self.page.judgement(entry)
            if self.wishes.regenerate and len(entry.ids) > 1:
                yield Left(entry, _SEVERAL)
            elif judgement is None or self.page.is_untouchable(entry):
                continue
            elif isinstance(refused := self._by_template.get(entry.span.start), Refused):
                yield Left(entry, refused.why)
            elif entry.span.start in placeless:
                place = "column" if entry.is_row else "place"
                yield Left(entry, f"no {place} for {_named(placeless[entry.span.start])}")
            elif self.wishes.regenerate and _says_otherwise(judgement) and entry.span.start not in whole:
                yield Left(entry, _NAMED)

    def _rewritten(self) -> Iterator[Change]:
        document, links = self.page.document, self.wishes.links
        for entry, paper, judgement in self._settled:
            written = self._by_template.get(entry.span.start, _NO_TEMPLATE)
            if not isinstance(written, Refused):
                yield from (Change(entry, edit, "written with its template") for edit in written)
                continue
            for edit in relinked(document, entry, paper, links):
                yield Change(entry, edit, "link in the configured form")
            for edit in whole_abstract(document, entry, paper, self._wrap(entry), judgement):
                yield Change(entry, edit, "abstract made whole")
            if is_part(judgement) and self._shows_titles(entry.layout):
                for edit in grown(document, entry, paper, judgement, self.page.options):
                    yield Change(entry, edit, _GROWN)

    @cached_property
    def _by_template(self) -> dict[int, tuple[Edit, ...] | Refused]:
        """What templates write into entries, by the first byte of these."""
        templates = self.wishes.templates
        if not (templates and self.wishes.regenerate):
            return {}
        # Not above: much to load for those who have none.
        from papersync.entries.templated import Templated  # noqa: PLC0415

        writer = Templated(self.page.document, templates, self.wishes.links)
        return {
            entry.span.start: writer.rewritten(entry, paper, judgement)
            for entry, paper, judgement in self._settled
            if entry.layout in templates
        }

    @cached_property
    def _additions(self) -> tuple[tuple[Entry, Field, Edit | None], ...]:
        """The fields that are not shown, each with the edit that adds it; None where there is no place for it."""
        return tuple(self._fields()) if self.wishes.fields else ()

    def _fields(self) -> Iterator[tuple[Entry, Field, Edit | None]]:
        sharing = Counter(entry.head for entry in self.page.entries)
        for entry, paper, judgement in self._settled:
            # On a line with others nobody would know whose authors these are.
            if entry.layout in self.wishes.templates or sharing[entry.head] > 1:
                continue
            if entry.is_headed:
                style = self._style(entry)
                for field, edit in field_edits(self.page.document, entry, paper, style, self.wishes.fields):
                    yield entry, field, edit
            elif not _may_be_prose(entry, judgement):
                for field, placed in self._places.edits(entry, paper, self.wishes.fields):
                    yield entry, field, placed

    @cached_property
    def _settled(self) -> tuple[tuple[Entry, Paper, Judgement], ...]:
        """Entries that may be written: about one known paper, whole, not contradicted by their title."""
        found: list[tuple[Entry, Paper, Judgement]] = []
        for entry in self.page.entries:
            paper, judgement = self.page.record(entry.paper_id), self.page.judgement(entry)
            if paper is not None and judgement is not None and not self.page.is_untouchable(entry):
                found.append((entry, paper, judgement))
        return tuple(found)

    @cached_property
    def _places(self) -> FieldPlaces:
        # Not above: much to load for a list of headings.
        from papersync.entries.field_places import FieldPlaces  # noqa: PLC0415

        return FieldPlaces(self.page.document, self.page.entries, self.page.options.wrap)

    def _shows_titles(self, layout: str) -> bool:
        """Whether a list shows whole titles in a layout at least as often as the part before the colon alone."""
        return "title" in self.wishes.fields or self._wholes[layout] >= 0

    @cached_property
    def _wholes(self) -> Counter[str]:
        """By layout how many more entries show a whole title than only its first part."""
        found: Counter[str] = Counter()
        for entry, _, judgement in self._settled:
            if isinstance(judgement.title, Same | Differs):
                found[entry.layout] += 1
            elif is_part(judgement):
                found[entry.layout] -= 1
        return found

    def _wrap(self, entry: Entry) -> Wrap:
        """How an abstract is wrapped in an entry: as the headings near it are, else as its own quote is."""
        if entry.is_headed or entry.abstract is None:
            return self._style(entry).wrap
        wrap = quote_wrap(self.page.document, entry.abstract)
        return wrap._replace(width=self.page.options.wrap or wrap.width)

    @cached_property
    def _by_section(self) -> dict[tuple[str, ...], list[Entry]]:
        sections: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for entry in self.page.entries:
            sections[entry.section].append(entry)
        return sections

    @cached_property
    def _styles(self) -> dict[tuple[str, ...], HeadingStyle]:
        return {}

    def _style(self, entry: Entry) -> HeadingStyle:
        if entry.section not in self._styles:
            near = self._by_section[entry.section]
            learnt = learn_style(self.page.document, near, self.page.entries) or HeadingStyle()
            width = self.page.options.wrap or learnt.wrap.width
            self._styles[entry.section] = replace(learnt, wrap=learnt.wrap._replace(width=width))
        return self._styles[entry.section]


def _says_otherwise(judgement: Judgement) -> bool:
    return isinstance(judgement.title, CannotTell)


def _may_be_prose(entry: Entry, judgement: Judgement) -> bool:
    """Whether the words at a title's place may be those of a sentence, into which no field goes."""
    if entry.title is None or not isinstance(judgement.title, CannotTell):
        return False
    doubt = judgement.title.doubt
    marked = any(inline.link is not None or inline.styles for inline in entry.title.inlines)
    return doubt in _PROSE or (doubt is not Doubt.PART and not (marked or entry.title.cell or entry.title.html))


def _named(wanted: Field) -> str:
    return {"title": "a title", "date": "a date", "abstract": "an abstract"}.get(wanted, wanted)

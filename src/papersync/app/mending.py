"""What a refresh would write into one list: proposals, one an entry, from findings, wanted fields and regeneration."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Final

from papersync.app.facts import Facts
from papersync.app.policy import Policy
from papersync.entries import Entry
from papersync.entries.completing import Field, field_edits, regenerated
from papersync.entries.judging import Judgement
from papersync.entries.proof import ENTRY, Named, Proposal, Proved, Prover
from papersync.entries.reading import entry_at
from papersync.entries.style import HeadingStyle, LinkPolicy, learn_style
from papersync.identifiers import ArxivId
from papersync.lint.finding import Finding, Safety
from papersync.lint.fixing import apply_fixes
from papersync.lint.page import Page
from papersync.lint.registry import WRITTEN_BY_REFRESH
from papersync.papers import Paper
from papersync.text import Edit, Span

# Each takes a reading of the whole text or more, and few lists need a second.
_MOST_PROOFS: Final = 6


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the configuration and the command line ask of a refresh beyond mending."""

    fields: frozenset[Field] = field(default_factory=frozenset)
    regenerate: bool = False
    links: LinkPolicy = LinkPolicy()


@dataclass(frozen=True)
class Mending:
    """The proposals for one page; ``findings`` are those of the rules that are switched on."""

    page: Page
    findings: Sequence[Finding]
    wishes: Wishes

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """In order of their place; neither the edits of a proposal overlap nor those of different ones."""
        grouped: dict[int, tuple[Entry | Finding, set[Edit]]] = {}
        for owner, edit in self._edits():
            grouped.setdefault(owner.span.start, (owner, set()))[1].add(edit)
        ordered = (grouped[start] for start in sorted(grouped))
        return tuple(Proposal(_name(owner), owner.span, tuple(sorted(edits))) for owner, edits in ordered)

    def _edits(self) -> Iterator[tuple[Entry | Finding, Edit]]:
        rewritten = list(self._regenerated())
        yield from rewritten
        # A reference's definition may stand in another entry, so all that was rewritten counts for every finding.
        spans = sorted({edit.span for _, edit in rewritten})
        for finding in self.findings:
            if finding.code not in WRITTEN_BY_REFRESH or finding.fix is None or finding.fix.safety is not Safety.SAFE:
                continue
            if any(_touches(edit.span, spans) for edit in finding.fix.edits):
                continue
            owner = entry_at(self.page.entries, finding.span.start) or finding
            for edit in finding.fix.edits:
                yield owner, edit
        yield from self._fields()

    def _settled_entries(self) -> Iterator[tuple[Entry, Paper, Judgement]]:
        """Entries that may be completed: about one known paper, whole, not contradicted by their title."""
        for entry in self.page.entries:
            paper, judgement = self.page.record(entry.paper_id), self.page.judgement(entry)
            if paper is None or judgement is None or not entry.is_headed:
                continue
            if not self.page.is_untouchable(entry):
                yield entry, paper, judgement

    def _regenerated(self) -> Iterator[tuple[Entry, Edit]]:
        if self.wishes.regenerate:
            document, links = self.page.document, self.wishes.links
            for entry, paper, judgement in self._settled_entries():
                for edit in regenerated(document, entry, paper, self._style(entry), judgement=judgement, links=links):
                    yield entry, edit

    def _fields(self) -> Iterator[tuple[Entry, Edit]]:
        if self.wishes.fields:
            for entry, paper, _ in self._settled_entries():
                for edit in field_edits(self.page.document, entry, paper, self._style(entry), self.wishes.fields):
                    yield entry, edit

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
            self._styles[entry.section] = replace(learnt, wrap=replace(learnt.wrap, width=width))
        return self._styles[entry.section]


def _touches(span: Span, spans: Sequence[Span]) -> bool:
    """Whether one of these spans, sorted and apart from one another, shares a byte with it."""
    at = bisect_right(spans, span)
    return any(span.overlaps(other) for other in spans[max(0, at - 1) : at + 1])


def _name(owner: Entry | Finding) -> str:
    if isinstance(owner, Entry):
        return " ".join(owner.title.text.split()) if owner.title is not None else str(owner.paper_id)
    return str(owner.id or owner.code)


def prove(mending: Mending, facts: Facts, policy: Policy) -> Proved:
    """The text with those proposals that prove right when it is read again with the same facts."""
    page = mending.page
    read = _reader(page, facts)

    def names(text: bytes) -> list[Named]:
        return _outline(read(text), mending.wishes)

    def pending(text: bytes) -> int:
        again = read(text)
        return len(Mending(again, policy.check(again), mending.wishes).proposals)

    return Prover(page.source, names, pending).prove(mending.proposals)


def without_unproved(
    page: Page, findings: Sequence[Finding], facts: Facts, policy: Policy, *, unsafe: bool
) -> tuple[Finding, ...]:
    """The findings, those without their fix whose fix would do something else than announced.

    Where one is dropped another may take its place that waited for it: then all are proved again.
    """
    read = _reader(page, facts)

    def pending(text: bytes) -> int:
        found = findings if text == page.source else policy.check(read(text))
        applied = apply_fixes(text, found, unsafe=unsafe)
        return len(applied.fixed) + len(applied.conflicting)

    prover = Prover(page.source, lambda text: _outline(read(text), Wishes()), pending)
    left = tuple(findings)
    for _ in range(_MOST_PROOFS):
        made = apply_fixes(page.source, left, unsafe=unsafe).fixed
        dropped = {_key(each) for each in prover.prove([_proposal(page, each) for each in made]).dropped}
        if not dropped:
            return left
        left = tuple(replace(each, fix=None) if _key(each) in dropped else each for each in left)
    return tuple(replace(each, fix=None) for each in left)


def _proposal(page: Page, finding: Finding) -> Proposal:
    assert finding.fix is not None
    fix = finding.fix
    removes = _within(page, fix.takes)
    return Proposal(finding.code, finding.span, fix.edits, removes=removes, reshapes=fix.reshapes)


def _key(of: Finding | Proposal) -> tuple[str, Span]:
    return (of.code if isinstance(of, Finding) else of.name), of.span


def _reader(page: Page, facts: Facts) -> Callable[[bytes], Page]:
    """Texts read as this list; the proof asks for each twice."""

    @lru_cache(maxsize=2)
    def read(text: bytes) -> Page:
        return page if text == page.source else facts.page(page.path, text)

    return read


def _outline(page: Page, wishes: Wishes) -> list[Named]:
    """What must be the same before and after: references, headings, entries and what they show.

    Versions may be told to change, and fields to appear.
    """
    return [named for _, named in _placed(page, wishes)]


def _within(page: Page, span: Span | None) -> tuple[Named, ...]:
    """What goes with these bytes."""
    return () if span is None else tuple(named for place, named in _placed(page, Wishes()) if span.contains(place))


def _placed(page: Page, wishes: Wishes) -> Iterator[tuple[Span, Named]]:
    for reference in page.references:
        yield reference.span, (_paper(reference.id), reference.kind.value)
    for heading in page.document.headings:
        yield heading.block.span, (None, f"heading {heading.level}")
    for entry in page.entries:
        yield entry.span, (entry.paper_id, f"{ENTRY}{entry.section} {_shown(entry, wishes)}")


def _paper(identifier: ArxivId | None) -> ArxivId | None:
    return None if identifier is None else identifier.latest


def _shown(entry: Entry, wishes: Wishes) -> list[str]:
    slots = {"title": entry.title, "authors": entry.authors, "abstract": entry.abstract, "date": entry.date}
    return [name for name, slot in slots.items() if slot is not None and name not in wishes.fields]

"""What a refresh would write into one list: proposals, one an entry, from findings, wanted fields and regeneration."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from papersync.app.facts import Facts
from papersync.app.policy import Policy
from papersync.app.regenerating import Left, Regeneration, Wishes
from papersync.entries import Entry
from papersync.entries.padding import padding_edits
from papersync.entries.proof import ENTRY, Named, Proposal, Proved, Prover
from papersync.entries.reading import entry_at
from papersync.entries.retitling import is_part
from papersync.identifiers import ArxivId
from papersync.lint.finding import Finding, Fix, Safety
from papersync.lint.fixing import apply_fixes
from papersync.lint.page import Page
from papersync.lint.registry import WRITTEN_BY_REFRESH
from papersync.text import Edit, Span, joined_edits
from papersync.titles import Differs, Same

__all__ = ["Mending", "Wishes", "kind_of", "prove", "without_unproved"]

# Each takes a reading of the whole text or more, and few lists need a second.
_MOST_PROOFS: Final = 6


@dataclass(frozen=True)
class Mending:
    """The proposals for one page; ``findings`` are those of the rules that are switched on."""

    page: Page
    findings: Sequence[Finding]
    wishes: Wishes

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """In order of their place; neither the edits of a proposal overlap nor those of different ones."""
        grouped: dict[int, tuple[Entry | Finding, dict[str, list[tuple[Edit, str]]]]] = {}
        for owner, why, edit, kind in self._edits():
            _, parts = grouped.setdefault(owner.span.start, (owner, {}))
            parts.setdefault(why, []).append((edit, kind))
        return tuple(
            _proposed(owner, self._padded(owner, list(parts.values())))
            for _, (owner, parts) in sorted(grouped.items(), key=lambda each: each[0])
        )

    @cached_property
    def left(self) -> tuple[Left, ...]:
        """The entries that cannot be written as wished."""
        return tuple(self._regeneration.left()) if self.wishes.regenerate or self.wishes.fields else ()

    def _edits(self) -> Iterator[tuple[Entry | Finding, str, Edit, str]]:
        """Whose each edit is, the part of its proposal that it is in, and what it changes."""
        rewritten = self._regeneration.rewritten
        yield from ((change.entry, "anew", change.edit, change.kind) for change in rewritten)
        # A reference's definition may stand in another entry, so all that was rewritten counts for every finding.
        spans = sorted({change.edit.span for change in rewritten})
        for finding in self.findings:
            if finding.code not in WRITTEN_BY_REFRESH or finding.fix is None or finding.fix.safety is not Safety.SAFE:
                continue
            if any(_touches(edit.span, spans) for edit in finding.fix.edits):
                continue
            owner = entry_at(self.page.entries, finding.span.start) or finding
            for edit in finding.fix.edits:
                yield owner, "mended", edit, kind_of(finding)
        yield from ((change.entry, change.kind, change.edit, change.kind) for change in self._regeneration.added)

    def _padded(self, owner: Entry | Finding, parts: list[list[tuple[Edit, str]]]) -> list[list[tuple[Edit, str]]]:
        """The parts, in an entry written anew all as one with what keeps the cells of its row as wide as they are."""
        if not self.wishes.regenerate or not isinstance(owner, Entry) or not owner.is_row:
            return parts
        whole = [each for part in parts for each in part]
        pads = padding_edits(self.page.document, owner.head, joined_edits(edit for edit, _ in whole))
        padded = [(edit, whole[0][1]) for edit in pads]
        return [[*whole, *padded]] if padded else parts

    @cached_property
    def _regeneration(self) -> Regeneration:
        return Regeneration(self.page, self.wishes)


def _proposed(owner: Entry | Finding, parts: Sequence[Sequence[tuple[Edit, str]]]) -> Proposal:
    """What is done to an entry; what is done for different reasons may be proved apart."""
    whole = [each for part in parts for each in part]
    edits, kinds = joined_edits(edit for edit, _ in whole), tuple(dict.fromkeys(kind for _, kind in whole))
    apart = tuple(_proposed(owner, [part]) for part in parts) if len(parts) > 1 else ()
    return Proposal(_name(owner), owner.span, edits, kinds=kinds, parts=apart)


def kind_of(finding: Finding) -> str:
    """What a person calls the change that mends a finding."""
    return f"{finding.code} {finding.name}"


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
        proposals = Mending(again, policy.check(again), mending.wishes).proposals
        return sum(each.count for each in proposals)

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
    left, places = tuple(findings), _Places(page)
    for _ in range(_MOST_PROOFS):
        made = apply_fixes(page.source, left, unsafe=unsafe).fixed
        dropped = {_key(each) for each in prover.prove([_proposal(places, each) for each in made]).dropped}
        if not dropped:
            return left
        left = tuple(each._replace(fix=None) if _key(each) in dropped else each for each in left)
    return tuple(each._replace(fix=None) for each in left)


def _proposal(places: _Places, finding: Finding) -> Proposal:
    assert finding.fix is not None
    fix = finding.fix
    old = places.exchanged(fix)
    new = tuple((fix.exchange[2], label) for _, label in old) if fix.exchange is not None else ()
    removes = (*(places.within(fix.takes) if fix.takes is not None else ()), *old)
    return Proposal(finding.code, finding.span, fix.edits, removes=removes, instead=new, reshapes=fix.reshapes)


def _key(of: Finding | Proposal) -> tuple[str, Span]:
    return (of.code if isinstance(of, Finding) else of.name), of.span


def _reader(page: Page, facts: Facts) -> Callable[[bytes], Page]:
    """Texts read as this list; the proof asks for each twice."""

    @lru_cache(maxsize=2)
    def read(text: bytes) -> Page:
        return page if text == page.source else facts.page(page.path, text)

    return read


def _outline(page: Page, wishes: Wishes) -> list[Named]:
    """What must be the same before and after: references, headings, entries and what they show, titles that are right.

    Versions may be told to change, and fields to appear.
    """
    return [named for _, named in _placed(page, wishes)]


class _Places:
    """Where in a page everything is named, read once for all of its fixes."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def within(self, span: Span) -> tuple[Named, ...]:
        """What goes with these bytes."""
        first = bisect_left(self._sorted, span.start, key=_place)
        inside = self._sorted[first : bisect_right(self._sorted, span.end, key=_place)]
        return tuple(named for place, named in inside if span.contains(place))

    def exchanged(self, fix: Fix) -> tuple[Named, ...]:
        """What names the old paper where a fix puts a new one."""
        if fix.exchange is None:
            return ()
        span, old, _ = fix.exchange
        return tuple(named for named in self.within(span) if named[0] == old)

    @cached_property
    def _sorted(self) -> list[tuple[Span, Named]]:
        return sorted(_placed(self._page, Wishes()), key=_place)


def _place(placed: tuple[Span, Named]) -> int:
    return placed[0].start


def _placed(page: Page, wishes: Wishes) -> Iterator[tuple[Span, Named]]:
    templated = {
        reference
        for entry in page.entries
        if wishes.regenerate and entry.layout in wishes.templates
        for reference in entry.references
    }
    for reference in page.references:
        if reference not in templated:
            yield reference.span, (_paper(reference.id), reference.kind.value)
    for heading in page.document.headings:
        yield heading.block.span, (None, f"heading {heading.level}")
    for entry in page.entries:
        yield entry.span, (entry.paper_id, f"{ENTRY}{entry.section} {_told(page, entry, wishes)}")


def _told(page: Page, entry: Entry, wishes: Wishes) -> str:
    """What an entry must tell still: of one that a template writes that is the title, and the layout."""
    if wishes.regenerate and entry.layout in wishes.templates:
        return entry.layout
    shown = f"{_shown(entry, wishes)}"
    return f"{shown} {_is_told(page, entry, wishes)}" if wishes.regenerate or wishes.fields else shown


def _is_told(page: Page, entry: Entry, wishes: Wishes) -> bool:
    """Whether its title is the record's, or may become that: what is written beside it must not be read with it."""
    judgement = page.judgement(entry)
    if judgement is None or judgement.title is None:
        return judgement is not None and "title" in wishes.fields
    return isinstance(judgement.title, Same | Differs) or (wishes.regenerate and is_part(judgement))


def _paper(identifier: ArxivId | None) -> ArxivId | None:
    return None if identifier is None else identifier.latest


def _shown(entry: Entry, wishes: Wishes) -> list[str]:
    slots = {"title": entry.title, "authors": entry.authors, "abstract": entry.abstract, "date": entry.date}
    return [name for name, slot in slots.items() if slot is not None and name not in wishes.fields]

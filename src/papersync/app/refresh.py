"""`papersync refresh`: ask what is missing or stale, update the store, mend the lists, report the rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from papersync.app.asking import Known, Sources, unconfirmed
from papersync.app.lists import Facts, ListFile, papers_named
from papersync.app.mending import Mending, Wishes, prove
from papersync.app.policy import Policy
from papersync.entries.proof import Proposal
from papersync.errors import FileError, PapersyncError
from papersync.identifiers import ArxivId
from papersync.lint.finding import Finding, Safety
from papersync.lint.page import Page
from papersync.lint.registry import WRITTEN_BY_REFRESH
from papersync.text import Edit

# A refresh that would change more than this many entries and more than this share of a list asks first (design,
# section 4).
MANY_ENTRIES = 20
LARGE_SHARE = 0.10


@dataclass(frozen=True, slots=True)
class RefreshPlan:
    """What is wished for. ``write`` is False for `--check` and `--diff`; ``yes`` agrees to large changes beforehand."""

    wishes: Wishes = Wishes()
    write: bool = True
    yes: bool = False
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Refreshed:
    """One list. ``before`` and ``after`` differ if it was (or, unless written, would be) changed.

    ``fixed`` are the findings whose repair is in ``after``, their spans count in ``before``; ``findings`` are those
    of the text that is on disk now. ``held_back`` are the proposals that wait for a yes, ``dropped`` those whose
    proof failed.
    """

    name: str
    before: bytes
    after: bytes
    findings: tuple[Finding, ...]
    fixed: tuple[Finding, ...] = ()
    completed: int = 0
    held_back: tuple[Proposal, ...] = ()
    dropped: tuple[Proposal, ...] = ()
    unmerged: bool = False
    written: bool = False

    @property
    def changed(self) -> bool:
        """Whether the text is another one."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh did. ``failed`` are the identifiers that could not be confirmed, with the reason."""

    lists: tuple[Refreshed, ...]
    known: Known
    errors: tuple[PapersyncError, ...] = ()
    store_changed: bool = False
    store_created: bool = False
    pruned: tuple[ArxivId, ...] = ()
    failed: Mapping[ArxivId, str] = field(default_factory=dict)


async def refresh(
    lists: Sequence[ListFile],
    plan: RefreshPlan,
    policy: Policy,
    sources: Sources,
) -> Refresh:
    """Refresh these lists. Raises StoreError before anything is asked or written if the store cannot be used.

    The store is written before the lists, so that a list never shows what the store does not know. ``source`` is None
    offline.
    """
    loaded = sources.store_file.load()
    named = papers_named([Facts({}).page(each.name, each.source) for each in lists])
    known = await sources.asking.ask(named, loaded.store, sources.confirmations)
    pruned = tuple(sorted(set(known.store.papers) - {each.latest for each in named})) if plan.prune else ()
    store = known.store.without(pruned) if pruned else known.store
    changed = store != loaded.store
    if plan.write and changed:
        sources.store_file.learn(known.learnt, without=pruned)
    # After the store, so that nothing counts as known which is not in it.
    known.confirmations.save()
    facts = Facts(store.papers, known.missing, unconfirmed(named, store) - known.missing, policy.judge_options)
    done: list[Refreshed] = []
    errors: list[PapersyncError] = []
    for each in lists:
        try:
            done.append(_refresh_list(each, facts, plan, policy))
        except FileError as error:
            errors.append(error)
    created = changed and loaded.is_new and plan.write
    return Refresh(tuple(done), replace(known, store=store), tuple(errors), changed, created, pruned, known.failed)


def _refresh_list(each: ListFile, facts: Facts, plan: RefreshPlan, policy: Policy) -> Refreshed:
    page = facts.page(each.name, each.source)
    findings = policy.check(page)
    mending = Mending(page, findings, plan.wishes)
    if each.unmerged or not mending.proposals:
        return Refreshed(each.name, each.source, each.source, findings, unmerged=each.unmerged)
    proved = prove(mending, facts, policy)
    if _is_large(page, proved.kept) and not plan.yes:
        held = replace(proved, text=each.source) if plan.write else proved
        return Refreshed(each.name, each.source, held.text, findings, held_back=proved.kept, dropped=proved.dropped)
    made = {edit for proposal in proved.kept for edit in proposal.edits}
    fixed = tuple(replace(finding, fixed=True) for finding in findings if _is_fixed(finding, made))
    mended = {edit for finding in fixed if finding.fix is not None for edit in finding.fix.edits}
    completed = sum(1 for proposal in proved.kept if not mended.issuperset(proposal.edits))
    if not plan.write:
        return Refreshed(each.name, each.source, proved.text, findings, fixed, completed, dropped=proved.dropped)
    if proved.text != each.source:
        each.write(proved.text)
    left = policy.check(facts.page(each.name, proved.text))
    written = proved.text != each.source
    return Refreshed(
        each.name, each.source, proved.text, left, fixed, completed, dropped=proved.dropped, written=written
    )


def _is_large(page: Page, proposals: Sequence[Proposal]) -> bool:
    total = max(len(page.entries), len(page.references), 1)
    return len(proposals) > MANY_ENTRIES and len(proposals) > LARGE_SHARE * total


def _is_fixed(finding: Finding, made: Collection[Edit]) -> bool:
    """Whether refresh repairs such findings, and all edits of this one's fix were made."""
    if finding.code not in WRITTEN_BY_REFRESH or finding.fix is None or finding.fix.safety is not Safety.SAFE:
        return False
    return all(edit in made for edit in finding.fix.edits)

"""`papersync refresh`: ask what is missing or stale, update the store, mend the lists, report the rest."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from papersync.app.asking import Known, Sources
from papersync.app.doubts import with_first_titles
from papersync.app.facts import Facts
from papersync.app.lists import ListFile, papers_named, read_again, readable
from papersync.app.mending import Mending, Wishes, kind_of, prove
from papersync.app.pending import Learnt, begin
from papersync.app.policy import Policy
from papersync.app.regenerating import Left
from papersync.entries.proof import Proposal
from papersync.errors import InputError, PapersyncError
from papersync.identifiers import ArxivId
from papersync.lint.finding import Finding, Safety
from papersync.lint.page import Page
from papersync.lint.registry import WRITTEN_BY_REFRESH
from papersync.store.hearsay import unconfirmed
from papersync.store.repository import StoreFile
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
    proof failed, ``completed`` how many entries were written beyond what findings mend, in how many changes of which
    ``kinds``, ``left`` the entries that cannot be written as wished, in ``before``.
    """

    name: str
    before: bytes
    after: bytes
    findings: tuple[Finding, ...]
    fixed: tuple[Finding, ...] = ()
    completed: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    entries: int = 0
    held_back: tuple[Proposal, ...] = ()
    dropped: tuple[Proposal, ...] = ()
    left: tuple[Left, ...] = ()
    unmerged: bool = False
    written: bool = False

    @property
    def changed(self) -> bool:
        """Whether the text is another one."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh did. ``named`` are the papers of the lists, with their versions; ``failed`` are those that could
    not be confirmed, with the reason; ``unsearched`` titles could not be searched for. ``stored`` says that what was
    learnt is in the store by now, ``remembered`` that the next run knows when it was.
    """

    lists: tuple[Refreshed, ...]
    known: Known
    named: Collection[ArxivId] = ()
    errors: tuple[PapersyncError, ...] = ()
    stored: bool = False
    remembered: bool = True
    store_changed: bool = False
    store_created: bool = False
    pruned: tuple[ArxivId, ...] = ()
    failed: Mapping[ArxivId, str] = field(default_factory=dict)
    unsearched: int = 0


NAMED_SINCE = "named in a list only since arXiv was asked"

Agree = Callable[[Sequence[Refreshed]], bool]
"""Asked once with the lists that would change much; False writes nothing at all."""


def settle(learnt: Learnt, plan: RefreshPlan, policy: Policy, store_file: StoreFile, agree: Agree) -> Refresh:
    """Mend the lists with what was learnt, and write store and lists unless the plan or a large change forbids it.

    Asking may have taken minutes, so the lists are read again, and what somebody wrote meanwhile is what is mended. The
    store is written before the lists, so that a list never shows what the store does not know.
    """
    learnt, lost = _as_lists_are_now(learnt)
    known, named = learnt.known, learnt.named
    pruned = tuple(sorted(set(known.store.papers) - {each.latest for each in named})) if plan.prune else ()
    store = known.store.without(pruned)
    facts = Facts(
        store.papers,
        known.missing,
        unconfirmed(named, store) - known.missing,
        policy.judge_options,
        policy.links,
        learnt.suggested,
    )
    mended = [_mended(each, facts, plan, policy) for each in learnt.lists]
    held = [each for each in mended if each.held_back]
    may_write = plan.write and (plan.yes or not held or agree(held))
    changed = store != learnt.before.store
    if may_write and changed:
        store_file.learn(known.learnt, without=pruned)
    # After the store, so that nothing counts as known which is not in it.
    remembered = known.confirmations.save()
    done, errors = _written(learnt.lists, mended, facts, policy) if may_write else (_unwritten(mended, plan), [])
    created = changed and learnt.before.is_new and may_write
    stored = replace(known, store=store)
    return Refresh(
        tuple(done),
        stored,
        named,
        errors=(*lost, *errors),
        stored=may_write,
        remembered=remembered,
        store_changed=changed,
        store_created=created,
        pruned=pruned,
        failed=known.failed,
        unsearched=learnt.unsearched,
    )


async def refresh(lists: Sequence[ListFile], plan: RefreshPlan, policy: Policy, sources: Sources) -> Refresh:
    """Ask and settle in one; a large change is written only if the plan agrees beforehand."""
    learnt = await with_first_titles(await begin(lists, sources).ask(), policy, sources)
    return settle(learnt, plan, policy, sources.store_file, lambda _: False)


def _as_lists_are_now(learnt: Learnt) -> tuple[Learnt, Sequence[PapersyncError]]:
    """The same knowledge of the lists on disk, and what is wrong with those that cannot be read any more.

    A paper that is named only now was not asked for. One that is named no more counts as named: its record stays.
    """
    lists, lost = read_again(learnt.lists)
    lists, unreadable = readable(lists)
    before = set(map(id, learnt.lists))
    changed = papers_named(each.contents for each in lists if id(each) not in before)
    late = unconfirmed({each.latest for each in changed} - {each.latest for each in learnt.named}, learnt.known.store)
    known = learnt.known
    if late:
        failed = {**known.failed, **dict.fromkeys(late, NAMED_SINCE)}
        known = replace(known, failed=failed, last_confirmed={**known.last_confirmed, **dict.fromkeys(late)})
    errors = (*learnt.errors, *lost, *unreadable)
    return replace(learnt, lists=lists, named={*learnt.named, *changed}, known=known), errors


def _mended(each: ListFile, facts: Facts, plan: RefreshPlan, policy: Policy) -> Refreshed:
    """The list as it would be written; its findings are those of the text before."""
    page = facts.page(each.name, each.contents)
    findings = policy.check(page)
    mending = Mending(page, findings, plan.wishes)
    if each.unmerged or not mending.proposals:
        left = () if each.unmerged else mending.left
        return Refreshed(each.name, each.source, each.source, findings, left=left, unmerged=each.unmerged)
    proved = prove(mending, facts, policy)
    sorted_made = sorted({edit for proposal in proved.kept for edit in proposal.edits})
    fixed = tuple(finding._replace(fixed=True) for finding in findings if _is_fixed(finding, sorted_made))
    mended = {kind_of(finding) for finding in findings}
    beyond = [[kind for kind in proposal.kinds if kind not in mended] for proposal in proved.kept]
    return Refreshed(
        each.name,
        each.source,
        proved.text,
        findings,
        fixed,
        completed=sum(1 for kinds in beyond if kinds),
        kinds=tuple(Counter(kind for kinds in beyond for kind in kinds).most_common()),
        entries=len(page.entries),
        held_back=proved.kept if _is_large(page, proved.kept) else (),
        dropped=proved.dropped,
        left=mending.left,
    )


def _written(
    lists: Sequence[ListFile], mended: Sequence[Refreshed], facts: Facts, policy: Policy
) -> tuple[list[Refreshed], list[PapersyncError]]:
    """Write what changed; findings are then those of the new text.

    A list that cannot be written is an error of its own; its findings are those of the old text.
    """
    done: list[Refreshed] = []
    errors: list[PapersyncError] = []
    for file, each in zip(lists, mended, strict=True):
        if not each.changed:
            done.append(replace(each, held_back=()))
            continue
        try:
            file.write(each.after)
        except InputError as error:
            errors.append(error)
            done.append(replace(each, after=each.before, fixed=(), completed=0, kinds=(), held_back=()))
        else:
            left = policy.check(facts.page(each.name, each.after))
            done.append(replace(each, findings=left, held_back=(), written=True))
    return done, errors


def _unwritten(mended: Sequence[Refreshed], plan: RefreshPlan) -> list[Refreshed]:
    """For a check what would be; where a yes is wanting nothing at all."""
    if plan.write:
        return [replace(each, after=each.before, fixed=(), completed=0, kinds=()) for each in mended]
    return [replace(each, held_back=()) if plan.yes else each for each in mended]


def _is_large(page: Page, proposals: Sequence[Proposal]) -> bool:
    total = max(len(page.entries), len(page.references), 1)
    return len(proposals) > MANY_ENTRIES and len(proposals) > LARGE_SHARE * total


def _is_fixed(finding: Finding, made: Sequence[Edit]) -> bool:
    """Whether refresh repairs such findings, and all edits of this one's fix were made or lie in one that was.

    ``made`` are sorted and do not overlap.
    """
    if finding.code not in WRITTEN_BY_REFRESH or finding.fix is None or finding.fix.safety is not Safety.SAFE:
        return False
    return all(_is_made(edit, made) for edit in finding.fix.edits)


def _is_made(edit: Edit, made: Sequence[Edit]) -> bool:
    at = bisect_right(made, edit.span.start, key=lambda other: other.span.start)
    # Behind an insertion another edit may begin at the same place.
    return any(edit == other or other.span.contains(edit.span) for other in made[max(0, at - 2) : at])

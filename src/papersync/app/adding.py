"""Adding as a whole: which papers need a record, the records, then one write of store and list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from papersync.app.add import (
    AddPlan,
    Elsewhere,
    Outcome,
    Target,
    is_there,
    needs_record,
    places_in,
    standing,
    target_in,
)
from papersync.app.asking import Asking, Known, Sources
from papersync.app.lists import ListFile
from papersync.app.moving import moved
from papersync.app.writing import with_papers
from papersync.errors import MissingPaperError, SourceError
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.store.codec import Store

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Added:
    """What became of each identifier, in their order; the list before and after; whether the store is new."""

    target: Target
    outcomes: tuple[tuple[ArxivId, Outcome], ...]
    text: bytes
    store_created: bool = False


async def add(
    ids: Sequence[ArxivId],
    target: Target,
    plan: AddPlan,
    sources: Sources,
    *,
    others: Sequence[ListFile] = (),
    write: bool = True,
) -> Added:
    """Add the papers, all or none; ``others`` are the lists besides the target's that must not name them either.

    Raises ListedElsewhereError, MissingPaperError if arXiv has no such paper, SourceError if it could not be asked;
    nothing is written then. With ``write`` False nothing is written in any case.
    """
    elsewhere = places_in(others)
    distinct = dict.fromkeys(ids)
    wanted = [each for each in distinct if needs_record(target, each, plan, elsewhere.get(each.latest, ()))]
    loaded = sources.store_file.load()
    known = await _records(wanted, loaded.store, sources)
    outcomes, now, new = [], target, []
    for each in distinct:
        outcome = _outcome(now, each, plan)
        outcomes.append((each, outcome))
        if outcome is Outcome.MOVED:
            text = moved(now, each, otherwise="move it by hand, or use --also")
            # The anchor stays, whatever the section's name meant: a heading that moves might answer to the same name.
            now = target_in(target.file, text, replace(plan, section=target.section.heading.slug))
        elif outcome is Outcome.ADDED:
            record = known.store.get(each)
            assert record is not None, "asked for before anything is placed"
            new.append((record, each))
    text = with_papers(now, new, plan) if new else now.text
    records = [record for record, _ in new]
    if write:
        if text != target.file.source:
            target.file.require_writable()
        sources.store_file.learn(records)
        known.confirmations.save()
        if text != target.file.source:
            target.file.write(text)
    return Added(target, tuple(outcomes), text, write and loaded.is_new and bool(records))


def _outcome(target: Target, paper: ArxivId, plan: AddPlan) -> Outcome:
    """What is to be done with a paper that may be added."""
    if is_there(target, paper):
        return Outcome.THERE
    return Outcome.MOVED if plan.elsewhere is Elsewhere.MOVE and standing(target, paper) else Outcome.ADDED


async def _records(wanted: Sequence[ArxivId], store: Store, sources: Sources) -> Known:
    """Records for all of these. What the store has from a source serves, however old: refresh is for news."""
    unknown = [each for each in wanted if not _serves(store.get(each), each)]
    known = Known(store, sources.confirmations)
    if unknown:
        # An answer of today that said "missing" is asked again: a person insists.
        asking = Asking(sources.source, sources.now, max_age=timedelta(0))
        known = await asking.ask(unknown, store, sources.confirmations)
    failed = {each: known.failed[each.latest] for each in unknown if each.latest in known.failed}
    if sources.source is None:
        # Offline an old record is good enough, but not for a version that it knows nothing of.
        unserved = [each for each in unknown if not _serves(known.store.get(each), each)]
        failed = dict.fromkeys(unserved, "not asked: offline") | failed
    if failed:
        raise _not_looked_up(failed, len(wanted), offline=sources.source is None)
    for each in unknown:
        if each in known.missing or each.latest in known.missing:
            what = "version" if each.version is not None and each.latest not in known.missing else "paper"
            raise MissingPaperError(
                f"arXiv has no such {what}: {each}", hint="nothing was written; check the identifier"
            )
    return known


def _not_looked_up(failed: Mapping[ArxivId, str], wanted: int, *, offline: bool) -> SourceError:
    """Which papers, why (the most frequent reason), and that those which could be looked up were not added either."""
    ((reason, _),) = Counter(failed.values()).most_common(1)
    named = ", ".join(map(str, list(failed)[:_MOST_NAMED])) + (" …" if len(failed) > _MOST_NAMED else "")
    shown = named if wanted == 1 else f"{len(failed)} of {wanted} papers ({named})"
    rest = "; none of the papers was added" if wanted > len(failed) else ""
    again = "run it without --offline" if offline else "run it again later"
    return SourceError(f"{shown} could not be looked up: {reason}", hint=f"nothing was written{rest}; {again}")


def _serves(record: Paper | None, asked: ArxivId) -> bool:
    if record is None or record.origin in ("bundled", "list") or record.abstract is None:
        return False
    return (asked.version or 0) <= record.version

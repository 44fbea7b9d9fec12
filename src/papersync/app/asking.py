"""What is known of the papers in the lists: from the store where it is fresh, else from the source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import assert_never

from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.sources.answers import Answer, Failed, Found, Missing, Source
from papersync.store.codec import Store
from papersync.store.confirmations import Confirmations, digest
from papersync.store.repository import StoreFile
from papersync.store.update import merge_record


@dataclass(frozen=True, slots=True)
class Known:
    """What is known after asking.

    ``learnt`` are the records to store. ``missing`` keeps versions where a version is missing; ``failed`` are those
    that no source has answered for in time, with the reason.
    """

    store: Store
    confirmations: Confirmations
    missing: frozenset[ArxivId] = frozenset()
    learnt: tuple[Paper, ...] = ()
    failed: Mapping[ArxivId, str] = field(default_factory=dict)
    added: tuple[ArxivId, ...] = ()
    updated: tuple[ArxivId, ...] = ()

    @property
    def records(self) -> Mapping[ArxivId, Paper]:
        """Records by identifier without version."""
        return self.store.papers


@dataclass(frozen=True, slots=True)
class Sources:
    """Where records come from and when they count as fresh; ``source`` is None offline."""

    store_file: StoreFile
    confirmations: Confirmations
    source: Source | None
    now: datetime
    max_age: timedelta

    @property
    def asking(self) -> Asking:
        """The rules of asking with these."""
        return Asking(self.source, self.now, self.max_age)


@dataclass(frozen=True, slots=True)
class Asking:
    """When to ask again: ``max_age`` after the last answer.

    ``source`` is None when nothing may be asked (`--offline`).
    """

    source: Source | None
    now: datetime
    max_age: timedelta

    async def ask(self, ids: Collection[ArxivId], store: Store, confirmations: Confirmations) -> Known:
        """Have a record, a "missing" or a failure for each paper named; versions are checked against the record."""
        named = sorted({each.latest for each in ids}, key=lambda each: _turn(each, confirmations))
        wanted = [each for each in named if self._is_stale(each, ids, store, confirmations)]
        answers: list[Answer] = []
        if self.source is not None:
            answers = [answer async for answer in self.source.fetch(wanted)]
            known = _learn(answers, store, confirmations, self.now)
        else:
            failed = {each: "not asked: offline" for each in wanted if not is_confirmed(store.get(each))}
            known = Known(store, confirmations, failed=failed)
        return _with_missing(known, ids, answers, self.now)

    def _is_stale(self, paper: ArxivId, ids: Collection[ArxivId], store: Store, confirmations: Confirmations) -> bool:
        if not self._is_fresh(paper, confirmations):
            return True
        last, record = confirmations.last(paper), store.get(paper)
        if last is not None and last.answer == "missing":
            return False
        if record is None or last is None or last.record != digest(record):
            return True
        beyond = (each for each in ids if each.base == paper.base and (each.version or 0) > record.version)
        return any(not self._is_fresh(each, confirmations) for each in beyond)

    def _is_fresh(self, asked: ArxivId, confirmations: Confirmations) -> bool:
        age = confirmations.age(asked, self.now)
        return age is not None and age <= self.max_age


def _turn(paper: ArxivId, confirmations: Confirmations) -> tuple[datetime, ArxivId]:
    """Never confirmed first, then the oldest; stable for equal ages."""
    last = confirmations.last(paper)
    return (datetime.min.replace(tzinfo=UTC) if last is None else last.at, paper)


def is_confirmed(record: Paper | None) -> bool:
    """Whether a source has answered for the record: what came bundled or from a list is hearsay."""
    return record is not None and record.origin not in ("bundled", "list")


def unconfirmed(ids: Collection[ArxivId], store: Store) -> frozenset[ArxivId]:
    """The papers for whose record no source has answered."""
    return frozenset(each.latest for each in ids if not is_confirmed(store.get(each)))


def _learn(answers: Sequence[Answer], store: Store, confirmations: Confirmations, now: datetime) -> Known:
    records: list[Paper] = []
    added, updated = [], []
    missing, failed = [], {}
    for answer in answers:
        match answer:
            case Found(id=paper_id, paper=paper):
                old = store.get(paper_id)
                record = merge_record(old, paper)
                if old is None:
                    added.append(paper.id)
                elif record is not old:
                    updated.append(paper.id)
                records.append(record)
            case Missing(id=paper_id):
                missing.append(paper_id)
            case Failed(id=paper_id, reason=reason):
                failed[paper_id] = reason
            case _:
                assert_never(answer)
    # A paper that once was found is never called missing (law 4). An answer that says so is not to be believed, nor is
    # what came with it.
    if any(is_confirmed(store.get(paper_id)) for paper_id in missing):
        failed |= dict.fromkeys(missing, "arXiv's answer lacks papers that it had before")
    gone = [paper_id for paper_id in missing if paper_id not in failed]
    return Known(
        store.updated(records),
        # Where nothing at all was found the source may be ill: said now, and asked again next time.
        confirmations.with_answers(records, gone if records else (), now),
        frozenset(gone),
        tuple(records),
        failed,
        tuple(sorted(added)),
        tuple(sorted(updated)),
    )


def _with_missing(known: Known, ids: Collection[ArxivId], answers: Sequence[Answer], now: datetime) -> Known:
    """Add versions beyond the record that was just confirmed, and what earlier answers called missing."""
    fresh = {answer.id for answer in answers if isinstance(answer, Found)}
    beyond = {
        each
        for each in ids
        if each.latest in fresh and (record := known.store.get(each)) and (each.version or 0) > record.version
    }
    confirmations = known.confirmations.with_answers((), beyond, now)
    remembered = {
        asked
        for each in ids
        for asked in (each, each.latest)
        if asked.latest not in known.failed
        and (last := confirmations.last(asked)) is not None
        and last.answer == "missing"
        and not _has(known.store, asked)
    }
    return replace(known, confirmations=confirmations, missing=known.missing | beyond | remembered)


def _has(store: Store, asked: ArxivId) -> bool:
    record = store.get(asked)
    return record is not None and (asked.version or 0) <= record.version

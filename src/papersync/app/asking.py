"""What is known of the papers in the lists: from the store where it is fresh, else from the source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, assert_never

from papersync.app.rotation import rotated
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.sources.answers import Answer, Failed, Found, Missing, Source
from papersync.store.codec import Store
from papersync.store.confirmations import Confirmation, Confirmations, confirmed, digest
from papersync.store.hearsay import is_confirmed
from papersync.store.repository import StoreFile
from papersync.store.update import merge_record

NOT_ASKED: Final = "not asked: interrupted"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known after asking.

    ``learnt`` are the records to store. ``missing`` keeps versions where a version is missing; ``failed`` are those
    that no source has answered for in time, with the reason. ``last_confirmed`` says for each of those when a source
    last answered for what the store holds of it; None is unknown.
    """

    store: Store
    confirmations: Confirmations
    missing: frozenset[ArxivId] = frozenset()
    learnt: tuple[Paper, ...] = ()
    failed: Mapping[ArxivId, str] = field(default_factory=dict)
    last_confirmed: Mapping[ArxivId, datetime | None] = field(default_factory=dict)
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
        question = self.question(ids, store, confirmations)
        await question.ask()
        return question.known()

    def question(self, ids: Collection[ArxivId], store: Store, confirmations: Confirmations) -> Question:
        """What `ask` would ask, nothing asked yet: for whoever wants to know the answers so far when interrupted."""
        named: dict[ArxivId, list[ArxivId]] = {}
        for each in ids:
            named.setdefault(each.latest, []).append(each)
        wanted = [paper for paper, asked in named.items() if self._is_stale(paper, asked, store, confirmations)]
        return Question(self, ids, store, confirmations, tuple(_in_turn(wanted, store, confirmations, self.now)))

    def _is_stale(self, paper: ArxivId, asked: Sequence[ArxivId], store: Store, confirmations: Confirmations) -> bool:
        """Whether to ask for a paper; *asked* are its identifiers in the lists, each with its version."""
        if not self._is_fresh(paper, confirmations):
            return True
        last, record = confirmations.last(paper), store.get(paper)
        if last is not None and last.answer == "missing":
            return False
        if record is None or last is None or last.record != digest(record):
            return True
        return any((each.version or 0) > record.version and not self._is_fresh(each, confirmations) for each in asked)

    def _is_fresh(self, asked: ArxivId, confirmations: Confirmations) -> bool:
        age = confirmations.age(asked, self.now)
        return age is not None and age <= self.max_age


@dataclass(slots=True)
class Question:
    """One asking and its answers so far. ``wanted`` is what is missing or stale, in its order; ``records`` are those
    to keep of what was found, made while the next answer is waited for.
    """

    asking: Asking
    ids: Collection[ArxivId]
    store: Store
    confirmations: Confirmations
    wanted: tuple[ArxivId, ...]
    answers: dict[ArxivId, Answer] = field(default_factory=dict)
    records: dict[ArxivId, tuple[Paper, Confirmation]] = field(default_factory=dict)

    async def ask(self) -> None:
        """Ask the source, if there is one. Cancelled or not, `known` has what arrived."""
        if self.asking.source is not None:
            async for answer in self.asking.source.fetch(self.wanted):
                self.answers[answer.id] = answer
                if isinstance(answer, Found):
                    record = merge_record(self.store.get(answer.id), answer.paper)
                    self.records[answer.id] = record, confirmed(record, self.asking.now)

    def known(self) -> Known:
        """What is known with the answers so far, at any moment; what has none yet has failed."""
        now = self.asking.now
        if self.asking.source is None:
            failed = {each: "not asked: offline" for each in self.wanted if not is_confirmed(self.store.get(each))}
            known = Known(self.store, self.confirmations, failed=failed)
        else:
            known = self._learnt()
        last = {each: _last_confirmed(each, self.store, self.confirmations, now) for each in known.failed}
        return replace(_with_missing(known, self.ids, self.answers.values(), now), last_confirmed=last)

    def _learnt(self) -> Known:
        store, news = self.store, {}
        records: list[Paper] = []
        added, updated = [], []
        missing, failed = [], {}
        for each in self.wanted:
            match self.answers.get(each) or Failed(each, NOT_ASKED):
                case Found(id=paper_id):
                    old, (record, news[str(paper_id)]) = store.get(paper_id), self.records[paper_id]
                    if old is None:
                        added.append(record.id)
                    elif record is not old:
                        updated.append(record.id)
                    records.append(record)
                case Missing(id=paper_id):
                    missing.append(paper_id)
                case Failed(id=paper_id, reason=reason):
                    failed[paper_id] = reason
                case _ as never:
                    assert_never(never)
        # A paper that once was found is never called missing (law 4). An answer that says so is not to be believed, nor
        # is what came with it.
        if any(is_confirmed(store.get(paper_id)) for paper_id in missing):
            failed |= dict.fromkeys(missing, "arXiv's answer lacks papers that it had before")
        gone = [paper_id for paper_id in missing if paper_id not in failed]
        return Known(
            store.updated(records),
            # Where nothing at all was found the source may be ill: said now, and asked again next time.
            self.confirmations.with_news(news).with_answers((), gone if records else (), self.asking.now),
            frozenset(gone),
            tuple(records),
            failed,
            added=tuple(sorted(added)),
            updated=tuple(sorted(updated)),
        )


def _in_turn(papers: Iterable[ArxivId], store: Store, confirmations: Confirmations, now: datetime) -> Iterator[ArxivId]:
    """The order of asking: first what has no record of a source's, then what has one that was never confirmed as far as
    is remembered, then the oldest. What was never confirmed takes turns by date.
    """
    lacking: list[ArxivId] = []
    unremembered: list[ArxivId] = []
    lost: list[tuple[timedelta, ArxivId]] = []
    remembered: list[tuple[timedelta, ArxivId]] = []
    for paper in sorted(papers):
        has_record, age, last = is_confirmed(store.get(paper)), confirmations.age(paper, now), confirmations.last(paper)
        if age is None or last is None:
            (unremembered if has_record else lacking).append(paper)
        else:
            (remembered if has_record or last.answer == "missing" else lost).append((-age, paper))
    yield from rotated(lacking, now)
    yield from (paper for _, paper in sorted(lost))
    yield from rotated(unremembered, now)
    yield from (paper for _, paper in sorted(remembered))


def _last_confirmed(paper: ArxivId, store: Store, confirmations: Confirmations, now: datetime) -> datetime | None:
    """When a source last answered for what the store holds of the paper; None if that is unknown."""
    last, record = confirmations.last(paper), store.get(paper)
    if last is None or last.at > now:
        return None
    return None if record is not None and last.record not in (None, digest(record)) else last.at


def _with_missing(known: Known, ids: Collection[ArxivId], answers: Iterable[Answer], now: datetime) -> Known:
    """Add versions beyond the record that was just confirmed, and what earlier answers called missing."""
    fresh = {answer.id for answer in answers if isinstance(answer, Found)}
    beyond = {
        each
        for each in (ids if fresh else ())
        if each.latest in fresh and (record := known.store.get(each)) and (each.version or 0) > record.version
    }
    confirmations = known.confirmations.with_answers((), beyond, now)
    remembered = {
        asked
        for each in (ids if confirmations.missing else ())
        for asked in (each, each.latest)
        if asked.latest not in known.failed and str(asked) in confirmations.missing and not _has(known.store, asked)
    }
    return replace(known, confirmations=confirmations, missing=known.missing | beyond | remembered)


def _has(store: Store, asked: ArxivId) -> bool:
    record = store.get(asked)
    return record is not None and (asked.version or 0) <= record.version

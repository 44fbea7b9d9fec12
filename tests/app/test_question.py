"""The order of asking, what an interrupted or refused run keeps, and since when the rest is unconfirmed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from papersync.app.asking import NOT_ASKED, Asking, Known
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.sources.answers import Answer, Failed, Found, Missing
from papersync.store.codec import Store
from papersync.store.confirmations import Confirmations
from tests.records import paper

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MAX_AGE = timedelta(hours=20)
NOTHING = Confirmations(Path("unused"), "http://127.0.0.1:9")
MANY = [paper(f"2301.{n:05}", f"On {n}") for n in range(1, 1_001)]
UNKNOWN = ArxivId("2101.00001")


@dataclass
class Refusing:
    """A source that has every paper but *lacks*, and refuses after *patience* of them; at *hangs* it never answers."""

    patience: int = 100_000
    hangs: bool = False
    lacks: frozenset[ArxivId] = frozenset()
    asked: list[ArxivId] = field(default_factory=list)
    hanging: asyncio.Event = field(default_factory=asyncio.Event)

    async def fetch(self, ids: Sequence[ArxivId]) -> AsyncIterator[Answer]:
        self.asked.extend(ids)
        for n, each in enumerate(ids):
            if n >= self.patience:
                if self.hangs:
                    self.hanging.set()
                    await asyncio.Event().wait()
                yield Failed(each, "arXiv answered 429 twice")
            else:
                yield Missing(each) if each in self.lacks else Found(each, paper(each.base, f"On {int(each.base[5:])}"))


def ask(
    source: Refusing | None,
    ids: Sequence[ArxivId],
    store: Store | None = None,
    before: Confirmations = NOTHING,
    now: datetime = NOW,
) -> Known:
    return asyncio.run(Asking(source, now, MAX_AGE).ask(ids, store or Store(), before))


def wanted(store: Store, before: Confirmations, now: datetime = NOW, ids: Sequence[Paper] = MANY) -> list[ArxivId]:
    return list(Asking(None, now, MAX_AGE).question([each.id for each in ids], store, before).wanted)


def test_what_arrived_before_a_refusal_is_kept_and_the_next_run_begins_with_the_rest() -> None:
    ids = [each.id for each in MANY]
    first = ask(Refusing(patience=600), ids)
    assert len(first.learnt) == len(first.records) == 600
    assert set(first.failed.values()) == {"arXiv answered 429 twice"}
    assert set(first.last_confirmed) == set(first.failed) == set(ids) - set(first.records)
    second = Refusing(patience=100)
    known = ask(second, ids, first.store, first.confirmations, NOW + DAY)
    assert set(second.asked[:400]) == set(first.failed), "what was never confirmed comes first"
    assert set(second.asked[400:]) == set(first.records)
    assert len(known.records) == 700
    third = wanted(known.store, known.confirmations, NOW + 2 * DAY)
    assert set(third[:300]) == set(ids) - set(known.records)
    assert third[300:900] == sorted(first.records), "then the oldest"


def test_the_order_of_asking() -> None:
    bare, hearsay, lost, unremembered, old, denied, fresh, tomorrow = MANY[:8]
    store = Store.of([replace(hearsay, origin="bundled"), unremembered, old, fresh, tomorrow])
    before = (
        NOTHING.with_answers([old], [], NOW - 3 * DAY)
        .with_answers([], [denied.id], NOW - 2 * DAY)
        .with_answers([lost], [], NOW - DAY)
        .with_answers([fresh], [], NOW - timedelta(hours=1))
        .with_answers([tomorrow], [], NOW + DAY)
    )
    order = wanted(store, before, ids=MANY[:8])
    assert set(order[:2]) == {bare.id, hearsay.id}, "no record of a source's, nothing remembered"
    assert order[2] == lost.id, "no record, though there once was one"
    assert set(order[3:5]) == {unremembered.id, tomorrow.id}, "a moment in the future says nothing"
    assert order[5:] == [old.id, denied.id], "the oldest first"


@pytest.mark.parametrize("has_records", [pytest.param(True, id="stored"), pytest.param(False, id="nothing stored")])
@pytest.mark.parametrize(("a_day", "days"), [(100, 13), (200, 8), (600, 3)])
def test_without_a_cache_the_tail_is_not_starved(has_records: bool, a_day: int, days: int) -> None:
    """A fresh runner each day, whose store is that of the repository (or never arrives there)."""
    store = Store.of(MANY) if has_records else Store()
    reached: set[ArxivId] = set()
    for day in range(days):
        reached.update(wanted(store, NOTHING, NOW + day * DAY)[:a_day])
    assert len(reached) == 1_000


def test_one_day_asks_in_one_order() -> None:
    store = Store.of(MANY)
    assert wanted(store, NOTHING, NOW) == wanted(store, NOTHING, NOW + timedelta(hours=11), ids=MANY[::-1])


def test_a_question_without_answers_knows_nothing_new() -> None:
    question = Asking(Refusing(), NOW, MAX_AGE).question([MANY[0].id, MANY[1].id], Store.of(MANY[:1]), NOTHING)
    known = question.known()
    assert known.store is question.store
    assert known.confirmations.answers == {}
    assert known.failed == dict.fromkeys([MANY[0].id, MANY[1].id], NOT_ASKED)
    assert known.missing == frozenset()


def test_an_interrupted_question_keeps_what_arrived() -> None:
    source = Refusing(patience=7, hangs=True)
    ids = [each.id for each in MANY[:10]]
    question = Asking(source, NOW, MAX_AGE).question(ids, Store(), NOTHING)

    async def interrupted() -> None:
        task = asyncio.create_task(question.ask())
        await source.hanging.wait()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(interrupted())
    known = question.known()
    assert {each.id for each in known.learnt} == set(source.asked[:7])
    assert known.failed == dict.fromkeys(source.asked[7:], NOT_ASKED)
    assert all(known.confirmations.age(each, NOW) == timedelta(0) for each in source.asked[:7])
    assert wanted(known.store, known.confirmations, ids=MANY[:10]) == sorted(source.asked[7:]), "the next run goes on"


def test_a_finished_question_knows_what_asking_said() -> None:
    asking, ids = Asking(Refusing(patience=5), NOW, MAX_AGE), [each.id for each in MANY[:9]]
    question = asking.question(ids, Store(), NOTHING)
    asyncio.run(question.ask())
    again = Asking(Refusing(patience=5), NOW, MAX_AGE)
    assert asyncio.run(again.ask(ids, Store(), NOTHING)) == question.known()


def test_offline_asks_nothing_and_says_since_when() -> None:
    before = NOTHING.with_answers([], [UNKNOWN], NOW - 3 * DAY)
    known = ask(None, [UNKNOWN, MANY[0].id], before=before)
    assert known.last_confirmed == {UNKNOWN: NOW - 3 * DAY, MANY[0].id: None}


STORED = MANY[0]


@pytest.mark.parametrize(
    ("store", "before", "last"),
    [
        pytest.param([STORED], NOTHING.with_answers([STORED], [], NOW - 3 * DAY), NOW - 3 * DAY, id="as confirmed"),
        pytest.param([STORED], NOTHING, None, id="no cache"),
        pytest.param([], NOTHING, None, id="nothing at all"),
        pytest.param([STORED], NOTHING.with_answers([STORED], [], NOW + DAY), None, id="a clock was wrong"),
        pytest.param(
            [replace(STORED, title="Another")], NOTHING.with_answers([STORED], [], NOW - 3 * DAY), None,
            id="the store holds another record than the one confirmed",
        ),
        pytest.param([], NOTHING.with_answers([], [STORED.id], NOW - 3 * DAY), NOW - 3 * DAY, id="it was missing then"),
    ],
)  # fmt: skip
def test_a_failure_says_since_when_and_leaves_the_record(
    store: list[Paper], before: Confirmations, last: datetime | None
) -> None:
    known = ask(Refusing(patience=0), [STORED.id, ArxivId(STORED.id.base, 9)], Store.of(store), before)
    assert known.failed == {STORED.id: "arXiv answered 429 twice"}
    assert known.last_confirmed == {STORED.id: last}
    assert list(known.store) == store
    assert known.confirmations == before
    assert known.missing == frozenset(), "neither the paper nor its version, whatever was said before"


def test_a_version_that_was_missing_is_not_missing_while_its_paper_fails() -> None:
    beyond = ArxivId(STORED.id.base, 9)
    first = ask(Refusing(), [beyond])
    assert first.missing == {beyond}
    later = ask(Refusing(patience=0), [beyond], first.store, first.confirmations, NOW + DAY)
    assert later.missing == frozenset()
    assert later.last_confirmed == {STORED.id: NOW}


def test_asking_for_ten_thousand_fresh_papers_is_quick() -> None:
    """Every paper with a version beyond its record, so that each is compared with all its identifiers in the lists."""
    papers = [paper(f"2302.{n:05}", f"On {n}") for n in range(1, 5_001)]
    ids = [asked for each in papers for asked in (each.id, ArxivId(each.id.base, 9))]
    before = NOTHING.with_answers(papers, [asked for asked in ids if asked.version], NOW)
    started_s = time.process_time()
    assert Asking(None, NOW, MAX_AGE).question(ids, Store.of(papers), before).wanted == ()
    assert time.process_time() - started_s < 1.5

"""What is asked for, what is remembered, and what an answer may change."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from papersync.app.asking import Asking, Known
from papersync.identifiers import ArxivId
from papersync.sources.answers import Answer, Failed, Found, Missing
from papersync.store.codec import Store
from papersync.store.confirmations import Confirmations
from papersync.store.hearsay import unconfirmed
from tests.records import NEURAL, RANKGEN, SCALING

NOW = datetime(2026, 11, 22, tzinfo=UTC)
DAY = timedelta(hours=20)
UNKNOWN = ArxivId("2101.00001")


@dataclass
class Scripted:
    """A source that gives these answers and remembers what it was asked; what it does not know is missing."""

    answers: dict[ArxivId, Answer] = field(default_factory=dict)
    asked: list[list[ArxivId]] = field(default_factory=list)

    async def fetch(self, ids: Sequence[ArxivId]) -> AsyncIterator[Answer]:
        self.asked.append(list(ids))
        for each in ids:
            yield self.answers.get(each, Missing(each))


def source(*papers: Answer) -> Scripted:
    return Scripted({answer.id: answer for answer in papers})


def found(record: object = RANKGEN) -> Found:
    assert isinstance(record, type(RANKGEN))
    return Found(record.id, record)


def ask(
    asked: Scripted | None,
    *ids: ArxivId,
    store: Store | None = None,
    before: Confirmations | None = None,
    now: datetime = NOW,
) -> Known:
    empty = Confirmations(Path("unused"), "http://127.0.0.1:9")
    return asyncio.run(Asking(asked, now, DAY).ask(ids, store or Store(), before or empty))


def test_found_is_stored_and_confirmed() -> None:
    known = ask(source(found()), RANKGEN.id)
    assert known.records == {RANKGEN.id: RANKGEN}
    assert known.added == (RANKGEN.id,)
    assert known.confirmations.age(RANKGEN.id, NOW) == timedelta(0)


def test_fresh_records_are_not_asked_for_again() -> None:
    first = ask(source(found()), RANKGEN.id)
    again = source(found())
    later = ask(again, RANKGEN.id, store=first.store, before=first.confirmations, now=NOW + timedelta(hours=19))
    assert again.asked == [[]]
    assert later.store is first.store


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"now": NOW + timedelta(hours=21)}, id="past-max-age"),
        pytest.param({"before": None}, id="cache-is-gone"),
        pytest.param({"store": Store()}, id="record-is-gone"),
        pytest.param({"store": Store.of([replace(RANKGEN, origin="bundled")])}, id="bundled"),
        pytest.param({"store": Store.of([replace(RANKGEN, title="Old")])}, id="another-repository"),
        pytest.param({"now": NOW - timedelta(hours=1)}, id="clock-went-back"),
    ],
)
def test_stale_records_are_asked_for(change: dict[str, object]) -> None:
    first = ask(source(found()), RANKGEN.id)
    again = source(found())
    arguments = {"store": first.store, "before": first.confirmations, "now": NOW} | change
    ask(again, RANKGEN.id, **arguments)  # type: ignore[arg-type]  # one of three is changed
    assert again.asked == [[RANKGEN.id]]


def test_missing_is_remembered_if_anything_was_found_beside_it() -> None:
    first = ask(source(found()), UNKNOWN, RANKGEN.id)
    assert first.missing == {UNKNOWN}
    again = source()
    later = ask(again, UNKNOWN, RANKGEN.id, store=first.store, before=first.confirmations)
    assert later.missing == {UNKNOWN}
    assert again.asked == [[]]


def test_missing_alone_is_said_and_asked_again() -> None:
    first = ask(source(), UNKNOWN)
    assert first.missing == {UNKNOWN}
    again = source()
    assert ask(again, UNKNOWN, before=first.confirmations).missing == {UNKNOWN}
    assert again.asked == [[UNKNOWN]]


def test_an_answer_that_denies_a_known_paper_is_not_believed_about_others() -> None:
    known = ask(source(), RANKGEN.id, UNKNOWN, store=Store.of([RANKGEN]))
    assert known.missing == frozenset()
    assert set(known.failed) == {RANKGEN.id, UNKNOWN}


def test_a_paper_once_found_is_never_missing() -> None:
    known = ask(source(), RANKGEN.id, store=Store.of([RANKGEN]))
    assert known.missing == frozenset()
    assert list(known.failed) == [RANKGEN.id]
    assert known.records == {RANKGEN.id: RANKGEN}


def test_failed_changes_nothing_and_is_never_missing() -> None:
    known = ask(source(Failed(RANKGEN.id, "429")), RANKGEN.id, store=Store.of([SCALING]))
    assert known.failed == {RANKGEN.id: "429"}
    assert known.missing == frozenset()
    assert known.confirmations.last(RANKGEN.id) is None
    assert known.records == {SCALING.id: SCALING}


def test_a_version_beyond_the_newest_is_missing_and_remembered() -> None:
    beyond = ArxivId(RANKGEN.id.base, 9)
    first = ask(source(found()), beyond)
    assert first.missing == {beyond}
    again = source(found())
    later = ask(again, beyond, store=first.store, before=first.confirmations)
    assert later.missing == {beyond}
    assert again.asked == [[]]


def test_a_version_beyond_a_fresh_record_is_looked_up() -> None:
    first = ask(source(found()), RANKGEN.id)
    newer = replace(RANKGEN, version=2)
    known = ask(source(found(newer)), ArxivId(RANKGEN.id.base, 2), store=first.store, before=first.confirmations)
    assert known.missing == frozenset()
    assert known.updated == (RANKGEN.id,)


def test_never_confirmed_come_first_then_the_oldest() -> None:
    first = ask(source(found(SCALING)), SCALING.id)
    second = ask(source(found(NEURAL)), NEURAL.id, before=first.confirmations, now=NOW + timedelta(hours=1))
    asked = source()
    ask(asked, NEURAL.id, SCALING.id, RANKGEN.id, before=second.confirmations, now=NOW + timedelta(days=2))
    assert asked.asked == [[RANKGEN.id, SCALING.id, NEURAL.id]]


def test_offline_asks_nothing_and_fails_only_what_it_needs() -> None:
    known = ask(None, RANKGEN.id, SCALING.id, store=Store.of([SCALING]))
    assert list(known.failed) == [RANKGEN.id]
    assert known.records == {SCALING.id: SCALING}


def test_hearsay_is_unconfirmed() -> None:
    bundled = replace(SCALING, origin="bundled")
    store = Store.of([RANKGEN, bundled])
    assert unconfirmed([RANKGEN.id, SCALING.id, UNKNOWN], store) == {SCALING.id, UNKNOWN}

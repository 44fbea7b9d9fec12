"""However a source answers: one answer each, a bounded number of requests, and one bad batch harms no other."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.http.replies import GaveUp, Reply
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.sources.answers import Answer, Failed, Found, Missing
from papersync.sources.batches import Batch
from papersync.sources.outcomes import Complete, ErrorFeed
from papersync.sources.rounds import MOST_HALVINGS, Rounds
from papersync.sources.witnesses import WELL_KNOWN, Witnesses
from tests.http.virtual import run
from tests.sources.made import paper
from tests.sources.served import fetch
from tests.sources.test_query import MANY, Arxiv, saying

Outcome = Complete | ErrorFeed | GaveUp
ALL = [ArxivId(f"2212.{n:05}") for n in range(1, 401)]
RECORDS = {i.base: paper(i.base) for i in (*ALL, *WELL_KNOWN)}


def everything(batch: Batch) -> Outcome:
    return Complete({i: RECORDS[i.base] for i in batch.asked})


def witness_only(batch: Batch) -> Outcome:
    there: dict[ArxivId, Paper] = {} if batch.witness is None else {batch.witness: RECORDS[batch.witness.base]}
    return Complete(there)


def half(batch: Batch) -> Outcome:
    return Complete(
        {i: RECORDS[i.base] for i in (*batch.ids[::2], *(() if batch.witness is None else (batch.witness,)))}
    )


def refusing(status: int, body: bytes = b"") -> Callable[[Batch], Outcome]:
    return lambda batch: GaveUp(f"arXiv answered {status}", 1, Reply(status, {}, body))


MOODS: tuple[Callable[[Batch], Outcome], ...] = (
    everything,
    witness_only,
    half,
    refusing(500),
    refusing(400),
    refusing(414),
    refusing(413),
    refusing(200, b"<feed>"),
    lambda batch: ErrorFeed(f"incorrect id format for {batch.ids[-1]}", str(batch.ids[-1])),
    lambda batch: ErrorFeed("incorrect id format for abc", "abc"),
    refusing(503),
    lambda batch: GaveUp("arXiv could not be reached", 3),
)
RARE = 2  # the last two end the fetch


@dataclass
class Counted:
    """Asks nobody: answers by mood, and counts."""

    mood: Callable[[Batch], Callable[[Batch], Outcome]]
    asked: list[Batch] = field(default_factory=list)

    async def __call__(self, batch: Batch) -> Outcome:
        self.asked.append(batch)
        return self.mood(batch)(batch)


def answered(counted: Counted, asked: list[ArxivId], witnesses: Witnesses) -> list[Answer]:
    async def work() -> list[Answer]:
        return [answer async for answer in Rounds(counted, witnesses).answers(asked)]

    return run(work())


@settings(max_examples=150, deadline=None)
@given(
    n=st.integers(1, 400),
    weights=st.lists(st.integers(0, 20), min_size=len(MOODS) - RARE, max_size=len(MOODS) - RARE).filter(any),
    ends=st.booleans(),
    vouched=st.booleans(),
    seed=st.integers(0, 2**32),
)
def test_requests_are_bounded_whatever_is_answered(
    n: int, weights: list[int], ends: bool, vouched: bool, seed: int
) -> None:
    dice = random.Random(seed)
    all_weights = [*weights, *([ends] * RARE)]
    counted = Counted(lambda _: dice.choices(MOODS, all_weights)[0])
    answers = answered(counted, ALL[:n], Witnesses((), WELL_KNOWN if vouched else ()))
    assert sorted(a.id for a in answers) == ALL[:n], "exactly one answer each"
    assert len(counted.asked) <= (2 if vouched else 3) * n + MOST_HALVINGS + 7
    found = {a.id for a in answers if isinstance(a, Found)}
    assert not found & {a.id for a in answers if isinstance(a, Missing)}


@pytest.mark.parametrize("good_every", [2, 3, 4, 5, 6])
def test_halving_ends_where_now_and_then_an_answer_is_good(good_every: int) -> None:
    """No row of fruitless requests is long enough to end it; batches of ten is the least that is guessed."""
    counted = Counted(lambda _: refusing(500) if len(counted.asked) % good_every else everything)
    answers = answered(counted, ALL, Witnesses())
    assert sorted(a.id for a in answers) == ALL
    assert len(counted.asked) <= len(ALL) // 10 + 2 * MOST_HALVINGS + 4


def test_one_bad_identifier_makes_no_later_request_smaller() -> None:
    bad = MANY[77].base
    arxiv, serve = saying(lambda asked: httpx.Response(500) if bad in asked else None)
    fetch(serve, MANY[:100], MANY[100:], retries=0)
    assert [len(asked) for asked in arxiv.asked[-2:]] == [100, 50]


@pytest.mark.parametrize("status", [pytest.param(413, id="413"), pytest.param(414, id="414")])
@pytest.mark.parametrize("limit", [pytest.param(n, id=f"at most {n}") for n in (1, 3, 30, 60, 99)])
def test_a_size_that_was_refused_is_not_tried_again(status: int, limit: int) -> None:
    arxiv, serve = saying(lambda asked: httpx.Response(status) if len(asked) > limit else None)
    answers = fetch(serve, MANY[:120], MANY[120:])
    assert [type(a) for a in answers] == [Found] * 250
    sizes = [len(asked) for asked in arxiv.asked]
    refused = [size for size in sizes if size > limit]
    assert refused == sorted(set(refused), reverse=True), "each refused size once, in both fetches together"
    assert all(later * 2 <= earlier for earlier, later in pairwise(refused))
    order = [text for asked in arxiv.asked if len(asked) <= limit for text in asked]
    assert order == [i.base for i in MANY], "a refused size loses nobody their turn"


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(httpx.Response(500), id="500"),
        pytest.param(httpx.Response(400, content=b"<html>Bad Request</html>"), id="400"),
        pytest.param(httpx.Response(200, content=b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>"), id="no feed"),
    ],
)
def test_a_size_that_is_refused_without_saying_so_is_guessed(reply: httpx.Response) -> None:
    arxiv, serve = saying(lambda asked: reply if len(asked) > 30 else None)
    assert {type(a) for a in fetch(serve, MANY, retries=0)} == {Found}
    sizes = [len(asked) for asked in arxiv.asked]
    assert sizes[:3] == [100, 100, 25], "two different batches of a hundred gave nothing: the size, not one of them"
    assert len(sizes) <= 16
    assert max(sizes[2:]) <= 25


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param([0], id="the very first"),
        pytest.param([249], id="the very last"),
        pytest.param([10, 60], id="two in one batch, one in each half"),
        pytest.param([10, 110, 210], id="one in every batch"),
        pytest.param([0, 1, 2], id="three side by side"),
    ],
)
def test_bad_identifiers_take_nobody_with_them(bad: list[int]) -> None:
    names = {MANY[n].base for n in bad}
    arxiv, serve = saying(lambda asked: httpx.Response(500) if names.intersection(asked) else None)
    answers = fetch(serve, MANY, retries=0)
    assert {a.id.base for a in answers if isinstance(a, Failed)} == names
    assert sum(isinstance(a, Found) for a in answers) == 250 - len(bad)
    assert len(arxiv.asked) <= 50


def test_the_limit_holds_for_the_second_round_and_its_witness() -> None:
    gone = MANY[:40]
    arxiv = Arxiv(*gone)
    answers = fetch(lambda asked: httpx.Response(414) if len(asked) > 20 else arxiv(asked), MANY)
    assert [a.id for a in answers if isinstance(a, Missing)] == gone
    assert max(map(len, arxiv.asked)) <= 20

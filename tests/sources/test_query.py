from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from papersync.identifiers import ArxivId
from papersync.sources.answers import Failed, Found, Missing
from papersync.sources.query import Progress
from papersync.sources.rounds import MOST_FRUITLESS
from papersync.sources.witnesses import WELL_KNOWN
from tests.sources.made import feed, ids, malformed, paper
from tests.sources.served import MIRROR, URL, Serve, fetch

A, B, C = ids("2212.00001", "2212.00002", "2212.00003")
MANY = [ArxivId(f"2212.{n:05}") for n in range(1, 251)]


class Arxiv:
    """An honest arXiv that has every paper but *lacks*, each at version 3, and keeps what it was asked."""

    def __init__(self, *lacks: ArxivId) -> None:
        self.lacks = {i.base for i in lacks}
        self.asked: list[list[str]] = []

    def __call__(self, asked: list[str]) -> httpx.Response:
        self.asked.append(asked)
        return httpx.Response(200, content=self.body(asked))

    def body(self, asked: list[str]) -> bytes:
        read = [ArxivId.parse(text) for text in asked]
        there = [i for i in read if i.base not in self.lacks and (i.version or 3) <= 3]
        return feed([paper(i.base, version=i.version or 3) for i in reversed(there)])


def saying(reply: Callable[[list[str]], httpx.Response | None]) -> tuple[Arxiv, Serve]:
    """An honest arXiv, and one that answers *reply* where that is not None."""
    honest = Arxiv()

    def serve(asked: list[str]) -> httpx.Response:
        other = reply(asked)
        if other is None:
            return honest(asked)
        honest.asked.append(asked)
        return other

    return honest, serve


def test_every_identifier_is_answered_for_itself() -> None:
    versioned = ArxivId(A.base, 1)
    answers = fetch(Arxiv(), [B, A, B, versioned])
    assert {a.id: a.paper.version for a in answers if isinstance(a, Found)} == {A: 3, B: 3, versioned: 1}
    assert len(answers) == 3


def test_batches_are_full_and_apart_by_the_interval() -> None:
    arxiv, starts = Arxiv(), list[float]()
    assert len(fetch(arxiv, MANY, starts=starts)) == 250
    assert [len(asked) for asked in arxiv.asked] == [100, 100, 50]
    assert [later - starts[0] for later in starts] == pytest.approx([0.0, 3.0, 6.0])


def test_nothing_asked_is_no_request() -> None:
    arxiv = Arxiv()
    assert fetch(arxiv, []) == []
    assert arxiv.asked == []


def test_missing_is_said_after_a_second_answer_with_a_witness() -> None:
    arxiv = Arxiv(B)
    answers = fetch(arxiv, [A, B, C])
    assert [type(a) for a in answers] == [Found, Found, Missing]
    assert arxiv.asked == [[A.base, B.base, C.base], [B.base, A.base]]


@pytest.mark.parametrize(
    ("url", "second"),
    [
        pytest.param(URL, [B.base, str(WELL_KNOWN[0])], id="arXiv has others"),
        pytest.param(MIRROR, [B.base], id="elsewhere the second question is alone"),
    ],
)
def test_a_witness_that_was_there_before_makes_no_other_company(url: str, second: list[str]) -> None:
    arxiv = Arxiv(B)
    assert [type(a) for a in fetch(arxiv, [A, B], url=url)] == [Found, Missing]
    assert arxiv.asked == [[A.base, B.base], second]


def test_a_second_answer_without_the_witness_is_not_believed() -> None:
    arxiv = Arxiv(B)
    counted: list[int] = []

    def falls_silent(asked: list[str]) -> httpx.Response:
        counted.append(1)
        return arxiv(asked) if len(counted) == 1 else httpx.Response(200, content=feed([]))

    answers = fetch(falls_silent, [A, B, C])
    assert [type(a) for a in answers] == [Found, Found, Failed]
    assert f"it leaves out {A.base}, which arXiv has" in str(answers[2])


def test_a_version_that_does_not_exist_is_missing() -> None:
    ninth = ArxivId(A.base, 9)
    assert set(fetch(Arxiv(), [A, ninth])) >= {Missing(ninth)}


def test_an_answer_without_entries_is_not_enough() -> None:
    """Good queries that come back without entries were seen in 2026."""
    first = [True]

    def once_empty(asked: list[str]) -> httpx.Response | None:
        return httpx.Response(200, content=feed([])) if first and first.pop() else None

    _, serve = saying(once_empty)
    assert {type(a) for a in fetch(serve, [A, B, C])} == {Found}


def test_a_paper_found_before_is_never_missing() -> None:
    arxiv = Arxiv()

    def forgetful(asked: list[str]) -> httpx.Response:
        response = arxiv(asked)
        arxiv.lacks = {A.base}
        return response

    answers = fetch(forgetful, [A], [A, B])
    assert [type(a) for a in answers] == [Found, Found, Failed]
    assert "contradicts itself" in str(answers[2])


def test_the_named_identifier_is_dropped() -> None:
    arxiv, serve = saying(lambda asked: httpx.Response(400, content=malformed(B.base)) if B.base in asked else None)
    answers = fetch(serve, [A, B, C])
    assert {a.id for a in answers if isinstance(a, Found)} == {A, C}
    assert [a for a in answers if isinstance(a, Failed)] == [
        Failed(B, f"arXiv does not take this identifier: incorrect id format for {B.base}")
    ]
    assert arxiv.asked == [[A.base, B.base, C.base], [A.base, C.base]]


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(httpx.Response(400, content=b"<html>Bad Request</html>"), id="400 that names nobody"),
        pytest.param(httpx.Response(500), id="500 instead, as one report says"),
        pytest.param(httpx.Response(400, content=malformed("abc")), id="400 that names somebody else"),
        pytest.param(httpx.Response(200, content=feed([paper("1001.0001")])), id="an entry that nobody asked for"),
    ],
)
def test_one_bad_identifier_is_found_by_halving(reply: httpx.Response) -> None:
    bad = MANY[77]
    _, serve = saying(lambda asked: reply if bad.base in asked else None)
    answers = fetch(serve, MANY, retries=0)
    assert [a.id for a in answers if isinstance(a, Failed)] == [bad]
    assert sum(isinstance(a, Found) for a in answers) == 249


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(httpx.Response(200, content=feed([paper(A.base, version=3)])), id="another version than asked"),
        pytest.param(httpx.Response(500, content=feed([paper(A.base, version=1)])), id="a whole feed, and an error"),
        pytest.param(httpx.Response(200, content=feed([paper(A.base, version=1)] * 2)), id="the same entry twice"),
    ],
)
def test_what_is_not_the_answer_is_not_believed(reply: httpx.Response) -> None:
    _, serve = saying(lambda asked: reply)
    assert [type(a) for a in fetch(serve, [ArxivId(A.base, 1)])] == [Failed]


def test_halves_are_not_asked_in_the_company_they_were_asked_in() -> None:
    """Both rounds fail once: the halves of the second would be those of the first."""
    gone = MANY[1:4]
    arxiv = Arxiv(*gone)
    refused: list[list[str]] = []

    def serve(listed: list[str]) -> httpx.Response:
        if len(listed) > 2 and len(refused) < 2:
            refused.append(listed)
            return httpx.Response(500)
        return arxiv(listed)

    first, second, third, fourth = (i.base for i in MANY[:4])
    assert [a.id for a in fetch(serve, MANY[:4], retries=0, url=MIRROR) if isinstance(a, Missing)] == gone
    assert refused == [[first, second, third, fourth], [second, third, fourth, first]]
    assert arxiv.asked == [[first, second], [third, fourth], [second], [third, fourth, first]]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        pytest.param(
            httpx.Response(429, content=b"Rate exceeded."), "arXiv answered 429 (Rate exceeded) twice", id="429"
        ),
        pytest.param(httpx.Response(503), "arXiv answered 503 twice", id="503"),
        pytest.param(httpx.Response(403), "arXiv answered 403 twice", id="an empty 403"),
        pytest.param(httpx.Response(404), "arXiv answered 404", id="a wrong address"),
        pytest.param(
            httpx.Response(200, content=b"Rate exceeded."),
            "arXiv gave an answer that cannot be believed (it says 'Rate exceeded.') twice",
            id="a 200 that refuses",
        ),
        pytest.param(
            httpx.Response(200),
            "arXiv gave an answer that cannot be believed (it is empty) twice",
            id="an empty 200",
        ),
    ],
)
def test_when_arxiv_refuses_the_rest_is_not_asked(reply: httpx.Response, reason: str) -> None:
    arxiv, serve = saying(lambda asked: reply)
    answers = fetch(serve, MANY)
    assert answers == [Failed(identifier, reason) for identifier in MANY]
    assert len(arxiv.asked) <= 2


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(httpx.Response(500), id="500 to everything"),
        pytest.param(httpx.Response(200, content=feed([paper("1001.0001")])), id="the same feed to everything"),
        pytest.param(httpx.Response(400, content=malformed("abc")), id="the same complaint about everything"),
        pytest.param(httpx.Response(200, content=feed([paper(A.base)])[:-20]), id="every feed cut short"),
    ],
)
def test_when_nothing_comes_of_anything_asking_ends(reply: httpx.Response) -> None:
    arxiv, serve = saying(lambda asked: reply)
    answers = fetch(serve, MANY, retries=0)
    assert {type(a) for a in answers} == {Failed}
    assert len(answers) == 250
    assert len(arxiv.asked) == MOST_FRUITLESS
    assert list(map(len, arxiv.asked[:5])) == [100, 100, 25, 6, 1], "from a whole batch to one alone"


def test_an_arxiv_that_takes_no_identifier_at_all_is_not_asked_for_each() -> None:
    arxiv, serve = saying(lambda asked: httpx.Response(400, content=malformed(asked[0])))
    assert {type(a) for a in fetch(serve, MANY)} == {Failed}
    assert len(arxiv.asked) <= 30


def test_a_refusal_after_a_good_answer_keeps_what_was_found() -> None:
    _, serve = saying(lambda asked: httpx.Response(503) if MANY[150].base in asked else None)
    answers = fetch(serve, MANY)
    assert [type(a) for a in answers] == [Found] * 100 + [Failed] * 150


def test_a_refusal_leaves_what_was_to_come_last() -> None:
    arxiv = Arxiv()
    backwards = MANY[::-1]
    answers = fetch(lambda asked: arxiv(asked) if len(arxiv.asked) < 2 else httpx.Response(503), backwards)
    assert {a.id for a in answers if isinstance(a, Found)} == set(backwards[:200])
    assert [a.id for a in answers if isinstance(a, Failed)] == sorted(backwards[200:])
    assert arxiv.asked == [[i.base for i in sorted(part)] for part in (backwards[:100], backwards[100:200])]


def test_a_refused_second_answer_is_no_missing() -> None:
    counted: list[int] = []

    def first_only(asked: list[str]) -> httpx.Response:
        counted.append(1)
        return httpx.Response(503) if len(counted) > 1 else httpx.Response(200, content=feed([]))

    (answer,) = fetch(first_only, [A])
    assert isinstance(answer, Failed)
    assert answer.reason == ("arXiv left it out of one answer, and a second could not be had: arXiv answered 503 twice")


def test_progress_counts_up_to_the_end() -> None:
    told: list[Progress] = []
    fetch(Arxiv(MANY[3]), MANY, progress=told)
    assert (told[0].answered, told[0].asked, told[0].requests_planned) == (0, 250, 3)
    assert (told[-1].answered, told[-1].requests_done, told[-1].requests_planned) == (250, 4, 4)
    assert [p.answered for p in told] == sorted(p.answered for p in told)


def test_progress_tells_of_waiting() -> None:
    told: list[Progress] = []
    replies = [httpx.Response(429)]
    _, serve = saying(lambda asked: replies.pop() if replies else None)
    fetch(serve, [A], progress=told)
    assert [(round(p.waiting_s) >= 6, p.why) for p in told if p.waiting_s] == [(True, "arXiv answered 429")]
    assert told[-1].waiting_s == 0

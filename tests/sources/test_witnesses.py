"""Law 4 where nothing is known yet: whether "nothing found" is the truth or an illness."""

from __future__ import annotations

import httpx
import pytest

from papersync.identifiers import ArxivId
from papersync.sources.answers import Failed, Found, Missing
from papersync.sources.witnesses import WELL_KNOWN, Witnesses
from tests.sources.made import feed, ids, paper
from tests.sources.served import MIRROR, URL, fetch

A, B, C = ids("2212.00001", "2212.00002", "2212.00003")
MANY = [ArxivId(f"2212.{n:05}") for n in range(1, 251)]


class Having:
    """A server with these papers and no others, that keeps what it was asked; says nothing at all while *silent*."""

    def __init__(self, *have: ArxivId, silent: int = 0) -> None:
        self.have = {i.base for i in have}
        self.silent = silent
        self.asked: list[list[str]] = []

    def __call__(self, asked: list[str]) -> httpx.Response:
        self.asked.append(asked)
        self.silent -= 1
        there = [text for text in asked if text in self.have and self.silent < 0]
        return httpx.Response(200, content=feed([paper(text) for text in there]))


FOR_EVER = 10_000


@pytest.mark.parametrize("url", [pytest.param(URL, id="arXiv"), pytest.param(MIRROR, id="another host")])
@pytest.mark.parametrize(
    "asked", [pytest.param([A, B], id="two"), pytest.param(MANY[:100], id="a batch"), pytest.param(MANY, id="more")]
)
def test_feeds_without_entries_to_everything_make_nothing_missing(url: str, asked: list[ArxivId]) -> None:
    server = Having(silent=FOR_EVER)
    answers = fetch(server, asked, url=url, retries=0)
    assert [type(a) for a in answers] == [Failed] * len(asked)
    assert len(server.asked) <= 12


def test_nor_one_paper_alone_where_arxiv_has_a_witness() -> None:
    (answer,) = fetch(Having(silent=FOR_EVER), [A], retries=0)
    assert isinstance(answer, Failed)
    assert f"it leaves out {WELL_KNOWN[0]}, which arXiv has" in answer.reason


def test_with_a_witness_arxiv_can_say_that_everything_is_missing() -> None:
    server = Having(*WELL_KNOWN)
    assert set(fetch(server, [A, B, C])) == {Missing(A), Missing(B), Missing(C)}
    assert server.asked == [[A.base, B.base, C.base], [A.base, B.base, C.base, WELL_KNOWN[0].base]]


def test_another_host_is_not_asked_for_papers_it_may_not_have() -> None:
    server = Having()
    assert fetch(server, [A], url=MIRROR) == [Missing(A)]
    assert server.asked == [[A.base], [A.base]]


def test_a_host_that_wakes_up_vouches_for_itself() -> None:
    server = Having(C, silent=1)
    answers = fetch(server, [A, B, C], url=MIRROR)
    assert {(type(a), a.id) for a in answers} == {(Missing, A), (Missing, B), (Found, C)}
    assert server.asked[-1] == [A.base, B.base, C.base], "the witness is the paper that was found at last"


def test_what_is_known_to_exist_is_never_missing() -> None:
    server = Having(B)
    answers = fetch(server, [A, B, C], known=[A])
    assert {(type(a), a.id) for a in answers} == {(Failed, A), (Found, B), (Missing, C)}
    assert server.asked[1:] == [[C.base, B.base], [A.base, B.base]], "a paper that is denied spoils nobody's answer"


def test_a_well_known_paper_is_never_missing() -> None:
    (answer,) = fetch(Having(*WELL_KNOWN[1:]), [WELL_KNOWN[0]])
    assert isinstance(answer, Failed)
    assert "contradicts itself" in answer.reason


def test_nothing_is_missing_before_the_last_answer() -> None:
    """The paper is left out twice, and then one of its versions is there."""
    versions = [A, ArxivId(A.base, 1), ArxivId(A.base, 2)]
    requests = 0

    def serve(asked: list[str]) -> httpx.Response:
        nonlocal requests
        requests += 1
        there = [text for text in asked if ArxivId.parse(text).base != A.base or requests > 5]
        return httpx.Response(200, content=feed([paper(text.split("v")[0], version=int(text[-1])) for text in there]))

    answers = {a.id: type(a) for a in fetch(serve, versions)}
    assert requests == 6
    assert answers == {versions[0]: Failed, versions[1]: Failed, versions[2]: Found}


def test_the_most_trustworthy_witness_is_what_was_found() -> None:
    witnesses = Witnesses([B], WELL_KNOWN)
    assert list(witnesses) == [B, *WELL_KNOWN]
    witnesses.saw(C, 3)
    assert list(witnesses) == [C, B, *WELL_KNOWN]
    assert witnesses.has(ArxivId(C.base, 3))
    assert not witnesses.has(ArxivId(C.base, 4))
    assert not witnesses.has(A)
    assert not Witnesses()


def test_a_known_version_vouches_for_those_before_it() -> None:
    witnesses = Witnesses([ArxivId("2001.10014", 3)])
    assert [witnesses.has(ArxivId("2001.10014", version)) for version in (None, 1, 2, 3, 4)] == [True] * 4 + [False]
    assert list(witnesses) == [ArxivId("2001.10014")], "it is asked for as it is now"

"""Law 4 against an arXiv that misbehaves in every way that was seen, by scripts that Hypothesis writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.sources.answers import Failed, Found, Missing
from papersync.sources.witnesses import WELL_KNOWN
from tests.sources.made import feed, malformed, paper
from tests.sources.served import MIRROR, fetch

FAMOUS = frozenset(map(str, WELL_KNOWN))
UNIVERSE = [ArxivId(f"2212.{n:05}") for n in range(1, 13)]
LIES = ("nothing at all", "one left out")
"""Answers that are whole as far as they go, and not true. A witness gives them away; where it cannot, two of them
in different company are believed."""

TROUBLE = (
    "rate exceeded", "empty", "cut short", "foreign entry", "promises more", "promises less", "twice the same", "503",
    "429", "500", "403", "404", "414", "400 named", "400 unnamed", "page", "reset", "another version",
)  # fmt: skip


@dataclass
class Misbehaving:
    """Answers by a script of moods, and honestly when it has ended. Keeps every complete answer it gave. The well-known
    papers exist, and the client knows it, unless *famous* is false."""

    exist: frozenset[str]
    script: list[str]
    famous: bool = True
    complete: list[tuple[frozenset[str], frozenset[str]]] = field(default_factory=list)
    requests: int = 0

    def __call__(self, asked: list[str]) -> httpx.Response:
        self.requests += 1
        mood = self.script.pop(0) if self.script else "honest"
        famous = FAMOUS if self.famous else frozenset[str]()
        there = [text for text in asked if ArxivId.parse(text).base in self.exist | famous]
        if mood == "nothing at all":
            there = []
        if mood == "one left out":
            there = there[1:]
        papers = [_paper(text) for text in there]
        if mood in ("honest", *LIES):
            known = famous.union(*(earlier for _, earlier in self.complete))
            # An answer that leaves out what an earlier one held, or what arXiv has, gives itself away as incomplete.
            if known.intersection(asked) <= set(there):
                self.complete.append((frozenset(asked), frozenset(there)))
            return httpx.Response(200, content=feed(papers))
        return _trouble(mood, asked, papers)


def _paper(text: str) -> Paper:
    identifier = ArxivId.parse(text)
    return paper(identifier.base, version=identifier.version or 3)


def _trouble(mood: str, asked: list[str], papers: Sequence[Paper]) -> httpx.Response:
    some = list(papers) or [paper("1001.0001")]
    simple = {
        "rate exceeded": httpx.Response(200, content=b"Rate exceeded."),
        "empty": httpx.Response(200),
        "cut short": httpx.Response(200, content=feed(papers)[:-30]),
        "foreign entry": httpx.Response(200, content=feed([*papers, paper("1001.0001")])),
        "promises more": httpx.Response(200, content=feed(papers, total=len(papers) + 1)),
        "promises less": httpx.Response(200, content=feed(some, total=len(some) - 1)),
        "twice the same": httpx.Response(200, content=feed([*some, some[0]])),
        "another version": httpx.Response(200, content=feed([replace(some[0], version=1), some[0]])),
        "400 named": httpx.Response(400, content=malformed(asked[-1])),
        "400 unnamed": httpx.Response(400, content=b"Bad Request"),
        "page": httpx.Response(200, content=b"<!DOCTYPE html><html><p>Sorry</html>"),
    }
    if mood == "reset":
        raise httpx.RemoteProtocolError("peer closed connection")
    return simple[mood] if mood in simple else httpx.Response(int(mood))


bases = st.frozensets(st.sampled_from([i.base for i in UNIVERSE]))
asked_ids = st.lists(
    st.builds(ArxivId, st.sampled_from([i.base for i in UNIVERSE]), st.sampled_from([None, None, 1, 3])),
    min_size=1,
    max_size=20,
)
moods = st.lists(st.sampled_from(("honest", *TROUBLE)), max_size=8)


@settings(max_examples=80, deadline=None)
@given(exist=bases, wanted=asked_ids, script=moods)
def test_trouble_never_makes_a_paper_missing_or_wrong(
    exist: frozenset[str], wanted: list[ArxivId], script: list[str]
) -> None:
    server = Misbehaving(exist, list(script))
    answers = fetch(server, wanted)
    assert sorted(str(a.id) for a in answers) == sorted(map(str, set(wanted))), "exactly one answer each"
    for answer in answers:
        match answer:
            case Found(id=identifier, paper=found):
                assert found == _paper(str(identifier))
                assert identifier.base in exist
            case Missing(id=identifier):
                assert identifier.base not in exist
            case Failed(reason=reason):
                assert any(mood != "honest" for mood in script)
                assert reason
    n = len(set(wanted))
    # A size that was refused is not tried again, so that from then on each may have to be asked for alone, twice.
    bound = 2 * n + len(script) if "414" in script else n + 2 * len(script) + 4
    assert server.requests <= bound, "trouble costs a bounded number of requests"


@settings(max_examples=80, deadline=None)
@given(exist=bases, wanted=asked_ids, script=st.lists(st.sampled_from(("honest", *LIES, *TROUBLE)), max_size=8))
def test_missing_needs_two_complete_answers_in_different_company(
    exist: frozenset[str], wanted: list[ArxivId], script: list[str]
) -> None:
    server = Misbehaving(exist, list(script))
    for answer in fetch(server, wanted):
        text = str(answer.id)
        told = [(company, text in there) for company, there in server.complete if text in company]
        match answer:
            case Missing():
                assert not any(there for _, there in told), "a paper once found is never missing"
                (first, _), (second, _) = told
                assert first != second
                ((there, _),) = [(there, company) for company, there in server.complete if company == second]
                assert there, "the second answer holds a paper that exists"
            case Found():
                assert any(there for _, there in told)
            case Failed():
                found = {ArxivId.parse(t).base for _, there in server.complete for t in there}
                assert len(told) < 2 or answer.id.base in found, "two answers without it, and nothing against them"


@settings(max_examples=40, deadline=None)
@given(exist=bases, wanted=asked_ids)
def test_an_honest_arxiv_leaves_nothing_unconfirmed(exist: frozenset[str], wanted: list[ArxivId]) -> None:
    for answer in fetch(Misbehaving(exist, []), wanted):
        assert isinstance(answer, Found if answer.id.base in exist else Missing)


@settings(max_examples=60, deadline=None)
@given(exist=bases, wanted=asked_ids, script=st.lists(st.sampled_from(("honest", *LIES, *TROUBLE)), max_size=8))
def test_where_nobody_vouches_missing_needs_a_paper_that_is_there_or_a_question_about_one(
    exist: frozenset[str], wanted: list[ArxivId], script: list[str]
) -> None:
    server = Misbehaving(exist, list(script), famous=False)
    answers = fetch(server, wanted, url=MIRROR)
    assert sorted(str(a.id) for a in answers) == sorted(map(str, set(wanted))), "exactly one answer each"
    something_was_there = any(there for _, there in server.complete)
    for answer in answers:
        if isinstance(answer, Missing):
            told = [company for company, _ in server.complete if str(answer.id) in company]
            assert len(told) in (2, 3)
            assert told[-1] != told[-2] or len(told[-1]) == 1
            assert something_was_there or len({i.base for i in wanted}) == 1


@settings(max_examples=40, deadline=None)
@given(exist=bases, wanted=asked_ids, honest=st.integers(0, 3))
def test_an_arxiv_that_only_says_nothing_makes_nothing_missing(
    exist: frozenset[str], wanted: list[ArxivId], honest: int
) -> None:
    server = Misbehaving(exist, ["honest"] * honest + ["nothing at all"] * 1_000)
    for answer in fetch(server, wanted, retries=0):
        told = [there for company, there in server.complete if str(answer.id) in company]
        match answer:
            case Missing():
                assert len(told) >= 2, "honest answers, both"
                assert answer.id.base not in exist
            case Found() | Failed():
                pass

"""Laws 2, 4 and 5 of the design over days of an arXiv that fails in every way, in virtual time.

Each day runs the real stack (client, throttle, source, store, lists) against the stand-in under a script of faults. Two
lies that look complete, one after the other, are beyond proof: one a day is as many as a script has.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from papersync.app.asking import Sources
from papersync.app.lists import ListFile
from papersync.app.policy import Policy
from papersync.app.refresh import Refresh, RefreshPlan, refresh
from papersync.http.inprocess import transport_for
from papersync.http.manners import Manners
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.sources.query import QueryApi
from papersync.standin.fault_kinds import KINDS
from papersync.standin.faults import parse_all
from papersync.standin.records import Records
from papersync.standin.service import Arrival, Standin
from papersync.store.codec import Store
from papersync.store.confirmations import Confirmations
from papersync.store.files import read_file
from papersync.store.repository import StoreFile
from papersync.store.update import merge_record
from tests.counts import count
from tests.http.virtual import VirtualClock, VirtualRunner
from tests.records import paper

URL = "https://export.arxiv.org/api/query"
INTERVAL_S = 3.0
NO_CONNECTION = [kind.name for kind in KINDS if kind.in_process_only]
LIES = ("nothing-found", "some-hidden")
SLOW_TRICKLE = 200  # bytes a second: a page of few papers comes through, in time
NEVER_WRITTEN = ("2212.00098", "2212.00099")
"""Identifiers that arXiv does not have."""


def _title(number: int, version: int) -> str:
    return f"How Gradual Change Number {number} Reaches the Large Model{'' if version == 1 else 's'}"


def _paper(number: int, version: int = 1) -> Paper:
    return paper(f"2212.{number:05}", _title(number, version), version=version)


def _list(numbers: Sequence[int]) -> bytes:
    entries = [f"### {_title(n, 1)} [[arXiv](https://arxiv.org/abs/2212.{n:05})]\n\nMine {n}.\n" for n in numbers]
    unknown = [f"- [paper](https://arxiv.org/abs/{each})\n" for each in NEVER_WRITTEN]
    return "\n".join(["# Papers\n", *entries, *unknown]).encode()


truths = tuple(kind for kind in KINDS if kind.name not in LIES)
amounts = {"429-seconds": (0, 5, 90, 86_400), "429-date": (0, 5, 90), "503-late": (1, 183), "stall": (1, 50, 3_600),
           "trickle": (1, SLOW_TRICKLE, 100_000), "414": (60, 150, 2_000)}  # fmt: skip


@st.composite
def scripts(draw: st.DrawFn) -> tuple[str, ...]:
    """Some faults with their conditions, and perhaps one lie."""
    texts = []
    for kind in draw(st.lists(st.sampled_from(truths), max_size=4)):
        amount = f"={draw(st.sampled_from(amounts[kind.name]))}" if kind.name in amounts else ""
        condition = draw(st.sampled_from(("", ":first=1", ":first=3", ":every=2", ":every=3", ":after=1", ":at=2")))
        texts.append(f"{kind.name}{amount}{condition}")
    if draw(st.booleans()):
        texts.insert(0, f"{draw(st.sampled_from(LIES))}:at={draw(st.integers(1, 4))}")
    return tuple(texts)


def _slow_s(script: Sequence[str], manners: Manners) -> Mapping[str | None, float]:
    """How long an answer may take, by the fault that slows it; what is given up before it ends is no answer."""
    faults = parse_all(*script)
    stalls = [each.amount for each in faults if each.name == "stall" and each.amount < manners.read_timeout_s]
    trickles = [manners.total_timeout_s for each in faults if each.name == "trickle" and each.amount == SLOW_TRICKLE]
    return {"stall": max(stalls, default=0.0), "trickle": max(trickles, default=0.0)}


class BadDays(RuleBasedStateMachine):
    """Days of one list, one store, one cache and one arXiv whose papers get new versions."""

    def __init__(self) -> None:
        super().__init__()
        self._runner = VirtualRunner()
        self._folder = tempfile.TemporaryDirectory()
        self._root = Path(self._folder.name)
        self._store_file = StoreFile(self._root / "papers.json", self._root / "locks")
        self._path = self._root / "list.md"
        self._last_arrival_s = -INTERVAL_S

    def teardown(self) -> None:
        """At the end of every story there is a good day."""
        try:
            if hasattr(self, "_expected"):
                self.a_good_day()
        finally:
            self._close()

    def _close(self) -> None:
        self._runner.close()
        self._folder.cleanup()

    @initialize(count=st.sampled_from((1, 2, 5, 12, 103)), strangers=st.booleans(), script=scripts())
    def begin(self, count: int, strangers: bool, script: tuple[str, ...]) -> None:
        """A list of papers, first refreshed on a bad day; with strangers, arXiv has other papers as well."""
        self._numbers = tuple(range(1, count + 1))
        self._versions = dict.fromkeys(self._numbers, 1)
        self._strangers = (paper("1001.0001", "A Stranger"),) if strangers else ()
        self._path.write_bytes(_list(self._numbers))
        self._expected = Store()
        self._refresh(script, 600.0, 2, 0.0)

    @rule(number=st.integers(0, 200))
    def a_paper_is_revised(self, number: int) -> None:
        """A new version with another title."""
        self._versions[self._numbers[number % len(self._numbers)]] = 2

    @rule(hours=st.sampled_from((1, 21, 24 * 40)))
    def time_passes(self, hours: int) -> None:
        """Nothing happens."""
        self._runner.run(asyncio.sleep(hours * 3_600.0))

    @rule()
    def the_cache_is_lost(self) -> None:
        """As on every fresh runner in the cloud."""
        for file in (self._root / "cache").glob("*"):
            file.unlink()

    @rule(
        script=scripts(),
        max_wait_s=st.sampled_from((0.0, 20.0, 600.0)),
        retries=st.sampled_from((0, 2, 5)),
        latency_s=st.sampled_from((0.0, 1.5)),
    )
    def a_bad_day(self, script: tuple[str, ...], max_wait_s: float, retries: int, latency_s: float) -> None:
        """A refresh: each identifier has one answer, right or failed; interval and budget are kept."""
        self._refresh(script, max_wait_s, retries, latency_s)

    def _refresh(self, script: tuple[str, ...], max_wait_s: float, retries: int, latency_s: float) -> None:
        before, text = self._stored(), self._path.read_bytes()
        standin = Standin(
            Records({each.id.base: each for each in (*self._truth.values(), *self._strangers)}),
            faults=parse_all(*script),
            latency_s=latency_s,
            clock=VirtualClock(),
        )
        manners = Manners(lock_dir=self._root / "state", interval_s=INTERVAL_S, max_wait_s=max_wait_s, retries=retries)
        begun_s = self._runner.now_s
        done = self._refreshed(standin, manners)
        self._check_answers(done, before)
        self._check_manners(standin.arrivals, begun_s, manners, latency_s, _slow_s(script, manners))
        if not done.known.learnt and not done.known.missing:
            assert self._path.read_bytes() == text, "nothing was learnt, and something was written"

    def a_good_day(self) -> None:
        """After whatever came before, an honest arXiv puts everything right."""
        self._runner.run(asyncio.sleep(24 * 3_600.0))
        self._refresh((), 600.0, 2, 0.0)
        assert {each.title for each in self._stored()} == {each.title for each in self._truth.values()}
        text = self._path.read_text()
        for each in self._truth.values():
            assert f"### {each.title} [[arXiv](https://arxiv.org/abs/{each.id})]" in text

    @invariant()
    def the_store_is_that_of_good_days_and_nothing_else(self) -> None:
        """It holds what arXiv said of the papers that were found, when they were found."""
        if hasattr(self, "_expected"):
            assert self._stored() == self._expected

    @invariant()
    def what_a_person_wrote_is_there(self) -> None:
        """Only titles change."""
        if hasattr(self, "_numbers"):
            text = self._path.read_bytes()
            for number in self._numbers:
                text = text.replace(_title(number, 2).encode(), _title(number, 1).encode())
            assert text == _list(self._numbers)

    @property
    def _truth(self) -> dict[ArxivId, Paper]:
        return {each.id: each for each in (_paper(n, version) for n, version in self._versions.items())}

    def _stored(self) -> Store:
        return self._store_file.load().store

    def _refreshed(self, standin: Standin, manners: Manners) -> Refresh:
        clock = VirtualClock()

        async def work() -> Refresh:
            transport = transport_for(standin.serve, clock)
            witnesses = [each.id for each in self._stored()]
            async with QueryApi(manners, url=URL, clock=clock, transport=transport, known=witnesses) as source:
                cache = Confirmations.load(self._root / "cache", URL)
                sources = Sources(self._store_file, cache, source, clock.now(), timedelta(hours=20))
                each = ListFile("list.md", read_file(self._path), self._root / "locks")
                return await refresh([each], RefreshPlan(yes=True), Policy(root=self._root), sources)

        return self._runner.run(work())

    def _check_answers(self, done: Refresh, before: Store) -> None:
        known, truth = done.known, self._truth
        assert not known.missing & truth.keys(), "arXiv has it, and it was called missing"
        assert not known.missing & known.failed.keys()
        for found in known.learnt:
            assert found == merge_record(before.get(found.id), truth[found.id])
        learnt = {each.id for each in known.learnt}
        assert not learnt & known.failed.keys()
        self._expected, after = self._expected.updated([*known.learnt]), self._stored()
        for failed, reason in known.failed.items():
            assert reason
            assert after.get(failed) == before.get(failed), "failed changed a record"
            assert failed in known.last_confirmed

    def _check_manners(
        self,
        arrivals: Sequence[Arrival],
        begun_s: float,
        manners: Manners,
        latency_s: float,
        slow_s: Mapping[str | None, float],
    ) -> None:
        requests = [each for each in arrivals if each.fault not in NO_CONNECTION]
        starts = [self._last_arrival_s, *(each.monotonic for each in requests)]
        assert all(later - earlier >= INTERVAL_S - 1e-6 for earlier, later in pairwise(starts))
        assert all(each.in_flight == 1 for each in arrivals)
        self._last_arrival_s = starts[-1]
        # An answer that comes late is none that was refused: the budget is for time that is lost.
        late_s = sum(slow_s.get(each.fault, 0.0) for each in requests)
        unavoidable_s = (len(requests) + 1) * (INTERVAL_S + latency_s) + late_s
        assert self._runner.now_s - begun_s <= unavoidable_s + manners.max_wait_s + INTERVAL_S + 1.0


TestBadDays = pytest.mark.nightly(BadDays.TestCase)
TestBadDays.settings = settings(settings.default, max_examples=count(suite=100, nightly=10_000), stateful_step_count=8)


def test_many_answers_that_come_late_use_up_no_budget() -> None:
    # Found by make nightly: pages of two papers, each after 50 seconds.
    days = BadDays()
    days.begin(count=103, strangers=False, script=("414=60", "429:first=1", "stall=50"))
    days.teardown()

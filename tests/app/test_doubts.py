"""First titles are asked for once, before a paper is called wrong; and what a search finds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from papersync.app.asking import Sources
from papersync.app.doubts import with_suggestions
from papersync.app.lists import read_lists
from papersync.app.pending import begin
from papersync.app.policy import Policy
from papersync.app.refresh import Refresh, RefreshPlan, refresh, settle
from papersync.http.inprocess import transport_for
from papersync.http.manners import Manners
from papersync.lint.finding import Level
from papersync.papers import Paper
from papersync.sources.query import QueryApi
from papersync.standin.faults import parse_all
from papersync.standin.records import Records
from papersync.standin.service import Standin
from papersync.store.confirmations import Confirmations
from papersync.store.repository import StoreFile
from tests.records import RANKGEN, SCALING, paper

URL = "http://127.0.0.1:9/api/query"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
FIRST = "On How the Loss of Very Large Networks Falls With Size"
RENAMED = replace(SCALING, version=3, former_titles=(FIRST,))
NEVER_RENAMED = replace(RANKGEN, version=2)
WRONG = "Sorting Very Many Old Pictures by Their Age Alone"


@dataclass
class Desk:
    """A folder with one list, and a stand-in that has some papers; the clock moves a day with each run."""

    folder: Path
    papers: Iterable[Paper]
    faults: tuple[str, ...] = ()
    days: int = 0

    def __post_init__(self) -> None:
        records = Records({str(each.id): each for each in self.papers})
        self.standin = Standin(records, faults=parse_all(*self.faults))

    @property
    def page(self) -> Path:
        return self.folder / "README.md"

    @property
    def asked(self) -> list[str]:
        """What was asked for so far, identifiers or words."""
        return [arrival.target.partition("?")[2] for arrival in self.standin.arrivals]

    def refresh(
        self, text: str | None = None, *, write: bool = True, cache: str = "cache", suggest: bool = False
    ) -> Refresh:
        if text is not None:
            self.page.write_text(text)
        self.days += 1
        return asyncio.run(self._refresh(RefreshPlan(write=write), cache, suggest=suggest))

    async def _refresh(self, plan: RefreshPlan, cache: str, *, suggest: bool) -> Refresh:
        lists, _ = read_lists([self.page], self.folder / "locks")
        manners = Manners(lock_dir=self.folder / "locks", interval_s=0, retries=0)
        async with QueryApi(manners, url=URL, transport=transport_for(self.standin.serve)) as source:
            store_file = StoreFile(self.folder / "papers.json", self.folder / "locks")
            confirmations = Confirmations.load(self.folder / cache, URL)
            now = NOW + timedelta(days=self.days)
            sources = Sources(store_file, confirmations, source, now, timedelta(hours=20))
            if suggest:
                learnt = await with_suggestions(await begin(lists, sources).ask(), Policy(), source)
                return settle(learnt, plan, Policy(), store_file, lambda _: False)
            return await refresh(lists, plan, Policy(), sources)

    @property
    def stored(self) -> dict[str, dict[str, object]]:
        return json.loads((self.folder / "papers.json").read_text())["papers"]  # type: ignore[no-any-return]


def entry(title: str, record: Paper) -> str:
    return f"- [{title}](https://arxiv.org/abs/{record.id})\n"


def codes(done: Refresh) -> list[tuple[str, Level]]:
    return [(each.code, each.level) for listed in done.lists for each in listed.findings]


def test_a_former_title_is_learnt_and_mended_and_nobody_asks_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [RENAMED])
    done = desk.refresh(entry(FIRST, SCALING))
    assert codes(done) == []
    assert desk.page.read_text() == entry(SCALING.title, SCALING)
    assert desk.stored["2001.08361"]["former_titles"] == [FIRST]
    assert [f"id_list=2001.08361{version}&start=0&max_results=1" for version in ("", "v1")] == desk.asked
    before = (tmp_path / "papers.json").stat().st_mtime_ns, desk.page.stat().st_mtime_ns
    desk.refresh()
    assert desk.asked[2:] == ["id_list=2001.08361&start=0&max_results=1"]
    assert ((tmp_path / "papers.json").stat().st_mtime_ns, desk.page.stat().st_mtime_ns) == before


def test_a_paper_that_never_had_the_title_is_an_error_and_nobody_asks_again_with_or_without_the_cache(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, [NEVER_RENAMED])
    text = entry(WRONG, RANKGEN)
    done = desk.refresh(text)
    assert codes(done) == [("PS203", Level.ERROR)]
    assert desk.page.read_text() == text
    assert desk.stored["2205.09726"]["first_title_known"] is True
    assert "former_titles" not in desk.stored["2205.09726"]
    store = (tmp_path / "papers.json").read_bytes()
    for cache in ("cache", "another"):
        again = desk.refresh(cache=cache)
        assert codes(again) == codes(done)
        assert not again.store_changed
        assert codes(desk.refresh(write=False, cache=cache)) == codes(done), "a check says the same"
    assert (tmp_path / "papers.json").read_bytes() == store
    assert sum("v1" in asked for asked in desk.asked) == 1
    fresh = len(desk.asked)
    desk.days -= 1
    desk.refresh(cache="another")
    assert len(desk.asked) == fresh, "and what was confirmed counts as confirmed"


def test_one_request_asks_for_all_of_them_and_for_no_other(tmp_path: Path) -> None:
    right = replace(paper("2301.00001", "Measuring the Height of Walls from Old Pictures"), version=4)
    once = paper("2301.00002", "Measuring the Height of Rivers from Old Pictures")
    desk = Desk(tmp_path, [RENAMED, NEVER_RENAMED, right, once])
    nickname = entry("WallNet", right)
    desk.refresh(
        entry(FIRST, SCALING) + entry(WRONG, RANKGEN) + entry(right.title, right) + nickname + entry(WRONG, once)
    )
    assert desk.asked[1:] == ["id_list=2001.08361v1,2205.09726v1&start=0&max_results=2"]


@pytest.mark.parametrize(
    ("faults", "asked"),
    [
        pytest.param(("503:every=2",), 2, id="the first title is refused"),
        pytest.param(("503:first=9",), 1, id="arXiv refuses everything: it is not asked for more"),
    ],
)
def test_what_could_not_be_asked_is_no_error(tmp_path: Path, faults: tuple[str, ...], asked: int) -> None:
    desk = Desk(tmp_path, [NEVER_RENAMED])
    desk.refresh(entry(RANKGEN.title, RANKGEN))
    ill = Desk(tmp_path, [NEVER_RENAMED], faults=faults, days=1)
    done = ill.refresh(entry(WRONG, RANKGEN))
    assert codes(done) == [("PS203", Level.WARNING)]
    assert list(map(str, done.failed)) == ["2205.09726"]
    assert len(ill.asked) == asked
    assert "first_title_known" not in desk.stored["2205.09726"]
    desk.days = 2
    assert codes(desk.refresh()) == [("PS203", Level.ERROR)], "the next run asks"


def test_a_title_of_the_same_authors_is_nothing_until_the_first_title_is_known(tmp_path: Path) -> None:
    text = f"- [{WRONG}](https://arxiv.org/abs/{RANKGEN.id}), *Kalpesh Krishna, Mohit Iyyer*\n"
    ill = Desk(tmp_path, [NEVER_RENAMED], faults=("503:every=2",))
    done = ill.refresh(text)
    assert codes(done) == []
    assert done.failed
    desk = Desk(tmp_path, [NEVER_RENAMED], days=1)
    assert codes(desk.refresh()) == [("PS203", Level.ERROR)]


def test_a_search_names_the_paper_that_is_meant_and_stores_nothing(tmp_path: Path) -> None:
    meant = paper("2209.00001", WRONG)
    desk = Desk(tmp_path, [SCALING, meant, paper("2209.00002", f"{WRONG} and Their Colour")])
    done = desk.refresh(entry(WRONG, SCALING), suggest=True)
    (finding,) = done.lists[0].findings
    assert "2209.00001" in finding.message
    assert finding.fix is not None
    assert list(desk.stored) == ["2001.08361"]
    assert len(desk.asked) == 2
    assert desk.asked[1].startswith("search_query=ti:sorting+AND+ti:very+AND+")
    assert done.unsearched == 0


@pytest.mark.parametrize(
    ("papers", "faults"),
    [
        pytest.param([], (), id="nothing is found"),
        pytest.param([paper("2209.00001", f"{WRONG} and Their Colour")], (), id="another title"),
        pytest.param([paper("2209.00001", WRONG), paper("2209.00002", WRONG)], (), id="two papers"),
        pytest.param([paper("2209.00001", WRONG)], ("503:every=2",), id="a refusal"),
    ],
)
def test_a_search_that_finds_nothing_sure_names_nothing(
    tmp_path: Path, papers: list[Paper], faults: tuple[str, ...]
) -> None:
    desk = Desk(tmp_path, [SCALING, *papers], faults)
    done = desk.refresh(entry(WRONG, SCALING), suggest=True)
    (finding,) = done.lists[0].findings
    assert finding.code == "PS203"
    assert finding.fix is None
    assert done.unsearched == len(faults)


def test_no_more_than_twenty_titles_are_searched_for(tmp_path: Path) -> None:
    many = [
        paper(f"2301.{number:05}", f"Measuring {'x' * number} of Walls from Old Pictures") for number in range(1, 25)
    ]
    desk = Desk(tmp_path, many)
    text = "".join(
        entry(f"Sorting Very Many {'y' * number} by Their Age Alone", each) for number, each in enumerate(many, 3)
    )
    desk.refresh(text, suggest=True)
    assert len(desk.asked) == 21


def test_what_the_store_knows_is_not_searched_for(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [SCALING, RANKGEN])
    done = desk.refresh(entry(RANKGEN.title, SCALING) + entry(RANKGEN.title, RANKGEN), suggest=True)
    assert len(desk.asked) == 1
    assert any(str(RANKGEN.id) in each.message for each in done.lists[0].findings)

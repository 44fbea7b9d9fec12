"""Stores merged paper by paper: what a case is about, and what holds for any stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.store.codec import Store
from papersync.store.merge import merge
from tests.counts import count
from tests.records import RANKGEN, SCALING, SELF
from tests.store.strategies import papers

BASE = replace(RANKGEN, version=2, comment="10 pages")
LATER = datetime(2024, 1, 1, tzinfo=UTC)


def changed(**changes: Any) -> Paper:
    return replace(BASE, **changes)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        pytest.param([], [RANKGEN], [SCALING], [RANKGEN, SCALING], id="each side added one"),
        pytest.param([], [RANKGEN], [RANKGEN], [RANKGEN], id="both added the same"),
        pytest.param([BASE, SELF], [BASE, SELF, SCALING], [SELF], [SELF, SCALING], id="one deleted, one added"),
        pytest.param([BASE], [], [changed(comment="x")], [changed(comment="x")], id="deleted, and changed: it stays"),
        pytest.param([BASE], [], [], [], id="both deleted"),
        pytest.param(None, [BASE], [], [BASE], id="without a base nothing counts as deleted"),
        pytest.param(
            [BASE], [changed(version=3)], [changed(comment="x")], [changed(version=3)], id="the newer version, whole"
        ),
        pytest.param(
            None,
            [changed(origin="bundled", abstract="Cut")],
            [BASE],
            [BASE],
            id="of one version the one that arXiv confirmed",
        ),
        pytest.param(
            None,
            [changed(origin="oai-pmh")],
            [changed(origin="list")],
            [changed(origin="oai-pmh")],
            id="a source's before hearsay",
        ),
        pytest.param(
            None,
            [changed(origin="bundled", version=3)],
            [BASE],
            [changed(origin="bundled", version=3)],
            id="the version before the confirmation",
        ),
        pytest.param(
            None, [changed(updated=LATER, comment="a")], [BASE], [changed(updated=LATER, comment="a")], id="the later"
        ),
        pytest.param(
            [BASE],
            [changed(comment="11 pages")],
            [changed(journal_ref="EMNLP", doi=("10.1/x",))],
            [changed(comment="11 pages", journal_ref="EMNLP", doi=("10.1/x",))],
            id="different facts of one version: both",
        ),
        pytest.param(
            [BASE],
            [changed(comment=None, journal_ref="EMNLP")],
            [changed(doi=("10.1/x",))],
            [changed(comment=None, journal_ref="EMNLP", doi=("10.1/x",))],
            id="a fact that one side took away is gone",
        ),
        pytest.param(
            [BASE],
            [changed(title="New", former_titles=(BASE.title,), version=3)],
            [changed(former_titles=("Of v1",))],
            [changed(title="New", former_titles=(BASE.title, "Of v1"), version=3)],
            id="former titles are united",
        ),
        pytest.param(
            None,
            [changed(title="New", version=3)],
            [BASE],
            [changed(title="New", version=3, former_titles=(BASE.title,))],
            id="the title that gave way is a former one",
        ),
        pytest.param(
            None,
            [BASE],
            [changed(title="Nick", origin="bundled")],
            [BASE],
            id="unless it was hearsay",
        ),
        pytest.param(
            None,
            [changed(version=3, abstract=None)],
            [BASE],
            [changed(version=3)],
            id="an abstract is not lost to a record without one",
        ),
    ],
)
def test_cases(base: list[Paper] | None, ours: list[Paper], theirs: list[Paper], merged: list[Paper]) -> None:
    known = None if base is None else Store.of(base)
    assert merge(known, Store.of(ours), Store.of(theirs)) == Store.of(merged)
    assert merge(known, Store.of(theirs), Store.of(ours)) == Store.of(merged)


# Few papers, so that the sides have them in common, and few facts, so that they often agree.
_FEW = [ArxivId(f"2001.0000{number}") for number in range(1, 5)]
records = st.builds(
    lambda paper, id_, version, origin, title: replace(paper, id=id_, version=version, origin=origin, title=title),
    papers,
    st.sampled_from(_FEW),
    st.integers(1, 2),
    st.sampled_from([None, None, "bundled", "oai-pmh"]),
    st.sampled_from(["A", "B", "b"]),
)
stores = st.lists(records, max_size=4).map(Store.of)


@st.composite
def sides(draw: st.DrawFn) -> tuple[Store, Store, Store]:
    """A base and what two sides made of it: some records kept, some deleted, some anew."""
    base = draw(stores)

    def side() -> Store:
        kept = [each for each in base if draw(st.booleans())]
        facts = [replace(each, comment="seen", doi=("10.1/x",)) for each in kept if draw(st.booleans())]
        return Store.of([*kept, *facts, *draw(st.lists(records, max_size=2))])

    return base, side(), side()


@given(stores, stores)
@settings(max_examples=count(suite=25, nightly=2000))
def test_what_one_side_did_alone_is_what_is_done(base: Store, side: Store) -> None:
    assert merge(base, side, base) == merge(base, base, side) == merge(base, side, side) == side


@given(sides())
@settings(max_examples=count(suite=25, nightly=2000))
def test_the_sides_can_be_exchanged(given_: tuple[Store, Store, Store]) -> None:
    base, ours, theirs = given_
    assert merge(base, ours, theirs) == merge(base, theirs, ours)
    assert merge(None, ours, theirs) == merge(None, theirs, ours)


@given(sides())
@settings(max_examples=count(suite=25, nightly=2000))
def test_nothing_is_lost_that_nobody_deleted(given_: tuple[Store, Store, Store]) -> None:
    base, ours, theirs = given_
    merged = merge(base, ours, theirs)
    assert not set(merged.papers) - set(ours.papers) - set(theirs.papers)
    for id_ in (*ours.papers, *theirs.papers):
        before, both = base.get(id_), (ours.get(id_), theirs.get(id_))
        deleted = before is not None and before in both and None in both
        assert (id_ in merged) != deleted
        if None not in both and before not in both:
            assert merged.papers[id_].version == max(each.version for each in both if each is not None)


@given(stores, stores)
@settings(max_examples=count(suite=25, nightly=2000))
def test_merging_again_changes_nothing(ours: Store, theirs: Store) -> None:
    once = merge(None, ours, theirs)
    assert merge(None, once, ours) == merge(None, theirs, once) == once


@given(stores, stores)
@settings(max_examples=count(suite=25, nightly=2000))
def test_former_titles_and_abstracts_stay(ours: Store, theirs: Store) -> None:
    merged = merge(None, ours, theirs)
    for paper in (*ours, *theirs):
        kept = merged.papers[paper.id]
        assert set(map(_words, paper.former_titles)) <= set(map(_words, (kept.title, *kept.former_titles)))
        assert kept.abstract is not None or paper.abstract is None


def _words(title: str) -> tuple[str, ...]:
    return tuple(title.casefold().split())

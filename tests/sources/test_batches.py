from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.identifiers import ArxivId
from papersync.sources.batches import Batch, first_round, second_round
from tests.sources.made import ids

identifiers = st.builds(ArxivId, st.integers(1, 40).map("2212.{:05}".format), st.one_of(st.none(), st.integers(1, 3)))

FEW = [ArxivId("2212.00001"), ArxivId("2212.00002")]


def names(batches: list[Batch]) -> list[list[str]]:
    return [[str(i) for i in batch.asked] for batch in batches]


def test_the_same_papers_make_the_same_request_in_whatever_order() -> None:
    assert first_round(ids("2301.00002", "hep-th/9901001", "2301.00001")) == first_round(
        ids("2301.00001", "2301.00002", "hep-th/9901001", "2301.00001")
    )


def test_a_hundred_at_most() -> None:
    many = [ArxivId(f"2212.{n:05}") for n in range(1, 251)]
    assert [len(batch.ids) for batch in first_round(many)] == [100, 100, 50]


def test_batches_follow_the_order_given() -> None:
    backwards = [ArxivId(f"2212.{n:05}") for n in range(250, 0, -1)]
    first, second, third = first_round(backwards)
    assert first.ids == tuple(sorted(backwards[:100]))
    assert second.ids == tuple(sorted(backwards[100:200]))
    assert third.ids == tuple(sorted(backwards[200:]))


def test_versions_of_one_paper_go_apart() -> None:
    assert names(first_round(ids("2301.00001v2", "2301.00001", "2301.00002", "2301.00001v1"))) == [
        ["2301.00001v2", "2301.00002"],
        ["2301.00001"],
        ["2301.00001v1"],
    ]


@given(st.lists(identifiers, max_size=60), st.integers(1, 7))
def test_the_first_round_asks_each_once_and_nobody_waits_without_need(asked: list[ArxivId], most: int) -> None:
    batches = first_round(asked, most)
    assert sorted(map(str, set(asked))) == sorted(str(i) for batch in batches for i in batch.ids)
    turn = {identifier: n for n, batch in enumerate(batches) for identifier in batch.ids}
    for batch in batches:
        assert len({i.base for i in batch.ids}) == len(batch.ids) <= most
        assert batch.ids == tuple(sorted(batch.ids))
    for identifier, n in turn.items():
        for earlier in batches[:n]:
            earlier_versions = {i.base for i in earlier.ids}
            assert len(earlier.ids) == most or identifier.base in earlier_versions, "there was room before"


@given(st.frozensets(identifiers, min_size=1, max_size=60), st.integers(1, 70))
def test_a_cut_batch_asks_for_the_same(asked: frozenset[ArxivId], most: int) -> None:
    for batch in first_round(asked):
        parts = Batch(batch.ids, FEW[0]).cut(most)
        assert tuple(i for part in parts for i in part.ids) == batch.ids
        assert all(len(part.asked) <= most or len(part.ids) == 1 for part in parts)


def test_a_witness_goes_along() -> None:
    (absent,) = ids("2301.00001")
    (witness,) = ids("2301.00002")
    assert names(second_round({absent: frozenset({absent})}, [witness])) == [["2301.00001", "2301.00002"]]


def test_a_version_of_the_absent_paper_is_no_witness() -> None:
    absent, other = ids("2301.00001v9", "2301.00001")
    assert names(second_round({absent: frozenset({absent})}, [other])) == [["2301.00001v9"]]


def test_a_witness_that_was_there_gives_way_to_another() -> None:
    absent, first, second = ids("2301.00003", "2301.00001", "2301.00002")
    companies = {absent: frozenset({absent, first})}
    assert names(second_round(companies, [first, second])) == [["2301.00003", "2301.00002"]]
    assert names(second_round(companies, [first])) == [["2301.00003"]]


def test_room_is_left_for_the_witness() -> None:
    absent = [ArxivId(f"2212.{n:05}") for n in range(1, 101)]
    company = frozenset(absent)
    batches = second_round(dict.fromkeys(absent, company), ids("2301.00001"))
    assert [len(batch.asked) for batch in batches] == [100, 2]


@pytest.mark.parametrize("known", [pytest.param([], id="nobody exists"), pytest.param(["2301.00001"], id="one exists")])
@given(sets=st.lists(st.frozensets(st.one_of(identifiers, st.sampled_from(FEW)), min_size=1, max_size=6), max_size=6))
def test_law_4_the_second_company_is_another_or_none(known: list[str], sets: list[frozenset[ArxivId]]) -> None:
    companies: dict[ArxivId, frozenset[ArxivId]] = {}
    for company in sets:
        for identifier in company:
            companies.setdefault(identifier, company)
    batches = second_round(companies, ids(*known))
    assert sorted(map(str, companies)) == sorted(str(i) for batch in batches for i in batch.ids)
    for batch in batches:
        asked = frozenset(batch.asked)
        assert len({i.base for i in asked}) == len(batch.asked) <= 100
        assert all(len(asked) == 1 or asked != companies[identifier] for identifier in batch.ids)

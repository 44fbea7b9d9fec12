"""What is read without pydantic is what pydantic makes of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from papersync.identifiers import ArxivId
from papersync.papers import Paper, read_record
from papersync.papers.checking import PaperFacts
from papersync.papers.reading import plain_record
from papersync.store.codec import members
from tests.store.strategies import identifiers, papers

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 3),
    st.floats(),
    st.sampled_from(["", "x", "\ud800", "é", "bundled", "query", "2020-01-23T03:59:20Z", "2020-01-23T03:59:20+01:00"]),
    st.sampled_from(["2020-02-30T03:59:20Z", "2020-01-23T24:00:00Z", "2020-01-23T03:59:60Z", "0000-01-01T00:00:00Z"]),
    st.sampled_from(["2020-01-23T03:59:20.5Z", "2020-01-23T03:59:20.123456Z", "２020-01-23T03:59:20Z", "2020-01-23"]),
    st.just([]),
    st.just({}),
    st.lists(st.sampled_from(["a", "", 1, None, "\udfff"]), max_size=2),
    st.lists(st.fixed_dictionaries({"name": st.sampled_from(["A", "", 5])}), max_size=2),
    st.just([{"name": "A", "affiliations": ["B"]}]),
    st.just([{"name": "A", "affiliations": None}]),
    st.just([{"name": "A", "self": "B"}]),
    st.sampled_from([{"reason": "r", "certain": True}, {"reason": "r", "certain": 1}, {"reason": 1, "certain": False}]),
)
KEYS = (*Paper.__slots__, "summary", "self", "")


def judged(facts: dict[str, Any]) -> Paper | None:
    try:
        return PaperFacts.model_validate(facts).paper()
    except ValidationError:
        return None


@given(
    papers,
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=2),
    st.sets(st.sampled_from(KEYS), max_size=1),
    st.booleans(),
)
@settings(max_examples=400)
def test_the_plain_road_and_the_judge_agree(
    paper: Paper, changes: dict[str, Any], gone: set[str], with_version: bool
) -> None:
    facts: dict[str, Any] = {"id": ArxivId(paper.id.base, 2 if with_version else None), **members(paper), **changes}
    facts = {key: value for key, value in facts.items() if key not in gone}
    plain = plain_record(facts)
    assert plain is None or plain == judged(facts)


@pytest.mark.parametrize("key", [key for key in Paper.__slots__ if key != "id"])
@given(paper=papers, value=VALUES)
@settings(max_examples=60)
def test_with_one_other_value_they_agree_too(key: str, paper: Paper, value: object) -> None:
    facts = {"id": paper.id, **members(paper), key: value}
    plain = plain_record(facts)
    assert plain is None or plain == judged(facts)


@given(papers)
@settings(max_examples=100)
def test_what_the_store_writes_needs_no_judge(paper: Paper) -> None:
    facts = {"id": paper.id, **json.loads(json.dumps(members(paper)))}
    assert plain_record(facts) == paper == judged(facts)


@given(papers, identifiers)
def test_objects_are_taken_as_well_as_their_members(paper: Paper, other: ArxivId) -> None:
    facts = {name: getattr(paper, name) for name in Paper.__slots__}
    assert read_record(facts) == paper
    assert read_record(facts | {"id": str(other)}).id == other


def test_the_judge_knows_every_field_of_a_record_and_no_other() -> None:
    assert tuple(PaperFacts.model_fields) == Paper.__slots__

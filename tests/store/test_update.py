from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.store.update import merge_record
from tests.store.strategies import papers

BASE = Paper(
    id=ArxivId("2205.09726"),
    title="RankGen: Improving Text Generation",
    authors=(),
    abstract="Words.",
    primary_category="cs.CL",
    categories=("cs.CL",),
    version=2,
    published=datetime(2022, 5, 19, tzinfo=UTC),
    updated=datetime(2022, 11, 14, tzinfo=UTC),
)


def paper(**changes: Any) -> Paper:
    return replace(BASE, **changes)


@pytest.mark.parametrize(
    ("old", "new", "merged"),
    [
        pytest.param({}, {"title": "New"}, {"title": "New", "former_titles": (BASE.title,)}, id="renamed: kept"),
        pytest.param(
            {"title": "B", "former_titles": ("A",)},
            {"title": "C"},
            {"title": "C", "former_titles": ("A", "B")},
            id="renamed twice: in order",
        ),
        pytest.param(
            {"title": "B", "former_titles": ("A",)},
            {"title": "A"},
            {"title": "A", "former_titles": ("B",)},
            id="renamed back: the title is not its own former one",
        ),
        pytest.param(
            {"title": "B", "former_titles": ("a",)},
            {"title": "C", "former_titles": ("A", "b")},
            {"title": "C", "former_titles": ("a", "b")},
            id="each once, letter case aside, first seen first",
        ),
        pytest.param({"title": "RANKGEN"}, {"title": "RankGen"}, {"title": "RankGen"}, id="recased: no other title"),
        pytest.param({"title": "A  b\nc"}, {"title": "A b c"}, {"title": "A b c"}, id="blanks: no other title"),
        pytest.param({}, {"abstract": None, "comment": "x"}, {"comment": "x"}, id="an abstract it lacks is kept"),
        pytest.param({}, {"abstract": "Other."}, {"abstract": "Other."}, id="an abstract it has counts"),
        pytest.param({"comment": "x"}, {}, {}, id="a comment that is gone is gone"),
        pytest.param({"origin": "bundled"}, {}, {}, id="confirmed: no longer bundled"),
        pytest.param(
            {"origin": "bundled", "title": "Rank Gen", "version": 9},
            {},
            {},
            id="neither title nor version of a bundled record is arXiv's word",
        ),
        pytest.param(
            {"origin": "bundled", "former_titles": ("Of v1",)},
            {},
            {"former_titles": ("Of v1",)},
            id="but its former titles are of use",
        ),
        pytest.param(
            {"origin": "snapshot", "title": "Old"}, {}, {"former_titles": ("Old",)}, id="a snapshot's title was arXiv's"
        ),
        pytest.param(
            {},
            {"version": 1, "title": "First", "abstract": "First."},
            {"former_titles": ("First",), "first_title_known": True},
            id="an answer about the first version adds its title, and that it is the first's",
        ),
        pytest.param(
            {"version": 3},
            {"version": 2, "title": "Second"},
            {"version": 3, "former_titles": ("Second",)},
            id="an answer about another version adds its title only",
        ),
        pytest.param(
            {}, {"version": 1}, {"first_title_known": True}, id="the first version had this title: that is known"
        ),
        pytest.param(
            {"version": 1, "title": "First"},
            {"version": 2},
            {"former_titles": ("First",), "first_title_known": True},
            id="whoever has seen the first version knows its title",
        ),
        pytest.param(
            {"version": 1, "title": "First", "origin": "list"},
            {},
            {"former_titles": ("First",)},
            id="a list is no source for the title of a first version",
        ),
        pytest.param(
            {"first_title_known": True},
            {"version": 3},
            {"version": 3, "first_title_known": True},
            id="what is known of the first version is never forgotten",
        ),
        pytest.param({}, {"version": 3, "comment": "v3"}, {"version": 3, "comment": "v3"}, id="a newer version counts"),
    ],
)
def test_changes(old: dict[str, Any], new: dict[str, Any], merged: dict[str, Any]) -> None:
    assert merge_record(paper(**old), paper(**new)) == paper(**merged)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param({}, {}, id="the same"),
        pytest.param({"former_titles": ("A",)}, {}, id="the source knows no former titles"),
        pytest.param({}, {"abstract": None}, id="the source has no abstract"),
        pytest.param({"former_titles": ("A",)}, {"former_titles": ("a",)}, id="a former title in other letters"),
        pytest.param({"first_title_known": True}, {}, id="the source does not say that the first title is known"),
        pytest.param({"first_title_known": True}, {"version": 1}, id="the first version, asked for again"),
        pytest.param({"version": 3}, {}, id="an earlier version of the same title"),
        pytest.param({"version": 1}, {"version": 1}, id="there is one version: nothing to know about an earlier one"),
    ],
)
def test_without_news_the_very_object_stays(old: dict[str, Any], new: dict[str, Any]) -> None:
    record = paper(**old)
    assert merge_record(record, paper(**new)) is record


def test_a_first_record_is_taken_as_it_is() -> None:
    assert merge_record(None, BASE) is BASE


@given(papers, papers)
def test_merging_again_changes_nothing(old: Paper, new: Paper) -> None:
    once = merge_record(old, new)
    assert merge_record(once, new) is once

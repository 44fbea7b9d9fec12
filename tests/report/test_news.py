"""What became of papers, paper by paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from papersync.papers import Author, Paper, Withdrawal
from papersync.report.news import Mend, News, news
from tests.records import INSTRUCT, RANKGEN, SCALING

DAY = datetime(2025, 2, 3, tzinfo=UTC)


def stored(*papers: Paper) -> dict[Any, Paper]:
    return {each.id: each for each in papers}


@pytest.mark.parametrize(
    ("members", "facts"),
    [
        pytest.param({"title": "Other"}, [("renamed", f"was “{SCALING.title}”")], id="another title"),
        pytest.param({"title": SCALING.title.upper()}, [("letter case", f"was “{SCALING.title}”")], id="letter case"),
        pytest.param({"version": 3, "updated": DAY}, [("new version", "3 of 2025-02-03, was 1")], id="a version"),
        pytest.param({"journal_ref": "J. 1"}, [("published", "J. 1")], id="a journal"),
        pytest.param({"doi": ("10.1/a", "10.1/b")}, [("published", "DOI 10.1/a")], id="a DOI"),
        pytest.param({"withdrawn": Withdrawal("wrong", True)}, [("withdrawn", "wrong")], id="withdrawn"),
        pytest.param(
            {"withdrawn": Withdrawal("odd", False)}, [("probably withdrawn", "odd")], id="words that sound like it"
        ),
        pytest.param(
            {"authors": (Author("A"),), "comment": "5 pages"}, [("record", "other authors and comment")], id="the rest"
        ),
        pytest.param({"abstract": "Other."}, [("record", "other abstract")], id="the abstract"),
        pytest.param({"first_title_known": True}, [], id="what only papersync cares for"),
    ],
)
def test_what_arxiv_says_now(members: dict[str, Any], facts: list[tuple[str, str]]) -> None:
    now = replace(SCALING, **members)
    told = news(stored(SCALING, INSTRUCT), stored(now, INSTRUCT))
    assert [list(each.facts) for each in told] == ([facts] if facts else [])


def test_a_paper_comes_back() -> None:
    (told,) = news(stored(replace(SCALING, withdrawn=Withdrawal("w", True))), stored(SCALING))
    assert told.kinds == ("no longer withdrawn",)


def test_records_that_are_new_and_gone() -> None:
    gone = replace(RANKGEN, withdrawn=Withdrawal("Lemma 2", True))
    told = news(stored(SCALING), stored(INSTRUCT, gone))
    assert [(str(each.id), each.kinds, each.is_first_record) for each in told] == [
        ("2001.08361", ("dropped",), False),
        ("2203.02155", ("recorded",), True),
        ("2205.09726", ("withdrawn", "recorded"), False),
    ]


def test_mends_stand_with_their_paper_and_the_nameless_last() -> None:
    mends = [
        Mend("PS101", "mangled-link", "glued", "a.md", 9),
        Mend("PS204", "title-differs", "the title is cut", "a.md", 3, SCALING.id),
        Mend("PS501", "abstract-differs", "joined words", "a.md", 4, replace(SCALING.id, version=2)),
        Mend("PS404", "contents-out-of-date", "a heading", "b.md", 1, RANKGEN.id),
    ]
    assert news(stored(SCALING), stored(SCALING), mends) == (
        News(
            SCALING.id,
            SCALING.title,
            (("title mended", "a.md:3: the title is cut"), ("abstract mended", "a.md:4: joined words")),
        ),
        News(RANKGEN.id, "", (("contents out of date", "b.md:1: a heading"),)),
        News(None, "", (("link repaired", "a.md:9: glued"),)),
    )

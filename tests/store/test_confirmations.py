from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.identifiers import ArxivId
from papersync.papers import Author, Paper, Withdrawal
from papersync.store.confirmations import Confirmations, digest
from tests.records import paper
from tests.store.strategies import papers

ARXIV, STANDIN = "https://export.arxiv.org/api/query", "http://127.0.0.1:8000/api/query"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
A_PAPER, ANOTHER = paper("2212.10560", "One"), paper("hep-th/9901001", "Another")
ONE, OTHER = A_PAPER.id, ANOTHER.id
HOUR = timedelta(hours=1)


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    empty = Confirmations.load(tmp_path / "cache", ARXIV)
    assert empty.age(ONE, NOW) is None
    assert empty.with_answers([A_PAPER], [OTHER], NOW).save()
    again = Confirmations.load(tmp_path / "cache", ARXIV)
    assert again.age(ONE, NOW + HOUR) == HOUR
    assert [(last.answer, last.at) for last in (again.last(ONE), again.last(OTHER)) if last] == [
        ("found", NOW),
        ("missing", NOW),
    ]


def test_what_a_stand_in_confirmed_never_counts_for_arxiv(tmp_path: Path) -> None:
    assert Confirmations.load(tmp_path, STANDIN).with_answers([A_PAPER], [], NOW).save()
    assert Confirmations.load(tmp_path, ARXIV).age(ONE, NOW) is None
    arxivs = Confirmations.load(tmp_path, ARXIV)
    Confirmations.load(tmp_path, STANDIN).path.replace(arxivs.path)
    assert Confirmations.load(tmp_path, ARXIV).age(ONE, NOW) is None


def test_versions_are_asked_for_on_their_own(tmp_path: Path) -> None:
    known = Confirmations.load(tmp_path, ARXIV).with_answers([A_PAPER], [], NOW)
    assert known.last(ArxivId(ONE.base, 9)) is None


def test_an_answer_from_the_future_has_no_age(tmp_path: Path) -> None:
    known = Confirmations.load(tmp_path, ARXIV).with_answers([A_PAPER], [], NOW)
    assert known.age(ONE, NOW - HOUR) is None
    assert known.age(ONE, NOW) == timedelta(0)


def test_the_later_answer_counts(tmp_path: Path) -> None:
    known = Confirmations.load(tmp_path, ARXIV).with_answers([A_PAPER], [], NOW).with_answers([], [ONE], NOW + HOUR)
    last = known.last(ONE)
    assert last is not None
    assert (last.answer, last.at) == ("missing", NOW + HOUR)


def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    mine, theirs = Confirmations.load(tmp_path, ARXIV), Confirmations.load(tmp_path, ARXIV)
    assert theirs.with_answers([A_PAPER], [], NOW + HOUR).save()
    assert mine.with_answers([A_PAPER, ANOTHER], [], NOW).save()
    both = Confirmations.load(tmp_path, ARXIV)
    assert (both.age(ONE, NOW + HOUR), both.age(OTHER, NOW + HOUR)) == (timedelta(0), HOUR)


def test_the_newest_answer_is_the_last_success(tmp_path: Path) -> None:
    known = Confirmations.load(tmp_path, ARXIV)
    assert known.newest([ONE, OTHER], NOW) is None, "unknown"
    known = known.with_answers([A_PAPER], [], NOW - HOUR).with_answers([], [OTHER], NOW)
    assert known.newest([ONE, OTHER], NOW) == NOW
    assert known.newest([ArxivId(ONE.base, 9)], NOW) == NOW - HOUR, "the paper was confirmed, whatever its version"
    assert known.newest([ONE, OTHER], NOW - HOUR) == NOW - HOUR, "a moment in the future says nothing"
    assert known.newest([], NOW) is None


def test_without_news_nothing_is_written(tmp_path: Path) -> None:
    assert Confirmations.load(tmp_path, ARXIV).with_answers([A_PAPER], [], NOW).save()
    known = Confirmations.load(tmp_path, ARXIV)
    before = known.path.stat()
    assert known.save()
    assert (known.path.stat().st_ino, known.path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


CHANGES: dict[str, Any] = {
    "id": ArxivId.parse("2212.10561"),
    "title": "One and more",
    "authors": (Author("Ada", ("Example",)),),
    "abstract": "Another.",
    "primary_category": "cs.AI",
    "categories": ("cs.CL", "cs.AI"),
    "version": 2,
    "published": NOW,
    "updated": NOW,
    "comment": "9 pages",
    "journal_ref": "Journal 1",
    "doi": ("10.1000/1",),
    "withdrawn": Withdrawal("An error.", certain=False),
    "former_titles": ("None",),
    "first_title_known": True,
    "origin": "list",
}


def test_another_fact_is_another_digest() -> None:
    assert set(CHANGES) == set(Paper.__slots__), "a fact that is not in the digest would never be asked for again"
    changed = [replace(A_PAPER, **{name: value}) for name, value in CHANGES.items()]
    alike = [
        replace(A_PAPER, authors=(Author("Ada"), Author("Example"))),
        replace(A_PAPER, withdrawn=Withdrawal("An error.", certain=True)),
        replace(A_PAPER, journal_ref="9 pages"),
        replace(A_PAPER, former_titles=("None", "Other")),
    ]
    assert len({digest(each) for each in (A_PAPER, *changed, *alike)}) == 1 + len(changed) + len(alike)


@given(papers, papers)
def test_equal_records_have_one_digest(one: Paper, other: Paper) -> None:
    assert (digest(one) == digest(other)) == (one == other)
    assert digest(replace(one)) == digest(one)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\x00", id="no text"),
        pytest.param(b"[]", id="another shape"),
        pytest.param(b'{"source": "https://export.arxiv.org/api/query"}', id="half of it"),
        pytest.param(b"[" * 100_000, id="nested"),
        pytest.param(
            b'{"source": "https://export.arxiv.org/api/query", '
            b'"answers": {"2212.10560": {"at": "x", "answer": "found"}}}',
            id="no time",
        ),
        pytest.param(
            b'{"source": "https://export.arxiv.org/api/query", "answers": {"2212.10560": {"at": "2026-11-22T12:00:00", '
            b'"answer": "found"}}}',
            id="a time without zone",
        ),
        pytest.param(
            b'{"source": "https://export.arxiv.org/api/query", '
            b'"answers": {"2212.10560": {"at": "0001-01-01T00:00:00+14:00", "answer": "found"}}}',
            id="in UTC before the calendar begins",
        ),
        pytest.param(
            b'{"source": "https://export.arxiv.org/api/query", '
            b'"answers": {"2212.10560": {"at": "9999-12-31T23:59:59-12:00", "answer": "found"}}}',
            id="in UTC after the calendar ends",
        ),
    ],
)
def test_a_damaged_cache_is_empty_and_is_replaced(tmp_path: Path, data: bytes) -> None:
    known = Confirmations.load(tmp_path, ARXIV)
    known.path.write_bytes(data)
    assert Confirmations.load(tmp_path, ARXIV).answers == {}
    assert known.with_answers([A_PAPER], [], NOW).save()
    assert Confirmations.load(tmp_path, ARXIV).age(ONE, NOW) == timedelta(0)


@given(st.binary(max_size=100))
def test_no_cache_is_ever_an_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("cache")
    Confirmations.load(folder, ARXIV).path.write_bytes(data)
    assert Confirmations.load(folder, ARXIV).answers == {}


def test_a_cache_that_cannot_be_written_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    known = Confirmations.load(tmp_path / "cache", ARXIV).with_answers([A_PAPER], [], NOW)
    assert not known.save()
    assert known.age(ONE, NOW) == timedelta(0)


def test_a_confirmation_names_the_record_that_it_left_behind(tmp_path: Path) -> None:
    known = Confirmations.load(tmp_path, ARXIV).with_answers([A_PAPER], [OTHER], NOW)
    last = known.last(ONE)
    assert last is not None
    assert last.record == digest(A_PAPER) != digest(replace(A_PAPER, version=2))

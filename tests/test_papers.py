from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from papersync.identifiers import ArxivId
from papersync.papers import Author, RecordError, Withdrawal, read_record

FACTS: dict[str, Any] = {
    "id": ArxivId("2104.12255"),
    "title": "0",
    "authors": (Author(name="A. Author"),),
    "primary_category": "math.HO",
    "categories": ("math.HO",),
    "version": 1,
    "published": datetime(2021, 4, 25, tzinfo=UTC),
    "updated": datetime(2021, 4, 25, tzinfo=UTC),
}


def test_the_title_0_is_a_title() -> None:
    assert read_record(FACTS).title == "0"


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        pytest.param("id", ArxivId("2104.12255", 3), ArxivId("2104.12255"), id="the identifier loses its version"),
        pytest.param("id", "math.GT/0309136v2", ArxivId("math/0309136"), id="an identifier as text is made canonical"),
        pytest.param("abstract", "", None, id="an empty abstract is none"),
        pytest.param("comment", "", None, id="an empty comment is none"),
        pytest.param("journal_ref", "", None, id="an empty journal reference is none"),
        pytest.param("comment", "0", "0", id="0 is a comment"),
        pytest.param(
            "updated",
            datetime(2021, 4, 25, 1, tzinfo=timezone(timedelta(hours=2))),
            datetime(2021, 4, 24, 23, tzinfo=UTC),
            id="times become UTC",
        ),
        pytest.param(
            "updated", "2021-04-25T00:00:00Z", datetime(2021, 4, 25, tzinfo=UTC), id="times as the store has them"
        ),
    ],
)
def test_what_is_made_of_a_value(field: str, value: object, kept: object) -> None:
    paper = read_record({**FACTS, field: value})
    assert getattr(paper, field) == kept
    moment = getattr(paper, field)
    assert not isinstance(moment, datetime) or moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("id", "2113.12255", id="an impossible identifier"),
        pytest.param("id", None, id="no identifier"),
        pytest.param("title", "", id="no title"),
        pytest.param("version", 0, id="version 0"),
        pytest.param("version", True, id="version true"),
        pytest.param("version", "1", id="a version as text"),
        pytest.param("published", 0, id="seconds since 1970"),
        pytest.param("published", "1619308800", id="seconds since 1970 as text"),
        pytest.param("published", "2021-04-25", id="a day"),
        pytest.param("published", datetime(2021, 4, 25), id="a time without zone"),  # noqa: DTZ001
        pytest.param("published", "0001-01-01T00:00:00+14:00", id="a time before the year 1"),
        pytest.param("withdrawn", {"reason": "x", "certain": "no"}, id="a doubt that is no truth value"),
        pytest.param("authors", [{"name": "A", "orcid": "0"}], id="an unknown fact of an author"),
        pytest.param("authors", ["A. Author"], id="an author as text"),
        pytest.param("origin", "query", id="an unknown origin"),
        pytest.param("summary", "x", id="an unknown fact"),
    ],
)
def test_what_is_refused(field: str, value: object) -> None:
    with pytest.raises(RecordError) as caught:
        read_record({**FACTS, field: value})
    assert caught.value.at[0] == field


@pytest.mark.parametrize("value", [Author(name="A"), Withdrawal(reason="x", certain=True), read_record(FACTS)])
def test_records_do_not_change(value: Any) -> None:
    with pytest.raises(AttributeError):
        setattr(value, next(iter(getattr(value, "_fields", None) or type(value).__slots__)), "x")

"""What is read without pydantic is what pydantic makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from papersync.config.plain import plain_settings
from papersync.config.settings import Settings

TEXTS = st.sampled_from(
    ["", " ", "a", "é", "a\nb", "a\n", "\x7f", "\ud800", "\u00a0", "\u2028", "a" * 200, "a" * 201, "a" * 4097]
) | st.sampled_from(
    [
        "title",
        "canonical",
        "keep",
        "abs",
        "latest",
        "strip",
        "PS1",
        "all",
        "/x/*.md",
        "a/*.md",
        "~",
        "~nobody/x",
        "20h",
        "1.5 d",
        "20 parsecs",
        "٣h",
        "60",
        "me@example.org",
        "PS١",
        "PS1\n",
        "https://export.arxiv.org/api/query",
        "http://localhost:8000/q",
        "https://x/q?a=b",
        "https://x@y/q",
        "ftp://x",
    ]
)
SCALARS = st.one_of(
    TEXTS, st.booleans(), st.integers(-1, 10_001), st.floats(), st.sampled_from([3, 2.9, 3.0, 10**400, 1e300])
)
VALUES = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=2),
    st.dictionaries(TEXTS, SCALARS | st.lists(SCALARS, max_size=2), max_size=2),
)
KEYS = tuple(str(field.alias) for field in Settings.model_fields.values())


def judged(table: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return Settings.model_validate(table).model_dump(exclude_unset=True)
    except ValidationError:
        return None


@pytest.mark.parametrize("key", KEYS)
@given(value=VALUES)
@settings(max_examples=150)
def test_the_plain_road_and_the_judge_agree(key: str, value: object) -> None:
    plain = plain_settings({key: value})
    assert plain is None or plain == judged({key: value})


@given(st.dictionaries(st.sampled_from([*KEYS, "list", "interval_s", "cache_folder"]), VALUES, max_size=3))
@settings(max_examples=200)
def test_on_whole_tables_they_agree_too(table: dict[str, Any]) -> None:
    plain = plain_settings(table)
    assert plain is None or plain == judged(table)


@pytest.mark.parametrize(
    "table",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"lists": ["README.md", "docs/**/*.md"], "store": "data/papers.json"}, id="paths"),
        pytest.param(
            {"fields": ["title", "authors"], "titles": "words", "link": "pdf", "version": "latest"}, id="words"
        ),
        pytest.param({"select": ["PS1", "ALL"], "ignore": ["title-differs"], "wrap": 100, "retries": 0}, id="rules"),
        pytest.param({"max-age": "2 days", "stale-after": 60, "max-wait": "90 s", "interval": "5 s"}, id="durations"),
        pytest.param({"section-aliases": {"rlhf": "From Human Feedback"}}, id="aliases"),
        pytest.param({"templates": {"heading": "{{ title }}\n\n{{ abstract }}", "bare-url": "a.j2"}}, id="templates"),
        pytest.param({"per-file-ignores": {"docs/*.md": ["PS402"]}}, id="per file"),
        pytest.param(
            {"contact": "me@example.org", "arxiv-url": "http://127.0.0.1:1/q", "cache-dir": "~/x"}, id="arXiv"
        ),
    ],
)
def test_what_people_write_needs_no_judge(table: dict[str, Any]) -> None:
    assert plain_settings(table) == judged(table) is not None

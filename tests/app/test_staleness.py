"""When a list counts as stale."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from papersync.app.staleness import stale_since
from papersync.identifiers import ArxivId
from papersync.store.confirmations import Confirmations
from tests.records import BY_ID

NOW = datetime(2026, 11, 22, tzinfo=UTC)
AFTER = timedelta(days=30)
ONE, OTHER, UNNAMED = "2205.09726", "2001.08361", "2212.10560"


@pytest.mark.parametrize(
    ("days_ago", "stale_days"),
    [
        pytest.param({ONE: 45}, 45, id="long ago"),
        pytest.param({ONE: 30}, None, id="exactly as long as allowed"),
        pytest.param({ONE: 31, OTHER: 1}, None, id="one of them lately: arXiv answers, this one failed alone"),
        pytest.param({ONE: 45, UNNAMED: 0}, 45, id="lately for another project's paper, which says nothing of this"),
        pytest.param({}, None, id="nothing is known"),
        pytest.param({ONE: -1}, None, id="only the future is known: a clock was wrong"),
        pytest.param({ONE: 45, OTHER: -1}, 45, id="the future does not count"),
        pytest.param({f"{ONE}v2": 45}, None, id="a version that no list names"),
    ],
)
def test_stale(tmp_path: Path, days_ago: dict[str, int], stale_days: int | None) -> None:
    confirmations = Confirmations.load(tmp_path, "http://127.0.0.1:9")
    for name, days in days_ago.items():
        id_ = ArxivId.parse(name)
        found, missing = ([BY_ID[id_]], []) if id_ in BY_ID else ([], [id_])
        confirmations = confirmations.with_answers(found, missing, NOW - timedelta(days=days))
    expected = None if stale_days is None else NOW - timedelta(days=stale_days)
    assert stale_since(confirmations, [ArxivId(ONE), ArxivId(OTHER)], NOW, AFTER) == expected


def test_a_missing_paper_is_an_answer(tmp_path: Path) -> None:
    id_ = ArxivId("2101.00001")
    cache = Confirmations.load(tmp_path, "http://127.0.0.1:9").with_answers([], [id_], NOW)
    assert stale_since(cache, [id_], NOW + timedelta(days=1), AFTER) is None
    assert stale_since(cache, [id_], NOW + timedelta(days=31), AFTER) == NOW

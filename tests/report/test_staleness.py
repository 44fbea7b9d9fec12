from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from papersync.report.staleness import stale_line

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "says"),
    [
        pytest.param(timedelta(days=45, hours=13), "45 days ago, on 2026-10-07", id="days, begun ones not counted"),
        pytest.param(timedelta(days=2000), "2,000 days ago, on 2021-06-01", id="years"),
        pytest.param(timedelta(hours=47), "47 hours ago, on 2026-11-20", id="less than two days"),
        pytest.param(timedelta(minutes=119), "119 minutes ago, on 2026-11-22", id="less than two hours"),
        pytest.param(timedelta(seconds=61), "1 minute ago, on 2026-11-22", id="one"),
    ],
)
def test_how_long_ago(age: timedelta, says: str) -> None:
    assert stale_line(NOW - age, NOW) == f"stale: arXiv last answered for these lists {says}"

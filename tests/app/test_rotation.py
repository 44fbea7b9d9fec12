"""Without a memory the order of asking turns with the date, and nobody is starved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.app.rotation import rotated

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ONE_DAY = timedelta(days=1)


def days_until_all_were_asked(papers: int, a_day: int, first_day: int = 0, every: int = 1) -> int:
    """How many runs it takes when each reaches only the first *a_day*, beginning on *first_day*."""
    left = set(range(papers))
    for run in range(20 * papers):
        today = NOON + (first_day + run * every) * ONE_DAY
        left.difference_update(rotated(range(papers), today)[:a_day])
        if not left:
            return run + 1
    raise AssertionError("somebody is starved")


@pytest.mark.parametrize(
    ("papers", "a_day", "days"),
    [
        pytest.param(1_000, 100, 13, id="one batch of ten"),
        pytest.param(1_000, 200, 8, id="two batches of ten"),
        pytest.param(1_000, 600, 3, id="six batches of ten"),
        pytest.param(1_000, 1_000, 1, id="all"),
        pytest.param(250, 100, 3, id="one batch of three"),
        pytest.param(1_000, 10, 144, id="hardly any"),
    ],
)
def test_all_are_asked_within_days(papers: int, a_day: int, days: int) -> None:
    assert {days_until_all_were_asked(papers, a_day, first_day) for first_day in range(0, 1_000, 97)} <= {
        days,
        days - 1,
    }


@given(papers=st.integers(1, 300), a_day=st.integers(1, 300), first_day=st.integers(0, 20_000))
def test_nobody_waits_twice_as_long_as_needed(papers: int, a_day: int, first_day: int) -> None:
    assert days_until_all_were_asked(papers, a_day, first_day) <= 2 * -(-papers // a_day)


@pytest.mark.parametrize("every", [2, 3, 5, 7, 14, 28, 30])
def test_nobody_is_starved_by_a_schedule_that_skips_days(every: int) -> None:
    assert days_until_all_were_asked(400, 100, every=every) <= 16


def test_one_day_has_one_order_wherever_the_clock_stands() -> None:
    today = rotated(range(1_000), NOON)
    assert rotated(range(1_000), NOON.replace(hour=23, minute=59)) == today
    assert rotated(range(1_000), NOON.replace(hour=0)) == today
    assert rotated(range(1_000), NOON.replace(hour=23).astimezone(timezone(timedelta(hours=9)))) == today
    assert rotated(range(1_000), NOON + ONE_DAY) != today


@given(papers=st.lists(st.integers(), unique=True, max_size=50), day=st.integers(0, 100_000))
def test_a_rotation_holds_each_once(papers: list[int], day: int) -> None:
    turned = rotated(papers, NOON + day * ONE_DAY)
    assert sorted(turned) == sorted(papers)
    start = papers.index(turned[0]) if papers else 0
    assert turned == papers[start:] + papers[:start]

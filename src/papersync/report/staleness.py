"""How long ago a source last answered, when that is too long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_UNITS: Final = ((timedelta(days=2), timedelta(days=1), "days"), (timedelta(hours=2), timedelta(hours=1), "hours"))


def stale_line(last: datetime, now: datetime) -> str:
    """That the last answer for any paper of the lists came at ``last``: how long ago, and the day in UTC."""
    return f"stale: arXiv last answered for these lists {_ago(now - last)} ago, on {last.astimezone(UTC).date()}"


def _ago(age: timedelta) -> str:
    """In the largest unit of which there are at least two, rounded down."""
    for least, unit, name in _UNITS:
        if age >= least:
            return f"{age // unit:,} {name}"
    minutes = age // timedelta(minutes=1)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"

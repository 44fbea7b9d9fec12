"""Whose turn it is when nothing is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, TypeVar

_T = TypeVar("_T")

_TURN: Final = 0x9E3779B97F4A7C15
"""The golden ratio's fraction, (√5 - 1) / 2, in units of 2**-64."""
_FULL_CIRCLE: Final = 1 << 64


def rotated(papers: Sequence[_T], now: datetime) -> list[_T]:
    """*papers* from another one on every day (UTC), so that none is starved where the source refuses after a few.

    Each day begins a golden angle after the day before. Such points fill a circle more evenly than any others: when
    only the first k of n are reached each day, all were reached after at most 2n/k days, for any k, without knowing k
    (of 1,000 papers with 100, 200, 600 a day: after 13, 8, 3 days). Batch bounds are not kept to: nothing is gained, as
    on one day the same papers make the same requests anyway, and over days no answer is cached.
    """
    day = now.astimezone(UTC).toordinal()
    start = day * _TURN % _FULL_CIRCLE * len(papers) // _FULL_CIRCLE
    return [*papers[start:], *papers[:start]]

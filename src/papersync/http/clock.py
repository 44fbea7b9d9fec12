"""Time as a parameter, so that tests run in virtual time."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What the network layer knows of time."""

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; never goes back. On Linux, macOS and Windows the start is the boot."""
        ...

    def now(self) -> datetime:
        """The wall clock in UTC; may be wrong and may jump."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after at least about *seconds*; callers look at the clock again."""
        ...

    def pause(self, seconds: float) -> None:
        """Return after at least *seconds*, a few milliseconds, in which nothing else happens."""
        ...


class SystemClock:
    """The machine's clocks."""

    def monotonic(self) -> float:
        """As `time.monotonic`."""
        return time.monotonic()

    def now(self) -> datetime:
        """As `datetime.now`, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """As `asyncio.sleep`."""
        await asyncio.sleep(seconds)

    def pause(self, seconds: float) -> None:
        """As `time.sleep`."""
        time.sleep(seconds)

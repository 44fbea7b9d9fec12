"""An event loop whose time passes only when everybody sleeps, and then at once."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

T = TypeVar("T")
START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_MOST_ROUNDS_AT_ONE_MOMENT = 200_000  # some seconds: whoever waits for nothing is told so, and not for ever


class _Selector(selectors.SelectSelector):
    now_s = 1_000.0
    rounds = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise AssertionError("everybody waits for somebody else")
        self.rounds = 0 if timeout > 0 else self.rounds + 1
        if self.rounds > _MOST_ROUNDS_AT_ONE_MOMENT:
            self.rounds = 0  # closing the loop takes some, too
            raise AssertionError("time stands still")
        self.now_s += max(timeout, 0)
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._virtual = _Selector()
        super().__init__(self._virtual)
        # asyncio calls a timer due that is less than this ahead. Its own nanosecond is less than what a float can tell
        # apart after 194 days: the loop would wait for ever for a moment that is now.
        self._clock_resolution = 1e-6

    def time(self) -> float:
        return self._virtual.now_s

    def pass_time(self, seconds: float) -> None:
        self._virtual.now_s += seconds


class VirtualClock:
    """A `Clock` of the running loop; `jump_s` is how wrong the wall clock is."""

    def __init__(self) -> None:
        self.jump_s = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()

    def now(self) -> datetime:
        return START + timedelta(seconds=self.monotonic() - 1_000.0 + self.jump_s)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(seconds)

    def pause(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, _Loop)
        loop.pass_time(seconds)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run *work* to its end in virtual time."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(work)


class VirtualRunner:
    """Runs one piece of work after another in one loop, whose time goes on between them."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner(loop_factory=_Loop)

    @property
    def now_s(self) -> float:
        """What a `VirtualClock` calls monotonic."""
        return self._runner.get_loop().time()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run *work* to its end."""
        return self._runner.run(work)

    def close(self) -> None:
        """End the loop."""
        self._runner.close()

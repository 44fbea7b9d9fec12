"""Virtual time can be relied on by tests that let years pass."""

from __future__ import annotations

import asyncio
import contextlib
import itertools

import pytest

from tests.http.virtual import VirtualRunner

DAY_S = 86_400.0


@pytest.mark.parametrize(
    "days",
    [
        pytest.param(1, id="a day"),
        # Past these a float no longer knows asyncio's nanosecond: 2**23 and 2**24 seconds.
        pytest.param(98, id="a nanosecond is half of what a float can tell apart"),
        pytest.param(195, id="a nanosecond is nothing"),
        pytest.param(36_500, id="a century"),
    ],
)
def test_however_much_time_has_passed_it_goes_on(days: int) -> None:
    with contextlib.closing(VirtualRunner()) as runner:
        runner.run(asyncio.sleep(days * DAY_S))
        begun_s = runner.now_s
        for _ in range(3):
            runner.run(asyncio.sleep(1 / 3))
        assert runner.now_s - begun_s == pytest.approx(1, abs=1e-5)


def test_whoever_turns_in_circles_is_told() -> None:
    async def circle() -> None:
        for _ in itertools.count():
            await asyncio.sleep(0)

    with contextlib.closing(VirtualRunner()) as runner, pytest.raises(AssertionError, match="time stands still"):
        runner.run(circle())

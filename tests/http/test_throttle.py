from __future__ import annotations

import asyncio
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.http.throttle import NotStampedError, Throttle
from tests.http.virtual import VirtualClock, run


def _throttle(folder: Path, clock: VirtualClock, interval_s: float = 3.0, lane: str = "arxiv") -> Throttle:
    return Throttle(interval_s=interval_s, lock_dir=folder, lane=lane, clock=clock, jitter=lambda: 0.5)


async def _start(throttle: Throttle, clock: VirtualClock, patience_s: float = 1_000.0) -> float:
    async with throttle.turn(patience_s):
        return clock.monotonic()


@pytest.mark.parametrize(
    ("stamp", "least_s", "most_s"),
    [
        pytest.param(None, 0.0, 0.0, id="nobody asked before"),
        pytest.param(b"", 3.0, 3.1, id="killed while writing the stamp: one interval, not for ever"),
        pytest.param(b"\xff\x00 garbage", 3.0, 3.1, id="not a stamp"),
        pytest.param(b"nan nan", 3.0, 3.1, id="not a number is no time"),
        pytest.param(b"inf inf", 3.0, 3.1, id="infinity is no time"),
        pytest.param(b"99999999999.0 99999999999.0", 3.0, 3.1, id="from the future on both clocks"),
        pytest.param(b"0.0 0.0", 0.0, 0.0, id="long ago"),
        pytest.param(b"99999999999.0 0.0", 0.0, 0.0, id="wall clock set back since: the monotonic one knows"),
        pytest.param(b"0.0 99999999999.0", 0.0, 0.0, id="rebooted since: the wall clock knows"),
        pytest.param(b"0.0 998.5", 1.5, 1.6, id="wall clock set forward since: the shorter time counts"),
        pytest.param(b"1 2 3", 3.0, 3.1, id="another format"),
    ],
)
def test_a_stamp_costs_at_most_one_interval(tmp_path: Path, stamp: bytes | None, least_s: float, most_s: float) -> None:
    if stamp is not None:
        (tmp_path / "arxiv.last").write_bytes(stamp)

    async def work() -> float:
        clock = VirtualClock()
        before_s = clock.monotonic()
        return await _start(_throttle(tmp_path, clock), clock) - before_s

    assert least_s <= run(work()) <= most_s


def test_the_interval_runs_from_start_to_start(tmp_path: Path) -> None:
    async def work() -> list[float]:
        clock = VirtualClock()
        throttle = _throttle(tmp_path, clock)
        starts = []
        for duration_s in (2.0, 2.0, 10.0, 0.0):
            async with throttle.turn(1_000.0):
                starts.append(clock.monotonic())
                await asyncio.sleep(duration_s)
        return [later - earlier for earlier, later in pairwise(starts)]

    assert run(work()) == pytest.approx([3.0, 3.0, 10.0])


def test_the_interval_counts_from_when_the_request_left(tmp_path: Path) -> None:
    async def work() -> float:
        clock = VirtualClock()
        throttle = _throttle(tmp_path, clock)
        async with throttle.turn(1_000.0) as turn:
            await asyncio.sleep(1.0)  # the time that a handshake takes
            turn.sent()
            left_s = clock.monotonic()
        return await _start(_throttle(tmp_path, clock), clock) - left_s

    assert run(work()) == pytest.approx(3.0)


@pytest.mark.parametrize("preparing_s", [0.0, 0.004, 0.5])
def test_with_a_lead_a_request_is_prepared_before_it_may_leave(tmp_path: Path, preparing_s: float) -> None:
    async def work() -> tuple[list[float], list[float]]:
        clock, turns, left = VirtualClock(), [], []
        throttle = Throttle(
            interval_s=3.0, lock_dir=tmp_path, lane="arxiv", clock=clock, jitter=lambda: 0.5, lead_s=0.01
        )
        for _ in range(3):
            async with throttle.turn(1_000.0) as turn:
                turns.append(clock.monotonic())
                await asyncio.sleep(preparing_s)
                turn.sent()
                left.append(clock.monotonic())
        return turns, left

    turns, left = run(work())
    late_s = max(0.0, preparing_s - 0.01)
    assert [later - earlier for earlier, later in pairwise(left)] == pytest.approx([3.0 + late_s] * 2)
    assert all(begun >= before + 2.99 - 1e-6 for before, begun in zip(left, turns[1:], strict=False)), "and no sooner"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(None, None, id="nobody asked before"),
        pytest.param(b"0.0 990.0", b"0.0 990.0", id="who waits longer than we still knows when somebody asked"),
        pytest.param(b"garbage", None, id="what told nothing need not be waited out twice"),
    ],
)
def test_a_turn_in_which_nothing_left_counts_as_not_taken(
    tmp_path: Path, before: bytes | None, after: bytes | None
) -> None:
    stamp = tmp_path / "arxiv.last"
    if before is not None:
        stamp.write_bytes(before)

    async def work() -> float:
        clock = VirtualClock()
        throttle = _throttle(tmp_path, clock)
        async with throttle.turn(1_000.0) as turn:
            begun_s = clock.monotonic()
            turn.not_sent()
        assert (stamp.read_bytes() if stamp.exists() else None) == after
        await _start(throttle, clock)
        await _start(_throttle(tmp_path, clock), clock)
        return clock.monotonic() - begun_s

    assert run(work()) == pytest.approx(3.0), "one of the three counts"


def test_whoever_cannot_stamp_does_not_ask(tmp_path: Path) -> None:
    async def work() -> None:
        async with _throttle(tmp_path, VirtualClock()).turn(1.0) as turn:
            (tmp_path / "arxiv.last").unlink()
            (tmp_path / "arxiv.last").mkdir()
            with pytest.raises(NotStampedError):
                turn.sent()
            turn.not_sent()

    run(work())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "arxiv.last").symlink_to("/dev/full")

    async def work() -> None:
        clock = VirtualClock()
        await _start(_throttle(tmp_path, clock), clock)

    with pytest.raises(OSError, match="No space left"):
        run(work())


@pytest.mark.parametrize("stamp", [pytest.param(b"0.0 0.0", id="overwritten"), pytest.param(None, id="deleted")])
def test_a_throttle_remembers_its_own_start_whatever_becomes_of_the_stamp(tmp_path: Path, stamp: bytes | None) -> None:
    async def work() -> float:
        clock = VirtualClock()
        throttle = _throttle(tmp_path, clock)
        first_s = await _start(throttle, clock)
        (tmp_path / "arxiv.last").unlink()
        if stamp is not None:
            (tmp_path / "arxiv.last").write_bytes(stamp)
        return await _start(throttle, clock) - first_s

    assert run(work()) == pytest.approx(3.0)


def test_tasks_that_share_a_throttle_take_turns(tmp_path: Path) -> None:
    async def work() -> list[float]:
        clock = VirtualClock()
        throttle = _throttle(tmp_path, clock)
        starts: list[float] = []

        async def task() -> None:
            async with throttle.turn(1_000.0):
                starts.append(clock.monotonic() - 1_000.0)
                await asyncio.sleep(5.0)

        await asyncio.gather(task(), task(), task())
        return starts

    assert run(work()) == pytest.approx([0.0, 5.0, 10.0], abs=0.2)


def test_lanes_do_not_wait_for_each_other(tmp_path: Path) -> None:
    async def work() -> tuple[float, float]:
        clock = VirtualClock()
        one, other = _throttle(tmp_path, clock), _throttle(tmp_path, clock, lane="127.0.0.1-80")
        return await _start(one, clock), await _start(other, clock)

    first_s, second_s = run(work())
    assert first_s == second_s


def test_patience_ends_while_somebody_else_holds_the_connection(tmp_path: Path) -> None:
    async def work() -> None:
        clock = VirtualClock()
        async with _throttle(tmp_path, clock).turn(1.0):
            with pytest.raises(TimeoutError):
                await _start(_throttle(tmp_path, clock), clock, patience_s=60.0)
            assert clock.monotonic() <= 1_060.1

    run(work())


def test_a_failure_inside_gives_the_turn_back(tmp_path: Path) -> None:
    async def work() -> float:
        clock = VirtualClock()
        throttle = _throttle(tmp_path, clock)
        with pytest.raises(RuntimeError):
            async with throttle.turn(1.0):
                raise RuntimeError
        return await _start(_throttle(tmp_path, clock), clock)

    assert run(work()) == pytest.approx(1_003.0)


def test_a_folder_that_cannot_be_made_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    async def work() -> None:
        clock = VirtualClock()
        await _start(_throttle(tmp_path / "file", clock), clock)

    with pytest.raises(OSError, match="file"):
        run(work())


processes = st.lists(
    st.lists(st.tuples(st.floats(0, 5), st.floats(0, 8), st.sampled_from([0, 0, 0, 3_600, -3_600])), max_size=4),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(processes)
def test_law_5_never_closer_than_the_interval_and_never_two_at_once(
    scripts: list[list[tuple[float, float, float]]],
) -> None:
    """Each process pauses, asks, and holds its answer for a while; the wall clock jumps under all of them."""
    spans: list[tuple[float, float]] = []

    async def process(folder: Path, clock: VirtualClock, script: list[tuple[float, float, float]]) -> None:
        throttle = _throttle(folder, clock)
        for pause_s, duration_s, jump_s in script:
            await asyncio.sleep(pause_s)
            clock.jump_s += jump_s
            async with throttle.turn(10_000.0):
                start_s = clock.monotonic()
                await asyncio.sleep(duration_s)
                spans.append((start_s, clock.monotonic()))

    async def work(folder: Path) -> None:
        clock = VirtualClock()
        await asyncio.gather(*(process(folder, clock, script) for script in scripts))

    with tempfile.TemporaryDirectory() as folder:
        run(work(Path(folder)))
    spans.sort()
    assert len(spans) == sum(map(len, scripts))
    for (start_s, end_s), (next_s, _) in pairwise(spans):
        assert next_s - start_s >= 3.0 - 1e-6
        assert next_s >= end_s

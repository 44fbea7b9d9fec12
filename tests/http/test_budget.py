"""`max-wait`, to the second, whatever happens: the law that `Budget` states."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papersync.http.budget import GRACE_S, OVERSLEPT_S
from papersync.http.delivery import Cut, Delivery, Refused, Reset, Response, Trickle, Unreachable, Unresolvable, Whole
from papersync.http.replies import GaveUp, Reply
from papersync.http.throttle import Throttle
from tests.http.peers import GOOD, URL, Peer, believe, client_of
from tests.http.virtual import START, VirtualClock, run

HOURS_S = 100_000.0


def refusing(status: int, retry_after: str = "", latency_s: float = 0.0, body: bytes = b"") -> Response:
    return Response(status, {"retry-after": retry_after} if retry_after else {}, body, latency_s=latency_s)


def failing(delivery: Delivery, latency_s: float = 0.0) -> Response:
    return Response(200, {}, b"good" * 1_000, delivery, latency_s)


def on_a_date(after_s: float) -> str:
    return format_datetime(START + timedelta(seconds=after_s), usegmt=True)


latencies = st.sampled_from([0.0, 0.3, 2.5, 3.5, 50.0, 119.0, 183.0, HOURS_S])
retry_afters = st.sampled_from(
    ["", "", "0", "1", "10", "59", "600", "3600", "999999999", "soon", on_a_date(5), on_a_date(400)]
)
steps = st.one_of(
    st.builds(refusing, st.sampled_from([429, 503]), retry_afters, latencies),
    st.builds(refusing, st.sampled_from([400, 403, 404, 414, 500, 502]), latency_s=latencies),
    st.builds(refusing, st.just(200), latency_s=latencies, body=st.sampled_from([b"", b"Rate exceeded.", b"<feed>"])),
    st.builds(failing, st.builds(Trickle, st.sampled_from([0.01, 1.0, 7.0, 500.0])), latencies),
    st.builds(failing, st.sampled_from([Reset(), Cut(2), Refused(), Unresolvable(), Unreachable()]), latencies),
    st.just(Response(302, {"location": f"{URL}2"}, b"", latency_s=2.0)),
    st.builds(failing, st.just(Whole()), latencies),
    st.just(GOOD),
)  # fmt: skip


@dataclass(frozen=True)
class Asking:
    """One `get`: when it began and ended, which requests were its own, and what came of it."""

    begun_s: float
    ended_s: float
    spans: list[tuple[float, float]]
    outcome: Reply | GaveUp

    def lost_s(self, interval_s: float) -> float:
        """As `Budget` defines it, measured from outside."""
        believed_s = 0.0
        if isinstance(self.outcome, Reply):
            start_s, end_s = self.spans[-1]
            believed_s = end_s - start_s
        turns = max(1, len(self.spans))
        return self.ended_s - self.begun_s - believed_s - turns * (interval_s + OVERSLEPT_S)


async def asked(
    peer: Peer, folder: Path, holds: list[tuple[float, float]], gets: int, jitter: float, **manners: float
) -> list[Asking]:
    """One client's requests, one after the other, while another process takes the connection now and then."""
    clock = VirtualClock()

    async def other() -> None:
        throttle = Throttle(
            interval_s=manners["interval_s"], lock_dir=folder, lane="arxiv", clock=clock, jitter=lambda: 0
        )
        for pause_s, hold_s in holds:
            await asyncio.sleep(pause_s)
            async with throttle.turn(HOURS_S):
                await asyncio.sleep(hold_s)

    done = []
    others = asyncio.create_task(other())
    await asyncio.sleep(0.001)  # who pauses for no time has the connection by now
    async with client_of(peer, folder, clock, lambda: jitter, **manners) as client:
        for _ in range(gets):
            begun_s, before = clock.monotonic(), len(peer.spans)
            outcome = await client.get(URL, believe)
            done.append(Asking(begun_s, clock.monotonic(), peer.spans[before:], outcome))
    others.cancel()
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all examples, each of which finds it empty."""
    return tmp_path_factory.mktemp("locks")


holding = st.lists(st.tuples(st.sampled_from([0, 1, 7]), st.sampled_from([0.5, 4, 40, 150])), max_size=3)


@given(
    script=st.lists(steps, min_size=1, max_size=8),
    holds=holding,
    max_wait_s=st.sampled_from([0.0, 0.5, 3.0, 10.0, 60.0, 600.0, 1_000.0]),
    interval_s=st.sampled_from([0.0, 0.2, 3.0, 10.0]),
    retries=st.sampled_from([0, 1, 5, 100]),
    jitter=st.floats(0, 1),
)
@example(  # what others took is lost, and cannot be lost again
    script=[refusing(200, latency_s=HOURS_S)],
    holds=[(0.0, 55.0)],
    max_wait_s=60.0,
    interval_s=3.0,
    retries=5,
    jitter=0.0,
)
@example(  # each question gives up on its own, until nothing is left
    script=[refusing(500, latency_s=0.9)], holds=[], max_wait_s=0.0, interval_s=0.2, retries=5, jitter=0.0
)
def test_max_wait_holds_to_the_second(
    *,
    folder: Path,
    script: list[Response],
    holds: list[tuple[float, float]],
    max_wait_s: float,
    interval_s: float,
    retries: int,
    jitter: float,
) -> None:
    least_s = max(GRACE_S, interval_s)
    for left_behind in folder.iterdir():
        left_behind.unlink()
    manners = {"max_wait_s": max_wait_s, "interval_s": interval_s, "retries": retries}
    done = run(asked(Peer(script), folder, holds, 4, jitter, **manners))
    first, lost_s = done[0], [asking.lost_s(interval_s) for asking in done]
    if isinstance(first.outcome, GaveUp):
        only = first.outcome.attempts == 1
        assert lost_s[0] <= max_wait_s + (least_s if only else GRACE_S) + 1e-6
    assert sum(max(0.0, each) for each in lost_s) <= max_wait_s + GRACE_S + least_s + 1e-6
    for before, after in pairwise(done):
        if isinstance(before.outcome, GaveUp) and before.outcome.final:
            assert isinstance(after.outcome, GaveUp), "asked again"
            assert after.outcome.final
            assert (after.spans, after.ended_s) == ([], after.begun_s)


@pytest.mark.parametrize(
    ("response", "max_wait_s", "after_s", "requests"),
    [
        pytest.param(refusing(200, latency_s=HOURS_S), 10.0, 10, 1, id="a stall has what is left, not two minutes"),
        pytest.param(refusing(200, latency_s=HOURS_S), 0.0, 3, 1, id="a first attempt has the interval"),
        pytest.param(refusing(200, latency_s=HOURS_S), 600.0, 600.0, 5, id="stalls of two minutes, then what is left"),
        pytest.param(failing(Trickle(0.5)), 600.0, 600.0, 3, id="a trickle of a byte in two seconds"),
        pytest.param(failing(Trickle(0.5)), 60.0, 60.0, 1, id="a trickle and less time"),
        pytest.param(refusing(503, latency_s=183.0), 600.0, 600.0, 5, id="arXiv's slow 503"),
        pytest.param(refusing(429, "3600"), 600.0, 0.0, 1, id="told to wait longer than may be"),
        pytest.param(refusing(429, "100"), 350.0, 300.0, 4, id="told to wait as long as may be"),
        pytest.param(failing(Unreachable()), 30.0, 30.0, 2, id="no connection within twenty seconds, then four"),
    ],
)
def test_where_the_time_goes(
    tmp_path: Path, response: Response, max_wait_s: float, after_s: float, requests: int
) -> None:
    peer = Peer([response])
    (asking,) = run(asked(peer, tmp_path, [], 1, 0.0, max_wait_s=max_wait_s, interval_s=3.0, retries=5))
    assert isinstance(asking.outcome, GaveUp)
    assert asking.ended_s - asking.begun_s == pytest.approx(after_s)
    assert len(peer.spans) == requests


def test_slow_answers_that_are_believed_cost_nothing(tmp_path: Path) -> None:
    slow = Response(200, {}, b"good", latency_s=50.0)
    done = run(asked(Peer([slow]), tmp_path, [], 20, 0.0, max_wait_s=60.0, interval_s=3.0))
    assert all(isinstance(asking.outcome, Reply) for asking in done)

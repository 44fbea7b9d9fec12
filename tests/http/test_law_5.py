"""Law 5 with everything that a client does: retries, redirects, failures, several clients, in virtual time."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papersync.http.delivery import Cut, Refused, Reset, Response, Trickle, Unreachable, Unresolvable
from papersync.http.replies import GaveUp
from tests.http.peers import GOOD, URL, Peer, believe, client_of
from tests.http.virtual import VirtualClock, run

INTERVAL_S = 3.0
NEVER_LEFT = (Refused, Unresolvable, Unreachable)


def answering(response: Response, latency_s: float) -> Response:
    return Response(response.status, response.headers, response.body, response.delivery, latency_s)


responses = st.builds(
    answering,
    st.sampled_from(
        [
            GOOD,
            GOOD,
            Response(429, {"retry-after": "0"}, b"Rate exceeded."),
            Response(503, {"retry-after": "4"}, b""),
            Response(500, {}, b""),
            Response(200, {}, b"<feed>"),
            Response(302, {"location": f"{URL}2"}, b""),
            *(
                Response(200, {}, b"good", delivery)
                for delivery in (Reset(), Cut(1), Trickle(1.0), Refused(), Unreachable())
            ),
        ]
    ),
    st.sampled_from([0.0, 0.0, 1.0, 4.0, 12.0]),
)
pauses = st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.9, 10.0]), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all examples, each of which finds it empty."""
    return tmp_path_factory.mktemp("locks")


@given(
    script=st.lists(responses, min_size=1, max_size=12),
    clients=st.lists(pauses, min_size=1, max_size=3),
    jumps=st.lists(st.sampled_from([0, 3_600, -3_600]), max_size=3),
    jitter=st.floats(0, 1),
)
@example(script=[Response(200, {}, b"good", Reset())], clients=[[0.0], [0.0]], jumps=[], jitter=0.0)
def test_never_closer_than_the_interval_and_never_two_at_once(
    folder: Path, script: list[Response], clients: list[list[float]], jumps: list[int], jitter: float
) -> None:
    for left_behind in folder.iterdir():
        left_behind.unlink()
    peer = Peer(script)

    async def process(pauses: list[float], clock: VirtualClock) -> None:
        async with client_of(peer, folder, clock, lambda: jitter, interval_s=INTERVAL_S, retries=3) as client:
            for pause_s in pauses:
                await asyncio.sleep(pause_s)
                await client.get(URL, believe)

    async def work() -> None:
        clock = VirtualClock()
        async with asyncio.TaskGroup() as tasks:
            for pauses in clients:
                tasks.create_task(process(pauses, clock))
            for jump_s in jumps:
                await asyncio.sleep(2.0)
                clock.jump_s += jump_s

    run(work())
    assert peer.most_in_flight <= 1
    starts = [
        start_s
        for (start_s, _), response in zip(peer.spans, peer.played, strict=True)
        if not isinstance(response.delivery, NEVER_LEFT)
    ]
    assert all(later - earlier >= INTERVAL_S - 1e-6 for earlier, later in pairwise(starts))


def test_nobody_there_costs_no_interval(tmp_path: Path) -> None:
    """Of all who try, each finds out for itself, and none waits for the others' requests, which never left."""
    peer = Peer([Response(200, {}, b"", Refused())])

    async def work() -> float:
        clock = VirtualClock()
        for _ in range(5):
            async with client_of(peer, tmp_path, clock) as client:
                assert isinstance(await client.get(URL, believe), GaveUp)
        return clock.monotonic() - 1_000.0

    assert run(work()) == 0
    assert len(peer.spans) == 5

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import respx

from papersync.http.client import Client
from papersync.http.manners import MAX_BODY_BYTES, Manners
from papersync.http.replies import GaveUp, Reply, Waiting
from papersync.http.throttle import Throttle
from tests.http.virtual import VirtualClock, run

URL = "https://export.arxiv.org/api/query?id_list=2212.10560,hep-th/9901001v2&start=0&max_results=2"
Script = list[httpx.Response | Exception]


class Peer:
    """Answers by a script, the last of it for ever, and keeps when each request came."""

    def __init__(self, *script: httpx.Response | Exception, takes_s: float = 0.0) -> None:
        self.script: Script = list(script)
        self.takes_s = takes_s
        self.times: list[float] = []
        self.requests: list[httpx.Request] = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.times.append(asyncio.get_running_loop().time() - 1_000.0)
        self.requests.append(request)
        await asyncio.sleep(self.takes_s)
        step = self.script[min(len(self.times), len(self.script)) - 1]
        if isinstance(step, Exception):
            raise step
        return step


def ok(reply: Reply) -> str | None:
    return None if reply.body == b"good" else "it is not good"


def ask(
    folder: Path, peer: Peer, told: list[Waiting] | None = None, manners: dict[str, Any] | None = None
) -> Reply | GaveUp:
    async def work() -> Reply | GaveUp:
        client = Client(
            replace(Manners(lock_dir=folder), **(manners or {})),
            peer="arXiv",
            lane="arxiv",
            clock=VirtualClock(),
            transport=httpx.MockTransport(peer),
            jitter=lambda: 0.0,
            on_wait=None if told is None else told.append,
        )
        async with client:
            return await client.get(URL, ok)

    return run(work())


GOOD = httpx.Response(200, content=b"good")


@pytest.mark.parametrize(
    ("script", "times"),
    [
        pytest.param([GOOD], [0], id="at once"),
        pytest.param([httpx.Response(503), GOOD], [0, 6], id="twice the interval after the first refusal"),
        pytest.param([httpx.Response(429), httpx.Response(429), GOOD], [0, 6, 18], id="and twice that after the next"),
        pytest.param([httpx.Response(503, headers={"retry-after": "0"}), GOOD], [0, 3], id="0 means the interval"),
        pytest.param([httpx.Response(503, headers={"retry-after": "40"}), GOOD], [0, 40], id="as many as it says"),
        pytest.param(
            [httpx.Response(429, headers={"retry-after": "Sun, 22 Nov 2026 12:00:50 GMT"}), GOOD], [0, 50], id="a date"
        ),
        pytest.param([httpx.Response(200, content=b"Rate exceeded."), GOOD], [0, 6], id="a 200 that is a refusal"),
        pytest.param([httpx.ConnectError("refused"), GOOD], [0, 6], id="not reached"),
        pytest.param([httpx.ReadTimeout("slow"), GOOD], [0, 6], id="too slow"),
        pytest.param([httpx.RemoteProtocolError("reset"), GOOD], [0, 6], id="connection reset"),
        pytest.param([httpx.Response(403), GOOD], [0, 6], id="an empty 403"),
    ],
)
def test_patience_brings_the_answer(tmp_path: Path, script: Script, times: list[float]) -> None:
    peer = Peer(*script)
    outcome = ask(tmp_path, peer)
    assert isinstance(outcome, Reply)
    assert outcome.body == b"good"
    assert peer.times == pytest.approx(times)


@pytest.mark.parametrize(
    ("script", "manners", "requests", "reason"),
    [
        pytest.param(
            [httpx.Response(429, content=b"Rate exceeded.")], {"retries": 3}, 4,
            "arXiv answered 429 (Rate exceeded) 4 times", id="refused every time",
        ),
        pytest.param([httpx.Response(503)], {"retries": 0}, 1, "arXiv answered 503", id="no retries asked for"),
        pytest.param(
            [httpx.Response(503), httpx.Response(429)], {"retries": 1}, 2,
            "arXiv answered 429 at the last of 2 attempts", id="refused in several ways",
        ),
        pytest.param([httpx.Response(404)], {}, 1, "arXiv answered 404", id="no retry will help"),
        pytest.param(
            [httpx.Response(503, headers={"retry-after": "3600"})], {}, 1,
            "arXiv answered 503 and asks to wait 1 hour, longer than the 10 minutes of max-wait allow",
            id="told too long",
        ),
        pytest.param(
            [httpx.Response(503)], {"retries": 9, "max_wait_s": 40.0}, 3,
            "arXiv answered 503 3 times; waiting on would take more than the 40 seconds of max-wait", id="budget used",
        ),
        pytest.param(
            [httpx.Response(503, headers={"retry-after": "0"}), httpx.Response(503)], {"max_wait_s": 7.0}, 2,
            "arXiv answered 503 twice; waiting on would take more than the 7 seconds", id="told, but not at last",
        ),
        pytest.param(
            [httpx.ConnectError("nobody\x1b there")], {"retries": 0}, 1,
            "arXiv could not be reached (nobody there)", id="not reached",
        ),
        pytest.param(
            [httpx.Response(200, content=b"good" * (MAX_BODY_BYTES // 4 + 1))], {}, 1,
            "arXiv sent more than 32 MiB", id="too much",
        ),
        pytest.param(
            [httpx.Response(200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(b"no gzip"))],
            {"retries": 0}, 1, "arXiv sent a body that cannot be unpacked (", id="broken compression",
        ),
    ],
)  # fmt: skip
def test_giving_up_says_why(
    tmp_path: Path, script: Script, manners: dict[str, Any], requests: int, reason: str
) -> None:
    peer = Peer(*script)
    outcome = ask(tmp_path, peer, manners=manners)
    assert isinstance(outcome, GaveUp)
    assert outcome.reason.startswith(reason)
    assert (outcome.attempts, len(peer.times)) == (requests, requests)


def test_an_answer_that_never_ends_is_cut_off(tmp_path: Path) -> None:
    outcome = ask(tmp_path, Peer(GOOD, takes_s=10_000.0), manners={"retries": 0, "total_timeout_s": 30.0})
    assert isinstance(outcome, GaveUp)
    assert outcome.reason == "arXiv did not answer within 30 seconds"


def test_waiting_for_slow_refusals_counts_against_the_budget(tmp_path: Path) -> None:
    peer = Peer(httpx.Response(503), takes_s=183.0)
    assert isinstance(ask(tmp_path, peer, manners={"max_wait_s": 600.0}), GaveUp)
    assert peer.times == pytest.approx([0.0, 189.0, 384.0, 591.0])


def test_waiting_for_other_processes_counts_against_the_budget(tmp_path: Path) -> None:
    peer = Peer(httpx.Response(503))

    async def work() -> Reply | GaveUp:
        clock = VirtualClock()
        other = Throttle(interval_s=3.0, lock_dir=tmp_path, lane="arxiv", clock=clock, jitter=lambda: 0.0)
        manners = Manners(lock_dir=tmp_path, max_wait_s=120.0)
        transport = httpx.MockTransport(peer)
        async with (
            Client(manners, peer="arXiv", lane="arxiv", clock=clock, transport=transport, jitter=lambda: 0.0) as client,
            asyncio.TaskGroup() as tasks,
        ):
            async with other.turn(1.0):
                asking = tasks.create_task(client.get(URL, ok))
                await clock.sleep(100.0)
            return await asking

    assert isinstance(run(work()), GaveUp)
    assert peer.times == pytest.approx([100.0, 106.0, 118.0], abs=0.2)


def test_a_connection_that_others_keep_for_too_long_is_not_waited_for(tmp_path: Path) -> None:
    async def work() -> Reply | GaveUp:
        clock = VirtualClock()
        other = Throttle(interval_s=3.0, lock_dir=tmp_path, lane="arxiv", clock=clock, jitter=lambda: 0.0)
        manners = Manners(lock_dir=tmp_path, max_wait_s=20.0)
        async with Client(manners, peer="arXiv", lane="arxiv", clock=clock) as client, other.turn(1.0):
            return await client.get(URL, ok)

    outcome = run(work())
    assert isinstance(outcome, GaveUp)
    assert outcome.reason == "arXiv could not be asked: another papersync has held the connection for 23 seconds"


def test_a_proxy_is_not_for_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "nonsense://x")

    async def work() -> Reply | GaveUp:
        async with Client(Manners(lock_dir=tmp_path), peer="us", lane="x", clock=VirtualClock()) as client:
            return await client.get("http://127.0.0.1:1/api/query", ok)

    with respx.mock() as router:
        router.get("http://127.0.0.1:1/api/query").respond(200, content=b"good")
        assert isinstance(run(work()), Reply)


def test_waits_are_told_before_they_happen(tmp_path: Path) -> None:
    told: list[Waiting] = []
    ask(tmp_path, Peer(httpx.Response(429), GOOD), told)
    assert told == [Waiting(6.0, "arXiv answered 429")]


@pytest.mark.parametrize(
    ("location", "followed"),
    [
        pytest.param("https://export.arxiv.org/api/query2", True, id="the same host"),
        pytest.param("https://arxiv.org/api/query", True, id="the site above"),
        pytest.param("/api/query2", True, id="a relative address"),
        pytest.param("http://export.arxiv.org/api/query", False, id="to http: the connection would be open to all"),
        pytest.param("https://evil.example/api/query", False, id="another site"),
        pytest.param("https://notarxiv.org/", False, id="a name that only ends alike"),
        pytest.param("https://org/", False, id="a whole top-level domain is no site"),
        pytest.param("file:///etc/passwd", False, id="a file"),
        pytest.param("//[", False, id="no address at all"),
        pytest.param("", False, id="nowhere"),
    ],
)
def test_redirects_stay_on_the_site_and_keep_the_interval(tmp_path: Path, location: str, followed: bool) -> None:
    peer = Peer(httpx.Response(301, headers={"location": location}), GOOD)
    outcome = ask(tmp_path, peer)
    assert isinstance(outcome, Reply) is followed
    assert peer.times == pytest.approx([0.0, 3.0] if followed else [0.0])


def test_redirects_in_circles_end(tmp_path: Path) -> None:
    targets = [httpx.Response(302, headers={"location": f"https://arxiv.org/{n % 2}"}) for n in range(10)]
    peer = Peer(*targets)
    assert isinstance(ask(tmp_path, peer), GaveUp)
    assert len(peer.times) == 4


def test_what_goes_over_the_wire(tmp_path: Path) -> None:
    async def work() -> Reply | GaveUp:
        manners = Manners(lock_dir=tmp_path, contact="mail@example.org\r\nX-Evil: 1")
        async with Client(manners, peer="arXiv", lane="arxiv", clock=VirtualClock()) as client:
            return await client.get(URL, ok)

    with respx.mock() as router:
        route = router.get(url__startswith="https://export.arxiv.org/").respond(200, content=b"good")
        outcome = run(work())
    assert isinstance(outcome, Reply)
    request = route.calls.last.request
    assert request.method == "GET"
    assert request.url.raw_path == b"/api/query?id_list=2212.10560,hep-th/9901001v2&start=0&max_results=2"
    assert request.headers["user-agent"] == "papersync/0.1.0 (+mail@example.orgX-Evil: 1)"
    assert request.headers["accept"] == "application/atom+xml"
    assert "x-evil" not in request.headers


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("foo", id="no scheme"),
        pytest.param("ftp://export.arxiv.org/", id="another scheme"),
        pytest.param("http://[::1/", id="an unfinished address"),
    ],
)
def test_an_unusable_address_is_no_crash(tmp_path: Path, url: str) -> None:
    async def work() -> Reply | GaveUp:
        async with Client(Manners(lock_dir=tmp_path), peer="arXiv", lane="x", clock=VirtualClock()) as client:
            return await client.get(url, ok)

    outcome = run(work())
    assert isinstance(outcome, GaveUp)
    assert "no usable address" in outcome.reason


def test_a_lock_folder_that_cannot_be_used_means_not_asking(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    peer = Peer(GOOD)
    outcome = ask(tmp_path / "file", peer)
    assert isinstance(outcome, GaveUp)
    assert outcome.reason.startswith("arXiv was not asked: papersync cannot write in ")
    assert peer.times == []


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_manners_are_finite_and_not_negative(tmp_path: Path, value: float) -> None:
    with pytest.raises(ValueError, match="interval_s"):
        Manners(lock_dir=tmp_path, interval_s=value)


def test_a_proxy_that_cannot_be_used_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "nonsense://x")

    async def work() -> Reply | GaveUp:
        async with Client(Manners(lock_dir=tmp_path), peer="arXiv", lane="x", clock=VirtualClock()) as client:
            return await client.get(URL, ok)

    outcome = run(work())
    assert isinstance(outcome, GaveUp)
    assert outcome.reason.startswith("arXiv cannot be asked")

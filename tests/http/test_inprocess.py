from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import pytest

from papersync.http.client import Client
from papersync.http.delivery import (
    Asked,
    Cut,
    Delivery,
    Refused,
    Reset,
    Response,
    Trickle,
    Unreachable,
    Unresolvable,
    Whole,
)
from papersync.http.inprocess import transport_for
from papersync.http.manners import Manners
from papersync.http.replies import Reply
from tests.http.virtual import VirtualClock, run

URL = "https://export.arxiv.org/api/query?id_list=a,b/c"
HELLO = Response(200, {"content-type": "text/plain"}, b"0123456789" * 100)


@dataclass
class Server:
    """Answers the same each time, and keeps what was asked and how many requests are being served."""

    response: Response = HELLO
    asked: list[Asked] = field(default_factory=list)
    in_flight: int = 0

    @contextmanager
    def serve(self, asked: Asked) -> Iterator[Response]:
        self.asked.append(asked)
        self.in_flight += 1
        try:
            yield self.response
        finally:
            self.in_flight -= 1


@dataclass(frozen=True)
class Got:
    """A body or an error, and when."""

    outcome: bytes | Exception
    after_s: float
    sent: bool


def fetched(server: Server, timeout: httpx.Timeout | None = None) -> Got:
    """What httpx makes of one request in virtual time."""

    async def work() -> Got:
        clock, sent = VirtualClock(), []
        begun_s = clock.monotonic()

        async def trace(event: str, _: object) -> None:
            sent.append(event.endswith("send_request_headers.started"))

        outcome: bytes | Exception
        async with httpx.AsyncClient(transport=transport_for(server.serve, clock), timeout=timeout) as client:
            try:
                outcome = (await client.get(URL, extensions={"trace": trace})).content
            except httpx.TransportError as error:
                outcome = error
        return Got(outcome, clock.monotonic() - begun_s, any(sent))

    got = run(work())
    assert server.in_flight == 0
    return got


def errnos(error: BaseException | None) -> list[int]:
    """The system's errors in the chain of causes and contexts."""
    found = []
    while error is not None:
        if isinstance(error, OSError) and error.errno is not None:
            found.append(error.errno)
        error = error.__cause__ or error.__context__
    return found


def test_a_function_answers_instead_of_the_network(tmp_path: Path) -> None:
    server = Server(Response(200, {"Content-Type": "text/plain"}, b"here"))

    async def work() -> object:
        clock = VirtualClock()
        transport = transport_for(server.serve, clock)
        manners = Manners(lock_dir=tmp_path)
        async with Client(manners, peer="it", lane="x", clock=clock, transport=transport) as client:
            return await client.get(URL, lambda _: None)

    outcome = run(work())
    assert isinstance(outcome, Reply)
    assert (outcome.status, outcome.body, outcome.headers["content-type"]) == (200, b"here", "text/plain")
    (asked,) = server.asked
    assert (asked.method, asked.target) == ("GET", "/api/query?id_list=a,b/c")
    assert asked.headers["accept"] == "application/atom+xml"


@pytest.mark.parametrize(
    ("delivery", "latency_s", "after_s"),
    [
        pytest.param(Whole(), 0.0, 0, id="at once"),
        pytest.param(Whole(), 1.5, 1.5, id="late"),
        pytest.param(Whole(), 3_600.0, 3_600, id="after an hour, if nobody minds"),
        pytest.param(Trickle(200), 0.0, 5, id="slowly"),
        pytest.param(Trickle(200), 2.0, 7, id="late and slowly"),
        pytest.param(Trickle(0.5), 0.0, 2_000, id="a byte every two seconds"),
        pytest.param(Trickle(3), 0.0, 1_000 / 3, id="a rate that no number of bytes fits"),
    ],
)
def test_all_arrives_and_takes_its_time(delivery: Delivery, latency_s: float, after_s: float) -> None:
    got = fetched(Server(replace(HELLO, delivery=delivery, latency_s=latency_s)))
    assert (got.outcome, got.sent) == (HELLO.body, True)
    assert got.after_s == pytest.approx(after_s)


SHORT = httpx.Timeout(None, connect=20.0, read=120.0)


@pytest.mark.parametrize(
    ("response", "timeout", "kind", "after_s", "system"),
    [
        pytest.param(replace(HELLO, latency_s=120.1), SHORT, httpx.ReadTimeout, 120, [], id="silence"),
        pytest.param(replace(HELLO, delivery=Trickle(0.001)), SHORT, httpx.ReadTimeout, 120, [], id="too slow"),
        pytest.param(
            replace(HELLO, delivery=Reset(), latency_s=3.0),
            SHORT, httpx.ReadError, 3, [errno.ECONNRESET], id="reset after a while",
        ),
        pytest.param(replace(HELLO, delivery=Reset(), latency_s=121.0), SHORT, httpx.ReadTimeout, 120, [], id="late"),
        pytest.param(replace(HELLO, delivery=Cut(7)), SHORT, httpx.RemoteProtocolError, 0, [], id="cut"),
        pytest.param(replace(HELLO, delivery=Cut(0)), SHORT, httpx.RemoteProtocolError, 0, [], id="headers alone"),
        pytest.param(
            replace(HELLO, delivery=Refused(), latency_s=9.0),
            SHORT, httpx.ConnectError, 0, [errno.ECONNREFUSED], id="refused, and no latency before",
        ),
        pytest.param(
            replace(HELLO, delivery=Unresolvable()), SHORT, httpx.ConnectError, 0, [socket.EAI_NONAME], id="no address"
        ),
        pytest.param(replace(HELLO, delivery=Unreachable()), SHORT, httpx.ConnectTimeout, 20, [], id="unreachable"),
        pytest.param(
            replace(HELLO, delivery=Unreachable()),
            None, httpx.ConnectError, 130, [errno.ETIMEDOUT], id="unreachable until the system gives up",
        ),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_raised_as_over_sockets(
    response: Response, timeout: httpx.Timeout | None, kind: type[Exception], after_s: float, system: list[int]
) -> None:
    got = fetched(Server(response), timeout)
    assert type(got.outcome) is kind
    assert got.after_s == pytest.approx(after_s)
    assert isinstance(got.outcome, httpx.TransportError)
    assert errnos(got.outcome) == system
    assert got.outcome.request.url == URL
    assert got.sent is not isinstance(response.delivery, Refused | Unresolvable | Unreachable)


def test_a_request_is_being_served_until_its_body_ended() -> None:
    server = Server(replace(HELLO, delivery=Trickle(100)))

    async def work() -> list[int]:
        clock, seen = VirtualClock(), []
        async with httpx.AsyncClient(transport=transport_for(server.serve, clock), timeout=None) as client:
            async with client.stream("GET", URL) as response:
                async for _ in response.aiter_raw():
                    seen.append(server.in_flight)
                    if clock.monotonic() > 1_005:
                        break
            return [*set(seen), server.in_flight]

    assert run(work()) == [1, 0]


@pytest.mark.parametrize("delivery", [Whole(), Trickle(0.1)], ids=["silence", "trickle"])
def test_who_goes_away_is_no_longer_served(delivery: Delivery) -> None:
    server = Server(replace(HELLO, delivery=delivery, latency_s=10.0))

    async def work() -> float:
        clock = VirtualClock()
        async with httpx.AsyncClient(transport=transport_for(server.serve, clock), timeout=None) as client:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(8 if delivery == Whole() else 60):
                    await client.get(URL)
        return clock.monotonic() - 1_000

    assert run(work()) in (8, 60)
    assert server.in_flight == 0


def test_a_form_arrives() -> None:
    server = Server()

    async def work() -> None:
        async with httpx.AsyncClient(transport=transport_for(server.serve)) as client:
            await client.post(URL, data={"id_list": "a"})

    run(work())
    assert (server.asked[0].method, server.asked[0].body) == ("POST", b"id_list=a")

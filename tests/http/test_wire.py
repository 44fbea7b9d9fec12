"""`Client.get` raises nothing that a network can cause, whatever comes over the wire."""

from __future__ import annotations

import asyncio
import gzip
import inspect
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.http.client import Client
from papersync.http.manners import Manners
from papersync.http.replies import Fault, GaveUp, Reply
from papersync.http.wire import Wire
from tests.http.sockets import RawServer, raw_server
from tests.http.virtual import VirtualClock, run

EMPTY = b"content-length: 0\r\n\r\n"
GOOD = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ngood"
PACKED = gzip.compress(b"good")
UNPACKS = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n%b" % (len(PACKED), PACKED)
CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\ngood\r\n0\r\n\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    with raw_server() as server:
        yield server


def got(server: RawServer, folder: Path, says: bytes, *, resets: bool = False, total_s: float = 20.0) -> Reply | GaveUp:
    server.says, server.resets = says, resets

    async def work() -> Reply | GaveUp:
        manners = Manners(lock_dir=folder, interval_s=0.0, retries=0, total_timeout_s=total_s)
        async with Client(manners, peer="it", lane="raw") as client:
            return await client.get(server.url, lambda reply: None if reply.status == 200 else "its status is another")

    return asyncio.run(work())


@pytest.mark.parametrize(
    "says",
    [
        pytest.param(GOOD, id="as it should be"),
        pytest.param(UNPACKS, id="packed"),
        pytest.param(CHUNKED, id="in chunks"),
        pytest.param(b"HTTP/1.0 200\r\n\r\ngood", id="until the end of the connection"),
        pytest.param(b"HTTP/1.1 100 Continue\r\n\r\n" * 100 + GOOD, id="after a hundred promises"),
        pytest.param(b"HTTP/1.1 200 OK\nX: a\n b\nX: \xff\nContent-Length: 4\n\ngood", id="written by hand"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nset-cookie: a=b; expires=Thu, 99 Foo 9999 99:99:99 GMT\r\n" + GOOD[17:],
            id="with a cookie that the standard library calls its own bug",
        ),
    ],
)
def test_what_is_understood(server: RawServer, tmp_path: Path, says: bytes) -> None:
    outcome = got(server, tmp_path, says)
    assert isinstance(outcome, Reply)
    assert outcome.body == b"good"


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        pytest.param(b"", "it broke the connection (Server disconnected", id="nothing"),
        pytest.param(b"<html>", "it broke the connection (", id="a body without headers, as of HTTP/0.9"),
        pytest.param(bytes(range(256)), "it broke the connection (", id="all bytes"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01", "it broke the connection (", id="TLS"),
        pytest.param(b"HTTP/1.1 2x0 OK\r\n" + EMPTY, "it broke the connection (illegal status line", id="no number"),
        pytest.param(b"HTTP/1.1 099 OK\r\n" + EMPTY, "it broke the connection (", id="an impossible status"),
        pytest.param(b"HTTP/1.1 999 OK\r\n" + EMPTY, "it answered 999", id="an unknown status"),
        pytest.param(b"HTTP/1.1 304 OK\r\n\r\n", "it answered 304", id="a status that makes no sense here"),
        pytest.param(b"HTTP/1.1 101 OK\r\nupgrade: x\r\n\r\n", "it broke the connection (", id="another protocol"),
        pytest.param(b"HTTP/1.1 200 OK\r\nx: " + b"x" * 300_000, "it broke the connection (", id="a header too large"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"x: x\r\n" * 60_000, "it broke the connection (", id="too many headers"),
        pytest.param(b"HTTP/1.1 200 OK\r\nx: \0\r\n" + EMPTY, "it broke the connection (", id="NUL in a header"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\ngood",
            "it broke the connection (conflicting", id="two lengths",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\ncontent-length: 9999999999999999999\r\n\r\ngood",
            "it broke the connection (peer closed", id="a length beyond all memory",
        ),
        pytest.param(CHUNKED.replace(b"4\r", b"zz\r"), "it broke the connection (illegal chunk", id="no chunk"),
        pytest.param(CHUNKED[:-7], "it broke the connection (peer closed", id="a chunk cut short"),
        pytest.param(GOOD[:-1], "it broke the connection (peer closed", id="a body cut short"),
        pytest.param(UNPACKS.replace(PACKED, b"x" * len(PACKED)), "it sent a body that cannot be", id="not packed"),
        pytest.param(UNPACKS.replace(b"gzip", b"\xff"), "it packed its answer in a way", id="an impossible packing"),
        pytest.param(
            b"HTTP/1.1 302 OK\r\nlocation: http://[\r\n" + EMPTY, "it redirects to an impossible", id="half an address"
        ),
        pytest.param(
            b"HTTP/1.1 302 OK\r\nlocation: https://127.0.0.1:99999/\r\n" + EMPTY,
            "it cannot be asked: https://127.0.0.1:99999/ is no usable address (connect(): port", id="no such port",
        ),
        pytest.param(
            b"HTTP/1.1 302 OK\r\nlocation: \x7f\xff\r\n" + EMPTY, "it broke the connection (", id="an address of junk"
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("resets", [pytest.param(False, id="closed"), pytest.param(True, id="reset")])
def test_what_is_not(server: RawServer, tmp_path: Path, says: bytes, reason: str, resets: bool) -> None:
    outcome = got(server, tmp_path, says, resets=resets)
    assert isinstance(outcome, GaveUp)
    if not resets:
        assert outcome.reason.startswith(reason)


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        pytest.param(b"HTTP/1.1 100 Continue\r\n\r\n" * 100, "it did not answer within 0.5 seconds", id="promises"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n" + bytes(100_000), "it sent more than 32 MiB", id="a body"),
        pytest.param(b"x: x\r\n" * 1_000, "it broke the connection (", id="headers"),
    ],
)
def test_what_never_ends(server: RawServer, tmp_path: Path, says: bytes, reason: str) -> None:
    server.repeats = True
    try:
        outcome = got(server, tmp_path, says, total_s=0.5 if "0.5" in reason else 20.0)
    finally:
        server.repeats = False
    assert isinstance(outcome, GaveUp)
    assert outcome.reason.startswith(reason)


@pytest.fixture(scope="module")
def ask(server: RawServer) -> Iterator[Callable[[], Reply | Fault]]:
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        wire = Wire(Manners(lock_dir=Path(folder)))
        yield lambda: runner.run(wire.get(server.url, lambda: None, 20.0))
        runner.run(wire.aclose())


@given(
    says=st.sampled_from([GOOD, UNPACKS, CHUNKED, b"HTTP/1.1 302 OK\r\nlocation: https://127.0.0.1/\r\n" + EMPTY]),
    damage=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 9), st.binary(max_size=9)), min_size=1, max_size=4),
    resets=st.booleans(),
)
def test_damaged_answers(
    server: RawServer, ask: Callable[[], Reply | Fault], says: bytes, damage: list[tuple[int, int, bytes]], resets: bool
) -> None:
    for start, length, instead in damage:
        says = says[:start] + instead + says[start + length :]
    server.says, server.resets = says, resets
    assert isinstance(ask(), Reply | Fault)


ERRORS = [
    kind
    for _, kind in inspect.getmembers(httpx, inspect.isclass)
    if issubclass(kind, httpx.TransportError | httpx.InvalidURL | httpx.DecodingError)
]


@pytest.mark.parametrize("kind", ERRORS)
@pytest.mark.parametrize("late", [False, True], ids=["at once", "in the body"])
def test_every_error_of_httpx_is_a_reason(tmp_path: Path, kind: type[Exception], late: bool) -> None:
    class Breaking(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            yield b"go"
            raise kind("why\x1b")

    async def handle(_: httpx.Request) -> httpx.Response:
        if late:
            return httpx.Response(200, stream=Breaking())
        raise kind("why\x1b")

    async def work() -> Reply | GaveUp:
        manners = Manners(lock_dir=tmp_path, retries=0)
        transport = httpx.MockTransport(handle)
        async with Client(manners, peer="it", lane="x", clock=VirtualClock(), transport=transport) as client:
            return await client.get("https://export.arxiv.org/", lambda _: None)

    outcome = run(work())
    assert isinstance(outcome, GaveUp)
    assert outcome.reason.startswith("it ")
    assert "\x1b" not in outcome.reason
    assert outcome.final


def test_errors_of_httpx_were_found() -> None:
    assert len(ERRORS) > 15

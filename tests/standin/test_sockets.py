"""The stand-in behind a real socket on this machine: faults as the client meets them, in process and over the wire."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from papersync.errors import UsageError
from papersync.http.clock import SystemClock
from papersync.http.inprocess import Transport, transport_for
from papersync.standin.__main__ import main
from papersync.standin.api import PATH
from papersync.standin.fault_kinds import KINDS
from papersync.standin.faults import parse_all
from papersync.standin.records import Records
from papersync.standin.server import StandinServer
from papersync.standin.service import Arrival, Standin
from papersync.store.codec import Store, dumps
from tests.http.test_inprocess import errnos
from tests.http.virtual import VirtualClock, run
from tests.records import ALL, paper

IDS = [f"2301.{n:05}" for n in range(1, 8)]
RECORDS = Records({identifier: paper(identifier, f"On {identifier}") for identifier in IDS})
QUERY = f"?id_list={','.join(IDS[:5])}&max_results=5"
QUICK = {"stall": "stall=0.02", "503-late": "503-late=0.02", "trickle": "trickle=400000", "414": "414=30"}


class Still(SystemClock):
    """The machine's clock with hands that stand still."""

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@contextmanager
def serving(*faults: str, latency_s: float = 0.0) -> Iterator[StandinServer]:
    server = StandinServer(RECORDS, faults=parse_all(*faults), latency_s=latency_s, clock=Still())
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def outcomes(url: str, transport: Transport | None = None, times: int = 2, read_timeout_s: float = 20) -> list[object]:
    """What httpx makes of the same request made again and again over one connection."""

    async def work() -> list[object]:
        timeout = httpx.Timeout(10, read=read_timeout_s)
        async with httpx.AsyncClient(transport=transport, timeout=timeout, trust_env=False) as client:
            return [await _outcome(client, url) for _ in range(times)]

    return asyncio.run(work())


async def _outcome(client: httpx.AsyncClient, url: str) -> object:
    try:
        response = await client.get(url)
    except httpx.TransportError as error:
        return type(error), str(error), errnos(error)
    headers = {name: value for name, value in response.headers.items() if name not in ("date", "server")}
    return response.status_code, headers, response.content


@pytest.mark.parametrize("fault", [None, *(kind.name for kind in KINDS if not kind.in_process_only)])
def test_in_process_is_as_over_a_socket(fault: str | None) -> None:
    faults = [] if fault is None else [QUICK.get(fault, fault)]
    with serving(*faults) as server:
        over_a_socket = outcomes(server.query_url + QUERY)
        there = [arrival.fault for arrival in server.arrivals]
    standin = Standin(RECORDS, faults=parse_all(*faults), clock=Still())
    in_process = outcomes(f"http://127.0.0.1{PATH}{QUERY}", transport_for(standin.serve))
    assert in_process == over_a_socket
    assert [arrival.fault for arrival in standin.arrivals] == there == [fault, fault]


def test_a_long_stall_is_a_time_out_in_process_and_over_a_socket() -> None:
    with serving("stall") as server:
        over_a_socket = outcomes(server.query_url + QUERY, times=1, read_timeout_s=0.2)
    standin = Standin(RECORDS, faults=parse_all("stall"))
    assert outcomes(f"http://127.0.0.1{PATH}{QUERY}", transport_for(standin.serve), 1, 0.2) == over_a_socket
    assert over_a_socket == [(httpx.ReadTimeout, "", [])]


def test_refused_in_process_is_as_over_a_socket() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        url = f"http://127.0.0.1:{gone.getsockname()[1]}{PATH}"
    standin = Standin(RECORDS, faults=parse_all("refused"))
    assert outcomes(url, transport_for(standin.serve)) == outcomes(url)


@pytest.mark.parametrize("fault", ["refused", "unresolvable", "unreachable"])
def test_a_server_cannot_play_that_it_is_not_there(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError, match=f"cannot play '{fault}'"):
        StandinServer(RECORDS, faults=parse_all(fault))
    (tmp_path / "papers.json").write_bytes(dumps(Store.of(ALL)))
    assert main(["--records", str(tmp_path / "papers.json"), "--fault", fault]) == 2
    assert capsys.readouterr().err.startswith(f"standin: a server that is there cannot play '{fault}'\n")


@pytest.mark.parametrize("fault", ["stall", "trickle=1", "503-late"])
def test_closing_ends_what_is_being_served(fault: str) -> None:
    with serving(fault) as server:
        client = threading.Thread(target=_ended_early, args=(server.query_url,))
        client.start()
        _until(lambda: len(server.arrivals) == 1)
    client.join(timeout=30)
    assert not client.is_alive()


def _ended_early(url: str) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(url, timeout=60, trust_env=False)


def _until(holds: Callable[[], bool]) -> None:
    ends_s = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < ends_s
        threading.Event().wait(0.005)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        pytest.param(b"POST /api/query HTTP/1.1\r\nContent-Length: 18\r\n\r\nid_list=2301.00001", 200, id="a form"),
        pytest.param(b"POST /api/query HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400, id="a length that is none"),
        pytest.param(b"POST /api/query HTTP/1.1\r\nContent-Length: 9999999999\r\n\r\n", 400, id="a form too long"),
        pytest.param(b"POST /api/query HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 400, id="a form in chunks"),
        pytest.param(b"DELETE /api/query?id_list=2301.00001 HTTP/1.1\r\n\r\n", 405, id="another method"),
        pytest.param(b"HEAD /api/query?id_list=2301.00001 HTTP/1.1\r\n\r\n", 405, id="no body asked for"),
        pytest.param(b"BREW /pot HTTP/1.1\r\n\r\n", 501, id="no method"),
        pytest.param(b"GET /api/query?" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", 414, id="a line without end"),
        pytest.param(b"GET http://[ HTTP/1.1\r\n\r\n", 400, id="no target"),
        pytest.param(b"GET /api/query?id_list=\xff\xed\xa0\x80 HTTP/1.1\r\n\r\n", 400, id="not ASCII"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", None, id="TLS"),
        pytest.param(b"POST /api/query HTTP/1.1\r\nContent-Length: 18\r\n\r\nid", None, id="gone in the middle"),
        pytest.param(b"", None, id="nothing"),
    ],
)
def test_rude_clients_leave_nothing_on_stderr(
    sent: bytes, status: int | None, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving() as server, socket.create_connection(("127.0.0.1", server.server_port), 30) as client:
        client.sendall(sent)
        client.shutdown(socket.SHUT_WR)
        answered = client.makefile("rb").read()
    assert status is None or f" {status} ".encode() in answered.splitlines()[0] + b" "
    assert not sent.startswith(b"HEAD") or answered.endswith(b"\r\n\r\n")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("fault", ["trickle=10000", "stall=0.05"])
def test_clients_that_go_away_leave_nothing_on_stderr(fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(fault) as server:
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", server.server_port), 30) as client:
                client.sendall(f"GET {PATH}{QUERY} HTTP/1.1\r\n\r\n".encode())
        _until(lambda: len(server.arrivals) == 3)
        with urllib.request.urlopen(server.query_url + QUERY, timeout=30) as response:  # the fourth outlives the others
            assert response.read().endswith(b"</feed>\n")
    assert capsys.readouterr().err == ""


def test_requests_at_the_same_time_are_counted() -> None:
    with serving(latency_s=0.1) as server:
        url = server.query_url + QUERY

        async def work() -> None:
            async with httpx.AsyncClient(trust_env=False) as client:
                await asyncio.gather(*(client.get(url) for _ in range(3)))
                await client.get(url)

        asyncio.run(work())
    assert [arrival.in_flight for arrival in server.arrivals] == [1, 2, 3, 1]


def test_one_after_the_other_is_never_at_the_same_time() -> None:
    with serving("reset:every=3", "403:every=2") as server:
        outcomes(server.query_url + QUERY, times=30)
    assert {arrival.in_flight for arrival in server.arrivals} == {1}


def test_arrivals_in_virtual_time() -> None:
    async def work() -> list[Arrival]:
        clock = VirtualClock()
        standin = Standin(RECORDS, faults=parse_all("503-late=7:first=1", "refused:at=2"), latency_s=0.5, clock=clock)
        async with httpx.AsyncClient(transport=transport_for(standin.serve, clock), timeout=None) as client:
            for _ in range(3):
                await _outcome(client, f"https://export.arxiv.org{PATH}{QUERY}")
                await clock.sleep(3)
        return standin.arrivals

    first, second, third = run(work())
    start_s = datetime(2026, 11, 22, 12, 0, tzinfo=UTC).timestamp()
    assert first == Arrival(1, start_s, 1_000.0, PATH + QUERY, "503-late", 1, 5)
    assert second == Arrival(2, start_s + 10.5, 1_010.5, PATH + QUERY, "refused", 1, 5)
    assert third == Arrival(3, start_s + 13.5, 1_013.5, PATH + QUERY, None, 1, 5)


def test_the_command_writes_a_log_and_ends_in_the_middle_of_a_stall(tmp_path: Path) -> None:
    (tmp_path / "papers.json").write_bytes(dumps(Store.of(ALL)))
    log = tmp_path / "log.jsonl"
    log.write_text("what was there\n", "utf-8")
    command = [sys.executable, "-m", "papersync.standin", "--records", str(tmp_path / "papers.json"), "--log", str(log)]
    command += ["--fault", "429-zero:first=1", "--fault", "stall:after=2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip() + "?id_list=2205.09726,2001.08361"
        begun_s = time.time()
        assert [httpx.get(url, trust_env=False).status_code for _ in range(2)] == [429, 200]
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(url, timeout=0.1, trust_env=False)
        process.send_signal(signal.SIGTERM)
        rest, complaints = process.communicate(timeout=30)
    assert (process.returncode, rest, complaints) == (0, "", "")
    first, *lines = log.read_text("utf-8").splitlines()
    assert first == "what was there"
    arrivals = [Arrival(**json.loads(line)) for line in lines]
    assert [arrival.number for arrival in arrivals] == [1, 2, 3]
    assert [arrival.fault for arrival in arrivals] == ["429-zero", None, "stall"]
    assert {(arrival.ids, arrival.in_flight) for arrival in arrivals} == {(2, 1)}
    assert all(begun_s <= arrival.at <= time.time() for arrival in arrivals)
    assert all(earlier.monotonic < later.monotonic for earlier, later in pairwise(arrivals))
    assert arrivals[0].target == f"{PATH}?id_list=2205.09726,2001.08361"


@pytest.mark.parametrize("seconds", ["x", "nan", "inf", "-1", "1e9"])
def test_a_latency_that_is_none(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--records", "none.json", f"--latency={seconds}"])
    assert ended.value.code == 2
    assert f"'{seconds}' is no number of seconds" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "message"),
    [
        pytest.param(["--fault", "nope"], "there is no fault 'nope'\nstandin: known are 429, ", id="unknown fault"),
        pytest.param(["--fault", "429:first=x"], "in '429:first=x' first needs a whole number", id="bad number"),
        pytest.param(["--log", "."], "[Errno 21] Is a directory", id="a folder for a log"),
    ],
)
def test_bad_options(option: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "papers.json").write_bytes(dumps(Store.of(ALL)))
    assert main(["--records", str(tmp_path / "papers.json"), *option]) == 2
    out, err = capsys.readouterr()
    assert (out, err[: len(message) + 9]) == ("", f"standin: {message}")

"""Law 5 for real: several processes, one server that sees when they come and how many at once."""

from __future__ import annotations

import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

INTERVAL_S = 0.2
PROCESSES = 3
REQUESTS = 3
WORKER = """
import asyncio, sys, time
from pathlib import Path
from papersync.http.client import Client
from papersync.http.manners import Manners
from papersync.http.replies import Reply

async def work(url, folder, interval_s, requests, go):
    manners = Manners(lock_dir=Path(folder), interval_s=float(interval_s), retries=20)
    print("ready", flush=True)
    while not Path(go).exists():
        time.sleep(0.001)
    # What the interval counts from: the moment, on a clock that all processes share, that was stamped for the others.
    stamp = Path(folder) / "test.last"
    told = lambda: print(stamp.read_text().split()[1], flush=True)
    async with Client(manners, peer="the server", lane="test", on_sent=told) as client:
        for _ in range(int(requests)):
            reply = await client.get(url, lambda reply: None if reply.status == 200 else "refused")
            assert isinstance(reply, Reply), reply

asyncio.run(work(*sys.argv[1:]))
"""


class _Watched(ThreadingHTTPServer):
    """Keeps when requests came. Every third one is refused: told to come back at once, told nothing, or reset."""

    daemon_threads = True

    def __init__(self) -> None:
        self.starts: list[float] = []
        self.refused = 0
        self.inside = 0
        self.most_inside = 0
        self.guard = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, *_: object) -> None:
        """Nothing: a killed client breaks its connection."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Watched

    def do_GET(self) -> None:
        watched = self.server
        with watched.guard:
            watched.starts.append(time.monotonic())
            number = len(watched.starts)
            watched.inside += 1
            watched.most_inside = max(watched.most_inside, watched.inside)
        # Every third answer takes longer than the interval: then only the lock keeps the others away.
        threading.Event().wait(INTERVAL_S * 1.5 if number % 3 == 0 else 0.0)
        with watched.guard:
            watched.inside -= 1
        refusal = number // 3 % 3 if number % 3 == 1 else None
        watched.refused += refusal is not None
        if refusal == 2:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            return
        self.send_response(200 if refusal is None else 429)
        self.send_header("Content-Length", "0")
        if refusal == 0:
            self.send_header("Retry-After", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def _watched() -> Iterator[_Watched]:
    server = _Watched()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _command(server: _Watched, folder: Path, interval_s: float, requests: int) -> list[str]:
    url, state = f"http://127.0.0.1:{server.server_port}/", folder / "fresh" / "state"
    return [sys.executable, "-c", WORKER, url, str(state), str(interval_s), str(requests), str(folder / "go")]


def test_law_5_across_processes(tmp_path: Path) -> None:
    """All begin at the same moment, without a state folder, and try again what was refused."""
    with _watched() as server:
        command = _command(server, tmp_path, INTERVAL_S, REQUESTS)
        workers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(PROCESSES)]
        for worker in workers:
            assert worker.stdout is not None
            assert worker.stdout.readline() == b"ready\n"
        (tmp_path / "go").touch()
        left = sorted(float(line) for worker in workers for line in worker.communicate(timeout=60)[0].split())
        assert [worker.returncode for worker in workers] == [0] * PROCESSES
    assert len(server.starts) - server.refused == PROCESSES * REQUESTS
    assert server.refused > PROCESSES
    assert server.most_inside == 1
    # The server sees a request some milliseconds after it left, on a busy machine not always the same number of them.
    assert min(later - earlier for earlier, later in pairwise(left)) >= INTERVAL_S
    assert len(left) == len(server.starts)
    assert all(came >= sent for came, sent in zip(server.starts, left, strict=True)), "none left before it said so"


def test_a_process_that_is_killed_gives_the_connection_back(tmp_path: Path) -> None:
    (tmp_path / "go").touch()
    with _watched() as server:
        with subprocess.Popen(_command(server, tmp_path, 0.05, 1_000), stderr=subprocess.DEVNULL) as killed:
            while not server.starts and killed.poll() is None:
                threading.Event().wait(0.01)
            killed.kill()
        done = subprocess.run(_command(server, tmp_path, 0.05, 2), timeout=60, check=False)
    assert done.returncode == 0

"""Law 5 for real: several processes, one server that sees when they come and how many at once."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

INTERVAL_S = 0.2
PROCESSES = 3
REQUESTS = 4
WORKER = """
import asyncio, sys
from pathlib import Path
from papersync.http.client import Client
from papersync.http.manners import Manners
from papersync.http.replies import Reply

async def work(url, folder, interval_s, requests):
    manners = Manners(lock_dir=Path(folder), interval_s=float(interval_s), retries=0)
    async with Client(manners, peer="the server", lane="test") as client:
        for _ in range(int(requests)):
            reply = await client.get(url, lambda reply: None)
            assert isinstance(reply, Reply), reply

asyncio.run(work(*sys.argv[1:]))
"""


class _Watched(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.starts: list[float] = []
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
            watched.inside += 1
            watched.most_inside = max(watched.most_inside, watched.inside)
        # Every third answer takes longer than the interval: then only the lock keeps the others away.
        threading.Event().wait(INTERVAL_S * 1.5 if len(watched.starts) % 3 == 0 else 0.0)
        with watched.guard:
            watched.inside -= 1
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_law_5_across_processes(tmp_path: Path) -> None:
    server = _Watched()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/"
        command = [sys.executable, "-c", WORKER, url, str(tmp_path), str(INTERVAL_S), str(REQUESTS)]
        workers = [subprocess.Popen(command) for _ in range(PROCESSES)]
        assert [worker.wait(timeout=60) for worker in workers] == [0] * PROCESSES
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert len(server.starts) == PROCESSES * REQUESTS
    assert server.most_inside == 1
    # The server sees a request some milliseconds after it left, not always the same number of them.
    assert min(later - earlier for earlier, later in pairwise(server.starts)) >= INTERVAL_S * 0.8


def test_a_process_that_is_killed_gives_the_connection_back(tmp_path: Path) -> None:
    server = _Watched()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/"
        command = [sys.executable, "-c", WORKER, url, str(tmp_path), "0.05", "1000"]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as killed:
            while not server.starts and killed.poll() is None:
                threading.Event().wait(0.01)
            killed.kill()
        done = subprocess.run([*command[:-1], "2"], timeout=60, check=False)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert done.returncode == 0

"""The stand-in behind the standard library's HTTP server, on this machine only."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from papersync.standin.api import PATH, Request, answer
from papersync.standin.records import Records


class StandinServer(ThreadingHTTPServer):
    """Serves *records* on 127.0.0.1; port 0 takes any free one. Each answer is late by *latency_s*."""

    daemon_threads = True

    def __init__(self, records: Records, *, port: int = 0, latency_s: float = 0.0) -> None:
        self.records = records
        self.latency_s = latency_s
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def query_url(self) -> str:
        """Where the query API is."""
        return f"http://127.0.0.1:{self.server_port}{PATH}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: StandinServer

    def do_GET(self) -> None:
        if self.server.latency_s > 0:
            time.sleep(self.server.latency_s)
        response = answer(Request(self.path, datetime.now(UTC)), self.server.records)
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        self.wfile.write(response.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is the base class's
        """Nothing: stdout is for the URL, and stderr stays readable."""

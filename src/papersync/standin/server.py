"""The stand-in behind the standard library's HTTP server, on this machine only."""

from __future__ import annotations

import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, TextIO, assert_never

from papersync.errors import UsageError
from papersync.http.clock import Clock
from papersync.http.delivery import (
    Asked,
    Cut,
    Refused,
    Reset,
    Response,
    Trickle,
    Unreachable,
    Unresolvable,
    Whole,
)
from papersync.standin.api import PATH
from papersync.standin.faults import Fault
from papersync.standin.records import Records
from papersync.standin.service import Arrival, Standin

_MOST_FORM_BYTES: Final = 1024 * 1024


class StandinServer(ThreadingHTTPServer):
    """Serves *records* on 127.0.0.1; port 0 takes any free one. Each answer is late by *latency_s*; *faults*, *log*
    and *clock*, which tells the time and does not make it pass, are as for `Standin`. Raises UsageError for a fault
    that only a server in process can play.

    What is being served when it is closed ends there: no stall outlives it.
    """

    daemon_threads = True

    def __init__(
        self,
        records: Records,
        *,
        port: int = 0,
        latency_s: float = 0.0,
        faults: Sequence[Fault] = (),
        log: TextIO | None = None,
        clock: Clock | None = None,
    ) -> None:
        for fault in faults:
            if fault.kind.in_process_only:
                message = f"a server that is there cannot play {fault.name!r}"
                raise UsageError(message, hint="close its port instead, or use the stand-in in process")
        self.standin = Standin(records, faults=faults, latency_s=latency_s, clock=clock, log=log)
        self.ended = threading.Event()
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def query_url(self) -> str:
        """Where the query API is."""
        return f"http://127.0.0.1:{self.server_port}{PATH}"

    @property
    def arrivals(self) -> list[Arrival]:
        """All requests so far, in their order."""
        return self.standin.arrivals

    def server_close(self) -> None:
        """Stop listening, and end what is being served."""
        self.ended.set()
        super().server_close()

    def handle_error(self, *_: object) -> None:
        """One line for what nobody foresaw; clients that went away are none of it."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError) and not self.ended.is_set():
            sys.stderr.write(f"standin: {type(error).__name__}: {error}\n")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: StandinServer

    def do_GET(self) -> None:
        due_s = time.monotonic()
        asked = Asked(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, self._form())
        with self.server.standin.serve(asked) as response:
            *pieces, (wait_s, last) = self._pieces(response)
            for piece_wait_s, piece in pieces:
                due_s += piece_wait_s
                if self._ends_before(due_s):
                    return
                self.wfile.write(piece)
            if self._ends_before(due_s + wait_s):
                return
        # A client may ask again the moment it has all: by then this request must be over.
        if isinstance(response.delivery, Reset):
            self._reset()
        else:
            self.wfile.write(last)

    # The names are the base class's.
    do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = do_TRACE = do_CONNECT = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is the base class's
        """Nothing: stdout is for the URL, and stderr stays readable."""

    def _form(self) -> bytes:
        length = self.headers.get("Content-Length", "0").strip()
        known = length.isascii() and length.isdecimal() and "Transfer-Encoding" not in self.headers
        if not known or len(length) > 9 or int(length) > _MOST_FORM_BYTES:
            self.close_connection = True
            return b""
        return self.rfile.read(int(length))

    def _pieces(self, response: Response) -> Iterator[tuple[float, bytes]]:
        """Seconds to wait and what to send then; never none."""
        head = self._head(response)
        body = b"" if self.command == "HEAD" else response.body
        match response.delivery:
            case Whole():
                yield response.latency_s, head + body
            case Cut(after_bytes=count):
                self.close_connection = True
                yield response.latency_s, head + body[:count]
            case Trickle() as trickle:
                yield response.latency_s, head
                yield from trickle.pieces(body)
            case Reset():
                yield response.latency_s, b""
            case Refused() | Unresolvable() | Unreachable():
                raise AssertionError("the server does not take these")
            case _:
                assert_never(response.delivery)

    def _head(self, response: Response) -> bytes:
        headers = {
            "Server": self.version_string(),
            "Date": self.date_time_string(),
            **response.headers,
            "Content-Length": str(len(response.body)),
            **({"Connection": "close"} if self.close_connection else {}),
        }
        lines = [f"HTTP/1.1 {response.status} {HTTPStatus(response.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("ascii")

    def _ends_before(self, due_s: float) -> bool:
        """Let time pass up to a moment, that of rendering counted in; True if the server ends before."""
        left_s = due_s - time.monotonic()
        ended = self.server.ended.wait(left_s) if left_s > 0 else self.server.ended.is_set()
        self.close_connection |= ended
        return ended

    def _reset(self) -> None:
        # Closed at once and with nothing left to send, the kernel says RST instead of FIN.
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        socket.close(self.connection.detach())

"""Servers on this machine that say whatever bytes they are told to."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_RESET = struct.pack("ii", 1, 0)  # SO_LINGER for no time: closing resets the connection


class RawServer(threading.Thread):
    """Answers each request with `says`, then ends the connection: with a reset if `resets`. If `repeats`, it says it
    until the client goes away."""

    def __init__(self, listening: socket.socket) -> None:
        super().__init__(daemon=True)
        self.says = b""
        self.resets = False
        self.repeats = False
        self.port: int = listening.getsockname()[1]
        self._listening = listening

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}/"

    def run(self) -> None:
        """Until the listening socket is closed."""
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.settimeout(5)
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        connection.recv(65_536)
        connection.sendall(self.says)
        while self.repeats:
            connection.sendall(self.says)
        if self.resets:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            return
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65_536):
            pass


@contextmanager
def raw_server() -> Iterator[RawServer]:
    """One that runs for the length of the block."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = RawServer(listening)
        server.start()
        try:
            yield server
        finally:
            # On Linux, closing alone does not wake who waits in accept.
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
    server.join(timeout=10)


def dead_port() -> int:
    """Where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port: int = gone.getsockname()[1]
        return port

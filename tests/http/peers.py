"""Servers in virtual time that answer by a script, and a client that asks them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from papersync.http.client import Client
from papersync.http.delivery import Asked, Response
from papersync.http.inprocess import transport_for
from papersync.http.manners import Manners
from papersync.http.replies import Refusal, Reply
from tests.http.virtual import VirtualClock

URL = "https://export.arxiv.org/api/query"
GOOD = Response(200, {}, b"good")


@dataclass
class Peer:
    """Answers by *script*, the last of it for ever. Keeps when each request was made and when it was over, and what was
    ``played``."""

    script: list[Response]
    spans: list[tuple[float, float]] = field(default_factory=list)
    played: list[Response] = field(default_factory=list)
    in_flight: int = 0
    most_in_flight: int = 0

    @property
    def starts(self) -> list[float]:
        """When the requests were made, in seconds from the beginning."""
        return [start_s for start_s, _ in self.spans]

    @contextmanager
    def serve(self, _: Asked) -> Iterator[Response]:
        """To be given to `transport_for`."""
        number, start_s = len(self.spans), _now_s()
        self.spans.append((start_s, start_s))
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        self.played.append(self.script[min(number, len(self.script) - 1)])
        try:
            yield self.played[number]
        finally:
            self.in_flight -= 1
            self.spans[number] = (start_s, _now_s())


def client_of(
    peer: Peer, folder: Path, clock: VirtualClock, jitter: Callable[[], float] = lambda: 0.0, **manners: Any
) -> Client:
    """A client of *peer* in the running virtual loop."""
    return Client(
        Manners(lock_dir=folder, **manners),
        peer="arXiv",
        lane="arxiv",
        clock=clock,
        transport=transport_for(peer.serve, clock),
        jitter=jitter,
    )


def believe(reply: Reply) -> str | None:
    """As a source does: "good" is good, a "<feed" perhaps for another question, the rest for none."""
    if reply.body == b"good":
        return None
    return "it is another feed" if reply.body.startswith(b"<feed") else Refusal("it is no feed")


def _now_s() -> float:
    return asyncio.get_running_loop().time() - 1_000.0

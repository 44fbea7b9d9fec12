"""What a server is asked, what it answers and how that reaches the client, as values: for servers of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

_PIECES_A_SECOND = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A request; ``target`` is the path with the query string, header names are in lower case."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Whole:
    """As it should be."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection ends after so many bytes of the body, of which the headers promise all."""

    after_bytes: int


@dataclass(frozen=True, slots=True)
class Trickle:
    """The headers at once, the body slowly."""

    bytes_per_second: float

    def pieces(self, body: bytes) -> Iterator[tuple[float, bytes]]:
        """Seconds to wait and what to send then, again and again."""
        size = max(1, int(self.bytes_per_second / _PIECES_A_SECOND))
        for start in range(0, len(body), size):
            piece = body[start : start + size]
            yield len(piece) / self.bytes_per_second, piece


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is reset instead of an answer."""


@dataclass(frozen=True, slots=True)
class Refused:
    """There is no connection: nobody listens there."""


@dataclass(frozen=True, slots=True)
class Unresolvable:
    """There is no connection: the host's name has no address."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """There is no connection: nothing comes back, not even a refusal."""


Delivery = Whole | Cut | Trickle | Reset | Refused | Unresolvable | Unreachable


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered; header names are in lower case. ``latency_s`` of silence come before it, on a connection that
    was made; a stall is a long one."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    delivery: Delivery = Whole()
    latency_s: float = 0.0


Serve = Callable[[Asked], AbstractContextManager[Response]]
"""A server: within the block the request is being served, until its answer is delivered or its client has gone."""

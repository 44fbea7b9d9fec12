"""What comes back from the network, as values: a reply, a fault of one attempt, or that we gave up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

PROXY_WANTS_A_NAME: Final = "could not be asked: the proxy wants a user name and password (407)"

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole HTTP answer, whatever its status. Header names are in lower case; ``body`` is decompressed."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_redirect(self) -> bool:
        """True if the status sends us elsewhere."""
        return self.status in _REDIRECTS


@dataclass(frozen=True, slots=True)
class Fault:
    """One attempt that gave nothing usable.

    ``reason`` continues a sentence that begins with who was asked: "answered 503". ``transient``: another attempt may
    do better. ``retry_after_s`` is what the answer asks us to wait. ``reply`` is there when something was answered at
    all. ``general``: whatever had been asked would have fared the same. ``left`` is False if it is certain that not a
    byte of the request was sent.
    """

    reason: str
    transient: bool
    retry_after_s: float | None = None
    reply: Reply | None = None
    general: bool = False
    left: bool = True


@dataclass(frozen=True, slots=True)
class GaveUp:
    """No usable answer within what the manners allow. ``reason`` is a sentence for a person, without a final period.

    ``final``: the client asks no more; all that is asked of it later ends the same, at once and without a request.
    """

    reason: str
    attempts: int
    reply: Reply | None = None
    final: bool = False


class Refusal(str):
    """A doubt about a reply that answers nobody's question, such as "Rate exceeded." with status 200."""

    __slots__ = ()


Believe = Callable[[Reply], str | None]
"""Given by a source: None when the reply, whatever its status, is an answer; else why it cannot be believed, as a
`Refusal` if another question would fare no better."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Told before every wait that is worth showing: how long, and what for."""

    seconds: float
    why: str

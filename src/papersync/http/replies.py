"""What comes back from the network, as values: a reply, a fault of one attempt, or that we gave up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

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

    ``reason`` continues a sentence that begins with who was asked: "answered 503". ``retry_after_s`` is what the answer
    asks us to wait. ``reply`` is there when something was answered at all.
    """

    reason: str
    transient: bool
    retry_after_s: float | None = None
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class GaveUp:
    """No usable answer within what the manners allow. ``reason`` is a sentence for a person, without a final period."""

    reason: str
    attempts: int
    reply: Reply | None = None


Believe = Callable[[Reply], str | None]
"""Given by a source: None when the reply, whatever its status, is an answer; else why it cannot be believed."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Told before every wait that is worth showing: how long, and what for."""

    seconds: float
    why: str

"""How politely we ask: everything about it that a user may configure."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from pathlib import Path

import papersync

MAX_BODY_BYTES = 32 * 1024 * 1024  # 2,000 entries, the most that arXiv gives at once, take about 6 MiB


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Limits of one client. Raises ValueError for a number that is negative or not finite.

    ``lock_dir`` is where all processes of this user meet to keep the interval, so it must not move with the cache.
    ``interval_s`` counts from start to start of requests. ``retries`` come after the first attempt.
    ``max_wait_s`` bounds, for the life of the client, the time lost to refusals and to waiting beyond the interval; see
    `Budget` for how exactly. ``total_timeout_s`` bounds one answer, from before there is a connection to its last byte.
    """

    lock_dir: Path
    contact: str = ""
    interval_s: float = 3.0
    retries: int = 5
    max_wait_s: float = 600.0
    connect_timeout_s: float = 20.0
    read_timeout_s: float = 120.0
    total_timeout_s: float = 240.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, int | float) and not (math.isfinite(value) and value >= 0):
                raise ValueError(f"{field.name} must be a number from 0, not {value}")

    @property
    def user_agent(self) -> str:
        """``papersync/VERSION (+contact)``, in printable ASCII whatever the contact holds."""
        product = f"papersync/{papersync.__version__}"
        contact = "".join(c for c in self.contact if c.isascii() and c.isprintable() and c not in "()\\").strip()
        return f"{product} (+{contact})" if contact else product

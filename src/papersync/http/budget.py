"""What `max-wait` bounds: the time that one client may lose, in seconds."""

from __future__ import annotations

from typing import Final

from papersync.http.manners import Manners

GRACE_S: Final = 1.0
"""`max-wait` is kept to the second: what is under way when it ends has so much longer."""

OVERSLEPT_S: Final = 0.02
"""A turn that comes so much late was not kept by anybody: a machine oversleeps by some milliseconds."""


class Budget:
    """Counts the time lost: attempts that failed, waiting before the next ones, and waiting for a turn as far as it
    takes longer than the interval. Answers that were believed cost nothing, however slow.

    The law, where *lost* is all the time of a client's life less the time of answers believed and less one interval
    (and `OVERSLEPT_S`) for each request: for one `get` of a new client, lost ≤ max_wait_s + `GRACE_S`, or, if its first
    attempt was its only one, lost ≤ max_wait_s + the least time of a first attempt, which is max(`GRACE_S`,
    interval_s); for the whole life, lost ≤ max_wait_s + `GRACE_S` + that least time.
    """

    def __init__(self, manners: Manners) -> None:
        self._interval_s = manners.interval_s
        self._max_wait_s = manners.max_wait_s
        self._total_timeout_s = manners.total_timeout_s
        self._least_s = max(GRACE_S, manners.interval_s)
        self._lost_s = 0.0

    @property
    def left_s(self) -> float:
        """What may still be lost."""
        return max(0.0, self._max_wait_s - self._lost_s)

    @property
    def is_used_up(self) -> bool:
        """True if not even a first attempt is allowed."""
        return self._lost_s > self._max_wait_s + GRACE_S

    @property
    def patience_s(self) -> float:
        """How long to wait for a turn."""
        return self._interval_s + self.left_s

    def waited_for_turn(self, seconds: float) -> None:
        """Count a turn that came after so long, or did not come."""
        beyond_s = seconds - self._interval_s
        if beyond_s > OVERSLEPT_S:
            self._lost_s += beyond_s

    def lost(self, seconds: float) -> None:
        """Count a failed attempt or a wait after one."""
        self._lost_s += seconds

    def limit_s(self, *, is_retry: bool) -> float:
        """How long one attempt may take: what is left, but a first attempt never less than a normal answer takes."""
        return min(self._total_timeout_s, max(GRACE_S if is_retry else self._least_s, self.left_s))

    def allows_retry(self, wait_s: float) -> bool:
        """True if, after such a wait, an attempt has the time that a normal answer takes."""
        return self._lost_s + wait_s + self._least_s <= self._max_wait_s + GRACE_S

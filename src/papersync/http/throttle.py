"""One request at a time and never closer than the interval, across all processes of this user on this machine.

A lock file is held while a request runs; a file beside it says when the last one started.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from papersync.http.clock import Clock

_POLL_S: Final = 0.05
_LEAST_SLEEP_S: Final = 0.001
_LONGEST_STAMP_BYTES: Final = 100


class NotStampedError(Exception):
    """The stamp cannot be written, so the request must not leave. Caused by the OSError."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to make one request. ``waited_s`` is how long it took to come.

    ``sent`` is to be called just before the request leaves, after the connection was made: the interval counts from
    there, and what is left of the last one passes there. It raises NotStampedError. ``not_sent`` is to be called if
    nothing left: the turn then counts as not taken.
    """

    waited_s: float
    sent: Callable[[], None]
    not_sent: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Before:
    """What was known of the last request before this turn."""

    last_start_s: float
    stamp: bytes | None


class Throttle:
    """Gives turns. All throttles with the same folder and lane share one sequence of turns.

    A turn comes *lead_s* before the interval is over, for whoever calls ``sent``: to wake and to prepare a request
    takes some milliseconds. A wrong, future or unreadable time stamp costs one interval of waiting, never more; a jump
    of the wall clock cannot shorten the interval, because the monotonic clock is stamped as well.
    """

    def __init__(
        self,
        *,
        interval_s: float,
        lock_dir: Path,
        lane: str,
        clock: Clock,
        jitter: Callable[[], float],
        lead_s: float = 0.0,
    ) -> None:
        self._interval_s = interval_s
        self._clock = clock
        self._jitter = jitter
        self._lead_s = lead_s
        self._folder = lock_dir
        self._stamp_path = lock_dir / f"{lane}.last"
        self._lock_path = lock_dir / f"{lane}.lock"
        self._lock: FileLock | None = None
        self._mine = asyncio.Lock()  # a FileLock lets its own owner in again, so tasks of one client queue here first
        self._last_start_s = -math.inf
        self._unclear: tuple[bytes, float] | None = None

    @asynccontextmanager
    async def turn(self, patience_s: float) -> AsyncIterator[Turn]:
        """Hold the only connection for the time of the block.

        Raises TimeoutError when the turn would not come within *patience_s*, OSError when the folder cannot be used.
        """
        asked_s = self._clock.monotonic()
        async with self._mine:
            lock = self._opened()
            due_s = await self._wait_for(lock, asked_s, patience_s)
            try:
                before = _Before(self._last_start_s, self._read_stamp())
                # Already now: whoever is killed while a request leaves must have stamped it.
                self._stamp()
                waited_s = self._clock.monotonic() - asked_s
                yield Turn(waited_s, lambda: self._leave(due_s), lambda: self._unstamp(before))
            finally:
                lock.release()

    async def _wait_for(self, lock: FileLock, asked_s: float, patience_s: float) -> float:
        """Returns with the lock, and when the request may leave, which is about now."""
        while True:
            wait_s = _POLL_S * (1 + self._jitter())
            if _taken(lock):
                try:
                    wait_s = self._due_in_s()
                except BaseException:
                    lock.release()
                    raise
                if wait_s <= self._lead_s:
                    return self._clock.monotonic() + wait_s
                wait_s -= self._lead_s
                # Waiting without the lock lets whoever comes first have the turn: no process is starved.
                lock.release()
            if self._clock.monotonic() - asked_s + wait_s > patience_s:
                raise TimeoutError("another papersync holds the connection")
            await self._clock.sleep(max(wait_s, _LEAST_SLEEP_S))

    def _opened(self) -> FileLock:
        if self._lock is None:
            if not self._folder.is_absolute():  # it would stand in somebody's repository
                raise FileNotFoundError("no home folder is known: set HOME or XDG_STATE_HOME")
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock = FileLock(self._lock_path, thread_local=False)
        return self._lock

    def _due_in_s(self) -> float:
        now_s = self._clock.monotonic()
        raw = self._read_stamp()
        if raw is None:
            return self._last_start_s + self._interval_s - now_s
        elapsed_s = self._elapsed_since(raw, now_s)
        if elapsed_s is None:
            if self._unclear is None or self._unclear[0] != raw:
                self._unclear = (raw, now_s)
            elapsed_s = now_s - self._unclear[1]
        return self._interval_s - min(elapsed_s, now_s - self._last_start_s)

    def _elapsed_since(self, raw: bytes, now_s: float) -> float | None:
        """The shortest time that can have passed since the stamp; None if the stamp cannot be true."""
        try:
            wall_s, monotonic_s = (float(part) for part in raw.split())
        except ValueError:
            return None
        candidates = (self._clock.now().timestamp() - wall_s, now_s - monotonic_s)
        return min((c for c in candidates if math.isfinite(c) and c >= 0), default=None)

    def _read_stamp(self) -> bytes | None:
        try:
            with self._stamp_path.open("rb") as file:
                return file.read(_LONGEST_STAMP_BYTES)
        except FileNotFoundError:
            return None

    def _unstamp(self, before: _Before) -> None:
        self._last_start_s = before.last_start_s
        # Where that fails, the stamp of a request that never left stays: it costs one interval.
        with suppress(OSError):
            if before.stamp is None or self._elapsed_since(before.stamp, self._clock.monotonic()) is None:
                self._stamp_path.unlink(missing_ok=True)
            else:
                self._stamp_path.write_bytes(before.stamp)

    def _leave(self, due_s: float) -> None:
        left_s = due_s - self._clock.monotonic()
        if left_s > 0:
            self._clock.pause(left_s)
        try:
            self._stamp()
        except OSError as error:
            raise NotStampedError from error

    def _stamp(self) -> None:
        self._last_start_s = self._clock.monotonic()
        self._unclear = None
        self._stamp_path.write_text(f"{self._clock.now().timestamp()!r} {self._last_start_s!r}\n", "ascii")


def _taken(lock: FileLock) -> bool:
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return False
    except NotImplementedError as error:
        raise OSError("the file system has no locks") from error
    return True

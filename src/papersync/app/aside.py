"""Work that a second process does meanwhile."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import accumulate
from types import TracebackType
from typing import Final, Generic, NamedTuple, NoReturn, Self, TypeVar

# A reference takes as much time as so many bytes.
_REFERENCE: Final = 100
# Less is read sooner than another process is there to help.
_WORTH_SHARING: Final = 1_000_000
_T = TypeVar("_T")


class Halves(NamedTuple):
    """How many of some lists are the first half of all the work, and whether the second names more papers."""

    first: int
    second_names_more: bool = False


def halves(sources: Sequence[bytes]) -> Halves:
    """Those of the lists with these texts; the first is all, where it would not be worth it to share, or cannot be."""
    named = [source.count(b"arxiv") for source in sources]
    works = [len(source) + _REFERENCE * count for source, count in zip(sources, named, strict=True)]
    reach = [0, *accumulate(works)]
    half = min(range(len(reach)), key=lambda number: abs(2 * reach[number] - reach[-1]))
    if not half or reach[-1] < _WORTH_SHARING or not can_work_aside():
        return Halves(len(works))
    return Halves(half, sum(named[half:]) > sum(named[:half]))


def can_work_aside() -> bool:
    """Whether there is a second processor, and a process can be copied: on Linux, and as long as it has one thread."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


class Aside(Generic[_T]):
    """What ``make`` makes, made in a copy of this process while the ``with`` block runs, and ended with that at the
    latest.
    """

    def __init__(self, make: Callable[[], _T]) -> None:
        self._make = make
        self._reader = -1
        self._process: int | None = None

    def __enter__(self) -> Self:
        self._reader, writer = os.pipe()
        # An interrupt waits until there is somebody who ends the other process.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        with suppress(OSError):  # there may be no more processes: what is not made there is made here
            self._process = os.fork()
        if self._process == 0:
            os.close(self._reader)  # else to write would take for ever when the process that reads has ended
            _work(self._make, writer, mask)
        try:
            os.close(writer)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        os.close(self._reader)
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._process, 0)

    def result(self) -> _T | None:
        """What was made, waited for; None if that failed, for whatever reason: to make it here will tell."""
        import pickle  # noqa: PLC0415 - start-up

        try:
            with os.fdopen(self._reader, "rb", closefd=False) as reader:
                made: _T = pickle.load(reader)  # noqa: S301 - it comes from ourselves
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        return made


def _work(make: Callable[[], object], writer: int, mask: set[int]) -> NoReturn:
    """Make it, send it, and end without what a process does at its end: all that is the other one's."""
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        import pickle  # noqa: PLC0415

        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(make(), pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)

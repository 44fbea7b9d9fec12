"""Standard streams, of which some may have been closed by whoever started us."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Literal

from papersync.errors import ExitCode


def fill_closed_streams() -> None:
    """Put something in the place of each standard stream that is closed: nothing to read, nowhere to complain, and an
    output that refuses what is written. So no file that is opened later takes its number.
    """
    # In this order each takes the lowest number that is free: its own.
    if sys.stdin is None:
        sys.stdin = _open(os.O_RDONLY, "r")
    if sys.stdout is None:
        sys.stdout = _open(os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _open(os.O_WRONLY, "w")


def _open(flags: int, mode: Literal["r", "w"]) -> TextIOWrapper:
    return os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8", errors="replace")


@contextmanager
def told_if_unwritable() -> Iterator[None]:
    """End with 2 and a line on stderr where help or the version could not be printed (commands say so themselves), and
    in any case without Python's own complaint about what it could not write at exit.
    """
    try:
        yield
    except OSError as error:
        with suppress(OSError):
            sys.stderr.write(f"papersync: standard output could not be written: {error.strerror}\n")
        sys.exit(ExitCode.INPUT)
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

"""What is to be told of a run besides its findings."""

from __future__ import annotations

from typing import NamedTuple

from papersync.errors import PapersyncError, Place
from papersync.lint.finding import Level


class Notice(NamedTuple):
    """A failure (error), or something of the whole run (warning): what could not be checked, what is stale."""

    level: Level
    message: str
    place: Place | None = None


def failure(error: PapersyncError) -> Notice:
    """An error as a notice, what to do next included."""
    hint = f" ({error.hint})" if error.hint else ""
    return Notice(Level.ERROR, error.message + hint, error.place)

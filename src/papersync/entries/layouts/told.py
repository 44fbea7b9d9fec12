"""What a layout tells of an entry."""

from __future__ import annotations

from typing import NamedTuple

from papersync.entries.choice import Choice
from papersync.text import Span


class Told(NamedTuple):
    """The layout's name and the title; None for an entry that shows none, but a name perhaps.

    ``above`` is the block above the passage that belongs to the entry, because its title stands there.
    """

    layout: str
    title: Choice | None
    above: Span | None = None

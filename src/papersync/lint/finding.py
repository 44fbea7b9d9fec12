"""Something to tell a person."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from papersync.identifiers import ArxivId
from papersync.text import Edit, Span


class Level(Enum):
    """How much a finding matters; errors and warnings decide the exit code."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Safety(Enum):
    """Whether a fix may be applied unasked."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Fix(NamedTuple):
    """Edits that belong together: all are made or none.

    What the proof must be told: ``takes`` is what goes with all that stands in it; with ``reshapes`` the same papers
    are named in other ways, and entries may read otherwise; ``exchange`` says that inside a span one paper takes the
    place of another: span, old, new.
    """

    safety: Safety
    edits: tuple[Edit, ...]
    takes: Span | None = None
    reshapes: bool = False
    exchange: tuple[Span, ArxivId, ArxivId] | None = None


class Finding(NamedTuple):
    """One finding of one rule at one place. ``fixed`` says that its fix has been applied."""

    code: str
    name: str
    level: Level
    message: str
    path: str
    span: Span
    id: ArxivId | None = None
    fix: Fix | None = None
    fixed: bool = False

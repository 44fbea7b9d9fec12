"""What a merge gives back: the text, and what it could not decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from papersync.text import Span

MARKER_SIZE: Final = 7
"""git's own number of characters in a conflict marker (git-merge-file(1), ``--marker-size``)."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands behind the markers of a conflict; an empty one leaves the marker alone on its line."""

    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"


@dataclass(frozen=True, slots=True)
class Left:
    """One conflict that is still in the merged text.

    ``line`` is that of its opening marker in that text, from 1. ``why`` says what could not be decided, as a sentence
    that may go on. ``conflict`` is the number of the conflict it is left of, in the text that was given, from 0.
    """

    line: int
    why: str
    conflict: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, with well-formed conflict markers around what is ``left``, in order.

    ``conflicts`` are the markers that open those of the text that was given, if it had any.
    """

    text: bytes
    left: tuple[Left, ...] = ()
    conflicts: tuple[Span, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether everything was decided."""
        return not self.left

"""What the judge says: closed unions, matched exhaustively."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Change(NamedTuple):
    """Replace the code points ``start`` to ``end`` of the words that were judged by ``text``."""

    start: int
    end: int
    text: str


class Habit(Enum):
    """What a list shows where these words stand, as its other entries tell."""

    UNKNOWN = "unknown"
    TITLES = "titles"
    OTHERS = "names, remarks or translations"


class Evidence(NamedTuple):
    """What else is known of the words: author names or surnames as written beside them, years, the list's habit."""

    authors: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    habit: Habit = Habit.UNKNOWN


class Why(Enum):
    """In what a title differs."""

    RECASED = "letter case"
    MISTYPED = "wording"
    CUT = "cut"
    RENAMED = "renamed"


class Doubt(Enum):
    """Why nothing can be told."""

    NICKNAME = "nickname"
    PART = "part before the colon"
    TRANSLATED = "another language"
    TOO_SHORT = "too short"
    DESCRIPTION = "a description"
    RENAMED = "perhaps a former title"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Same:
    """The words are the record's title, up to the list's style."""


class Differs(NamedTuple):
    """The words mean the record's title and are not it; ``changes`` make them so, ordered, not overlapping."""

    why: Why
    changes: tuple[Change, ...]


class Contradicts(NamedTuple):
    """The words are another paper's title; ``likeness`` is what they share with this one's, 0 to 1."""

    likeness: float


class CannotTell(NamedTuple):
    """Neither is sure, and nothing may be written."""

    doubt: Doubt


TitleVerdict = Same | Differs | Contradicts | CannotTell


class Whole(NamedTuple):
    """The words are the whole abstract; ``changes`` make its words the record's."""

    changes: tuple[Change, ...] = ()


class Excerpt(NamedTuple):
    """The words are a run of the abstract (or of an older wording of it); ``changes`` mend only damage inside it.

    ``own`` is True if the words hold anything that may be the list author's own.
    """

    changes: tuple[Change, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class OwnText:
    """The words are the list author's own."""


AbstractVerdict = Whole | Excerpt | OwnText

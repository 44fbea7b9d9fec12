"""What the judge says: closed unions, matched exhaustively."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, order=True, slots=True)
class Change:
    """Replace the code points ``start`` to ``end`` of the words that were judged by ``text``."""

    start: int
    end: int
    text: str


class Habit(Enum):
    """What a list shows where these words stand, as its other entries tell."""

    UNKNOWN = "unknown"
    TITLES = "titles"
    OTHERS = "names, remarks or translations"


@dataclass(frozen=True, slots=True)
class Evidence:
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


@dataclass(frozen=True, slots=True)
class Differs:
    """The words mean the record's title and are not it; ``changes`` make them so, ordered, not overlapping."""

    why: Why
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Contradicts:
    """The words are another paper's title; ``likeness`` is what they share with this one's, 0 to 1."""

    likeness: float


@dataclass(frozen=True, slots=True)
class CannotTell:
    """Neither is sure, and nothing may be written."""

    doubt: Doubt


TitleVerdict = Same | Differs | Contradicts | CannotTell


@dataclass(frozen=True, slots=True)
class Whole:
    """The words are the whole abstract; ``changes`` make its words the record's."""

    changes: tuple[Change, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words are a run of the abstract (or of an older wording of it); ``changes`` mend only damage inside it.

    ``own`` is True if the words hold anything that may be the list author's own.
    """

    changes: tuple[Change, ...] = field(default=())
    own: bool = False


@dataclass(frozen=True, slots=True)
class OwnText:
    """The words are the list author's own."""


AbstractVerdict = Whole | Excerpt | OwnText

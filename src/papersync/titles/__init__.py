"""The judge: a list's words against a record's. Pure; nothing is written without it.

``compare`` and ``abstracts`` compare what is not plainly the same, and are loaded where that is met.
"""

from papersync.titles.verbatim import is_verbatim_abstract, is_verbatim_title
from papersync.titles.verdicts import (
    AbstractVerdict,
    CannotTell,
    Change,
    Contradicts,
    Differs,
    Doubt,
    Evidence,
    Excerpt,
    Habit,
    OwnText,
    Same,
    TitleVerdict,
    Whole,
    Why,
)

__all__ = [
    "AbstractVerdict",
    "CannotTell",
    "Change",
    "Contradicts",
    "Differs",
    "Doubt",
    "Evidence",
    "Excerpt",
    "Habit",
    "OwnText",
    "Same",
    "TitleVerdict",
    "Whole",
    "Why",
    "is_verbatim_abstract",
    "is_verbatim_title",
]

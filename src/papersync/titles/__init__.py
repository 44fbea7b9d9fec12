"""The judge: a list's words against a record's. Pure; nothing is written without it."""

from papersync.titles.abstracts import compare_abstract
from papersync.titles.changes import apply_changes
from papersync.titles.compare import compare_title
from papersync.titles.normalise import plain, to_unicode
from papersync.titles.verdicts import (
    AbstractVerdict,
    CannotTell,
    Change,
    Contradicts,
    Differs,
    Doubt,
    Evidence,
    Excerpt,
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
    "OwnText",
    "Same",
    "TitleVerdict",
    "Whole",
    "Why",
    "apply_changes",
    "compare_abstract",
    "compare_title",
    "plain",
    "to_unicode",
]

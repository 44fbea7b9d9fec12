"""All rules, in the order of their codes. A new rule is one class and one line here."""

from __future__ import annotations

from typing import Final

from papersync.lint.rule import Rule
from papersync.lint.rules.abstracts import AbstractDiffers
from papersync.lint.rules.conflicts import MergeConflict
from papersync.lint.rules.duplicates import DuplicateAcrossSections, DuplicateInSection
from papersync.lint.rules.identity import ImpossibleIdentifier, UnknownIdentifier
from papersync.lint.rules.labels import MislabelledLink
from papersync.lint.rules.records import Unconfirmed, Withdrawn
from papersync.lint.rules.titles import TitleDiffers, WrongPaper
from papersync.lint.rules.url_defects import BrokenScheme, MangledLink, RetiredHost, TrackingParameters, WrongPath

RULES: Final[tuple[Rule, ...]] = (
    MangledLink(),
    TrackingParameters(),
    RetiredHost(),
    WrongPath(),
    BrokenScheme(),
    ImpossibleIdentifier(),
    UnknownIdentifier(),
    WrongPaper(),
    TitleDiffers(),
    MislabelledLink(),
    Withdrawn(),
    Unconfirmed(),
    DuplicateInSection(),
    DuplicateAcrossSections(),
    MergeConflict(),
    AbstractDiffers(),
)

# What refresh writes unasked: the safe fixes of these and no others.
WRITTEN_BY_REFRESH: Final = frozenset({"PS101", "PS102", "PS104", "PS105", "PS106", "PS204", "PS501"})

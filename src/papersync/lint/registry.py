"""All rules, in the order of their codes. A new rule is one class and one line here."""

from __future__ import annotations

from typing import Final

from papersync.lint.rule import Rule
from papersync.lint.rules.abstracts import AbstractDiffers, OwnText
from papersync.lint.rules.authors import AuthorsDiffer
from papersync.lint.rules.broken_links import BrokenLinkSyntax
from papersync.lint.rules.conflicts import MergeConflict
from papersync.lint.rules.contents_list import ContentsOutOfDate
from papersync.lint.rules.duplicates import DuplicateAcrossSections, DuplicateInSection
from papersync.lint.rules.empty_targets import EmptyTarget
from papersync.lint.rules.identity import ImpossibleIdentifier, UnknownIdentifier
from papersync.lint.rules.labels import MislabelledLink
from papersync.lint.rules.link_form import LinkForm
from papersync.lint.rules.records import Unconfirmed, Withdrawn
from papersync.lint.rules.shown_identifiers import TextTargetMismatch
from papersync.lint.rules.size import FileTooLarge
from papersync.lint.rules.titles import TitleDiffers, WrongPaper
from papersync.lint.rules.unused_ignores import UnusedIgnore
from papersync.lint.rules.url_defects import (
    BrokenScheme,
    InsecureLink,
    MangledLink,
    RetiredHost,
    TrackingParameters,
    WrongPath,
)
from papersync.lint.rules.versions import NewerVersion, Published

RULES: Final[tuple[Rule, ...]] = (
    MangledLink(),
    TrackingParameters(),
    InsecureLink(),
    RetiredHost(),
    WrongPath(),
    BrokenScheme(),
    LinkForm(),
    EmptyTarget(),
    BrokenLinkSyntax(),
    ImpossibleIdentifier(),
    UnknownIdentifier(),
    WrongPaper(),
    TitleDiffers(),
    MislabelledLink(),
    TextTargetMismatch(),
    AuthorsDiffer(),
    Withdrawn(),
    NewerVersion(),
    Published(),
    Unconfirmed(),
    DuplicateInSection(),
    DuplicateAcrossSections(),
    MergeConflict(),
    ContentsOutOfDate(),
    FileTooLarge(),
    UnusedIgnore(),
    AbstractDiffers(),
    OwnText(),
)

# What refresh writes unasked: the safe fixes of these and no others.
WRITTEN_BY_REFRESH: Final = frozenset({"PS101", "PS102", "PS104", "PS105", "PS106", "PS204", "PS501"})

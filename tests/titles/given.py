"""Records and entries for the tests of the judge."""

from __future__ import annotations

from datetime import UTC, datetime

from papersync.identifiers import ArxivId
from papersync.papers import Author, Paper
from papersync.titles import Change
from papersync.titles.changes import apply_changes

AUTHORS = ("Ada Lovelace", "Grace Hopper", "Emmy Noether")


def paper(
    title: str,
    *,
    former: tuple[str, ...] = (),
    abstract: str | None = None,
    version: int = 1,
    first_title_known: bool = False,
) -> Paper:
    """A record of 2021 by three authors."""
    return Paper(
        id=ArxivId.parse("2104.00001"),
        title=title,
        authors=tuple(Author(name=name) for name in AUTHORS),
        abstract=abstract,
        primary_category="cs.CL",
        categories=("cs.CL",),
        version=version,
        published=datetime(2021, 4, 1, tzinfo=UTC),
        updated=datetime(2021, 4, 1, tzinfo=UTC),
        former_titles=former,
        first_title_known=first_title_known,
    )


def changed(words: str, changes: tuple[Change, ...]) -> str:
    """The words with the changes made, which must be ordered, apart from each other and not empty."""
    at = -1
    for change in changes:
        assert at < change.start <= change.end <= len(words)
        assert words[change.start : change.end] != change.text
        at = change.end
    return apply_changes(words, changes)

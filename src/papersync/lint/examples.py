"""Examples of rules: their documentation, and run as their tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from papersync.entries import JudgeOptions
from papersync.entries.style import LinkPolicy
from papersync.identifiers import ArxivId
from papersync.lint.page import Page
from papersync.papers import Author, Paper, Withdrawal

_SOME_DAY = datetime(2020, 1, 1, tzinfo=UTC)


class Record(NamedTuple):
    """What an example needs of a record; the rest is filled in."""

    id: str
    title: str
    abstract: str | None = None
    former_titles: tuple[str, ...] = ()
    withdrawn: str | None = None
    certain: bool = True
    comment: str | None = None
    authors: tuple[str, ...] = ("A. Author",)
    version: int = 1
    journal_ref: str | None = None
    doi: tuple[str, ...] = ()

    def paper(self) -> Paper:
        """The record itself."""
        return Paper(
            id=ArxivId.parse(self.id),
            title=self.title,
            authors=tuple(map(Author, self.authors)),
            abstract=self.abstract,
            primary_category="cs.CL",
            categories=("cs.CL",),
            version=self.version,
            published=_SOME_DAY,
            updated=_SOME_DAY,
            withdrawn=None if self.withdrawn is None else Withdrawal(reason=self.withdrawn, certain=self.certain),
            former_titles=self.former_titles,
            comment=self.comment,
            journal_ref=self.journal_ref,
            doi=self.doi,
        )


class Example(NamedTuple):
    """A list that its rule reports (``findings`` times), or leaves alone (0), and the text that the fixes make of it.

    ``says`` is a part of the first finding's message. ``unsafe`` tells that the fix is an unsafe one. The text stands
    there ``times`` over. ``beside`` are the codes of other rules that take part.
    """

    why: str
    text: str
    findings: int = 1
    fixed: str | None = None
    unsafe: bool = False
    says: str = ""
    records: tuple[Record, ...] = ()
    missing: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    options: JudgeOptions | None = None
    links: LinkPolicy | None = None
    times: int = 1
    beside: tuple[str, ...] = ()

    @property
    def source(self) -> bytes:
        """The whole text."""
        return self.text.encode() * self.times

    def page(self, source: bytes | None = None) -> Page:
        """The example as a page; with ``source``, another text with the same records."""
        papers = [record.paper() for record in self.records]
        return Page.of(
            "README.md",
            self.source if source is None else source,
            {paper.id: paper for paper in papers},
            missing=_parsed(self.missing),
            unconfirmed=_parsed(self.unconfirmed),
            options=self.options,
            links=self.links,
        )


def _parsed(ids: Sequence[str]) -> frozenset[ArxivId]:
    return frozenset(map(ArxivId.parse, ids))

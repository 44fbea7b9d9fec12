"""What a well-formed feed can be wrong about: from what was found to what is told instead.

Which papers are left out or put in depends on the number of the request alone: the same requests meet the same lies.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from papersync.identifiers import ArxivId
from papersync.papers import Author, Paper
from papersync.standin.api import Page
from papersync.standin.records import Records

Lie = Callable[[Page, int, Records], Page]
"""From what was found, the number of the request and all records."""

_INVENTED: Final = Paper(
    id=ArxivId.parse("0704.0001"),
    title="A Paper That Nobody Asked For",
    authors=(Author(name="Ada Example"),),
    abstract="It was invented to stand where another should.",
    primary_category="cs.DL",
    categories=("cs.DL",),
    version=1,
    published=datetime(2007, 4, 2, tzinfo=UTC),
    updated=datetime(2007, 4, 2, tzinfo=UTC),
)


def no_entries(page: Page, _number: int, _records: Records) -> Page:
    """All that was found is promised, nothing is there."""
    return replace(page, papers=())


def nothing_found(page: Page, _number: int, _records: Records) -> Page:
    """Nothing is promised, nothing is there."""
    return replace(page, papers=(), total=0)


def some_missing(page: Page, number: int, _records: Records) -> Page:
    """All is promised, a third is left out, at least one paper; another third with each request."""
    count = len(page.papers)
    left_out = {(number + step) % count for step in range(max(1, count // 3))} if count else set()
    return replace(page, papers=tuple(paper for place, paper in enumerate(page.papers) if place not in left_out))


def some_hidden(page: Page, number: int, records: Records) -> Page:
    """As `some_missing`, and no more is promised than is there."""
    shown = some_missing(page, number, records)
    return replace(shown, total=page.total - len(page.papers) + len(shown.papers))


def other_papers(page: Page, number: int, records: Records) -> Page:
    """As many others as were found, one where nothing was; fewer if there are no more, and one invented if none."""
    asked = {re.sub(r"v\d+$", "", element) for element in page.query.elements}
    asked |= {paper.id.base for paper in page.papers}
    others = [paper for base, paper in records.papers.items() if base not in asked] or [_invented(asked)]
    first = number % len(others)
    papers = (*others[first:], *others[:first])[: max(1, len(page.papers))]
    return replace(page, papers=papers, total=len(papers))


def _invented(asked: set[str]) -> Paper:
    number = next(number for number in range(1, len(asked) + 2) if f"0704.{number:04}" not in asked)
    return replace(_INVENTED, id=ArxivId.parse(f"0704.{number:04}"))

"""What a rule is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from enum import Enum
from typing import ClassVar

from papersync.identifiers import ArxivId
from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.page import Page
from papersync.text import Span


class Basis(Enum):
    """What a rule must know to find nothing: the list alone, records, or what a source has just answered."""

    LIST = "list"
    RECORDS = "records"
    ANSWERS = "answers"


class Rule(ABC):
    """One thing that can be wrong with a list.

    The docstring of a rule is its page: what it reports, why that matters, when a fix is unsafe. Its examples are run
    as tests. ``level`` is the usual level; a finding may have another. ``fixes`` are the kinds of fix it may offer.
    ``basis`` is what it rests on: without that its silence means nothing.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    level: ClassVar[Level]
    fixes: ClassVar[tuple[Safety, ...]] = ()
    on_by_default: ClassVar[bool] = True
    basis: ClassVar[Basis] = Basis.LIST
    examples: ClassVar[tuple[Example, ...]]

    @abstractmethod
    def check(self, page: Page) -> Iterator[Finding]:
        """The findings on a page, in any order. Raises nothing, and takes time about linear in the page."""

    def finding(
        self,
        page: Page,
        span: Span,
        message: str,
        *,
        id: ArxivId | None = None,  # noqa: A002  # the finding's own word
        fix: Fix | None = None,
        level: Level | None = None,
    ) -> Finding:
        """A finding of this rule."""
        return Finding(self.code, self.name, level or self.level, message, page.path, span, id, fix)

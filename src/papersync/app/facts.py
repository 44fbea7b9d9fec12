"""What is known when a list is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from papersync.entries import JudgeOptions
from papersync.entries.style import LinkPolicy
from papersync.identifiers import ArxivId
from papersync.lint.contents import Contents
from papersync.lint.page import Page
from papersync.papers import Paper


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the papers when a page is read; ``suggested`` are papers found for titles of the lists."""

    records: Mapping[ArxivId, Paper]
    missing: frozenset[ArxivId] = frozenset()
    unconfirmed: frozenset[ArxivId] = frozenset()
    options: JudgeOptions = JudgeOptions()
    links: LinkPolicy = LinkPolicy()
    suggested: Mapping[str, Paper] = field(default_factory=dict)

    def page(self, name: str, source: bytes | Contents) -> Page:
        """The list with these facts."""
        return Page.of(
            name,
            source,
            self.records,
            missing=self.missing,
            unconfirmed=self.unconfirmed,
            options=self.options,
            suggested=self.suggested,
            links=self.links,
        )

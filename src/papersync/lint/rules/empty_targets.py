"""PS108: links that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Level
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.lint.wording import shown
from papersync.markdown.model import Link, LinkKind
from papersync.text import Span

_EMPTY: Final = re.compile(rb"\]\([ \t\r\n]{0,20}(?:<>)?[ \t\r\n]{0,20}\)")
_EMPTY_HTML: Final = re.compile(rb"""<a[ \t]{1,5}href[ \t]{0,5}=[ \t]{0,5}(?:""|'')""", re.IGNORECASE)
# Where the link of such an end begins at the earliest.
_LONGEST: Final = 2000


class EmptyTarget(Rule):
    """The link has no target: `[paper]()`.

    It was left for later, and later did not come. Readers who follow it stay where they are. Where it should lead only
    a person can tell; until then the plain word says the same and promises less.
    """

    code = "PS108"
    name = "empty-target"
    level = Level.ERROR
    examples = (
        Example("left for later", "- A paper [[paper]()] [[code](https://example.org)]\n", says="“paper”"),
        Example("nothing but a blank", "| A paper | [pdf]( ) |\n|---|---|\n", says="“pdf”"),
        Example("in HTML", '<td><a href="">Paper</a></td>\n', says="“Paper”"),
        Example("a task that is open, and a call", "- [ ] Read `[paper]()`\n- Call f[x]\\()\n", findings=0),
        Example("a link to a place in the page", "- [paper](#papers)\n", findings=0),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        document = page.document
        for match in _EMPTY.finditer(page.source):
            near = document.links_in(Span(max(0, match.start() - _LONGEST), match.end()))
            link = next((link for link in near if link.span.end == match.end()), None)
            if link is not None and link.kind is LinkKind.INLINE:
                yield from self._empty(page, link)
        for match in _EMPTY_HTML.finditer(page.source):
            near = document.links_in(Span(match.start(), match.start() + 1))
            yield from (found for link in near if link.kind is LinkKind.HTML for found in self._empty(page, link))

    def _empty(self, page: Page, link: Link) -> Iterator[Finding]:
        if not link.url and link.text.strip():
            yield self.finding(page, link.span, f"the link {shown(link.text, 60)} has no target")

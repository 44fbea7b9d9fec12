"""PS405: lists that GitHub does not show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Level
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.text import Span

# GitHub renders READMEs up to 500 KiB: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-readmes
MOST_BYTES: Final = 512_000
_ENTRY: Final = "A line of a long list, which has very many of them.\n"


class FileTooLarge(Rule):
    """The list is larger than what GitHub renders, 512,000 bytes.

    Behind that GitHub cuts it off, and readers do not see the rest. The finding stands at the first line that is
    lost. To part the list into files by subject or year is for a person to decide; a list that is as large on purpose
    is named in `per-file-ignores`.
    """

    code = "PS405"
    name = "file-too-large"
    level = Level.INFO
    examples = (
        Example("ten thousand lines", _ENTRY, times=10_000, says="520,000 bytes"),
        Example("a long list that fits", _ENTRY, times=9_000, findings=0),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        size = len(page.source)
        if size <= MOST_BYTES:
            return
        line = page.document.lines.content(page.document.lines.line_of(MOST_BYTES))
        # A blank line has no byte to point at.
        span = line if line.start < line.end else Span(MOST_BYTES - 1, MOST_BYTES)
        message = f"the list has {size:,} bytes, GitHub renders {MOST_BYTES:,}: what comes from here on is not shown"
        yield self.finding(page, span, message)

"""PS403: what a merge left."""

from __future__ import annotations

from collections.abc import Iterator

from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Level
from papersync.lint.page import Page
from papersync.lint.rule import Rule


class MergeConflict(Rule):
    """A merge left its conflict markers in the list.

    Readers see both versions and the markers between them. Everything else is still checked, each side as a text of
    its own; the markers stay until a person has chosen. Reported once for each hunk, at its opening marker.
    """

    code = "PS403"
    name = "merge-conflict"
    level = Level.ERROR
    examples = (
        Example(
            "two sides",
            "# List\n\n<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> main\n",
            says="lines 3 to 7",
        ),
        Example("a heading underlined", "# List\n\nA heading\n=======\n\nText.\n", findings=0),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        lines = page.document.lines
        for conflict in page.document.conflicts:
            first, last = lines.line_of(conflict.opening.start), lines.line_of(conflict.closing.start)
            message = f"a merge left a conflict here, lines {first} to {last}; both sides are still in the list"
            yield self.finding(page, lines.content(first), message)

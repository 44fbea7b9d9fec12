"""Findings with lines and columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from papersync.text import LineIndex

if TYPE_CHECKING:
    from papersync.lint.finding import Finding


class Located(NamedTuple):
    """A finding and where a reader finds it: lines and columns from 1, columns in code points, the end exclusive.

    ``lines`` are those of the text that it is about. Most findings of a long report are only counted: a place is found
    when somebody asks for it.
    """

    finding: Finding
    lines: LineIndex

    @property
    def start(self) -> tuple[int, int]:
        """The line and the column where it begins."""
        return self.lines.position(self.finding.span.start)

    @property
    def end(self) -> tuple[int, int]:
        """The same of the end."""
        return self.lines.position(self.finding.span.end)

    @property
    def line(self) -> int:
        """The line where it begins."""
        return self.start[0]


def in_order(located: Iterable[Located]) -> list[Located]:
    """By line, column and code, those of two texts among one another."""
    places = list(located)
    if len({id(each.lines) for each in places}) > 1:
        return sorted(places, key=lambda each: (each.start, each.finding.code))
    return sorted(places, key=lambda each: (each.finding.span.start, each.finding.code))


def locate(findings: Sequence[Finding], lines: LineIndex) -> tuple[Located, ...]:
    """The findings of one text in their order; ``lines`` is the text's whose bytes the spans count."""
    return tuple([Located(finding, lines) for finding in findings])

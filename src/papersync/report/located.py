"""Findings with lines and columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from papersync.text import LineIndex

if TYPE_CHECKING:
    from papersync.lint.finding import Finding


class Located(NamedTuple):
    """A finding and where a reader finds it: lines and columns from 1, columns in code points, the end exclusive.

    ``lines`` are those of the text that it is about.
    """

    finding: Finding
    line: int
    column: int
    end_line: int
    end_column: int
    lines: LineIndex


def locate(findings: Sequence[Finding], lines: LineIndex) -> tuple[Located, ...]:
    """The findings of one text in their order; ``lines`` is the text's whose bytes the spans count."""
    positions = {offset: lines.position(offset) for finding in findings for offset in finding.span}
    return tuple(
        Located(finding, *positions[finding.span.start], *positions[finding.span.end], lines) for finding in findings
    )

"""Sections: which headings stand above a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from papersync.markdown.model import Document


def headings_above(document: Document, offset: int) -> Iterator[int]:
    """The indices in ``document.headings`` of the headings that a byte stands under, the innermost first.

    A byte inside a heading stands under those above that heading, not under the heading itself.
    """
    index = innermost_heading(document, offset)
    while index >= 0:
        yield index
        index = document.heading_parents[index]


def innermost_heading(document: Document, offset: int) -> int:
    """The index of the heading that a byte stands directly under, -1 for none."""
    index = bisect_right(document.heading_ends, offset)
    if index < len(document.headings) and document.headings[index].block.span.start <= offset:
        return document.heading_parents[index]
    return index - 1

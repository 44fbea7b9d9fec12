"""Which references may be words of a title or an abstract, and then do not count: told from the bytes around them."""

from __future__ import annotations

import re
from typing import Final

from papersync.references.model import Reference, ReferenceKind

PERHAPS_WORDS: Final = (ReferenceKind.TEXT, ReferenceKind.BARE)
"""The kinds that may be such words."""

# What makes a quote, a row of a table, or HTML; and a heading, its line below included.
_ABSTRACT: Final = re.compile(rb"[<>|]|:-|-:")
_TITLE: Final = re.compile(rb"[<>|#]|:-|-:|\r(?!\n)|^[ \t]*(?:=+|-+)[ \t]*\r?$", re.MULTILINE)
_BLANK_LINES: Final = (b"\n\n", b"\n\r\n", b"\r\r")
_ITEMS: Final = (b"\n- ", b"\n* ", b"\n+ ")
# Longer paragraphs are looked for no further: of each reference in them it would be quadratic.
_LONGEST_PARAGRAPH: Final = 4_000


def is_doubtful(source: bytes, reference: Reference) -> bool:
    """Whether the entries have to be read to know that a reference counts.

    A bare URL is such words in an abstract alone, and that is a quote or a cell: one of these begins with a mark, in
    the same paragraph (a quote may leave it out on the lines that follow, CommonMark 5.1). An identifier may be words
    of a title, too: in a heading, for elsewhere it is itself what the entry is about.
    """
    if reference.kind not in PERHAPS_WORDS:
        return False
    at = reference.span.start
    begin = _begin(source, at)
    if begin is None or reference.kind is ReferenceKind.BARE:
        return begin is None or _ABSTRACT.search(source, begin, at) is not None
    end = _end(source, at)
    return end is None or _TITLE.search(source, begin, end + 1) is not None


def _begin(source: bytes, at: int) -> int | None:
    """Where the paragraph begins that this byte stands in, or sooner; None if that is far away.

    It begins behind a blank line, or with a line that begins an item: that ends a quote and a table, but not HTML.
    """
    lowest = max(0, at - _LONGEST_PARAGRAPH)
    blank = max(source.rfind(line, lowest, at) for line in _BLANK_LINES)
    begin = max(blank, lowest)
    item = max(source.rfind(marker, begin, at) for marker in _ITEMS)
    if item >= 0 and source.find(b"<", begin, item) < 0:
        return item
    return begin if blank >= 0 or lowest == 0 else None


def _end(source: bytes, at: int) -> int | None:
    """Where the paragraph ends, or later; None if that is far away."""
    highest = at + _LONGEST_PARAGRAPH
    ends = [end for mark in (*_BLANK_LINES, *_ITEMS) if (end := source.find(mark, at, highest)) >= 0]
    return min(ends, default=len(source) if highest >= len(source) else None)

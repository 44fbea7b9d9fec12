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
# Longer paragraphs are not looked through: of each reference in them it would be quadratic.
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
    lowest = max(0, at - _LONGEST_PARAGRAPH)
    begin = max(source.rfind(blank, lowest, at) for blank in _BLANK_LINES)
    if begin < 0 < lowest:
        return True
    begin = max(begin, lowest)
    if reference.kind is ReferenceKind.BARE:
        return _ABSTRACT.search(source, begin, at) is not None
    highest = at + _LONGEST_PARAGRAPH
    ends = [end for blank in _BLANK_LINES if (end := source.find(blank, at, highest)) >= 0]
    if not ends and highest < len(source):
        return True
    return _TITLE.search(source, begin, min(ends, default=len(source)) + 1) is not None

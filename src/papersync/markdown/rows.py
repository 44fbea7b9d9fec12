"""Rows of tables that are words, bold words and links and nothing else, read without the engine: a machine makes
thousands of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from papersync.markdown.masking import Masked
from papersync.markdown.model import Block, BlockKind, Inline, InlineKind, Link, LinkKind
from papersync.text import Span

# Without anything that Markdown could read as more than words.
_WORDS: Final = re.compile(rb"[^\x00-\x1f\x7f\\`*_~\[\]<>&|$^]+")
_STRONG: Final = ("strong",)
_MARK: Final = b"**"
# `||`
_SHORTEST: Final = 2
# A named tuple from its values without a call in between: there are hundreds of thousands.
_NEW: Final = tuple.__new__


CellPlaces = tuple[tuple[int, int], ...]
"""For each cell where ``**`` opens, where ``[`` opens, its words, and what closes the link: from which byte to which;
(-1, -1) stands for what is not there.
"""
PLACES_OF_CELL: Final = 4
BOLD, OPENING, WORDS, CLOSING = range(PLACES_OF_CELL)
_MOST_CELLS: Final = 20
_URL: Final = rb"[^\x00-\x20\x7f\\`*<>()\[\]|$^&]+"
_LETTER: Final = rb"[^\x00-\x20\x7f\\`*_~\[\]<>&|$^]"
_LETTERS: Final = rb"[^\x00-\x1f\x7f\\`*_~\[\]<>&|$^]*"
# No blank beyond ASCII begins and ends with such bytes; what else does is left to others. No group is possessive, for
# Python before 3.11.5 does not give back what the last round of one has taken (gh-106052).
_CELL: Final = (
    rb"\| *(?:(\*\*)?(\[)?(?![\xc2\xe1-\xe3])(" + _LETTER + _LETTERS + rb")(?<![ \x80-\x8a\x9f\xa0\xa8\xa9\xaf])"
    rb"(?(%d)(\]\(" + _URL + rb"\)))(?(%d)\*\*) *)?"
)


@lru_cache(maxsize=_MOST_CELLS)
def row_of_words(width: int) -> re.Pattern[bytes]:
    """What matches a row of so many cells, all of words, bold words or one link, and has their ``CellPlaces``; nothing,
    if they are too many.

    Such a row is one that ``RowReader`` reads, known at a fraction of the time.
    """
    if width > _MOST_CELLS:
        return re.compile(rb"(?!)")
    cells = [_CELL % (PLACES_OF_CELL * number + 2, PLACES_OF_CELL * number + 1) for number in range(width)]
    return re.compile(b"".join(cells) + rb"\| *\n?")


class RowReader:
    """Reads rows of one document, whose links these are by their first byte."""

    def __init__(self, masked: Masked, links: Mapping[int, Link]) -> None:
        self._data = masked.data
        self._source = masked.source
        self._is_masked = masked.data is not masked.source
        self._links = links

    def row(self, start: int, end: int, width: int) -> Block | None:
        """The row that a line of a table is, as the engine reads it; None if the engine must say. ``end`` is behind its
        line ending, ``width`` the number of the table's columns.
        """
        line = self._data[start:end].rstrip(b" \n")
        end = start + len(line)
        if line[:1] != b"|" or line[-1:] != b"|" or end - start < _SHORTEST:
            return None
        if self._is_masked and line != self._source[start:end]:
            return None
        texts = line[1:-1].split(b"|")
        if len(texts) != width:
            return None
        cells: list[Block] = []
        at = start + 1
        for text in texts:
            cell = self._cell(text, at)
            if cell is None:
                return None
            cells.append(cell)
            at += len(text) + 1
        return _NEW(Block, (BlockKind.ROW, _NEW(Span, (start, end)), tuple(cells), (), 0))

    def _cell(self, text: bytes, at: int) -> Block | None:
        words = text.strip(b" ")
        if not words:
            return _NEW(Block, (BlockKind.CELL, _NEW(Span, (at, at)), (), (), 0))
        if len(words) != len(text):
            at += len(text) - len(text.lstrip(b" "))
        styles: tuple[str, ...] = ()
        first, behind = at, at + len(words)
        if words.startswith(_MARK):
            if not words.endswith(_MARK) or len(words) <= 2 * len(_MARK):
                return None
            words, first, styles = words[2:-2], first + 2, _STRONG
        run = self._linked(words, first, styles) if words[:1] == b"[" else _words(words, first, None, styles)
        if run is None:
            return None
        return _NEW(Block, (BlockKind.CELL, _NEW(Span, (at, behind)), (), (run,), 0))

    def _linked(self, words: bytes, at: int, styles: tuple[str, ...]) -> Inline | None:
        """The run of a link that is all of these words."""
        link = self._links.get(at)
        if link is None or link.kind is not LinkKind.INLINE or link.span.end != at + len(words):
            return None
        return _words(link.text_span.of(self._data), link.text_span.start, link, styles)


def _words(words: bytes, at: int, link: Link | None, styles: tuple[str, ...]) -> Inline | None:
    """The run of words, if they are no more than words, with no blanks around them."""
    if _WORDS.fullmatch(words) is None:
        return None
    text = words.decode()
    if text[0].isspace() or text[-1].isspace():
        return None
    return _NEW(Inline, (InlineKind.TEXT, text, _NEW(Span, (at, at + len(words))), True, link, styles))

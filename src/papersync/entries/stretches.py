"""Stretches of a part of a document that are enough to read the entries at some places: of a long row of paragraphs
each is read alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from papersync.references.model import Reference, UsualReference
from papersync.text import Span
from papersync.text.patterns import late_pattern

# A line that can only begin a paragraph, or a table, or go on with a paragraph (CommonMark 0.31, sections 4 and 5): no
# mark of a list, a quote, a heading, a fence, a rule or a row of hyphens, no tag, no definition.
_LINE: Final = (
    rb"(?:[A-Za-z\x80-\xff(\"']|\*{1,3}(?=[^\s*])|_{1,3}(?=[^\s_])|[0-9]{1,9}(?![0-9.)])|!(?=\[)"
    rb"|\[\[|\[[^\[\]\\\n]{1,200}\]\()"
)
_BEGINS: Final = late_pattern(_LINE)
_PARAGRAPH: Final = late_pattern(rb"(?:" + _LINE + rb"[^\n]*\n)+")
_BLANK: Final = b"\n\n"
_LINE_FEED: Final = 0x0A
# So many blank lines away it is looked for where a stretch may begin or end.
_MOST_TRIED: Final = 8


class Stretches:
    """Finds them in one document, in which these references stand that begin there.

    One begins at the margin behind a blank line, below a paragraph at the top level that names a paper by a link: what
    stands further above has no say in what stands below (see ``Contexts``), nor has what stands below in that.
    """

    def __init__(self, source: bytes, references: Sequence[Reference], starts: Sequence[int]) -> None:
        self._source = source
        self._references = references
        self._starts = starts
        self._may_be = b"\r" not in source

    def around(self, part: Span, places: Iterable[int]) -> list[Span]:
        """Such around these places, in order; the part itself, if one of them has none of its own."""
        found: list[Span] = []
        for at in places:
            if found and at < found[-1].end:
                continue
            own = self._around(part, at) if self._may_be else None
            if own is None:
                return [part]
            if found and found[-1].end >= own.start:
                own = Span(found.pop().start, own.end)
            found.append(own)
        return found

    def _around(self, part: Span, at: int) -> Span | None:
        start = next((each for each in self._above(part, at) if self._parts_at(part, each)), None)
        if start is None:
            return None
        end = next((each for each in self._below(part, at) if self._parts_at(part, each)), None)
        return None if end is None else Span(start, end)

    def _above(self, part: Span, at: int) -> Iterator[int]:
        """Where blank lines end above a place, the nearest first."""
        for _ in range(_MOST_TRIED):
            blank = self._source.rfind(_BLANK, part.start, at)
            if blank < 0:
                yield part.start
                return
            yield blank + len(_BLANK)
            at = blank + 1

    def _below(self, part: Span, at: int) -> Iterator[int]:
        """The same below it."""
        for _ in range(_MOST_TRIED):
            blank = self._source.find(_BLANK, at, part.end)
            if blank < 0:
                yield part.end
                return
            at = blank + 1
            yield blank + len(_BLANK)

    def _parts_at(self, part: Span, offset: int) -> bool:
        """Whether a stretch may begin and end there."""
        if offset in part:
            return True
        source, end = self._source, offset - 1
        while end > part.start and source[end - 1] == _LINE_FEED:
            end -= 1
        start = source.rfind(_BLANK, part.start, end) + len(_BLANK)
        if start < part.start + len(_BLANK) or _BEGINS.match(source, offset) is None:
            return False
        last = bisect_left(self._starts, offset) - 1
        names = last >= 0 and self._starts[last] >= start and isinstance(self._references[last], UsualReference)
        return names and _PARAGRAPH.fullmatch(source, start, end + 1) is not None

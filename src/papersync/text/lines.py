"""Lines and columns of a byte offset."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, islice
from typing import Final

from papersync.text.spans import Span

# Columns in a line longer than this are counted from marks on the way, so that many in one line do not cost its square.
_STEP: Final = 4096
# No more is decoded at once: with an emoji in it a text takes four bytes a character.
_PIECE: Final = 1 << 16


def with_line_ending(text: str, ending: str) -> str:
    """The text with this in the place of each line ending; whatever else counts as blank stays."""
    return re.sub(r"\r\n|\n|\r", lambda _: ending, text)


class LineIndex:
    """Lines and columns of one text; where lines start is found when somebody asks for what needs it.

    LF, CR LF and a lone CR end a line, as in CommonMark 0.31 section 2.1; form feeds and U+2028 do not.
    """

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._marks: dict[int, tuple[list[int], list[int]]] = {}
        self._last = (0, 1, 1)  # an offset, its line and its column

    @cached_property
    def _starts(self) -> array[int]:
        source, starts = self._source, array("Q", [0])
        at = 0
        while at < len(source):
            # Pieces end in a line feed, so that none ends in the middle of CR LF. Unlike text, bytes are parted at
            # nothing else.
            behind = source.find(b"\n", at + _PIECE) + 1 or len(source)
            lines = source[at:behind].splitlines(keepends=True)
            starts.extend(islice(accumulate(map(len, lines), initial=at), 1, None))
            at = behind
        if source and not source.endswith((b"\n", b"\r")):
            starts.pop()
        return starts

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def source(self) -> bytes:
        """The text."""
        return self._source

    def line_of(self, offset: int) -> int:
        """The line of a byte, from 1."""
        return bisect_right(self._starts, offset)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a byte, both from 1, the column in code points.

        Of bytes that are no UTF-8, each counts as Python's decoder replaces it (a cut sequence is one).
        """
        last, line, column = self._last
        if "_starts" in self.__dict__ or offset < last or not self._only_line_feeds:
            return self._looked_up(offset)
        # Who asks in order, as most do, needs no index.
        lines = self._source.count(b"\n", last, offset)
        if lines:
            last, line, column = self._source.rfind(b"\n", last, offset) + 1, line + lines, 1
        elif self._source[last : last + 1] > b"\x7f":  # what stands before may reach over it
            return self._looked_up(offset)
        column += offset - last if self._only_ascii else self._count(last, offset)
        self._last = offset, line, column
        return line, column

    def _looked_up(self, offset: int) -> tuple[int, int]:
        line = self.line_of(offset)
        start, before = self._starts[line - 1], 0
        if offset - start > _STEP:
            offsets, counts = self._marks.get(line) or self._mark(line)
            nearest = bisect_right(offsets, offset) - 1
            start, before = offsets[nearest], counts[nearest]
        return line, before + self._count(start, offset) + 1

    @cached_property
    def _only_ascii(self) -> bool:
        return self._source.isascii()

    @cached_property
    def _only_line_feeds(self) -> bool:
        return b"\r" not in self._source

    def span(self, line: int) -> Span:
        """The bytes of a line, from 1, with its line ending."""
        end = self._starts[line] if line < len(self._starts) else len(self._source)
        return Span(self._starts[line - 1], end)

    def content(self, line: int) -> Span:
        """The bytes of a line without its line ending."""
        start, end = self.span(line)
        while end > start and self._source[end - 1] in b"\r\n":
            end -= 1
        return Span(start, end)

    def _count(self, start: int, end: int) -> int:
        count = 0
        while end - start > _PIECE:
            at = self._apart(start + _PIECE, end)
            count += len(self._source[start:at].decode("utf-8", "replace"))
            start = at
        return count + len(self._source[start:end].decode("utf-8", "replace"))

    def _apart(self, at: int, end: int) -> int:
        """This byte, or one of the next three before the end, so that no sequence is cut."""
        # None has more than three continuation bytes.
        near = range(at, min(at + 3, end))
        return next((each for each in near if self._source[each] & 0xC0 != 0x80), min(at + 3, end))

    def _mark(self, line: int) -> tuple[list[int], list[int]]:
        start, end = self.span(line)
        offsets, counts = [start], [0]
        while (at := offsets[-1] + _STEP) < end:
            at = self._apart(at, end)
            counts.append(counts[-1] + self._count(offsets[-1], at))
            offsets.append(at)
        self._marks[line] = offsets, counts
        return offsets, counts

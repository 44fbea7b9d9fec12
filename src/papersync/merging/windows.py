"""Which part of a text has to be read to merge a hunk: not the whole of a long list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from papersync.markdown import Document, LinkKind
from papersync.text import Span

# Text at the margin behind a blank line, a heading, an item or a row at the margin.
_ITEM: Final = re.compile(rb"(?:[-+*]|\d{1,9}[.)])[ \t]")
_HEADING: Final = re.compile(rb"#{1,6}[ \t]")
_DELIMITERS: Final = re.compile(rb"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t:|-]*\r?\n?\Z")
_LABEL: Final = re.compile(rb"\[([^\[\]]{1,200})\]")
_DEFINITION: Final = re.compile(rb"[ ]{0,3}\[([^\]]{1,200})\]:")
# Longer stretches than this without such a place are read whole.
_LONGEST: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Window:
    """Bytes of a text with the hunks ``first`` to ``last`` in it. ``above`` has to stand before them for them to read
    as they do in the text: the head of a table, definitions of links.
    """

    span: Span
    first: int
    last: int
    above: bytes = b""


class Windows:
    """The windows of one text; ``hunks`` are where it is in conflict. So many places ``around`` each, above and below,
    where a block may begin: what a hunk cuts has to be whole, and to stand between other things.
    """

    def __init__(self, document: Document, hunks: Sequence[Span], around: int) -> None:
        self._around = around
        self._document = document
        self._source = document.source
        self._hunks = hunks

    def all(self) -> list[Window]:
        """The windows in order, apart from one another, each hunk in one."""
        found: list[Window] = []
        for number, hunk in enumerate(self._hunks):
            low = self._hunks[number - 1].end if number else 0
            high = self._hunks[number + 1].start if number + 1 < len(self._hunks) else len(self._source)
            span = Span(self._start(hunk.start, low), self._end(hunk.end, high))
            if found and span.start <= found[-1].span.end:
                found[-1] = Window(Span(found[-1].span.start, span.end), found[-1].first, number)
            else:
                found.append(Window(span, number, number))
        return [Window(each.span, each.first, each.last, self._above(each.span)) for each in found]

    def _start(self, at: int, low: int) -> int:
        breaks, end = 0, at
        while at > low:
            at = self._source.rfind(b"\n", low, at - 1) + 1 or low
            if self._is_break(at):
                breaks += 1
                if breaks == self._around:
                    return at
            if end - at > _LONGEST:
                break
        return low

    def _end(self, at: int, high: int) -> int:
        breaks, start = 0, at
        while at < high:
            if self._is_break(at):
                breaks += 1
                if breaks > self._around:
                    return at
            at = self._source.find(b"\n", at, high) + 1 or high
            if at - start > _LONGEST:
                break
        return high

    def _is_break(self, at: int) -> bool:
        """Whether a block may begin on the line that begins here, and nothing goes on from the line above."""
        source = self._source
        if self._is_dark(at) or source[at : at + 1] in (b"", b" ", b"\t", b"\r", b"\n", b">", b"<"):
            return False
        if _HEADING.match(source, at) or _ITEM.match(source, at):
            return True
        above = source[source.rfind(b"\n", 0, max(at - 1, 0)) + 1 : at]
        return not above.strip() or (source[at : at + 1] == b"|" and above.startswith(b"|"))

    def _is_dark(self, at: int) -> bool:
        dark = self._document.dark
        index = bisect_right(dark, at, key=lambda span: span.start) - 1
        return index >= 0 and at < dark[index].end

    def _above(self, span: Span) -> bytes:
        definitions = b"".join(self._defined(span))
        return definitions + (b"\n" if definitions else b"") + self._table_head(span.start)

    def _table_head(self, start: int) -> bytes:
        """The head of the table in which a window begins, below which it then reads as rows."""
        source = self._source
        if source[start : start + 1] != b"|" or not start:
            return b""
        first = max(source.rfind(b"\n\n", 0, start) + 2, source.rfind(b"\n\r\n", 0, start) + 3, 0)
        head = source[first : source.find(b"\n", first) + 1]
        below = source[first + len(head) : source.find(b"\n", first + len(head)) + 1]
        is_above = first + len(head) + len(below) <= start
        return head + below if is_above and b"|" in head and _DELIMITERS.match(below) else b""

    def _defined(self, span: Span) -> Iterator[bytes]:
        if not self._definitions:
            return
        for label in dict.fromkeys(map(_folded, _LABEL.findall(span.of(self._source)))):
            found = self._definitions.get(label)
            if found is not None and not span.overlaps(found):
                yield found.of(self._source).strip(b"\r\n") + b"\n"

    @cached_property
    def _definitions(self) -> dict[bytes, Span]:
        found: dict[bytes, Span] = {}
        for link in self._document.links:
            match = _DEFINITION.match(self._source, link.span.start) if link.kind is LinkKind.DEFINITION else None
            if match is not None:
                found.setdefault(_folded(match[1]), link.span)
        return found


def _folded(label: bytes) -> bytes:
    return b" ".join(label.lower().split())

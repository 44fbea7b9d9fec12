"""What the first pass finds in a document or in a part of it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from papersync.markdown.model import Block, Link, LinkKind
from papersync.text import Span

# A named tuple from its values without a call in between: there are hundreds of thousands.
_NEW: Final = tuple.__new__


@dataclass(slots=True)
class Links:
    """The links of one document.

    ``usual`` has three numbers for each ``[text](destination)`` whose text and destination are what a reader sees:
    where it begins, where it ends, where the destination begins. ``others`` are built. A list of ten megabytes may have
    some hundred thousand usual ones, and objects for them take much time, and twenty times as much memory.
    """

    data: bytes
    usual: array[int]
    others: list[Link] = field(default_factory=list)
    _built: tuple[Link, ...] | None = field(default=None, init=False, repr=False)
    _sorted: list[Link] | None = field(default=None, init=False, repr=False)

    def in_order(self) -> tuple[Link, ...]:
        """All of them in order of their bytes; to be asked for when no more will come."""
        if self._built is None:
            self._built = tuple(self.since(0, 0))
        return self._built

    def within(self, span: Span) -> list[Link]:
        """Those that begin in a span, in order of their bytes; to be asked for when no more will come."""
        if self._built is not None:
            first = bisect_left(self._built, span.start, key=_start)
            return list(self._built[first : bisect_left(self._built, span.end, first, key=_start)])
        if self._sorted is None:
            self._sorted = sorted(self.others, key=_span)
        starts = range(0, len(self.usual), 3)
        usual = range(*(bisect_left(starts, at, key=self.usual.__getitem__) for at in span))
        links = [self.usual_link(*self.usual[3 * each : 3 * each + 3]) for each in usual]
        first = bisect_left(self._sorted, span.start, key=_start)
        links += self._sorted[first : bisect_left(self._sorted, span.end, first, key=_start)]
        links.sort(key=_span)
        return links

    def whose_text(self, is_wanted: Callable[[bytes], bool]) -> list[Link]:
        """Those of the usual ones whose text is wanted, and all others, in order of their bytes; to be asked for when
        no more will come.
        """
        data = self.data
        links = [self.usual_link(*each) for each in self.numbers() if is_wanted(data[each[0] + 1 : each[2] - 2])]
        links += self.others
        links.sort(key=_span)
        return links

    def since(self, usual: int, other: int) -> list[Link]:
        """Those that came when there were so many numbers in ``usual`` and so many others, in order of their bytes."""
        links = [self.usual_link(*three) for three in self.numbers(usual)]
        links += self.others[other:]
        links.sort(key=_span)
        return links

    def numbers(self, at: int = 0) -> Iterator[tuple[int, int, int]]:
        """The numbers of the usual links, in order, from an index in ``usual`` on."""
        numbers = iter(self.usual[at:] if at else self.usual)
        return zip(numbers, numbers, numbers, strict=True)

    def is_in_usual(self, span: Span) -> bool:
        """Whether the span lies wholly in a usual link."""
        starts = range(0, len(self.usual), 3)
        index = bisect_right(starts, span.start, key=self.usual.__getitem__) - 1
        return index >= 0 and span.end <= self.usual[3 * index + 1]

    def usual_link(self, start: int, end: int, destination: int) -> Link:
        """One of them, built."""
        data, url, text = self.data, (destination, end - 1), (start + 1, destination - 2)
        shown_url, shown = data[destination : end - 1].decode(), data[start + 1 : destination - 2].decode()
        spans = _NEW(Span, (start, end)), _NEW(Span, url), _NEW(Span, text)
        return _NEW(Link, (LinkKind.INLINE, spans[0], spans[1], shown_url, shown, spans[2], None))


@dataclass(slots=True)
class Found:
    """``text`` has two numbers for each run of text outside of links: where it begins, where it ends.

    All in order of its bytes, but for the links. ``headings`` are those outside quotes, lists and other containers.
    ``borrowing`` are the offsets of what reads otherwise without a definition elsewhere: links by label, footnotes.
    ``footnotes`` are the labels that are defined. ``open_end`` is where the last block of code or HTML ends. ``ends``
    are where the parts end that were read alone. ``tables`` are those outside containers.
    """

    links: Links
    text: array[int]
    code: list[Span] = field(default_factory=list)
    html_blocks: list[Span] = field(default_factory=list)
    html_inline: list[Span] = field(default_factory=list)
    headings: list[Block] = field(default_factory=list)
    borrowing: list[int] = field(default_factory=list)
    footnotes: set[str] = field(default_factory=set)
    open_end: int = 0
    ends: list[int] = field(default_factory=list)
    tables: list[Span] = field(default_factory=list)

    @classmethod
    def nothing_yet(cls, data: bytes) -> Found:
        """What is found in ``data`` before it is read. Offsets take four bytes wherever they can."""
        size = "I" if len(data) < 1 << 32 else "Q"
        return cls(Links(data, array(size)), array(size))

    def add(self, more: Found) -> None:
        """Take in what was found in the part that follows."""
        self.links.usual.extend(more.links.usual)
        self.links.others += more.links.others
        self.text.extend(more.text)
        self.code += more.code
        self.html_blocks += more.html_blocks
        self.html_inline += more.html_inline
        self.headings += more.headings
        self.borrowing += more.borrowing
        self.footnotes |= more.footnotes
        self.ends += more.ends
        self.tables += more.tables


def _span(link: Link) -> Span:
    return link.span


def _start(link: Link) -> int:
    return link.span.start

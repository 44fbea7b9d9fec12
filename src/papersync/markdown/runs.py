"""Spans in order: what they cover together, what they leave out; and the runs of visible text, made when asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from papersync.text import Span


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of visible text.

    ``text`` has two numbers for each run of Markdown: where it begins, where it ends. ``html`` are those in HTML
    blocks, ``holes`` the sorted spans in which nothing is visible text.
    """

    text: array[int]
    html: tuple[Span, ...]
    holes: tuple[Span, ...]

    def all(self) -> tuple[Span, ...]:
        """All runs in order."""
        runs = spans(self.text)
        return tuple(outside(sorted([*runs, *self.html]) if self.html else runs, self.holes))

    def around(self, offsets: Iterable[int]) -> tuple[Span, ...]:
        """Those in which one of these bytes stands, and perhaps others beside them; each once, in order."""
        text, found = self.text, set(self.html)
        for offset in offsets:
            index = bisect_right(text, offset)
            if index % 2:
                found.add(Span(text[index - 1], text[index]))
        return tuple(outside(sorted(found), self.holes))


def spans(numbers: Sequence[int]) -> list[Span]:
    """Each two numbers as a span."""
    each = iter(numbers)
    return [Span(start, end) for start, end in zip(each, each, strict=True)]


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The bytes covered by at least one of the spans, as sorted spans that neither overlap nor touch."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            if span.end > result[-1].end:
                result[-1] = Span(result[-1].start, span.end)
        else:
            result.append(span)
    return tuple(result)


def outside(runs: Sequence[Span], holes: Sequence[Span]) -> Iterator[Span]:
    """What the runs cover outside of the holes; both are sorted and do not overlap."""
    index = 0
    for run in runs:
        at, end = run
        while index < len(holes) and holes[index].end <= at:
            index += 1
        if index == len(holes) or holes[index].start >= end:
            yield run
            continue
        reach = index
        while reach < len(holes) and holes[reach].start < end:
            if holes[reach].start > at:
                yield Span(at, holes[reach].start)
            at = max(at, holes[reach].end)
            reach += 1
        if at < end:
            yield Span(at, end)


def is_inside(span: Span, sorted_spans: Sequence[Span]) -> bool:
    """Whether the span lies wholly in one of those given, which are sorted and do not overlap."""
    index = bisect_right(sorted_spans, span.start, key=_start) - 1
    return index >= 0 and span.end <= sorted_spans[index].end


def _start(span: Span) -> int:
    return span.start

"""Cutting slots out of inline content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from papersync.entries.entry import Slot
from papersync.markdown.model import Block, BlockKind, Inline, InlineKind
from papersync.text import Span

# arXiv takes abstracts of any length; hardly one has fewer words.
FEWEST_WORDS_OF_ABSTRACT: Final = 20


def slot_of(inlines: Sequence[Inline], again: Callable[[], tuple[Inline, ...]] | None = None) -> Slot | None:
    """The slot made of these runs; None when a reader would see nothing. With ``again``, which reads the very same runs
    once more, they are not kept.
    """
    text = "".join([inline.text for inline in inlines])
    if not text.strip():
        return None
    kept = tuple(inlines)
    span = kept[0].span if len(kept) == 1 else Span(kept[0].span.start, kept[-1].span.end)
    return Slot(span, text, again or (lambda: kept))


def trimmed(inlines: Sequence[Inline], leading: int, trailing: int) -> tuple[Inline, ...]:
    """The runs without that many code points of visible text at either end; a run that is not verbatim goes whole or
    stays.
    """
    if not leading and not trailing:
        return tuple(inlines)
    first, behind = 0, len(inlines)
    while first < behind and leading and not _has_more(inlines[first], leading):
        leading = max(0, leading - len(inlines[first].text))
        first += 1
    runs = list(inlines[first:])
    if runs and leading:
        run = runs[0]
        start = run.span.start + len(run.text[:leading].encode())
        runs[0] = run._replace(text=run.text[leading:], span=Span(start, run.span.end))
    while runs and trailing and not _has_more(runs[-1], trailing):
        trailing = max(0, trailing - len(runs.pop().text))
    if runs and trailing:
        run = runs[-1]
        end = run.span.end - len(run.text[-trailing:].encode())
        runs[-1] = run._replace(text=run.text[:-trailing], span=Span(run.span.start, end))
    return tuple(runs)


def _has_more(run: Inline, length: int) -> bool:
    return run.verbatim and len(run.text) > length


def divided(inlines: Sequence[Inline], ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[Inline, ...]]:
    """The runs before, inside, between and behind ranges of visible text, in order; a range that begins or ends inside
    a run that is not verbatim is passed over.
    """
    uncut = _uncut(inlines)
    edges = iter([edge for each in ranges if not uncut or not any(at in uncut for at in each) for edge in each])
    edge, at = next(edges, None), 0
    held: list[Inline] = []
    for run in inlines:
        low, start, end = 0, run.span.start, at + len(run.text)
        while edge is not None and edge < end:
            if edge > at + low:
                part = run.text[low : edge - at]
                held.append(run._replace(text=part, span=Span(start, start + len(part.encode()))))
                low, start = edge - at, held[-1].span.end
            yield tuple(held)
            held, edge = [], next(edges, None)
        held.append(run if low == 0 else run._replace(text=run.text[low:], span=Span(start, run.span.end)))
        at = end
    yield tuple(held)


def _uncut(inlines: Sequence[Inline]) -> set[int]:
    """The places inside of runs that cannot be cut."""
    inside: set[int] = set()
    at = 0
    for run in inlines:
        if not run.verbatim:
            inside.update(range(at + 1, at + len(run.text)))
        at += len(run.text)
    return inside


def quoted(quote: Block, again: Callable[[], Block]) -> Slot | None:
    """The words of a quote made of paragraphs only, paragraphs apart by two breaks; None if it holds anything else.

    ``again`` reads the same quote once more, when somebody asks for its runs.
    """
    runs = _runs_of(quote)
    return slot_of(runs, lambda: tuple(_runs_of(again()))) if runs else None


def _runs_of(quote: Block) -> list[Inline]:
    runs: list[Inline] = []
    for child in quote.children:
        if child.kind is not BlockKind.PARAGRAPH or not child.inlines:
            return []
        if runs:
            gap = Span(runs[-1].span.end, child.inlines[0].span.start)
            runs.append(Inline(InlineKind.SOFT_BREAK, "\n\n", gap, verbatim=False))
        runs += child.inlines
    return runs

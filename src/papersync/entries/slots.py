"""Cutting slots out of inline content."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace

from papersync.entries.entry import Slot
from papersync.markdown.model import Block, BlockKind, Inline, InlineKind
from papersync.text import Span


def slot_of(inlines: Sequence[Inline], again: Callable[[], tuple[Inline, ...]] | None = None) -> Slot | None:
    """The slot made of these runs; None when a reader would see nothing. With ``again``, which reads the very same runs
    once more, they are not kept.
    """
    text = "".join([inline.text for inline in inlines])
    if not text.strip():
        return None
    kept = tuple(inlines)
    return Slot(Span(kept[0].span.start, kept[-1].span.end), text, again or (lambda: kept))


def trimmed(inlines: Sequence[Inline], leading: int, trailing: int) -> tuple[Inline, ...]:
    """The runs without that many code points of visible text at either end; a run that is not verbatim goes whole or
    stays.
    """
    runs = deque(inlines)
    while runs and leading:
        first = runs.popleft()
        if len(first.text) > leading and first.verbatim:
            cut = len(first.text[:leading].encode())
            runs.appendleft(
                replace(first, text=first.text[leading:], span=Span(first.span.start + cut, first.span.end))
            )
            leading = 0
        else:
            leading = max(0, leading - len(first.text))
    while runs and trailing:
        last = runs.pop()
        if len(last.text) > trailing and last.verbatim:
            cut = len(last.text[-trailing:].encode())
            runs.append(replace(last, text=last.text[:-trailing], span=Span(last.span.start, last.span.end - cut)))
            trailing = 0
        else:
            trailing = max(0, trailing - len(last.text))
    return tuple(runs)


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

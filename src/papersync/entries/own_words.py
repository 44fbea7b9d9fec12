"""Words of a person's own between the parts of an entry, a venue: which a template may write again."""

from __future__ import annotations

from collections.abc import Sequence

from papersync.entries.anatomy import BREAKING, MARK, SEPARATOR, closes, lexemes
from papersync.text import Span


def own_words(source: bytes, known: Sequence[Span], date: Span | None) -> Span | None:
    """The one run of own words between these spans, without the marks and separators around it.

    A year right behind or before such words goes with them (`NeurIPS 2020`), although it reads as the entry's date.
    None if there are none, or several runs, or if they go over lines or cut a pair of marks in two.
    """
    runs: list[Span] = []
    at = min((span.start for span in known), default=0)
    dated: Span | None = None
    for span in sorted(known):
        run = _run(source, Span(at, max(at, span.start)))
        if run is not None and dated is not None and _is_blank(source, dated.end, run.start):
            run = Span(dated.start, run.end)
        if run is not None and runs and _is_blank(source, runs[-1].end, run.start, b" \t,"):
            run = Span(runs.pop().start, run.end)
        dated = span if span == date else None
        if run is not None:
            is_followed = dated is not None and _is_blank(source, run.end, span.start)
            runs.append(Span(run.start, span.end) if is_followed else run)
        at = max(at, span.end)
    return runs[0] if len(runs) == 1 and _is_whole(source, runs[0]) else None


def _run(source: bytes, gap: Span) -> Span | None:
    """From the first to the last word in a gap."""
    at, start, end = gap.start, -1, -1
    for kind, text in lexemes(gap.of(source).decode("utf-8", "replace")):
        behind = at + len(text.encode())
        if kind not in (MARK, SEPARATOR, BREAKING):
            start, end = at if start < 0 else start, behind
        at = behind
    return Span(start, end) if start >= 0 else None


def _is_blank(source: bytes, start: int, end: int, blanks: bytes = b" \t") -> bool:
    return start <= end and not source[start:end].strip(blanks)


def _is_whole(source: bytes, run: Span) -> bool:
    """Whether a run is on one line, and what it opens it closes."""
    stack: list[str] = []
    for kind, text in lexemes(run.of(source).decode("utf-8", "replace")):
        if kind == BREAKING:
            return False
        if kind == MARK and stack and closes(stack[-1], text):
            stack.pop()
        elif kind == MARK:
            stack.append(text)
    return not stack

"""A change of many entries told at a glance: of what kinds, how many, and what three of them look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from papersync.entries.proof import Proposal
from papersync.text import Edit, LineIndex, Span, apply_edits

_SAMPLES: Final = 3
_WIDTH: Final = 100
# What is shown of a line before the first character that changes.
_BEFORE: Final = 45


def large_change(name: str, source: bytes, proposals: Sequence[Proposal], entries: int) -> list[str]:
    """Lines for a person about what would be written into a list of so many entries."""
    kinds = counted_kinds(proposals)
    width = max((len(f"{count:,}") for _, count in kinds), default=0)
    shown = [f"  {count:>{width},}  {kind}" for kind, count in kinds]
    lines = LineIndex(source)
    samples = [line for each in _samples(proposals) for line in _sample(name, source, lines, each)]
    return [f"{name}: {len(proposals):,} entries would change, of {entries:,}", *shown, "  for example", *samples]


def counted_kinds(proposals: Sequence[Proposal]) -> list[tuple[str, int]]:
    """In how many entries changes of each kind are, the most frequent first."""
    return Counter(kind for each in proposals for kind in each.kinds).most_common()


def _samples(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Three that show different kinds of change if there are several, in order of their place."""
    kinds = [kind for kind, _ in counted_kinds(proposals)]
    firsts = (next(each for each in proposals if kind in each.kinds) for kind in kinds)
    chosen = list(dict.fromkeys(firsts))[:_SAMPLES]
    rest = (each for each in proposals if each not in chosen)
    while len(chosen) < _SAMPLES and (more := next(rest, None)) is not None:
        chosen.append(more)
    return sorted(chosen, key=lambda each: each.span)


def _sample(name: str, source: bytes, lines: LineIndex, proposal: Proposal) -> Iterator[str]:
    """Where a proposal begins, and its first line that changes, before and after."""
    number = lines.line_of(proposal.edits[0].span.start)
    start = lines.span(number).start
    end = max(lines.content(number).end, proposal.edits[0].span.end)
    edits = [_moved(edit, start) for edit in proposal.edits if edit.span.start >= start and edit.span.end <= end]
    old = source[start:end].decode("utf-8", "replace")
    new = apply_edits(source[start:end], edits).decode("utf-8", "replace")
    at = next((index for index, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(old))
    first = max(0, at - _BEFORE) if max(len(old), len(new)) > _WIDTH else 0
    yield f"  {name}:{number}: {proposal.name}"
    yield f"    - {_clipped(old, first)}"
    yield f"    + {_clipped(new, first)}"


def _moved(edit: Edit, start: int) -> Edit:
    return Edit(Span(edit.span.start - start, edit.span.end - start), edit.replacement)


def _clipped(text: str, first: int) -> str:
    """A part of a text on one line, from a character on."""
    part = text[first : first + _WIDTH].rstrip("\r\n").replace("\n", "⏎")
    return f"{'…' if first else ''}{part}{'…' if first + _WIDTH < len(text) else ''}"

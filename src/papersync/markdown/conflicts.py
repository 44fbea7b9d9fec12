"""Merge-conflict markers, as git writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from papersync.markdown.model import Conflict
from papersync.text import Span

# git-merge-file(1): seven characters by default (`--marker-size`, the conflict-marker-size attribute), then a label.
_MARKER: Final = re.compile(
    rb"^(?:(?:<{7,}|\|{7,}|>{7,})(?:[ \t][^\r\n]*)?|={7,}[ \t]*)(?:\r\n|\r|\n|\Z)", re.MULTILINE
)


@dataclass(slots=True)
class _Hunk:
    size: int
    opening: Span
    base: Span | None = None
    separator: Span | None = None


def find_conflicts(source: bytes) -> tuple[tuple[Conflict, ...], tuple[Span, ...]]:
    """The outermost well-formed hunks, and the lines of all markers of well-formed hunks, both in order.

    A hunk is an opening, perhaps a base, a separator and a closing line, all with the same number of characters. A
    marker without its partners is text: ``=======`` alone underlines a heading, ``>>>>>>> x`` alone is a quote.
    """
    if b"<<<<<<<" not in source or b">>>>>>>" not in source:
        return (), ()
    open_hunks: list[_Hunk] = []
    done: list[Conflict] = []
    lines: list[Span] = []
    for match in _MARKER.finditer(source):
        span = Span(*match.span())
        sign = match[0][:1]
        size = len(match[0]) - len(match[0].lstrip(sign))
        if sign == b"<":
            open_hunks.append(_Hunk(size, span))
            continue
        depth = _innermost(open_hunks, size)
        if depth is None:
            continue
        hunk = open_hunks[depth]
        if sign == b"|" and hunk.base is None and hunk.separator is None:
            hunk.base = span
        elif sign == b"=" and hunk.separator is None:
            hunk.separator = span
        elif sign == b">" and hunk.separator is not None:
            conflict = _conflict(hunk, hunk.separator, span)
            del open_hunks[depth:]
            while done and done[-1].opening.start > hunk.opening.start:
                done.pop()
            done.append(conflict)
            lines += _lines(conflict)
    return tuple(done), tuple(sorted(lines))


def _innermost(hunks: Sequence[_Hunk], size: int) -> int | None:
    """The index of the hunk that a marker of this size belongs to: the last opened of that size, not looking far."""
    for index in range(len(hunks) - 1, max(len(hunks) - 9, -1), -1):
        if hunks[index].size == size:
            return index
    return None


def _conflict(hunk: _Hunk, separator: Span, closing: Span) -> Conflict:
    base = None if hunk.base is None else Span(hunk.base.end, separator.start)
    ours_end = separator.start if hunk.base is None else hunk.base.start
    return Conflict(
        opening=hunk.opening,
        base_marker=hunk.base,
        separator=separator,
        closing=closing,
        ours=Span(hunk.opening.end, ours_end),
        base=base,
        theirs=Span(separator.end, closing.start),
    )


def _lines(conflict: Conflict) -> list[Span]:
    markers = (conflict.opening, conflict.base_marker, conflict.separator, conflict.closing)
    return [marker for marker in markers if marker is not None]

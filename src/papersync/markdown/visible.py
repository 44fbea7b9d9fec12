"""What a reader sees of a run of inline content, and which bytes to change for a change in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from papersync.markdown.model import Inline, InlineKind
from papersync.text import Span

_BREAKS = (InlineKind.SOFT_BREAK, InlineKind.HARD_BREAK)


@dataclass(frozen=True)
class VisibleText:
    """``text`` is the concatenated text of ``inlines``; ``starts`` are the code points at which each begins."""

    text: str
    inlines: tuple[Inline, ...]
    starts: tuple[int, ...]

    def source_span(self, start: int, end: int) -> Span | None:
        """The bytes that yield ``text[start:end]``, or where to insert text if both are equal.

        None if replacing these bytes by other text would break or swallow markup: the range cuts through an entity or
        an escape, takes in code, an image or a tag, or reaches across the edge of a link or of emphasis. An insertion
        goes behind the run that precedes it, else before the one that follows. Raises ValueError outside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}:{end} is not inside a text of {len(self.text)} code points")
        return self._insertion(start) if start == end else self._range(start, end)

    def _covered(self, start: int, end: int) -> tuple[int, int]:
        """The first inline with text in the range, and the one behind the last."""
        first = bisect_right(self.starts, start) - 1
        behind = bisect_left(self.starts, end)
        return max(first, 0), max(behind, 0)

    def _range(self, start: int, end: int) -> Span | None:
        first, behind = self._covered(start, end)
        inlines = self.inlines[first:behind]
        if not all(_is_plain(inline) for inline in inlines) or not _seamless(inlines):
            return None
        low = self._offset(first, start - self.starts[first])
        high = self._offset(behind - 1, end - self.starts[behind - 1])
        return None if low is None or high is None else Span(low, high)

    def _insertion(self, at: int) -> Span | None:
        """Behind the preceding run where that is text, else before the following one."""
        if not self.inlines:
            return None
        following = min(bisect_left(self.starts, at), len(self.inlines))
        preceding = following - 1
        candidates = (preceding, following, bisect_right(self.starts, at) - 1)
        for index in dict.fromkeys(candidates):
            if not 0 <= index < len(self.inlines) or self.inlines[index].kind is not InlineKind.TEXT:
                continue
            offset = self._offset(index, at - self.starts[index])
            if offset is not None:
                return Span(offset, offset)
        return None

    def _offset(self, index: int, within: int) -> int | None:
        """The byte of a code point within an inline, None inside of what has no inside."""
        inline = self.inlines[index]
        if within <= 0:
            return inline.span.start if within == 0 else None
        if within >= len(inline.text):
            return inline.span.end if within == len(inline.text) else None
        return inline.span.start + len(inline.text[:within].encode()) if inline.verbatim else None


def visible(inlines: Sequence[Inline]) -> VisibleText:
    """The visible text of inline runs in reading order."""
    starts: list[int] = []
    at = 0
    for inline in inlines:
        starts.append(at)
        at += len(inline.text)
    return VisibleText("".join(inline.text for inline in inlines), tuple(inlines), tuple(starts))


def _is_plain(inline: Inline) -> bool:
    return inline.kind is InlineKind.TEXT or inline.kind in _BREAKS


def _seamless(inlines: Sequence[Inline]) -> bool:
    """Whether the bytes follow on each other, in one link and under the same emphasis: no markup is between them."""
    return all(
        left.span.end == right.span.start and left.link == right.link and left.styles == right.styles
        for left, right in pairwise(inlines)
    )

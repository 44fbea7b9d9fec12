"""A text with hunks, merged a stretch at a time, each proved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from papersync.markdown import Document
from papersync.merging.hunks import Hunk, Segment, Side, version_of
from papersync.merging.proof import Account, lost
from papersync.merging.regions import Regions
from papersync.merging.units import units_of
from papersync.merging.windows import Windows
from papersync.text import Span

UNPROVED: Final = "the merged lines could not be proved to hold all that both sides have"
# How much is read around a hunk, at first and when it did not suffice.
_AROUND: Final = (2, 12)
# So often at most it is looked for the regions whose proof fails, one by one.
_MOST_PROOFS: Final = 50


def merged_text(document: Document, hunks: Sequence[tuple[Span, Hunk]]) -> list[Segment]:
    """The text with what could be decided decided, and proved; ``hunks`` are those in it, in order.

    Raises FileError if the Markdown parser gives up on one of the versions.
    """
    for around in _AROUND:
        merged = _merged_windows(document, hunks, around)
        if merged is not None:
            return merged
    return Stretch(_segments(document.source, Span(0, len(document.source)), hunks)).merged()


def _merged_windows(document: Document, hunks: Sequence[tuple[Span, Hunk]], around: int) -> list[Segment] | None:
    """The same a window at a time; None if one of them is too small."""
    found: list[Segment] = []
    at = 0
    for window in Windows(document, [span for span, _ in hunks], around).all():
        inside = hunks[window.first : window.last + 1]
        stretch = Stretch(_segments(document.source, window.span, inside), window.above)
        if stretch.reaches_edge(window.span.start == 0, window.span.end == len(document.source)):
            return None
        found += [document.source[at : window.span.start], *stretch.merged()]
        at = window.span.end
    return [*found, document.source[at:]]


def _segments(source: bytes, span: Span, hunks: Sequence[tuple[Span, Hunk]]) -> list[Segment]:
    segments: list[Segment] = []
    at = span.start
    for place, hunk in hunks:
        segments += [source[at : place.start], hunk]
        at = place.end
    return [*segments, source[at : span.end]]


class Stretch:
    """Common text and hunks in turn, read below ``above``, which belongs to no version."""

    def __init__(self, segments: Sequence[Segment], above: bytes = b"") -> None:
        self._above = above
        self._regions = Regions(segments, above)
        self._found = self._regions.all()
        self._common = list(self._regions.rest(self._found))
        self._ours, self._theirs = (Account.of(each.units) for each in (self._regions.ours, self._regions.theirs))
        # A hunk whose base is not known counts as if all in it was added: then all in it must stay.
        self._base = None if self._regions.base is None else Account.of(self._regions.base.units)

    def reaches_edge(self, is_start: bool, is_end: bool) -> bool:
        """Whether what has to be merged may go on above or below, unless the text begins or ends there."""
        first, last = self._regions.edges
        before, behind = not is_start and self._found[0].start == first, not is_end and self._found[-1].end >= last
        return before or behind

    def merged(self) -> list[Segment]:
        """All regions merged but those that cannot be proved, which stay as they are."""
        merged = [self._regions.merged(region) for region in self._found]
        if self._holds(merged):
            return self._joined(merged)
        as_they_are = [self._regions.left(region, UNPROVED) for region in self._found]
        kept = list(as_they_are)
        for index, _ in enumerate(self._found[:_MOST_PROOFS]):
            tried = [*kept[:index], merged[index], *kept[index + 1 :]]
            if len(self._found) > 1 and self._holds(tried):
                kept = tried
        return self._joined(kept)

    def _joined(self, merged: Sequence[Sequence[Segment]]) -> list[Segment]:
        found: list[Segment] = []
        for common, region in zip_longest(self._common, merged, fillvalue=()):
            if isinstance(common, bytes):
                found.append(common)
            found += region
        return found

    def _holds(self, merged: Sequence[Sequence[Segment]]) -> bool:
        segments = self._joined(merged)
        account = self._account(segments, Side.OURS)
        if any(isinstance(each, Hunk) for each in segments):
            account = account.with_most_of(self._account(segments, Side.THEIRS))
        return not lost(self._base, self._ours, self._theirs, account)

    def _account(self, segments: Sequence[Segment], side: Side) -> Account:
        return Account.of(units_of(self._above + version_of(segments, side)))

"""A stretch of a text around some hunks, merged and proved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from papersync.merging.hunks import Hunk, Segment, Side, version_of
from papersync.merging.proof import Account, lost
from papersync.merging.regions import Regions
from papersync.merging.units import units_of

UNPROVED: Final = "the merged lines could not be proved to hold all that both sides have"
# So often at most it is looked for the regions whose proof fails, one by one.
_MOST_PROOFS: Final = 50


def merged_segments(segments: Sequence[Segment]) -> list[Segment]:
    """The segments with what could be decided decided, each region of them proved.

    They begin and end with common text. Raises FileError if the Markdown parser gives up on one of the versions.
    """
    window = _Window(segments)
    return window.merged()


class _Window:
    def __init__(self, segments: Sequence[Segment]) -> None:
        self._regions = Regions(segments)
        self._found = self._regions.all()
        self._common = list(self._regions.rest(self._found))
        self._ours, self._theirs = (Account.of(each.units) for each in (self._regions.ours, self._regions.theirs))
        # A hunk whose base is not known counts as if all in it was added: then all in it must stay.
        self._base = None if self._regions.base is None else Account.of(self._regions.base.units)

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
        account = Account.of(units_of(version_of(segments, Side.OURS)))
        if any(isinstance(each, Hunk) for each in segments):
            account = account.with_most_of(Account.of(units_of(version_of(segments, Side.THEIRS))))
        return not lost(self._base, self._ours, self._theirs, account)

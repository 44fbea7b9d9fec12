"""Which entries of a list a rule may have something to say of: the others are not read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Set
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from papersync.identifiers import ArxivId
from papersync.lint.contents import Contents
from papersync.lint.known import Known
from papersync.papers import Paper
from papersync.references.model import Reference
from papersync.text import Span

if TYPE_CHECKING:
    from papersync.entries import Entry
    from papersync.lint.settled import Settled


class Telling:
    """The entries that name a paper whose record is known, but those that are ``Settled``, and those that name one
    which the list names again, but what is ``unrepeated``.
    """

    def __init__(self, contents: Contents, records: Mapping[ArxivId, Paper], known: Known) -> None:
        self._contents = contents
        self._document = contents.document
        self._records = records
        self._known = known

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Those, and perhaps others, in order."""
        contents, references = self._contents, self._contents.references
        wanted = [each for each in references if self._may_tell(each)]
        if not wanted or self._document.conflicts or self._document.off or contents.is_read:
            return contents.entries_with(wanted)
        starts = contents.starts

        def is_alone(span: Span) -> bool:
            return bisect_left(starts, span.end) - bisect_left(starts, span.start) == 1

        wanted = [each for each in wanted if not self.settled.is_line(each, is_alone)]
        entries = contents.entries_with(wanted, self.settled.is_row)
        read = {each.span.start for each in wanted} if len(wanted) < len(starts) else {*starts}
        contents.keep(entries, read - self.settled.starts)
        return entries

    @cached_property
    def settled(self) -> Settled:
        """Who knows the settled ones; all of them, once ``entries`` are known."""
        from papersync.lint.settled import Settled  # noqa: PLC0415 - start-up

        return Settled(self._document.source, self._known, self.named_twice)

    def has(self, reference: Reference) -> bool:
        """Whether ``entries``, once they are known, have the one that names its paper there."""
        return self._may_tell(reference) and reference.span.start not in self.settled.starts

    def _may_tell(self, reference: Reference) -> bool:
        id_ = reference.id
        if id_ is None or self._known.of(id_) is not None:
            return id_ is not None
        return id_.base in self.named_twice and reference.span.start not in self._unrepeated

    @cached_property
    def named_twice(self) -> Set[str]:
        """The papers that two references name, or more, by their identifiers without version."""
        # A set of all would take five times as much memory as what is sorted.
        named = sorted(each.id.base for each in self._contents.references if each.id is not None)
        return frozenset(one for one, other in pairwise(named) if one == other)

    @cached_property
    def _unrepeated(self) -> Set[int]:
        unknown = [base for base in self.named_twice if ArxivId(base) not in self._records]
        if not unknown:
            return frozenset()
        from papersync.lint.unrepeated import unrepeated  # noqa: PLC0415 - start-up

        return unrepeated(self._document, self._contents.references, self._contents.starts, frozenset(unknown))

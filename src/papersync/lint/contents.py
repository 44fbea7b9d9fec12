"""What a list says, whatever is known of its papers."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from papersync.markdown import parse_document
from papersync.markdown.model import Document
from papersync.references import find_references
from papersync.references.doubt import is_doubtful
from papersync.references.model import Reference, ReferenceKind
from papersync.text import Span

if TYPE_CHECKING:
    from papersync.entries import Entry, Reading
    from papersync.entries.gathering import Gatherer
    from papersync.entries.walking import IsSettled


# Where so great a part of the references is wanted, to choose takes as long as to read all.
_MOST_CHOSEN: Final = 0.75
# One place after the other, each by itself: more of them, and all is read.
_MOST_PLACES: Final = 16


@dataclass(frozen=True)
class Contents:
    """Read once, for any number of pages; ``found`` are all references, those that are words of a title included.

    Entries are read when somebody first asks for them: which papers a list names is known without, mostly.
    """

    document: Document
    found: tuple[Reference, ...]
    _all: list[tuple[Entry, ...]] = field(default_factory=list, init=False, repr=False, compare=False)
    _some: list[tuple[Set[int], tuple[Entry, ...]]] = field(default_factory=list, init=False, repr=False, compare=False)
    _places: dict[Span, tuple[Entry, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, source: bytes, today: date | None = None) -> Contents:
        """Read ``source`` as a list; with ``today``, identifiers of a later month are impossible.

        Raises FileError if the Markdown parser gives up on it, and nothing else.
        """
        document = parse_document(source)
        return cls(document, find_references(document, today))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The references that count. Raises FileError as ``of`` does."""
        if any(is_doubtful(self.document.source, reference) for reference in self.found):
            from papersync.entries.reading import those_that_count  # noqa: PLC0415 - as below

            return those_that_count(self._gatherer)
        return self.found

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where the references that count begin."""
        same = self.references is self.found
        return self._gatherer.starts if same else array("Q", [each.span.start for each in self.references])

    @cached_property
    def _defined(self) -> Sequence[Reference]:
        return [each for each in self.found if each.kind is ReferenceKind.DEFINITION]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in order. Raises FileError as ``of`` does."""
        return self._reading.entries

    def entries_with(self, wanted: Sequence[Reference], is_settled: IsSettled | None = None) -> tuple[Entry, ...]:
        """Of ``entries`` those in which one of these references stands, and perhaps others, in order. Those of rows of
        which ``is_settled`` says so may be missing.
        """
        is_choice = is_settled is not None or len(wanted) <= _MOST_CHOSEN * len(self.found)
        if self.is_read or not is_choice:
            return self.entries
        if self._defined:
            wanted = sorted({*wanted, *self._defined}, key=_start)
        for starts, entries in self._some:
            left = [each for each in wanted if each.span.start not in starts]
            if len(left) < len(wanted):
                return _joined(entries, tuple(self._gatherer.some(left)) if left else ())
        return tuple(self._gatherer.some(wanted, is_settled)) if wanted else ()

    def keep(self, entries: tuple[Entry, ...], starts: Set[int]) -> None:
        """Let these be the entries in which those references stand that begin there, so that they are not read again:
        all entries, if that are all references.
        """
        if len(starts) == len(self.found):
            self._all.append(entries)
        else:
            self._some.append((starts, entries))

    def entries_near(self, span: Span) -> tuple[Entry, ...]:
        """Of ``entries`` those that begin where the document reads alone around a span in one block, and perhaps
        others, in order.
        """
        parts = self.document.parts
        part = parts[bisect_right(parts, span.start, key=_start_of) - 1]
        if part not in self._places:
            if len(self._places) == _MOST_PLACES:
                return self.entries
            first = bisect_left(self.found, part.start, key=_start)
            self._places[part] = self.entries_with(self.found[first : bisect_left(self.found, part.end, key=_start)])
        return self._places[part]

    @property
    def is_read(self) -> bool:
        """Whether all entries have been read."""
        return bool(self._all) or "_reading" in self.__dict__

    @cached_property
    def headed(self) -> tuple[Entry, ...]:
        """Of ``entries`` those that begin with a heading, and perhaps others, in order."""
        return self.entries_with([each for low, high in self._gatherer.alone for each in self.found[low:high]])

    @cached_property
    def _reading(self) -> Reading:
        from papersync.entries.reading import read_all  # noqa: PLC0415 - the first question leaves without

        return read_all(self._gatherer, self._all[0] if self._all else self._gatherer.all())

    @cached_property
    def _gatherer(self) -> Gatherer:
        from papersync.entries.gathering import Gatherer  # noqa: PLC0415 - as above

        return Gatherer(self.document, self.found)


def _joined(entries: tuple[Entry, ...], others: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Both, in order; what is among both is the same."""
    by_start = {each.span.start: each for each in (*entries, *others)} if others else {}
    return tuple(each for _, each in sorted(by_start.items())) if others else entries


def _start(reference: Reference) -> int:
    return reference.span.start


def _start_of(span: Span) -> int:
    return span.start

"""Proof before writing: the edited text is read again and must be what the edits announce (design, section 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from papersync.identifiers import ArxivId
from papersync.text import Edit, Span, apply_edits, joined_edits

Named = tuple[ArxivId | None, str]
"""A paper, and how it is named; what is said of a whole entry begins with ``ENTRY``."""
ENTRY: Final = "entry "
# Halving reads the whole text twice for each proposal that fails: thousands that do must not take hours.
_MOST_BYTES_READ: Final = 50_000_000
_FEWEST_READINGS: Final = 40


@dataclass(frozen=True, slots=True)
class Proposal:
    """Edits that belong to one entry or reference; ``name`` is what a person knows it by. All are made or none, or
    else those of some of its ``parts``, which together are the whole.

    ``adds`` are the papers that the edits name anew, ``removes`` what goes with the bytes that they take away, and
    ``instead`` what comes in its place. With ``reshapes`` the same papers are named in other ways, so that entries may
    read otherwise. ``kinds`` says in a few words each what is changed.
    """

    name: str
    span: Span
    edits: tuple[Edit, ...]
    adds: tuple[ArxivId, ...] = ()
    removes: tuple[Named, ...] = ()
    instead: tuple[Named, ...] = ()
    reshapes: bool = False
    kinds: tuple[str, ...] = ()
    parts: tuple[Proposal, ...] = ()

    @property
    def count(self) -> int:
        """For how many it counts among what is pending."""
        return len(self.parts) or 1


@dataclass(frozen=True, slots=True)
class Proved:
    """The text that may be written, the proposals in it, and those dropped because their outcome was another one."""

    text: bytes
    kept: tuple[Proposal, ...]
    dropped: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Prover:
    """``names`` reads the references of a text in order;

    ``pending`` counts the proposals that a refresh of it would make, those in parts by their parts.
    """

    source: bytes
    names: Callable[[bytes], Sequence[Named]]
    pending: Callable[[bytes], int]

    def prove(self, proposals: Sequence[Proposal]) -> Proved:
        """All proposals together if they hold; else what halving finds to hold, the rest dropped. What does not hold
        as a whole is tried in its parts.

        They hold if all bytes outside the edits are as before, the references are those that the edits announce, and
        what is proposed for the new text is less by as many proposals as were made. Of a large text only so many
        versions are read as can be read in a minute or so; what has not proved right by then is dropped.
        """
        if not proposals:
            return Proved(self.source, (), ())
        readings = iter(range(max(_FEWEST_READINGS, _MOST_BYTES_READ // max(len(self.source), 1))))
        kept, dropped = self._sift(tuple(proposals), (), self.pending(self.source), readings)
        return Proved(_text(self.source, kept), kept, dropped)

    def _sift(
        self, proposals: tuple[Proposal, ...], with_: tuple[Proposal, ...], pending: int, readings: Iterator[int]
    ) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
        """Those that hold when they are made together with ``with_``, which hold, and those that do not."""
        if self._holds(with_ + proposals, pending, readings):
            return proposals, ()
        if len(proposals) == 1:
            parts = proposals[0].parts
            kept, lost = self._sift(parts, with_, pending, readings) if parts else ((), ())
            return ((_together(kept),), lost) if kept else ((), proposals)
        middle = len(proposals) // 2
        first, dropped = self._sift(proposals[:middle], with_, pending, readings)
        second, more = self._sift(proposals[middle:], with_ + first, pending, readings)
        return first + second, dropped + more

    def _holds(self, proposals: tuple[Proposal, ...], pending: int, readings: Iterator[int]) -> bool:
        if next(readings, None) is None:
            return False
        text = _text(self.source, proposals)
        if not _same_outside(self.source, text, _edits(proposals)):
            return False
        if not _announced(self.names(self.source), self.names(text), proposals):
            return False
        return self.pending(text) <= pending - sum(proposal.count for proposal in proposals if not proposal.adds)


def _text(source: bytes, proposals: Sequence[Proposal]) -> bytes:
    return apply_edits(source, _edits(proposals))


def _together(parts: tuple[Proposal, ...]) -> Proposal:
    """The parts of one proposal that hold, as one."""
    kinds = tuple(dict.fromkeys(kind for part in parts for kind in part.kinds))
    return replace(parts[0], edits=_edits(parts), kinds=kinds, parts=parts)


def _edits(proposals: Sequence[Proposal]) -> tuple[Edit, ...]:
    """Those of all: two may want the very same edit, and two parts insert at one place."""
    return joined_edits(edit for proposal in proposals for edit in proposal.edits)


def _announced(before: Sequence[Named], after: Sequence[Named], proposals: Sequence[Proposal]) -> bool:
    """The same references in the same order, but for what the proposals announce."""
    added = [identifier for proposal in proposals for identifier in proposal.adds]
    removed = Counter(named for proposal in proposals for named in proposal.removes)
    if added:
        expected = Counter(identifier for identifier, _ in before) + Counter(added)
        return expected == Counter(identifier for identifier, _ in after)
    if any(proposal.reshapes for proposal in proposals):
        return _distinct(before) == _distinct(after)
    if removed:
        instead = Counter(named for proposal in proposals for named in proposal.instead)
        return Counter(before) + instead == Counter(after) + removed
    return list(before) == list(after)


def _distinct(names: Sequence[Named]) -> tuple[set[ArxivId | None], list[str]]:
    """The papers that are named, however often and in whatever way; and what names none, as headings."""
    return {identifier for identifier, _ in names}, [
        label for identifier, label in names if identifier is None and not label.startswith(ENTRY)
    ]


def _same_outside(before: bytes, after: bytes, edits: Collection[Edit]) -> bool:
    """Whether all bytes outside the edits are as they were, walked through both texts side by side."""
    at, there = 0, 0
    for edit in sorted(edits):
        kept = edit.span.start - at
        if before[at : edit.span.start] != after[there : there + kept]:
            return False
        at, there = edit.span.end, there + kept + len(edit.replacement)
    return before[at:] == after[there:]

"""The first half of a refresh: what is missing or stale, and asking for it. It loads nothing of judging and mending, so
that the first question leaves early.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from papersync.app.asking import Known, Question, Sources
from papersync.app.lists import ListFile, papers_named, readable
from papersync.errors import PapersyncError
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.store.repository import Loaded


@dataclass(frozen=True, slots=True)
class Learnt:
    """What is known after asking, and what there was before: everything that settling needs, nothing written yet.

    ``suggested`` are papers that a search found, by the titles in the lists that it was asked for; ``unsearched`` are
    how many titles it had no answer for.
    """

    lists: Sequence[ListFile]
    named: Collection[ArxivId]
    before: Loaded
    known: Known
    errors: Sequence[PapersyncError] = ()
    suggested: Mapping[str, Paper] = field(default_factory=dict)
    unsearched: int = 0


@dataclass(frozen=True, slots=True)
class Pending:
    """A refresh that has read lists and store and knows what to ask; nothing is written yet."""

    lists: Sequence[ListFile]
    named: Collection[ArxivId]
    before: Loaded
    question: Question
    errors: Sequence[PapersyncError] = ()

    async def ask(self) -> Learnt:
        """Ask what is missing or stale. If that is cancelled, `so_far` has what arrived."""
        await self.question.ask()
        return self.so_far()

    def so_far(self) -> Learnt:
        """What is known at this moment; what was asked and not answered yet has failed."""
        return Learnt(self.lists, self.named, self.before, self.question.known(), self.errors)


def begin(lists: Sequence[ListFile], sources: Sources) -> Pending:
    """Find out what is missing or stale. Raises StoreError if the store cannot be used."""
    loaded = sources.store_file.load()
    lists, errors = readable(lists)
    named = papers_named(each.contents for each in lists)
    question = sources.asking.question(named, loaded.store, sources.confirmations)
    return Pending(lists, named, loaded, question, errors)

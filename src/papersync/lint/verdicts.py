"""What the judge says of the entries of one list, each asked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import repeat

from papersync.entries import Entry, Judgement, JudgeOptions, judge
from papersync.entries.habits import habit_of
from papersync.identifiers import ArxivId
from papersync.markdown.model import Document
from papersync.papers import Paper
from papersync.titles import CannotTell, Contradicts, Habit, Same


class Verdicts:
    """Judges with the list's habit in mind, where that may make a difference.

    ``recorded`` gives the entries about one paper whose record is known, ``settled`` how many more of a layout have the
    record's title.
    """

    def __init__(
        self,
        document: Document,
        record: Callable[[ArxivId | None], Paper | None],
        options: JudgeOptions,
        recorded: Callable[[], Iterable[Entry]],
        settled: Callable[[str], int],
    ) -> None:
        self._document = document
        self._record = record
        self._options = options
        self._recorded = recorded
        self._settled = settled
        self._judgements: dict[int, Judgement | None] = {}
        self._alone: dict[int, Judgement | None] = {}
        self._habits: dict[str, Habit] = {}

    def of(self, entry: Entry) -> Judgement | None:
        """What the judge says of an entry; None if it names several papers or the record is not known."""
        start = entry.span.start
        if start not in self._judgements:
            self._judgements[start] = self._judged(entry)
        return self._judgements[start]

    def _judged(self, entry: Entry) -> Judgement | None:
        alone, paper = self._judged_alone(entry), self._record(entry.paper_id)
        if alone is None or paper is None or not isinstance(alone.title, CannotTell | Contradicts):
            return alone
        habit = self._habit(entry.layout)
        return alone if habit is Habit.UNKNOWN else judge(self._document, entry, paper, self._options, habit)

    def _judged_alone(self, entry: Entry) -> Judgement | None:
        start = entry.span.start
        if start not in self._alone:
            paper = self._record(entry.paper_id)
            self._alone[start] = None if paper is None else judge(self._document, entry, paper, self._options)
        return self._alone[start]

    def _habit(self, layout: str) -> Habit:
        """What the entries of a layout show in the place of a title; the same words for the same paper count once."""
        if layout not in self._habits:
            verdicts = {
                (entry.paper_id, entry.title.text): judged.title
                for entry in self._recorded()
                if entry.layout == layout and entry.title is not None and (judged := self._judged_alone(entry))
            }
            titles = [each for each in verdicts.values() if each is not None]
            self._habits[layout] = habit_of([*titles, *repeat(Same(), self._settled(layout))])
        return self._habits[layout]

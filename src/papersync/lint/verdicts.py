"""What the judge says of the entries of one list, each asked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import repeat

from papersync.entries import Entry, Judgement, JudgeOptions, judge
from papersync.entries.habits import habit_of
from papersync.lint.known import Known
from papersync.markdown.model import Document
from papersync.titles import CannotTell, Contradicts, Habit, Same


class Verdicts:
    """Judges with the list's habit in mind, where that may make a difference.

    ``settled`` are how many entries of a layout have the record's title that are not to be judged.
    """

    def __init__(
        self,
        document: Document,
        known: Known,
        options: JudgeOptions,
        settled: Mapping[str, int],
    ) -> None:
        self._document = document
        self._known = known
        self._options = options
        self._settled = settled
        self._judgements: dict[int, Judgement | None] = {}
        self._alone: dict[int, Judgement | None] = {}
        self._habits: dict[str, Habit] = {}

    def of(self, entry: Entry, recorded: Callable[[], Iterable[Entry]]) -> Judgement | None:
        """What the judge says of an entry; None if it names several papers or the record is not known.

        ``recorded`` gives all entries about one paper whose record is known.
        """
        start = entry.span.start
        if start not in self._judgements:
            self._judgements[start] = self._judged(entry, recorded)
        return self._judgements[start]

    def _judged(self, entry: Entry, recorded: Callable[[], Iterable[Entry]]) -> Judgement | None:
        alone, paper = self._judged_alone(entry), self._known.of(entry.paper_id)
        if alone is None or paper is None or not isinstance(alone.title, CannotTell | Contradicts):
            return alone
        habit = self._habit(entry.layout, recorded)
        return alone if habit is Habit.UNKNOWN else judge(self._document, entry, paper, self._options, habit)

    def _judged_alone(self, entry: Entry) -> Judgement | None:
        start = entry.span.start
        if start not in self._alone:
            paper = self._known.of(entry.paper_id)
            self._alone[start] = None if paper is None else judge(self._document, entry, paper, self._options)
        return self._alone[start]

    def _habit(self, layout: str, recorded: Callable[[], Iterable[Entry]]) -> Habit:
        """What the entries of a layout show in the place of a title; the same words for the same paper count once."""
        if layout not in self._habits:
            verdicts = {
                (entry.paper_id, entry.title.text): judged.title
                for entry in recorded()
                if entry.layout == layout and entry.title is not None and (judged := self._judged_alone(entry))
            }
            titles = [each for each in verdicts.values() if each is not None]
            self._habits[layout] = habit_of([*titles, *repeat(Same(), self._settled.get(layout, 0))])
        return self._habits[layout]

"""An entry against its record: the verdicts, and the edits that follow from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from papersync.entries.entry import Entry, Slot
from papersync.entries.names import author_names
from papersync.entries.rewriting import Wrap, abstract_edits, title_edits
from papersync.entries.wrapping import quote_wrap
from papersync.markdown.model import Document
from papersync.papers import Paper
from papersync.text import Edit, Span
from papersync.text.patterns import late_pattern
from papersync.titles import (
    AbstractVerdict,
    CannotTell,
    Contradicts,
    Differs,
    Doubt,
    Evidence,
    Excerpt,
    Habit,
    Same,
    TitleVerdict,
    Whole,
    Why,
    is_verbatim_abstract,
    is_verbatim_title,
)

TitlePolicy = Literal["canonical", "words", "keep"]
_DESTINATION: Final = late_pattern(r"\]\([^()]*(?:\([^()]*\)[^()]*)*\)|https?:\S+")
_SEPARATOR: Final = late_pattern(r"\s*(?:[-‐-―−]+|\|)\s*")
_MOST_NAME_WORDS: Final = 3
_IN_URLS: Final = frozenset("/(")
_YEAR: Final = re.compile(r"\b(?:19|20)\d{2}\b")


# The proof reads every text again: an abstract that has not changed is judged once a run.
@lru_cache(maxsize=20_000)
def _compare_abstract(words: str, abstract: str) -> AbstractVerdict:
    from papersync.titles.abstracts import compare_abstract  # noqa: PLC0415 - as for titles

    return compare_abstract(words, abstract)


@dataclass(frozen=True, slots=True)
class JudgeOptions:
    """``titles``: canonical, the list's letter case stays (words), or titles are left alone (keep);

    ``wrap`` in columns.
    """

    titles: TitlePolicy = "canonical"
    wrap: int | None = None


class Judgement(NamedTuple):
    """What the judge says of an entry; edits that may be written, none where anything is in doubt."""

    title: TitleVerdict | None = None
    abstract: AbstractVerdict | None = None
    title_edits: tuple[Edit, ...] = ()
    abstract_edits: tuple[Edit, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether the title is the record's, and there is no abstract to compare."""
        return self is _RIGHT

    @property
    def contradicted(self) -> bool:
        """Whether the entry's title is another paper's: then nothing in the entry may be touched."""
        return isinstance(self.title, Contradicts)


_SAME: Final = Same()
_RIGHT: Final = Judgement(_SAME)


def judge(
    document: Document,
    entry: Entry,
    paper: Paper,
    options: JudgeOptions = JudgeOptions(),
    habit: Habit = Habit.UNKNOWN,
) -> Judgement:
    """Compare title and abstract with the record of the one paper that the entry describes.

    ``habit`` is what the list shows where the entry has its title. Without verdicts if the entry names several papers
    or another one; without edits if a conflict marker cuts it.
    """
    if entry.paper_id != paper.id:
        return Judgement()
    title = None
    if entry.title is not None:
        title = _title_verdict(document, entry, entry.title, paper, options=options, habit=habit)
    if isinstance(title, Contradicts):
        return Judgement(title)
    abstract = None
    if entry.abstract is not None and paper.abstract is not None:
        abstract = _abstract_verdict(entry.abstract.text, paper.abstract)
    if title is _SAME and abstract is None:
        return _RIGHT
    if entry.cut:
        return Judgement(title, abstract)
    return Judgement(
        title,
        abstract,
        _title_edits(document, entry, title, options),
        _abstract_edits(document, entry.abstract, abstract, options),
    )


def _title_verdict(
    document: Document, entry: Entry, slot: Slot, paper: Paper, *, options: JudgeOptions, habit: Habit
) -> TitleVerdict:
    # Most titles of a list that is kept true need no evidence.
    if is_verbatim_title(slot.text, paper.title):
        return _SAME
    # Not above: much to load for a list in which every title is right.
    from papersync.entries.certainty import is_named_by_a_link, is_surely_a_title  # noqa: PLC0415
    from papersync.titles.compare import compare_title  # noqa: PLC0415

    evidence = _evidence(document, entry)._replace(habit=habit)
    verdict = compare_title(slot.text, paper, evidence, keep_case=options.titles == "words")
    if isinstance(verdict, Contradicts) and is_named_by_a_link(document, entry, paper, evidence):
        return CannotTell(Doubt.RENAMED)
    if entry.is_headed or not isinstance(verdict, Differs | Contradicts):
        return verdict
    if stands_whole(document, entry, slot, paper) or (
        isinstance(verdict, Differs) and verdict.why is Why.CUT and _is_named_beside(document, entry, slot, paper)
    ):
        return Same()
    if isinstance(verdict, Differs):
        return _without_separators(verdict, slot.text)
    # Nothing marks plain words and headings as a title but what is read into them, unless the authors speak, too, or
    # the other entries.
    sure = evidence.authors or habit is Habit.TITLES or is_surely_a_title(document, entry, slot)
    return verdict if sure else CannotTell(Doubt.DESCRIPTION)


def _without_separators(verdict: Differs, words: str) -> TitleVerdict:
    """The verdict without what a list puts between a name and the rest: `**BERT** - Pre-training`, `| LoRA | Low-Rank`.

    Between the fields of an entry that is the list's style; in a heading it stands for the record's colon.
    """
    kept = tuple(
        change
        for change in verdict.changes
        if change.text.strip() != ":"
        or not _SEPARATOR.fullmatch(words, change.start, change.end)
        or len(words[: change.start].split()) > _MOST_NAME_WORDS
    )
    return Differs(verdict.why, kept) if kept else Same()


def _is_named_beside(document: Document, entry: Entry, slot: Slot, paper: Paper) -> bool:
    """Whether a list shows the name that stands before the colon of a title elsewhere, and the rest as the title."""
    name = _letters(paper.title.partition(":")[0])
    shown = _DESTINATION.sub(" ", entry.head.of(document.source).decode("utf-8", "replace"))
    return bool(name) and not _letters(slot.text).startswith(name) and name in _letters(shown)


def stands_whole(document: Document, entry: Entry, slot: Slot, paper: Paper) -> bool:
    """Whether the record's title stands in the entry where the slot is a part of it: the slot was read too short.

    What the reader takes for a note behind a title may be the title's end.
    """
    title, part = _letters(paper.title), _letters(slot.text)
    if part == title or part not in title:
        return False
    start = max(entry.span.start, slot.span.start - 4 * len(title))
    end = min(entry.span.end, slot.span.end + 4 * len(title))
    return title in _letters(document.source[start:end].decode("utf-8", "replace"))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _abstract_verdict(words: str, abstract: str) -> AbstractVerdict:
    return Whole() if is_verbatim_abstract(words, abstract) else _compare_abstract(words, abstract)


def _evidence(document: Document, entry: Entry) -> Evidence:
    """Names in the author slot, and years that stand beside the title in the entry's first block."""
    authors = author_names(entry.authors.text) if entry.authors is not None else ()
    title = entry.title.span if entry.title is not None else Span(entry.head.start, entry.head.start)
    beside = document.source[entry.head.start : title.start] + b" " + document.source[title.end : entry.head.end]
    words = (word for word in beside.decode("utf-8", "replace").split() if not _IN_URLS.intersection(word))
    years = {int(year) for year in _YEAR.findall(" ".join(words))}
    return Evidence(authors, tuple(sorted(years)))


def _title_edits(
    document: Document, entry: Entry, verdict: TitleVerdict | None, options: JudgeOptions
) -> tuple[Edit, ...]:
    if entry.title is None or options.titles == "keep" or not isinstance(verdict, Differs):
        return ()
    return title_edits(document, entry.title, verdict.changes, headed=entry.is_headed)


def _abstract_edits(
    document: Document, slot: Slot | None, verdict: AbstractVerdict | None, options: JudgeOptions
) -> tuple[Edit, ...]:
    if slot is None or not isinstance(verdict, Whole | Excerpt) or not verdict.changes:
        return ()
    wrap = quote_wrap(document, slot)
    return abstract_edits(document, slot, verdict.changes, Wrap(options.wrap or wrap.width, wrap.prefix, wrap.newline))

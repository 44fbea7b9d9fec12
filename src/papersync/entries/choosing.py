"""Which of the pieces beside a reference are the paper's title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from papersync.entries.asides import is_aside
from papersync.entries.choice import LONGEST_TITLE, Choice, How, slot_within
from papersync.entries.list_habit import ListHabit
from papersync.entries.marked import bold, italic, other_link, quoted
from papersync.entries.names import author_names
from papersync.entries.peeling import peeled, title_within
from papersync.entries.people import is_names
from papersync.entries.pieces import Piece, PieceKind
from papersync.entries.surroundings import is_locator, is_sentence, is_tag, is_where_it_appeared, lines
from papersync.entries.titling import is_title
from papersync.entries.wording import NAMED_YEAR, bare, has_cjk, is_label, words_of
from papersync.text.patterns import late_pattern

_MOST_NAME_WORDS: Final = 4


def title_among(
    pieces: Sequence[Piece], low: int, high: int, *, links: bool = True, habit: ListHabit | None = None
) -> Choice | None:
    """The title among the pieces from ``low`` to before ``high``, none of which is a reference to the paper.

    Without ``links`` the text of a link to elsewhere is none: behind the paper's own link stand its code and its demo.
    The ``habit`` of a list tells its items' titles from names where words alone do not.
    """
    marked = bold(pieces, low, high)
    if marked is None or _is_short(marked):
        marked = quoted(pieces, low, high, bracketed=not links) or marked
    if links and (marked is None or _is_short(marked)):
        other = other_link(pieces, low, high, persons=False)
        marked = other if other is not None and not _is_short(other) else marked or other
    slanted = italic(pieces, low, high) if marked is None or _is_short(marked) or _has_initial(marked) else None
    if marked is not None:
        return slanted if slanted is not None and _is_behind_the_title(pieces, low, marked, slanted) else marked
    plain = _plain(pieces, low, high, slanted.first if slanted is not None else high, habit)
    found = plain or slanted
    return other_link(pieces, low, high, persons=True) if found is None and links else found


def _has_initial(choice: Choice) -> bool:
    """Whether marked words may be somebody's name: `**Lovelace, A. and others** (2022). *Title*`."""
    text = choice.slot.text
    return "." in text and _INITIAL.search(text) is not None and len(words_of(text)) <= _MOST_WORDS_OF_AUTHORS


_INITIAL: Final = late_pattern(r"\b[A-Z]\.(?!\w{2})")
_MOST_WORDS_OF_AUTHORS: Final = 8


def _is_behind_the_title(pieces: Sequence[Piece], low: int, marked: Choice, slanted: Choice) -> bool:
    """Whether marked words only lead to a title in italics, `**Layers**: *Title*`, or say where it was heard:
    `*Title*, talk at [NIM 98](…)`.
    """
    if len(words_of(slanted.slot.text)) < _MOST_NAME_WORDS:
        return False
    if marked.how is How.OTHER_LINK and slanted.first < marked.first:
        return True
    before = "".join(piece.text for piece in pieces[max(low, slanted.first - 2) : slanted.first])
    return before.rstrip().endswith((":", "：")) or _LEADS_TO_ITALICS.search(before) is not None


def whole_title(pieces: Sequence[Piece], low: int, high: int) -> Choice | None:
    """The first words among the pieces, whatever they read like, for a heading says that they are a title."""
    at = next((at for at in range(low, high) if pieces[at].kind in _WORDS and bare(pieces[at].text)), None)
    if at is None or len(pieces[at].text) > LONGEST_TITLE or is_label(pieces[at].text):
        return None
    piece = pieces[at]
    slot = slot_within(piece.runs, *peeled(piece.text, explicit=True), len(piece.text))
    return None if slot is None else Choice(slot, How.PLAIN, at, at + 1)


_WORDS: Final = (PieceKind.TEXT, PieceKind.LINK)


def _is_short(choice: Choice) -> bool:
    """Whether marked words may be a name before the title: `**PaLM Coder** (base): "PaLM: Scaling …"`."""
    return len(words_of(choice.slot.text)) <= _MOST_NAME_WORDS - 1


def _plain(pieces: Sequence[Piece], low: int, high: int, before: int, habit: ListHabit | None) -> Choice | None:
    """A title in words that nothing marks, on one line; the first that reads like one."""
    for first, last in lines(pieces, low, min(high, before)):
        behind = _before_venue(pieces, first, last)
        runs = tuple(run for piece in pieces[first:behind] for run in piece.runs)
        text = "".join(run.text for run in runs)
        if len(text) > LONGEST_TITLE or (before < high and is_locator(text)):
            continue
        if before < high and _LEADS_TO_ITALICS.search(text, max(0, len(text) - _LONGEST_YEAR)):
            continue
        # `[[Ada Lovelace]] and [[Alan Turing]], *Title*`, in a wiki.
        if before < high and "[[" in text and author_names(_WIKI_MARKS.sub("", text)):
            continue
        # `Main article: Ada Lovelace, Alan Turing, *Title*`
        if before < high and text.rstrip().endswith(",") and is_names(text.partition(":")[2]):
            continue
        start, end = title_within(text)
        words = text[start:end]
        if habit is not None and (not words or ", " in words) and (found := habit.title_before_names(text)):
            start, end = found
            words = text[start:end]
        if is_field_name(words, text[end:]):
            continue
        if NAMED_YEAR.fullmatch(words) and any(piece.em for piece in pieces[first:behind]):
            continue
        if not is_title(words) or is_aside(words) or is_sentence(words) or _IS_LISTED.search(words):
            continue
        # One person's name before a title in italics.
        if before < high and author_names(bare(words)) and len(words_of(words)) <= _MOST_NAME_WORDS:
            continue
        slot = slot_within(runs, start, end, len(text))
        if slot is not None:
            return Choice(slot, How.PLAIN, first, behind)
    return None


def is_field_name(words: str, behind: str) -> bool:
    """Whether few words with a colon behind them name a field, in whatever language: `Đường dẫn chính: [arXiv](…)`.

    In English and in scripts without blanks other readers know them.
    """
    if words.isascii() or behind.strip() not in _COLONS or has_cjk(words):
        return False
    return len(words_of(words)) < _MOST_NAME_WORDS and any(not each.isascii() and each.isalpha() for each in words)


_COLONS: Final = (":", "：")


def _before_venue(pieces: Sequence[Piece], first: int, behind: int) -> int:
    """Where a line ends without the marked words behind a title that say where it appeared, `Title (**Nature**)`,
    `Title, **Journal of Words**, 2021`.
    """
    for at in range(first + 1, behind - 1):
        if pieces[at].strong or pieces[at].em:
            ends = at == behind - 2 and not bare(pieces[behind - 1].text)
            if (ends and is_tag(pieces, at)) or is_where_it_appeared(pieces, first, at, behind):
                return at
    return behind


# `Lovelace, A. (2020). *Title*`, `Lovelace et al., *Title*`
_LEADS_TO_ITALICS: Final = late_pattern(r"(?:[(\[](?:19|20)\d\d[a-z]?[)\]]|\bet\.? al\.?)[.,:]?\s*$")
_LONGEST_YEAR: Final = 20
# A volume and a page; one of several things in a row, with what stands in brackets behind it.
_IS_LISTED: Final = late_pattern(r"\b\d{1,4},\s*[A-Z]?\d{4,6}(?!\d)|\b\d{1,3},(?:\d\d|\d{4,6})(?!\d)|\); ")
_WIKI_MARKS: Final = late_pattern(r"\[\[|\]\]|\{#\w+\}")

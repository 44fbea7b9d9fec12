"""A list's words beside a record's title, what the list puts around the title set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from papersync.titles.alignment import Run, align
from papersync.titles.changes import Side, change_of, combined, recasings
from papersync.titles.tokens import Token, rejoined, tokenise, without_final_period
from papersync.titles.verdicts import Change
from papersync.titles.wording import Kind, is_content, kind_of

_MOST_AROUND = 24


@dataclass(frozen=True)
class TitleMatch:
    """A list's title (``ours``) and the record's (``theirs``), without their final periods.

    Of the list's words, what stands around the title is not among the tokens.
    """

    ours: Side
    theirs: Side
    pairs: tuple[tuple[int, int], ...]
    runs: tuple[Run, ...]

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kind of each difference."""
        return tuple(
            kind_of(self.ours.tokens[run.start : run.end], self.theirs.tokens[run.other_start : run.other_end])
            for run in self.runs
        )

    @cached_property
    def equal_content(self) -> int:
        """How many words that say what the paper is about stand on both sides, joined otherwise or not."""
        equal = sum(is_content(self.ours.tokens[index]) for index, _ in self.pairs)
        joined = (run for run, kind in zip(self.runs, self.kinds, strict=True) if kind is Kind.SPACING)
        return equal + sum(any(map(is_content, self.theirs.tokens[run.other_start : run.other_end])) for run in joined)

    def recased(self) -> list[Change]:
        """The words that differ in letter case only."""
        return recasings(self.pairs, self.ours, self.theirs)

    def changes(self, *, keep_case: bool) -> tuple[Change, ...]:
        """What makes the list's title the record's."""
        worded = [change_of(run, self.ours, self.theirs) for run in self.runs]
        return combined(worded if keep_case else [*worded, *self.recased()])


def match_title(words: str, title: str) -> TitleMatch:
    """The words beside the title, with or without what may stand around a title, whichever differs less."""
    theirs = Side(title, without_final_period(tokenise(title)))
    known = {token.key for token in theirs.tokens}
    tokens = without_final_period(rejoined(tokenise(words), words, known))
    match = _without_own_ends(match_tokens(Side(words, tokens), theirs))
    if not match.runs:
        return match
    bare = _bare(words, tokens)
    if len(bare) == len(tokens):
        return match
    stripped = match_tokens(Side(words, bare), theirs)
    return stripped if _cost(stripped) < _cost(match) else match


def match_tokens(ours: Side, theirs: Side) -> TitleMatch:
    """The two sides as they are."""
    alignment = align(ours.tokens, theirs.tokens)
    return TitleMatch(ours, theirs, alignment.pairs, alignment.runs)


def _cost(match: TitleMatch) -> int:
    return sum(run.end - run.start + run.other_end - run.other_start for run in match.runs)


def _without_own_ends(match: TitleMatch) -> TitleMatch:
    """The match without what only the list has at either end, if that is what lists put there."""
    start, end = 0, len(match.ours.tokens)
    text = match.ours.text
    for run in match.runs:
        if run.other_start != run.other_end:
            continue
        if run.start == 0 and _is_head(text[: match.ours.after(run.end)]):
            start = run.end
        elif run.end == len(match.ours.tokens) and _is_tail(text[match.ours.before(run.start) :]):
            end = run.start
    if (start, end) == (0, len(match.ours.tokens)):
        return match
    kept = without_final_period(list(match.ours.tokens[start:end]))
    return match_tokens(Side(text, kept), match.theirs)


def _is_head(text: str) -> bool:
    from papersync.titles.around import is_around, is_numbering  # noqa: PLC0415 - right titles have nothing around them

    return is_numbering(text) or is_around(text)


def _is_tail(text: str) -> bool:
    from papersync.titles.around import is_around  # noqa: PLC0415 - as above

    return is_around(text)


def _bare(words: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the longest beginning and the longest end that can stand around a title."""
    start, end = 0, len(tokens)
    for index in range(1, min(_MOST_AROUND, len(tokens))):
        if _is_head(words[: tokens[index].start]):
            start = index
    for index in range(max(start + 1, len(tokens) - _MOST_AROUND), len(tokens)):
        if _is_tail(words[tokens[index - 1].end :]):
            end = index
            break
    return without_final_period(list(tokens[start:end]))

"""Whether a list's words are an abstract, a part of it, or somebody's own, and what mends them.

Told apart by the share of words that stand in the same order on both sides. What stands in front of an abstract or
behind it is a person's and stays; an excerpt is mended only where it is damaged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from papersync.titles.alignment import Alignment, Run, align, gathered
from papersync.titles.changes import Side, apply_changes, change_of, combined, recasings, record_text
from papersync.titles.damage import damages
from papersync.titles.notes import has_notes, notes, symbols, with_notes_apart, within_notes
from papersync.titles.tokens import ELLIPSIS, Token, letters, rejoined, tokenise
from papersync.titles.verbatim import is_verbatim_abstract
from papersync.titles.verdicts import AbstractVerdict, Change, Excerpt, OwnText, Whole

# arXiv takes abstracts of at most 1,920 characters (https://info.arxiv.org/help/prep.html): room for notes around one.
_LONGEST: Final = 20_000
_MOST_TOKENS: Final = 6_000

# Of the words on either side, the share that the other has in the same order.
_WHOLE_SHARE: Final = 0.75
_EXCERPT_SHARE: Final = 0.7
_FEWEST_WORDS: Final = 6
# So many of the record's last (or first) words without a counterpart are no older wording: the list quotes a part.
_CUT_OFF: Final = 8
_STRAY_MATCHES: Final = 3
_ANCHOR: Final = 3


def compare_abstract(words: str, abstract: str) -> AbstractVerdict:
    """What a list's words are to the record's abstract, and the changes that mend them.

    ``words`` is what a reader sees, line breaks as ``\\n``. Changes count code points in it. Applied, they give words
    that are judged the same and need no change. A text of more than 20,000 characters is own text.
    """
    if is_verbatim_abstract(words, abstract):
        return Whole()
    if len(words) > _LONGEST or len(abstract) > _LONGEST:
        return OwnText()
    verdict = _judged(words, abstract)
    if isinstance(verdict, OwnText) or not verdict.changes:
        return verdict
    mended = apply_changes(words, verdict.changes)
    if symbols(words) - symbols(mended):
        return verdict._replace(changes=())
    if isinstance(verdict, Excerpt) and _judged(mended, abstract) != verdict._replace(changes=()):
        # Damage so odd that its mending brings up more of it is left alone.
        return verdict._replace(changes=())
    return verdict


def _judged(words: str, abstract: str) -> AbstractVerdict:
    theirs = Side(abstract, tokenise(abstract))
    ours = _side(words, theirs)
    if not ours.tokens or not theirs.tokens or max(len(ours.tokens), len(theirs.tokens)) > _MOST_TOKENS:
        return OwnText()
    match = _match(ours, theirs)
    if match.is_whole():
        return Whole(_mended_whole(match))
    window = _window(ours.tokens, theirs.tokens)
    if window is None:
        return OwnText()
    match = _match(ours, Side(abstract, theirs.tokens[window[0] : window[1]]))
    if not match.is_excerpt():
        return OwnText()
    return Excerpt(_mended_excerpt(match), has_notes(match.alignment, match.ours, match.theirs))


@dataclass(frozen=True)
class _Match:
    """The list's words beside the record's, or a part of the record's."""

    ours: Side
    theirs: Side
    alignment: Alignment

    def matched(self) -> tuple[int, int]:
        """How many words of either side stand on the other, joined otherwise or not."""
        equal = sum(self.ours.tokens[index].is_word for index, _ in self.alignment.pairs)
        mine, other = equal, equal
        for run in self.alignment.runs:
            ours, theirs = self._tokens(run)
            if ours and theirs and letters(ours).casefold() == letters(theirs).casefold():
                mine, other = mine + _count(ours), other + _count(theirs)
        return mine, other

    def _tokens(self, run: Run) -> tuple[Sequence[Token], Sequence[Token]]:
        return self.ours.tokens[run.start : run.end], self.theirs.tokens[run.other_start : run.other_end]

    def is_excerpt(self) -> bool:
        """Whether the list's words are a run of the record, perhaps in an older wording."""
        mine, _ = self.matched()
        return mine >= max(_FEWEST_WORDS, _EXCERPT_SHARE * _count(self.ours.tokens))

    @cached_property
    def own(self) -> frozenset[Run]:
        """The runs that may be a person's."""
        return notes(self.alignment, self.ours, self.theirs)

    def recasings(self) -> list[Change]:
        """What gives the words the record's letter case, those of a note left alone."""
        within = within_notes(self.alignment, self.own)
        return recasings([pair for pair in self.alignment.pairs if pair[0] not in within], self.ours, self.theirs)

    def is_whole(self) -> bool:
        """Whether the list has all of the record, perhaps in an older wording."""
        if not self.alignment.runs:
            return True
        mine, other = self.matched()
        own = sum(_count(self.ours.tokens[run.start : run.end]) for run in self.own)
        ours, theirs = _count(self.ours.tokens) - own, _count(self.theirs.tokens)
        if other < min(_FEWEST_WORDS, theirs) or mine < _WHOLE_SHARE * ours or other < _WHOLE_SHARE * theirs:
            return False
        return not any(self._is_cut(run) for run in self.alignment.runs)

    def _is_cut(self, run: Run) -> bool:
        mine, other = self._tokens(run)
        missing = _count(other) - _count(mine)
        if missing > 0 and any(token.key == ELLIPSIS for token in mine):
            return True
        if missing < _CUT_OFF:
            return False
        places = [index for index, _ in self.alignment.pairs if self.ours.tokens[index].is_word]
        behind = len(places) - bisect_left(places, run.end)
        return min(behind, len(places) - behind) <= _STRAY_MATCHES


def _side(words: str, theirs: Side) -> Side:
    return Side(words, rejoined(tokenise(words), words, {token.key for token in theirs.tokens}))


def _match(ours: Side, theirs: Side) -> _Match:
    alignment = gathered(align(ours.tokens, theirs.tokens), ours.tokens, theirs.tokens)
    return _Match(ours, theirs, with_notes_apart(alignment, ours, theirs))


def _count(tokens: Sequence[Token]) -> int:
    return sum(token.is_word for token in tokens)


def _mended_whole(match: _Match) -> tuple[Change, ...]:
    own = match.own
    runs = [run for run in match.alignment.runs if run not in own]
    changes = [change_of(run, match.ours, match.theirs) for run in runs]
    result = combined([*changes, *match.recasings()])
    if _is_mended(apply_changes(match.ours.text, result), match.theirs):
        return result
    # Words so odd that they read otherwise beside their new neighbours: all between the first and the last.
    if any(run.start != 0 and run.end != len(match.ours.tokens) for run in own):
        return ()
    head = next((run.end for run in own if run.start == 0), 0)
    tail = next((run.start for run in own if run.end == len(match.ours.tokens)), len(match.ours.tokens))
    whole = Change(match.ours.after(head), match.ours.before(tail), record_text(match.theirs))
    return (whole,) if _is_mended(apply_changes(match.ours.text, (whole,)), match.theirs) else ()


def _is_mended(words: str, theirs: Side) -> bool:
    ours = _side(words, theirs)
    match = _match(ours, theirs)
    done = match.is_whole() and match.own.issuperset(match.alignment.runs)
    return done and not match.recasings()


def _window(ours: Sequence[Token], theirs: Sequence[Token]) -> tuple[int, int] | None:
    """The tokens of the record that the list's can be a run of: around the runs of three that both sides have once."""
    places = _anchors(theirs)
    anchors = [(at, places[key]) for key, at in _anchors(ours).items() if key in places]
    if not anchors:
        return None
    (first, first_other), (last, last_other) = anchors[0], anchors[-1]
    before, after = first, len(ours) - last
    start = max(0, min(first_other, last_other) - before - before // 4 - _CUT_OFF)
    end = max(first_other, last_other) + after + after // 4 + _CUT_OFF
    return start, min(end, len(theirs))


def _anchors(tokens: Sequence[Token]) -> dict[tuple[str, ...], int]:
    """Where each run of three tokens stands that occurs once, in order."""
    places: dict[tuple[str, ...], int] = {}
    twice: set[tuple[str, ...]] = set()
    for at in range(len(tokens) - _ANCHOR + 1):
        key = tuple(token.key for token in tokens[at : at + _ANCHOR])
        if key in places:
            twice.add(key)
        places.setdefault(key, at)
    return {key: at for key, at in places.items() if key not in twice}


def _mended_excerpt(match: _Match) -> tuple[Change, ...]:
    ends = len(match.theirs.tokens)
    runs = [
        run for run in match.alignment.runs if run.start != run.end or (run.other_start > 0 and run.other_end < ends)
    ]
    return combined(damages(runs, match.ours, match.theirs))

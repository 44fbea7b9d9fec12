"""Whether a list's words are an abstract, a part of it, or somebody's own, and what mends them.

Told apart by the share of words that stand in the same order on both sides. What stands in front of an abstract or
behind it is a person's and stays; an excerpt is mended only where it is damaged.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from papersync.titles.alignment import Alignment, Run, align
from papersync.titles.changes import Side, apply_changes, change_of, combined, recasings, record_text
from papersync.titles.damage import damages
from papersync.titles.tokens import ELLIPSIS, Token, letters, rejoined, tokenise
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
# So many words more than the record has at a place may be a note of the list's author: they are never deleted.
_NOTE: Final = 5
_SHORT_NOTE: Final = 2
_EXCLAMATION: Final = ("!", "！")
_OPENING: Final = ("(", "[", "{")
_CLOSING: Final = (")", "]", "}")
_ANCHOR: Final = 3


def compare_abstract(words: str, abstract: str) -> AbstractVerdict:
    """What a list's words are to the record's abstract, and the changes that mend them.

    ``words`` is what a reader sees, line breaks as ``\\n``. Changes count code points in it. Applied, they give words
    that are judged the same and need no change. A text of more than 20,000 characters is own text.
    """
    if len(words) > _LONGEST or len(abstract) > _LONGEST:
        return OwnText()
    verdict = _judged(words, abstract)
    if isinstance(verdict, Excerpt) and verdict.changes:
        # Damage so odd that its mending brings up more of it is left alone.
        mended = _judged(apply_changes(words, verdict.changes), abstract)
        return verdict if mended == Excerpt() else Excerpt()
    return verdict


def _judged(words: str, abstract: str) -> AbstractVerdict:
    theirs = Side(abstract, tokenise(abstract))
    ours = _side(words, theirs)
    if not ours.tokens or not theirs.tokens or max(len(ours.tokens), len(theirs.tokens)) > _MOST_TOKENS:
        return OwnText()
    match = _Match(ours, theirs, align(ours.tokens, theirs.tokens)).settled_at_the_ends()
    if match.is_whole():
        return Whole(_mended_whole(match))
    window = _window(ours.tokens, theirs.tokens)
    if window is None:
        return OwnText()
    part = Side(abstract, theirs.tokens[window[0] : window[1]])
    match = _Match(ours, part, align(ours.tokens, part.tokens))
    return Excerpt(_mended_excerpt(match)) if match.is_excerpt() else OwnText()


@dataclass(frozen=True, slots=True)
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

    def settled_at_the_ends(self) -> _Match:
        """The same match, with what only one side has as far back as it can stand.

        The last full stop of a note behind an abstract equals the abstract's own; of the two alignments this takes the
        one in which the note is whole.
        """
        pairs, runs = list(self.alignment.pairs), list(self.alignment.runs)
        if not runs:
            return self
        last = runs[-1]
        mine, other = self.ours.tokens, self.theirs.tokens
        first_behind = bisect_left(pairs, (last.end, last.other_end))
        for at in range(first_behind, len(pairs)):
            index, other_index = pairs[at]
            if last.other_start == last.other_end and mine[last.start].key == mine[index].key:
                pairs[at] = (last.start, other_index)
                last = Run(last.start + 1, index + 1, other_index + 1, other_index + 1)
            elif last.start == last.end and other[last.other_start].key == other[other_index].key:
                pairs[at] = (index, last.other_start)
                last = Run(index + 1, index + 1, last.other_start + 1, other_index + 1)
            else:
                break
        return replace(self, alignment=Alignment(tuple(pairs), (*runs[:-1], last)))

    def own_words(self) -> tuple[Run, ...]:
        """The runs that only the list has: at either end, or so much in the midst that it may be a person's note."""
        return tuple(run for run in self.alignment.runs if self._is_own(run))

    def _is_own(self, run: Run) -> bool:
        mine, other = self._tokens(run)
        if not other and (run.start == 0 or run.end == len(self.ours.tokens)):
            return True
        extra = _count(mine) - _count(other)
        if not other and any(token.key in _EXCLAMATION or _is_emoji(token) for token in mine):
            return True
        in_brackets = bool(mine) and mine[0].key in _OPENING and mine[-1].key in _CLOSING
        return extra >= (_SHORT_NOTE if in_brackets and not other else _NOTE)

    def is_whole(self) -> bool:
        """Whether the list has all of the record, perhaps in an older wording."""
        if not self.alignment.runs:
            return True
        mine, other = self.matched()
        own = sum(_count(self.ours.tokens[run.start : run.end]) for run in self.own_words())
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


def _is_emoji(token: Token) -> bool:
    return not token.is_word and unicodedata.category(token.shape[:1] or " ") == "So"


def _count(tokens: Sequence[Token]) -> int:
    return sum(token.is_word for token in tokens)


def _mended_whole(match: _Match) -> tuple[Change, ...]:
    own = match.own_words()
    runs = [run for run in match.alignment.runs if run not in own]
    changes = [change_of(run, match.ours, match.theirs) for run in runs]
    result = combined([*changes, *recasings(match.alignment.pairs, match.ours, match.theirs)])
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
    match = _Match(ours, theirs, align(ours.tokens, theirs.tokens)).settled_at_the_ends()
    own = match.own_words()
    done = match.is_whole() and all(run in own for run in match.alignment.runs)
    return done and not recasings(match.alignment.pairs, ours, theirs)


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

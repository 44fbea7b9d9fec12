"""Titles of which a part stands in the list, beyond doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from papersync.titles.alignment import Run
from papersync.titles.changes import Side
from papersync.titles.matching import TitleMatch, match_tokens
from papersync.titles.tokens import DASH, ELLIPSIS
from papersync.titles.vocabulary import UNFINISHED
from papersync.titles.wording import Kind, is_content

_FEWEST_CONTENT: Final = 3
_FEWEST_OF_SUBTITLE: Final = 4
_FEWEST_WORDS: Final = 5
_SHORTEST_STUMP: Final = 3
_PARTING: Final = frozenset(":(?,.")


def uncut(match: TitleMatch, *, supported: bool) -> TitleMatch | None:
    """The match that completes a cut title, or None if it is not cut beyond doubt.

    Beyond doubt are: a beginning with an ellipsis behind it, a beginning that ends inside a word or with a word no
    title ends with, and the whole subtitle. With ``supported`` (the authors agree) a shorter subtitle will do.
    """
    return _without_end(match) or _without_beginning(match, supported=supported)


def is_part_before_colon(match: TitleMatch) -> bool:
    """Whether the words are exactly what stands before the colon (or dash, or bracket) of the record's title."""
    count = len(match.ours.tokens)
    theirs = match.theirs.tokens
    same = [token.key for token in match.ours.tokens] == [token.key for token in theirs[:count]]
    if not same or count == len(theirs):
        return False
    return theirs[count].key in _PARTING or (theirs[count].key == DASH and match.theirs.parted(count))


def _without_end(match: TitleMatch) -> TitleMatch | None:
    ours, theirs = match.ours.tokens, match.theirs.tokens
    equal = 0
    while equal < min(len(ours), len(theirs)) and ours[equal].key == theirs[equal].key:
        equal += 1
    rest = ours[equal:]
    if equal == len(theirs) or sum(map(is_content, ours[:equal])) < _FEWEST_CONTENT:
        return None
    stump = (
        bool(rest)
        and rest[0].is_word
        and theirs[equal].key.startswith(rest[0].key)
        and rest[0].key != theirs[equal].key
    )
    behind = rest[1:] if stump else rest
    words = sum(token.is_word for token in ours[:equal])
    if [token.key for token in behind] == [ELLIPSIS]:
        whole = stump or behind is rest
    elif behind or words < _FEWEST_WORDS:
        whole = False
    elif stump:
        whole = len(rest[0].key) >= _SHORTEST_STUMP and len(theirs[equal].key) - len(rest[0].key) > 1
    else:
        whole = ours[-1].key in UNFINISHED
    if not whole:
        return None
    pairs = tuple((index, index) for index in range(equal))
    return replace(match, pairs=pairs, runs=(Run(equal, len(ours), equal, len(theirs)),))


def _without_beginning(match: TitleMatch, *, supported: bool) -> TitleMatch | None:
    theirs = match.theirs.tokens
    colon = next((index for index, token in enumerate(theirs) if token.key == ":"), None)
    if colon is None:
        return None
    subtitle = match_tokens(match.ours, Side(match.theirs.text, theirs[colon + 1 :]))
    if any(kind > Kind.SPACING for kind in subtitle.kinds):
        return None
    if subtitle.equal_content < (_FEWEST_CONTENT if supported else _FEWEST_OF_SUBTITLE):
        return None
    moved = tuple(
        Run(run.start, run.end, run.other_start + colon + 1, run.other_end + colon + 1) for run in subtitle.runs
    )
    pairs = tuple((index, other + colon + 1) for index, other in subtitle.pairs)
    if moved and moved[0].start == 0:
        first = moved[0]._replace(other_start=0)
        return replace(match, pairs=pairs, runs=(first, *moved[1:]))
    return replace(match, pairs=pairs, runs=(Run(0, 0, 0, colon + 1), *moved))

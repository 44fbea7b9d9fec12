"""Words that say something about a paper where its title is expected: no title, and so no other paper's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from papersync.titles.tokens import DASH, Token
from papersync.titles.vocabulary import (
    CLAUSES,
    COLLECTIONS,
    DESCRIBING,
    FUNCTION,
    IN_NAMES,
    NEVER_IN_TITLES,
    PERHAPS_DESCRIBING,
    RUNNING,
)
from papersync.titles.wording import is_name

_LONGEST_NAME: Final = 3
_STEM: Final = 5
# Names of methods and datasets have so many words, with function words that titles rather have and without.
_MOST_NAME_WORDS: Final = (5, 6)
_MOST_BEFORE_ACRONYM: Final = 10
_MOST_WORDS_ON_IT: Final = 5
_SENTENCE_MARKS: Final = frozenset(":?!")
_LONGEST_LABEL: Final = 5
_PARTING: Final = frozenset((":", DASH, "(", "|"))
_SHARE_OF_PROSE: Final = 0.6


def is_described(ours: Sequence[Token], theirs: Sequence[Token], *, expected: bool = False) -> bool:
    """Whether a word says that this is a description: paper, explained, tutorial, and the record lacks it.

    Words that titles have too (video, code, introduction) count where they name the thing: last of a few words, in
    front of a colon, or first with prose behind; where a title is ``expected`` all but the surest only in the first
    way.
    """
    known = {token.key for token in theirs}
    anywhere = NEVER_IN_TITLES if expected else DESCRIBING
    there = PERHAPS_DESCRIBING | DESCRIBING
    names = _ends_few_words if expected else _names_the_thing
    return any(
        token.key not in known and (token.key in anywhere or (token.key in there and names(at, ours)))
        for at, token in enumerate(ours)
        if token.is_word
    )


def is_collection(ours: Sequence[Token]) -> bool:
    """Whether a few words end with what they name: a data set, a corpus; an acronym in brackets aside."""
    words = [token for token in _without_brackets(ours) if token.is_word]
    few = 0 < len(words) <= _MOST_NAME_WORDS[1] and all(token.key != ":" for token in ours)
    return few and words[-1].key in COLLECTIONS


def is_named(ours: Sequence[Token]) -> bool:
    """Whether the words may as well be the name of a method or a dataset: few, and no clause; or the acronym that they
    make stands behind them in brackets; or they are a name and, behind a colon or a dash, a few words on it.
    """
    keys = {token.key for token in ours if token.is_word}
    apart = _apart(ours)
    if _ends_with_acronym(ours):
        return apart <= _MOST_BEFORE_ACRONYM
    name = leading_name(ours)
    if (len(name) == 1 or any(map(is_name, name))) and apart - _apart(name) <= _MOST_WORDS_ON_IT:
        return True
    if keys & CLAUSES or any(token.key in _SENTENCE_MARKS for token in ours):
        return False
    return apart <= _MOST_NAME_WORDS[not keys & (FUNCTION - IN_NAMES)]


def leading_name(ours: Sequence[Token]) -> Sequence[Token]:
    """The one to three words in front of a colon, or of a dash between blanks; none if there is no such name."""
    parting = next((at for at in range(len(ours)) if _parts(at, ours)), 0)
    name = _without_brackets(ours[:parting])
    return name if sum(token.is_word for token in name) <= _LONGEST_NAME else ()


def names_the_record(ours: Sequence[Token], text: str, title: str, abstract: str) -> bool:
    """Whether the name that leads the words, a part of ``text``, stands in the record's title or abstract as a whole.

    In ``Deep-NeRF`` there is no ``NeRF``, nor in ``Deep-NeRF`` any ``Deep``.
    """
    name = leading_name(ours)
    if not name:
        return False
    shown = re.escape(text[name[0].start : name[-1].end])
    if any(map(is_name, name)) and re.search(rf"(?<![\w-]){shown}(?![\w-])", title, re.IGNORECASE):
        return True
    return re.search(rf"(?<![\w-]){shown}(?![\w-])", abstract) is not None


def share_a_name(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether the name in front of one title's colon is that in front of the other's, or, if it has several words,
    stands in the other.

    Up to inflection: ``Filtered-Guided Diffusion: …`` was once ``Filter-Guided Diffusion for …``.
    """
    mine, other = _stems(leading_name(ours)), _stems(leading_name(theirs))
    if mine and mine == other:
        return True
    return any(
        len(name) > 1 and _runs_in(name, title) for name, title in ((mine, _stems(theirs)), (other, _stems(ours)))
    )


def _runs_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _stems(tokens: Sequence[Token]) -> list[str]:
    return [token.key[:_STEM] if token.key.isalpha() else token.key for token in tokens if token.is_word]


def _apart(tokens: Sequence[Token]) -> int:
    """How many words there are, compounds for one."""
    return sum(token.is_word and not _continues(at, tokens) for at, token in enumerate(tokens))


def _continues(at: int, tokens: Sequence[Token]) -> bool:
    """Whether a word belongs to a compound that began before it."""
    return at > 1 and tokens[at - 1].key == DASH and tokens[at - 2].end == tokens[at - 1].start


def _ends_with_acronym(tokens: Sequence[Token]) -> bool:
    """Whether one word stands in brackets at the end whose letters begin the words before, in order."""
    brackets = tuple(token.key for token in (*tokens[-3:-2], *tokens[-1:]))
    if brackets != ("(", ")"):
        return False
    initials = iter(token.key[0] for token in tokens[:-3] if token.is_word)
    letters = [letter for letter in tokens[-2].shape if letter.isupper()]
    return len(letters) > 1 and all(letter.casefold() in initials for letter in letters)


def is_prose(ours: Sequence[Token]) -> bool:
    """Whether the words begin in lower case, perhaps behind a number, speak as running text does, or are a name and,
    behind a colon or a dash, words in lower case.
    """
    words = [token for token in ours if token.is_word]
    first = words[1:2] if words and words[0].shape[0].isdigit() else words[:1]
    if first and first[0].shape.isalpha() and first[0].shape.islower() and not first[0].is_math:
        return True
    if any(token.key in RUNNING for token in words):
        return True
    if not leading_name(ours):
        return False
    parting = next(at for at in range(len(ours)) if _parts(at, ours))
    behind = [token for token in ours[parting + 1 :] if token.is_word]
    lower = sum(token.shape.islower() for token in behind)
    return bool(behind) and behind[0].shape.islower() and lower >= _SHARE_OF_PROSE * len(behind)


def _parts(at: int, tokens: Sequence[Token]) -> bool:
    """Whether a token is a colon, or a dash between blanks."""
    if tokens[at].key == DASH:
        return 0 < at < len(tokens) - 1 and tokens[at - 1].end < tokens[at].start and tokens[at].end > tokens[at].start
    return tokens[at].key == ":"


def _without_brackets(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens before the first bracket."""
    return tokens[: next((at for at, token in enumerate(tokens) if token.key == "("), len(tokens))]


def _ends_few_words(at: int, tokens: Sequence[Token]) -> bool:
    # "… from Videos" is a title, "the talk" and "a talk" are not.
    behind_preposition = at > 0 and tokens[at - 1].key in FUNCTION - {"the", "a"}
    return at + 1 == len(tokens) <= _LONGEST_LABEL and not behind_preposition


def _names_the_thing(at: int, tokens: Sequence[Token]) -> bool:
    if at + 1 == len(tokens):
        return _ends_few_words(at, tokens)
    token, follower = tokens[at : at + 2]
    if follower.key in _PARTING:
        return follower.key != DASH or follower.start > token.end
    return at == 0 and follower.is_word and (follower.key in FUNCTION or follower.shape.islower())

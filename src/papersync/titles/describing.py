"""Words that say something about a paper where its title is expected: no title, and so no other paper's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from papersync.titles.tokens import DASH, Token
from papersync.titles.vocabulary import DESCRIBING, FUNCTION, PERHAPS_DESCRIBING

_LONGEST_NAME: Final = 3
_LONGEST_LABEL: Final = 5
_PARTING: Final = frozenset((":", DASH, "(", "|"))
_SHARE_OF_PROSE: Final = 0.6


def is_described(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether a word says that this is a description: paper, explained, tutorial, and the record lacks it.

    Words that titles have too (video, code, introduction) count where they name the thing: last of a few words, in
    front of a colon, or first with prose behind.
    """
    known = {token.key for token in theirs}
    new = [token for token in ours if token.is_word and token.key not in known]
    if any(token.key in DESCRIBING for token in new):
        return True
    return any(
        token.key in PERHAPS_DESCRIBING and token.key not in known and _names_the_thing(at, ours)
        for at, token in enumerate(ours)
    )


def is_prose(ours: Sequence[Token]) -> bool:
    """Whether the words begin in lower case, or are a name and, behind a colon, words in lower case."""
    words = [token for token in ours if token.is_word]
    if words and words[0].shape.isalpha() and words[0].shape.islower() and not words[0].is_math:
        return True
    colon = next((at for at, token in enumerate(ours) if token.key == ":"), None)
    if colon is None or sum(token.is_word for token in ours[:colon]) > _LONGEST_NAME:
        return False
    behind = [token for token in ours[colon + 1 :] if token.is_word]
    lower = sum(token.shape.islower() for token in behind)
    return bool(behind) and behind[0].shape.islower() and lower >= _SHARE_OF_PROSE * len(behind)


def _names_the_thing(at: int, tokens: Sequence[Token]) -> bool:
    if at + 1 == len(tokens):
        # "… from Videos" is a title, "the talk" and "a talk" are not.
        behind_preposition = at > 0 and tokens[at - 1].key in FUNCTION - {"the", "a"}
        return len(tokens) <= _LONGEST_LABEL and not behind_preposition
    token, follower = tokens[at : at + 2]
    if follower.key in _PARTING:
        return follower.key != DASH or follower.start > token.end
    return at == 0 and follower.is_word and (follower.key in FUNCTION or follower.shape.islower())

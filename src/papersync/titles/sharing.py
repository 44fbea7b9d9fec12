"""How much of what two titles are about is in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from papersync.titles.normalise import unaccented
from papersync.titles.tokens import Token
from papersync.titles.vocabulary import FUNCTION

# Inflected forms of a word have so many letters in common, and other words of its family, too.
_STEM: Final = 5
_SHORTEST_MISTYPED: Final = 5
_LETTERS_OF_ACRONYMS: Final = range(2, 8)
_MOST_COMPARED: Final = 30


@dataclass(frozen=True, slots=True)
class Sharing:
    """``share`` is Dice's coefficient of the words of content of two texts, 0 to 1; ``ours`` and ``theirs`` are how
    many of either side the other has not.
    """

    share: float
    ours: int
    theirs: int

    @property
    def is_part(self) -> bool:
        """Whether one side has nothing of its own."""
        return not self.ours or not self.theirs


def sharing_of(ours: Sequence[Token], theirs: Sequence[Token]) -> Sharing:
    """What two titles share, in whatever order.

    The same are: inflected forms, a word and the same mistyped, compounds joined or parted, and an acronym and the
    words whose letters it has.
    """
    mine, other = _content(ours), _content(theirs)
    common = Counter(map(_stem, mine)) & Counter(map(_stem, other))
    left, lacking = _uncommon(mine, common), _uncommon(other, common)
    for one, two in ((ours, theirs), (theirs, ours)):
        met = {*_joined(one, two), *_abbreviated(one, two)}
        left = [token for token in left if token not in met]
        lacking = [token for token in lacking if token not in met]
    left, lacking = _without_typos(left, lacking)
    total = len(mine) + len(other)
    return Sharing((total - len(left) - len(lacking)) / total if total else 0.0, len(left), len(lacking))


def _content(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.is_word and token.key not in FUNCTION]


def _stem(token: Token) -> str:
    """The beginning of a word; a word with a digit is another if anything in it is."""
    return unaccented(token.key)[:_STEM] if token.key.isalpha() else token.key


def _uncommon(tokens: Sequence[Token], common: Counter[str]) -> list[Token]:
    """The words that are not common; of several with one stem those that are too many."""
    room = Counter(common)
    left: list[Token] = []
    for token in tokens:
        stem = _stem(token)
        room[stem] -= 1
        if room[stem] < 0:
            left.append(token)
    return left


def _joined(parted: Sequence[Token], joined: Sequence[Token]) -> Collection[Token]:
    """Two neighbours that are one word on the other side, and that word: ``hyper-parameter``, ``hyperparameter``."""
    pairs = {one.key + two.key: (one, two) for one, two in pairwise(token for token in parted if token.is_word)}
    return [each for token in joined if token.key in pairs for each in (token, *pairs[token.key])]


def _abbreviated(full: Sequence[Token], short: Sequence[Token]) -> Collection[Token]:
    """Acronyms, and the neighbouring words that begin with their letters: ``LTR``, ``learning to rank``."""
    words = [token for token in full if token.is_word]
    initials = "".join(token.key[0] for token in words)
    met: list[Token] = []
    for token in short:
        letters = token.shape.removesuffix("s")
        if letters.isalpha() and letters.isupper() and len(letters) in _LETTERS_OF_ACRONYMS:
            at = initials.find(letters.casefold())
            met += (token, *words[at : at + len(letters)]) if at >= 0 else ()
    return met


def _without_typos(left: Sequence[Token], lacking: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 20 ms that a run without titles never needs

    kept, rest = list(left), list(lacking)
    if max(len(kept), len(rest)) > _MOST_COMPARED:
        return kept, rest
    for token in left:
        long = len(token.key) >= _SHORTEST_MISTYPED and token.key.isalpha()
        meant = next(
            (
                each
                for each in rest
                if long and each.key.isalpha() and OSA.distance(token.key, each.key, score_cutoff=1) <= 1
            ),
            None,
        )
        if meant is not None:
            kept.remove(token)
            rest.remove(meant)
    return kept, rest

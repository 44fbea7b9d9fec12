"""What kind of difference stands between two runs of words, and which kinds never tell one paper from another."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from itertools import takewhile
from typing import Final

from papersync.titles.normalise import unaccented
from papersync.titles.tokens import Token, letters
from papersync.titles.vocabulary import DIRECTIONS, FUNCTION, NUMERALS, PREFIXES, TURNING


class Kind(IntEnum):
    """How much a difference says, from nothing to another paper."""

    MARKS = 0  # punctuation, hyphens
    SPACING = 1  # the same letters, joined or parted otherwise; lost accents
    TYPO = 2  # one word mistyped, or in another number
    FUNCTION = 3  # articles, conjunctions, prepositions
    FORM = 4  # another form of the same word
    CONTENT = 5  # other words
    NUMBER = 6  # other digits, versions, parts, opposites


_HARMLESS: Final = frozenset(".,:;-?!()[]/…|'’·")
_SHORTEST_MISTYPED: Final = 5
_SHORTEST_MISTYPED_TWICE: Final = 9
_LONGEST_ENDING: Final = 4
_NEGATIONS: Final = frozenset({"non", "un"})


def kind_of(ours: Sequence[Token], theirs: Sequence[Token]) -> Kind:
    """The gravest kind of difference between two runs."""
    mine, other = _words(ours), _words(theirs)
    if _odd_marks(ours) != _odd_marks(theirs):
        return Kind.NUMBER
    if not mine and not other:
        return Kind.MARKS
    if _numbers(ours) != _numbers(theirs):
        return Kind.NUMBER
    if _letters(ours) == _letters(theirs):
        return Kind.SPACING
    return Kind.NUMBER if _turns(mine, other) else _kind_of_words(mine, other)


def is_content(token: Token) -> bool:
    """Whether a word says what the paper is about."""
    return token.is_word and token.key not in FUNCTION and len(token.key) > 1


def is_name(token: Token) -> bool:
    """Whether a word looks like the name of a system: a digit, or a capital behind the first letter."""
    marked = any(char.isdigit() for char in token.shape) or any(char.isupper() for char in token.shape[1:])
    return token.is_word and marked


def _words(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.is_word or token.key == "&"]


def _odd_marks(tokens: Sequence[Token]) -> set[str]:
    """Marks that belong to a name or a formula (``C++``, ``A*``)."""
    return {token.key for token in tokens if not token.is_word and token.key not in _HARMLESS and token.key != "&"}


def _letters(tokens: Sequence[Token]) -> str:
    return unaccented(letters([token for token in tokens if token.key not in _HARMLESS]).replace("'", "")).casefold()


def _numbers(tokens: Sequence[Token]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        digits = "".join(char for char in token.shape if char.isdigit() or char in ".,")
        if digits or token.shape in NUMERALS:
            found.append(digits or token.shape)
    return found


def _turns(mine: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether one side has a word that turns the meaning; one that is merely mistyped on the other side does not."""
    if len(mine) == len(other) == 1 and _is_typo(mine[0].key, other[0].key):
        return False
    return bool(({token.key for token in mine} ^ {token.key for token in other}) & (TURNING | _NEGATIONS))


def _kind_of_words(mine: Sequence[Token], other: Sequence[Token]) -> Kind:
    if all(token.key in FUNCTION for token in (*mine, *other)):
        turned = frozenset(token.key for token in (*mine, *other)) in DIRECTIONS
        return Kind.CONTENT if turned else Kind.FUNCTION
    if len(mine) != len(other):
        return Kind.CONTENT
    return max(_kind_of_pair(one, two) for one, two in zip(mine, other, strict=True))


def _kind_of_pair(one: Token, two: Token) -> Kind:
    a, b = unaccented(one.key), unaccented(two.key)
    shorter, longer = sorted((a, b), key=len)
    if a == b:
        kind = Kind.SPACING
    elif one.key in FUNCTION and two.key in FUNCTION:
        kind = Kind.CONTENT if frozenset({a, b}) in DIRECTIONS else Kind.FUNCTION
    elif _is_number_form(shorter, longer):
        kind = Kind.TYPO
    elif _differs_at_its_head(shorter, longer):
        kind = Kind.CONTENT
    elif _is_typo(a, b):
        # Names one letter apart are two systems, unless letters were only swapped.
        named = is_name(one) and is_name(two) and not one.shape.isupper() and not two.shape.isupper()
        kind = Kind.CONTENT if named and sorted(a) != sorted(b) else Kind.TYPO
    else:
        kind = Kind.FORM if _is_form(shorter, longer) else Kind.CONTENT
    return kind


def _is_number_form(shorter: str, longer: str) -> bool:
    """Singular and plural, with an apostrophe or without."""
    if len(shorter) < 3:
        return False
    ending = longer[len(shorter) :] if longer.startswith(shorter) else ""
    plural = ending in {"s", "es", "'s"} or (shorter.endswith("y") and longer == f"{shorter[:-1]}ies")
    return plural or longer.replace("'", "") == shorter


def _differs_at_its_head(shorter: str, longer: str) -> bool:
    """``supervised`` and ``unsupervised``, ``encoder`` and ``decoder``, ``night`` and ``light``."""
    if longer.endswith(shorter):
        head = longer[: len(longer) - len(shorter)]
        return len(head) > 1 or head in {"a", "e", "i", "u"}
    tails = {longer[len(prefix) :] for prefix in PREFIXES if longer.startswith(prefix)}
    if any(shorter.startswith(prefix) and shorter[len(prefix) :] in tails for prefix in PREFIXES):
        return True
    return shorter[0] != longer[0] and sorted(shorter[:2]) != sorted(longer[:2])


def _is_typo(a: str, b: str) -> bool:
    """One letter missing, doubled, wrong or swapped with its neighbour; two in long words."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 20 ms that a run without titles never needs

    length = max(len(a), len(b))
    if length < _SHORTEST_MISTYPED or any(char.isdigit() for char in a + b):
        return False
    most = 1 if length < _SHORTEST_MISTYPED_TWICE else 2
    return OSA.distance(a, b, score_cutoff=most) <= most


def _is_form(shorter: str, longer: str) -> bool:
    """Generating, generation, generative: a long common beginning and two short endings."""
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(shorter, longer, strict=False)))
    return common >= 5 and common >= 0.6 * len(longer) and len(longer) - common <= _LONGEST_ENDING

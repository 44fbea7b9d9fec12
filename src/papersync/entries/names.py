"""Whether a text is a list of people's names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from papersync.text.patterns import late_pattern

_BETWEEN: Final = late_pattern(r"[,;&…]|\band\b|(?<=\s)(?-i:y|und)(?=\s)|\bet\.?\s?al\b\.?|\.\.\.", re.IGNORECASE)
# Stands in whatever _BETWEEN finds.
_MAY_PART: Final = late_pattern(r"[,;&….]|[aA][nN][dD]|[eE][tT]|\s(?:y|und)\s")
_PARTICLES: Final = frozenset(
    ("al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "van", "von")
)
_MOST_WORDS: Final = 5
# A capital, then small letters; or initials. Scripts without capitals count as they are.
_NAME: Final = late_pattern(r"(?:[^\W\d_]\.?[-’']?){1,3}|[^\W\d_][^\W\d_’'.-]*(?:[-’'.][^\W\d_]*)*")


@lru_cache(maxsize=4096)
def author_names(text: str) -> tuple[str, ...]:
    """The names, in order; empty if anything in the text is none, as in a note or a venue.

    Names are one to five words, each capitalised, an initial or a particle. A single word is no author list.
    """
    if _begins_too_long(text):
        return ()
    names: list[str] = []
    for part in _parts(text):
        name = part.strip(" .*_()\n")
        if name and not _is_name(name):
            return ()
        if name:
            names.append(name)
    if not names:
        return ()
    return tuple(names) if len(names) > 1 or len(names[0].split()) > 1 else ()


@lru_cache(maxsize=4096)
def is_one_name(text: str) -> bool:
    """Whether ``author_names`` cannot part it."""
    return _MAY_PART.search(text) is None


def _begins_too_long(text: str) -> bool:
    """Whether more words than a name has stand before anything that may part names: most titles begin so."""
    words = text.split(None, _MOST_WORDS + 1)[: _MOST_WORDS + 1]
    return len(words) > _MOST_WORDS and _MAY_PART.search(" ".join(words)) is None


def _parts(text: str) -> Iterator[str]:
    """What stands between separators, one after the other: most texts are known for none after the first."""
    at = 0
    for match in _BETWEEN.finditer(text):
        yield text[at : match.start()]
        at = match.end()
    yield text[at:]


# Who writes papers writes several.
@lru_cache(maxsize=8192)
def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS:
        return False
    return all(map(_is_of_a_name, words))


# Given names come again and again.
@lru_cache(maxsize=8192)
def _is_of_a_name(word: str) -> bool:
    return _is_capitalised(word) or word.casefold() in _PARTICLES


def _is_capitalised(word: str) -> bool:
    if word[0].islower():
        return False
    if word.isalpha():
        # "ETH" or "ICLR" is an institution or a venue; "JA" and "J.A." are initials.
        return len(word) <= 2 or not word.isupper()
    return _NAME.fullmatch(word) is not None

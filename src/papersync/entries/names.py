"""Whether a text is a list of people's names."""

from __future__ import annotations

import re
from typing import Final

_BETWEEN: Final = re.compile(r"[,;&…]|\band\b|\bet\.? al\b\.?|\.\.\.", re.IGNORECASE)
_PARTICLES: Final = frozenset(
    ("al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "van", "von")
)
_MOST_WORDS: Final = 5
# A capital, then small letters; or initials. Scripts without capitals count as they are.
_NAME: Final = re.compile(r"(?:[^\W\d_]\.?[-’']?){1,3}|[^\W\d_][^\W\d_’'.-]*(?:[-’'.][^\W\d_]*)*")


def author_names(text: str) -> tuple[str, ...]:
    """The names, in order; empty if anything in the text is none, as in a note or a venue.

    Names are one to five words, each capitalised, an initial or a particle. A single word is no author list.
    """
    parts = [part.strip(" .*_()\n") for part in _BETWEEN.split(text)]
    names = [part for part in parts if part]
    if not names or not all(_is_name(name) for name in names):
        return ()
    return tuple(names) if len(names) > 1 or len(names[0].split()) > 1 else ()


def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS:
        return False
    return all(word.casefold() in _PARTICLES or _is_capitalised(word) for word in words)


def _is_capitalised(word: str) -> bool:
    if not _NAME.fullmatch(word) or word[0].islower():
        return False
    # "ETH" or "ICLR" is an institution or a venue; "JA" and "J.A." are initials.
    return not (len(word) > 2 and word.isalpha() and word.isupper())

"""Whether words of a list are names of people.

Capitalised words are what both names and titles are made of: what tells them apart are words that titles have and
names hardly.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from papersync.entries.names import author_names
from papersync.entries.vocabulary import IN_TITLES
from papersync.entries.wording import LONGEST, YEAR, YEARS, is_label, words_of
from papersync.text.patterns import late_pattern

_SEVERAL_NAMES: Final = late_pattern(r"\bet\.?\s*al\b|\band others\b|等", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_names(text: str) -> bool:
    """Whether the text is a list of people's names, at least two or `and others`; one alone may be anything."""
    words = " ".join(text[:LONGEST].split()).strip(' *_()[]|,;:.–—-"“”')
    if words[-2:-1].isdigit():
        words = _BEHIND_NAMES.sub("", words)
    if not words:
        return False
    if are_several(words):
        parts = _SEVERAL_NAMES.split(words)
        head = parts[0].strip(" ,.;")
        behind = parts[-1]
        if len(words_of(behind)) > _MOST_BEHIND_OTHERS or not (YEARS.search(behind) or is_label(behind)):
            return False
        return 0 < len(head) < _LONGEST_LIST and (bool(author_names(head + ", Others")) or " " not in head)
    names = author_names(words)
    # "Lovelace, A., Turing, A. M." has initials for names.
    if len(names) < _FEWEST_NAMES:
        return False
    initials = [len(name) <= _LONGEST_INITIALS and _INITIALS.fullmatch(name) is not None for name in names]
    full = sum(initial or " " in name for initial, name in zip(initials, names, strict=True))
    if 0 < sum(initials) * 3 >= len(names):
        full = len(names)
    if words.count(",") >= _FEWEST_NAMES and " and " in words and len(names) >= 2 * _FEWEST_NAMES:
        full = len(names)  # "Lovelace, Ada and Turing, Alan", as BibTeX has them
    if full * 2 <= len(names):
        return False
    # "Scaling Laws and Neural Networks" is capitalised as names are.
    return sum(map(_is_of_a_title, names)) * 3 < len(names)


# Who writes papers writes several.
@lru_cache(maxsize=8192)
def _is_of_a_title(name: str) -> bool:
    """Whether a word stands in it that titles have and names hardly."""
    return any(map(_stands_in_titles, _LETTERS.findall(name)))


# Surnames and words of titles come again and again.
@lru_cache(maxsize=8192)
def _stands_in_titles(word: str) -> bool:
    return IN_TITLES.fullmatch(word) is not None


_LETTERS: Final = late_pattern(r"\w+")


def are_several(text: str) -> bool:
    """Whether `et al.` or the like stands in a text; few texts are so dear to search."""
    folded = text.casefold()
    return ("al" in folded or "others" in folded or "等" in text) and _SEVERAL_NAMES.search(text) is not None


_FEWEST_NAMES: Final = 2
# A venue and a year; more is a sentence, or the title.
_MOST_BEHIND_OTHERS: Final = 6
_LONGEST_LIST: Final = 400
_INITIALS: Final = late_pattern(r"(?:[A-Z]\.?[\s-]?){1,4}")
_LONGEST_INITIALS: Final = 12
_BEHIND_NAMES: Final = late_pattern(rf"[\s,.(]*{YEAR}[a-z]?$")


def is_person(text: str) -> bool:
    """Whether the text may well be the name of one person, or of several."""
    words = " ".join(text.split()).strip(" *_()[]|,;:.–—-†‡§¶")
    names = author_names(words) if len(words) < LONGEST else ()
    return is_names(text) or (
        len(names) > 0 and all(1 < len(name.split()) <= _MOST_NAME_PARTS and not _is_of_a_title(name) for name in names)
    )


_MOST_NAME_PARTS: Final = 4


def is_author_list(text: str) -> bool:
    """Whether a text that somebody marked, as one marks a title, is a list of three names and more nevertheless."""
    return (text.count(",") >= _FEWEST_NAMES or are_several(text)) and is_names(text)

"""Words beside a title that are something else."""

from __future__ import annotations

from functools import lru_cache

from papersync.entries.people import is_author_list, is_names
from papersync.entries.vocabulary import VENUE_WORDS, VENUES
from papersync.entries.wording import (
    LONGEST_LABEL,
    begins_otherwise,
    is_label,
    is_long_and_plain,
    is_venue,
    may_name_venue,
    words_of,
)


@lru_cache(maxsize=4096)
def is_aside(text: str) -> bool:
    """Whether words beside a title are authors, a date, a venue, a distinction, a citation or a label."""
    return is_named_otherwise(text) or is_names(text)


def is_named_otherwise(text: str) -> bool:
    """The same for words that somebody marked: two names joined by "and" are a title then."""
    if is_long_and_plain(text):
        if begins_otherwise(text, _may_stand_in_venues):
            return False
        return is_venue(text) or all(map(_stands_in_venues, words_of(text)))
    words = words_of(text)
    return (
        not words
        or is_label(text)
        or (len(text) > LONGEST_LABEL and is_venue(text))
        or is_author_list(text)
        or are_tags(text)
        or all(map(_stands_in_venues, words))
    )


def _stands_in_venues(word: str) -> bool:
    folded = word.casefold()
    return folded in VENUE_WORDS or folded in VENUES


@lru_cache(maxsize=8192)
def _may_stand_in_venues(word: str) -> bool:
    return may_name_venue(word) or _stands_in_venues(word)


def is_plain_title(text: str) -> bool:
    """Whether words that somebody marked, with nothing around them, are a title as they stand, and nothing is to be
    peeled off them. False in doubt.
    """
    return is_long_and_plain(text) and not is_named_otherwise(text)


def are_tags(text: str) -> bool:
    """Whether the words are tags as networks have them: `#privacy #learning`."""
    return all(word.startswith("#") for word in text.split())

"""Authors behind a title: where their names begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from papersync.entries.people import is_names, is_person
from papersync.entries.titling import is_title
from papersync.entries.vocabulary import INSTITUTIONS
from papersync.entries.wording import is_citation, is_label, words_of
from papersync.text.patterns import late_pattern


def is_of_several(field: str) -> bool:
    """Whether a field is `Lovelace et al.`: surely not a part of the title, even where somebody marked all of it."""
    return "al" in field and (is_citation(field) or is_names(field)) and _ET_AL.search(field) is not None


def others_from(text: str, start: int, end: int) -> int:
    """Where `by Ada Lovelace et al.` begins, whatever goes on behind it; else the end."""
    others = _ET_AL.search(text, start, end) if " al" in text else None
    if others is not None:
        for match in _BY.finditer(text, start, others.start()):
            if is_person(text[match.end() : others.end()]):
                return match.start()
    return end


def cited_from(text: str, start: int, end: int) -> int:
    """Where `, Lovelace and Turing (2020)` begins that ends marked words; else the end."""
    if not text.endswith((")", "]"), start, end):
        return end
    match = _NAMES_AND_YEAR.search(text, max(start, end - _LONGEST_CITATION), end)
    if match is None or _IN_A_ROW.search(text, start, match.start()) is not None:
        return end
    return match.start() if is_title(text[start : match.start()]) else end


_SURNAME: Final = r"(?:(?:van|von|de|der|den)\s)*[^\W\d_a-z][\w’'-]+"
_NAMES_AND_YEAR: Final = late_pattern(
    rf"(?:,\s+|\s+[-–—]\s+){_SURNAME}(?:(?:,\s+{_SURNAME})*,?\s+(?:and|&)\s+{_SURNAME})?,?"
    r"\s+[(\[](?:19|20)\d\d[a-z]?[)\]]$"
)
_LONGEST_CITATION: Final = 120
# `… in Matlab, Torch, TensorFlow (2017)`: words in a row, and no author.
_IN_A_ROW: Final = late_pattern(r",\s+\w+$")


def is_whose(field: str, separator: str) -> bool:
    """Whether a field is authors, or a label that more than a comma parts from the title."""
    if INSTITUTIONS.issuperset(re.split(r"[\s/&+]+", field.casefold().strip())):
        return True
    if is_citation(field) or is_names(field) or (separator.strip(" ,;") and is_person(field)):
        return True
    return is_label(field) and len(words_of(field)) <= _MOST_LABEL_WORDS and separator.strip() not in (",", ";")


def names_from(text: str, start: int, end: int, fields: Sequence[re.Match[str]]) -> int:
    """Where a list of names begins that ends the text, behind a comma or the word "by"; else the end."""
    if (venue := _IN_VENUE.search(text, start, end)) is not None:
        return venue.start()
    others = None
    # Asked first: to search is dear, and few titles end so.
    if text.endswith(_ET_AL_ENDINGS, start, end):
        others = _ET_AL_BEHIND.search(text, max(start, end - _LONGEST_ET_AL), end)
    if others is not None and is_title(text[start : others.start()]):
        return others.start()
    if not _LEADS_TO_NAMES.isdisjoint(text[start:end].replace(",", " ").split()):
        for match in _BY.finditer(text, start, end):
            behind = text[match.end() : end]
            # `Ranking by Gradual Change. Ada Lovelace, Alan Turing`
            if is_person(behind) and is_person(_BEHIND_A_SENTENCE.split(behind, 1)[0]):
                return match.start()
    for match in fields:
        head = text[start : match.start()]
        if is_names(text[match.end() : end]) and is_title(head) and not is_person(head):
            return match.start()
    return end


_BEHIND_A_SENTENCE: Final = late_pattern(r"(?<=[^\W\d_]{3})[.。]\s+")
_ET_AL: Final = re.compile(r"\bet\.? al\b")
_ET_AL_ENDINGS: Final = ("et al", "et al.", "et. al", "et. al.")


# Somebody and others right behind a title, with nothing between: `Title Ada Lovelace et al.`
_ET_AL_BEHIND: Final = late_pattern(r"\s+(?:[^\W\d_a-z][\w’'-]*\.?\s+){2}et\.? al\.?$")
_LONGEST_ET_AL: Final = 200
_IN_VENUE: Final = late_pattern(r"[,.]\s+[Ii]n:?\s+(?=[A-Z])[^,.]{2,120}\b(?:19|20)\d\d\W*$")
# Words that lead to authors, in the languages of lists.
_BY: Final = late_pattern(r"[\s,]+(?:by|por|par|von|di|av|door|от|przez)\s+(?=[^\W\d_a-z])")
_LEADS_TO_NAMES: Final = frozenset(("by", "por", "par", "von", "di", "av", "door", "от", "przez"))


_MOST_LABEL_WORDS: Final = 2

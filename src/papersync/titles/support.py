"""Whether the other things an entry says speak for the record or against it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

from papersync.papers import Paper
from papersync.text.patterns import late_pattern
from papersync.titles.normalise import fold, to_unicode, unaccented
from papersync.titles.verdicts import Evidence
from papersync.titles.vocabulary import INSTITUTIONS, NAME_PARTICLES


class Support(Enum):
    """What authors and years in the entry say about the record."""

    FOR = "for"
    NONE = "none"
    DOUBTFUL = "doubtful"
    AGAINST = "against"


_MOST_NAMES: Final = 200
_NAME_PART: Final = late_pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# A list gives the year of the venue or of any version; venues come up to three years after the first version.
_YEARS_BEFORE: Final = 1
_YEARS_AFTER: Final = 3


def support_of(paper: Paper, evidence: Evidence) -> Support:
    """FOR if an author in the entry is one of the record's.

    AGAINST if none of them is; DOUBTFUL if there is no author and no year fits (it may be a data set's). Names of
    institutions say nothing.
    """
    names = [parts for author in evidence.authors[:_MOST_NAMES] if (parts := _parts(author))]
    if not names:
        wrong = evidence.years and not any(_fits(year, paper) for year in evidence.years)
        return Support.DOUBTFUL if wrong else Support.NONE
    record = [parts for author in paper.authors if (parts := _parts(author.name))]
    if any(_is_same_person(name, other) for name in names for other in record):
        return Support.FOR
    # Bare words may be institutions, nicknames or systems.
    sure = any(len(name) > 1 for name in names) or any("et al" in each.casefold() for each in evidence.authors)
    institutional = any(name & INSTITUTIONS for name in names)
    return Support.AGAINST if record and sure and not institutional else Support.NONE


def _fits(year: int, paper: Paper) -> bool:
    return paper.published.year - _YEARS_BEFORE <= year <= max(paper.updated, paper.published).year + _YEARS_AFTER


def _parts(name: str) -> frozenset[str]:
    return frozenset(_NAME_PART.findall(unaccented(fold(to_unicode(name))).casefold())) - NAME_PARTICLES


def _is_same_person(name: frozenset[str], other: frozenset[str]) -> bool:
    """Whether every part of one name is a part of the other or its initial, and at least one is more than that."""
    shorter, longer = sorted((name, other), key=len)
    if not any(len(part) > 1 for part in shorter & longer):
        return False
    return all(_stands_in(part, longer) for part in shorter)


def _stands_in(part: str, parts: Iterable[str]) -> bool:
    return any(part == other or (min(len(part), len(other)) == 1 and part[0] == other[0]) for other in parts)

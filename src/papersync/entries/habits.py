"""What a list shows where its entries have their titles: what one entry alone cannot tell, the others do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from papersync.titles import CannotTell, Differs, Doubt, Habit, Same, TitleVerdict

# Doubts about what the words are, not about which paper they name.
_NO_TITLE: Final = (Doubt.NICKNAME, Doubt.TOO_SHORT, Doubt.DESCRIPTION, Doubt.TRANSLATED)
# Fewer may be chance.
_FEWEST_TITLES: Final = 5
_FEWEST_OTHERS: Final = 3
# Of so many titles one entry, and two of a hundred, may show a name.
_TITLES_FOR_EXCEPTIONS: Final = 10
_MOST_OTHERS_OF_100: Final = 2


def habit_of(verdicts: Iterable[TitleVerdict]) -> Habit:
    """The habit of entries that are alike, from what the judge says of each one alone.

    Entries in which the record's title is recognised count for titles; those with a name, a remark or a translation
    against. What contradicts its record counts for neither: it is what is asked for.
    """
    titles = others = 0
    for verdict in verdicts:
        titles += isinstance(verdict, Same | Differs)
        others += isinstance(verdict, CannotTell) and verdict.doubt in _NO_TITLE
    most = (titles >= _TITLES_FOR_EXCEPTIONS) + titles * _MOST_OTHERS_OF_100 // 100
    if titles >= _FEWEST_TITLES and others <= most:
        return Habit.TITLES
    return Habit.OTHERS if others >= max(_FEWEST_OTHERS, titles) else Habit.UNKNOWN

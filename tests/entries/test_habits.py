"""What a list shows in the place of titles, told from its entries."""

from __future__ import annotations

import pytest

from papersync.entries.habits import habit_of
from papersync.titles import CannotTell, Contradicts, Differs, Doubt, Habit, Same, TitleVerdict, Why

TITLE: TitleVerdict = Same()
MENDED: TitleVerdict = Differs(Why.RECASED, ())
NAME: TitleVerdict = CannotTell(Doubt.NICKNAME)
REMARK: TitleVerdict = CannotTell(Doubt.DESCRIPTION)
FOREIGN: TitleVerdict = CannotTell(Doubt.TRANSLATED)
VARIANT: TitleVerdict = CannotTell(Doubt.UNCERTAIN)
WRONG: TitleVerdict = Contradicts(0.0)


@pytest.mark.parametrize(
    ("verdicts", "habit"),
    [
        pytest.param([], Habit.UNKNOWN, id="nothing"),
        pytest.param([TITLE] * 4, Habit.UNKNOWN, id="four titles may be chance"),
        pytest.param([TITLE] * 5, Habit.TITLES, id="five titles and nothing else"),
        pytest.param([TITLE, MENDED] * 10, Habit.TITLES, id="titles that are to be mended are titles"),
        pytest.param([TITLE] * 5 + [NAME], Habit.UNKNOWN, id="few titles and a name"),
        pytest.param([TITLE] * 10 + [NAME], Habit.TITLES, id="one name among ten"),
        pytest.param([TITLE] * 10 + [NAME, REMARK], Habit.UNKNOWN, id="two among ten"),
        pytest.param([TITLE] * 100 + [NAME] * 3, Habit.TITLES, id="three among a hundred"),
        pytest.param([TITLE] * 100 + [NAME] * 4, Habit.UNKNOWN, id="four among a hundred"),
        pytest.param([TITLE] * 10 + [WRONG] * 10, Habit.TITLES, id="wrong papers say nothing of the list"),
        pytest.param([TITLE] * 10 + [VARIANT] * 5, Habit.TITLES, id="nor do older wordings"),
        pytest.param([NAME] * 2, Habit.UNKNOWN, id="two names may be chance"),
        pytest.param([NAME, REMARK, FOREIGN], Habit.OTHERS, id="three other things"),
        pytest.param([TITLE] * 5 + [FOREIGN] * 5, Habit.OTHERS, id="as many translations as titles"),
        pytest.param([TITLE] * 5 + [FOREIGN] * 4, Habit.UNKNOWN, id="some of each"),
        pytest.param([FOREIGN] * 5 + [WRONG] * 9, Habit.OTHERS, id="translations, some of them not recognised"),
    ],
)
def test_habit(verdicts: list[TitleVerdict], habit: Habit) -> None:
    assert habit_of(verdicts) is habit
    assert habit_of(reversed(verdicts)) is habit

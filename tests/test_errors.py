from __future__ import annotations

import re

import pytest

from papersync import errors
from papersync.errors import ExitCode, PapersyncError, Place


def family(root: type[PapersyncError]) -> list[type[PapersyncError]]:
    """The classes of the error tree that stand in errors.py, in order of definition."""
    children = [child for child in root.__subclasses__() if child.__module__ == errors.__name__]
    return [root, *(member for child in children for member in family(child))]


DRAWN = re.findall(r"^[│├└─ ]*(\w+Error)(?: \((\d+)\))?", errors.__doc__ or "", re.MULTILINE)


def test_the_tree_in_the_docstring_is_complete() -> None:
    assert sorted(name for name, _ in DRAWN) == sorted(member.__name__ for member in family(PapersyncError))


@pytest.mark.parametrize("member", family(PapersyncError), ids=lambda member: str(member.__name__))
def test_each_class_has_the_exit_code_that_is_drawn(member: type[PapersyncError]) -> None:
    drawn = dict(DRAWN)
    nearest = next(
        drawn[base.__name__] for base in member.__mro__ if drawn.get(base.__name__) or base is PapersyncError
    )
    assert member.exit_code == int(nearest or ExitCode.BUG)
    assert member.exit_code is not ExitCode.CLEAN


@pytest.mark.parametrize("member", family(PapersyncError)[1:], ids=lambda member: str(member.__name__))
def test_each_class_says_what_it_is_for(member: type[PapersyncError]) -> None:
    assert member.__doc__
    assert member.__doc__ != member.__base__.__doc__ if member.__base__ else True


def test_the_greatest_exit_code_wins_by_its_number() -> None:
    assert max(ExitCode) is ExitCode.INTERRUPTED
    assert [int(code) for code in ExitCode] == [0, 1, 2, 3, 4, 130]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        pytest.param(None, "it broke", id="nowhere"),
        pytest.param(Place("a.md"), "a.md: it broke", id="a file"),
        pytest.param(Place("a.md", 3), "a.md:3: it broke", id="a line"),
        pytest.param(Place("a.md", 3, 14), "a.md:3:14: it broke", id="a column"),
    ],
)
def test_messages_begin_with_the_place(place: Place | None, text: str) -> None:
    assert str(PapersyncError("it broke", place=place)) == text

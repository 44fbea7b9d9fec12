from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.errors import FileError, Place
from papersync.lint.finding import Level
from papersync.report.github import workflow_commands
from papersync.report.notice import Notice, failure
from papersync.text import Span

from .samples import CUT, finding, located

PLACE = "line=3,endLine=3,col=21,endColumn=55,title=PS101 mangled-link"

MESSAGES = [
    pytest.param("all well", "all well", id="plain"),
    pytest.param("100 % sure", "100 %25 sure", id="a per cent sign would begin an escape"),
    pytest.param("a\r\nb", "a  b", id="a line end would end the command"),
    pytest.param("::error::forged", "::error::forged", id="a command within a line is none"),
    pytest.param("a\n::error file=x::forged", "a ::error file=x::forged", id="a command on a line of its own"),
    pytest.param("\n::stop-commands::x", " ::stop-commands::x", id="switching commands off"),
    pytest.param("\x1b[31mred\x1b[0m \u202eevil", "red evil", id="colours and overrides"),
    pytest.param("<img src=x onerror=1> @user", "<img src=x onerror=1> @user", id="GitHub shows annotations as text"),
    pytest.param("a%0A::error::b", "a%250A::error::b", id="an escaped line end is not unescaped"),
]


@pytest.mark.parametrize(("message", "expected"), MESSAGES)
def test_messages_are_escaped(message: str, expected: str) -> None:
    assert workflow_commands(located(finding(message=message))) == f"::error file=README.md,{PLACE}::{expected}\n"


def test_properties_are_escaped() -> None:
    text = workflow_commands(located(finding(path="a,b:c%\n.md")))
    assert text == f"::error file=a%2Cb%3Ac%25 .md,{PLACE}::something is wrong\n"


@pytest.mark.parametrize(
    ("level", "command"), [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.INFO, "notice")]
)
def test_levels(level: Level, command: str) -> None:
    assert workflow_commands(located(finding(level)), show_info=True).startswith(f"::{command} ")


def test_infos_only_if_asked_for_and_what_is_fixed_never() -> None:
    assert workflow_commands(located(finding(Level.INFO), finding(fix=CUT, fixed=True)), show_info=False) == ""


def test_no_columns_over_several_lines() -> None:
    assert "line=1,endLine=3,title=" in workflow_commands(located(finding(span=Span(0, 20))))


def test_at_most_ten_of_a_level_and_the_rest_is_counted() -> None:
    found = located(*[finding(level) for level in Level for _ in range(12)])
    lines = workflow_commands(found, show_info=True).splitlines()
    assert [sum(line.startswith(f"::{word} ") for line in lines) for word in ("error", "warning", "notice")] == [10] * 3
    assert lines[-1].startswith("::notice title=papersync::7 more are not annotated")


@given(st.text(max_size=30), st.text(max_size=30))
def test_always_one_line(message: str, path: str) -> None:
    text = workflow_commands(located(finding(message=message, path=path)))
    assert text.endswith("\n")
    assert len(text.splitlines()) == 1
    assert text.startswith("::error file=")


def test_notices_come_first_and_are_escaped() -> None:
    notices = [
        Notice(Level.WARNING, "3 papers: 100 %\n::error::forged"),
        failure(FileError("gone", hint="look", place=Place("a,b.md", 3, 4))),
        failure(FileError("gone", place=Place("a.md"))),
    ]
    lines = workflow_commands(located(finding(Level.WARNING)), notices=notices).splitlines()
    assert lines[:3] == [
        "::error file=a%2Cb.md,line=3,col=4,title=papersync::gone (look)",
        "::error file=a.md,title=papersync::gone",
        "::warning title=papersync::3 papers: 100 %25 ::error::forged",
    ]
    assert len(lines) == 4


def test_notices_beyond_the_ten_are_counted_too() -> None:
    lines = workflow_commands((), notices=[Notice(Level.ERROR, f"gone {number}") for number in range(13)]).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["::notice"]
    assert "3 more are not annotated" in lines[-1]


def test_notices_count_among_the_ten_that_github_keeps() -> None:
    found = located(*[finding(Level.WARNING)] * 10)
    lines = workflow_commands(found, notices=[Notice(Level.WARNING, "stale")]).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::warning"] * 10 + ["::notice"]
    assert "1 more is not annotated" in lines[-1]

"""What a workflow asks for, and which words papersync gets for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from papersync.action.inputs import FailOn, Inputs, KeepAlive, Mode
from papersync.action.running import command_line

FILE = ["--json-file", "out"]
GITHUB = ["--output-format", "github"]


def test_nothing_given_is_a_refresh_that_only_looks() -> None:
    made = Inputs.of({"INPUT_COMMAND": "", "INPUT_MODE": " "})
    assert made == Inputs("refresh")
    assert (made.mode, made.fail_on, made.keep_alive) == (Mode.CHECK, FailOn.FAILURES, KeepAlive.ALARM)
    assert (made.branch, made.title) == ("papersync/refresh", "Refresh the reading lists from arXiv")


def test_words_are_parted_as_a_shell_would_and_expanded_by_nobody() -> None:
    made = Inputs.of(
        {
            "INPUT_FILES": "a.md\n'b c.md'\n$(touch pwned).md\n",
            "INPUT_ARGS": '--select "PS1,PS2" `x`',
            "INPUT_TITLE": "Two\nlines",
            "INPUT_FAIL_ON": "findings",
        }
    )
    assert made.files == ("a.md", "b c.md", "$(touch", "pwned).md")
    assert made.args == ("--select", "PS1,PS2", "`x`")
    assert (made.title, made.fail_on) == ("Two lines", FailOn.FINDINGS)


@pytest.mark.parametrize(
    ("mode", "command", "args", "words"),
    [
        pytest.param("check", "refresh", "", ["refresh", *GITHUB, *FILE, "--check"], id="refresh writes nothing"),
        pytest.param("commit", "refresh", "", ["refresh", *GITHUB, *FILE], id="a large change is not agreed to"),
        pytest.param("pull-request", "refresh", "", ["refresh", *GITHUB, *FILE, "--yes"], id="a person will agree"),
        pytest.param("check", "lint", "", ["lint", *GITHUB, *FILE], id="lint only looks"),
        pytest.param("check", "lint", "--fix", ["lint", *GITHUB, *FILE, "--check", "--fix"], id="here too"),
        pytest.param("commit", "lint --fix", "", ["lint", *GITHUB, *FILE, "--fix"], id="options beside the command"),
        pytest.param("check", "resolve", "", ["resolve", *GITHUB, "--check"], id="resolve"),
        pytest.param("check", "lint", "--diff", ["lint", *FILE, "--diff"], id="a diff has the output for itself"),
        pytest.param("check", "lint", "--output-format=sarif", ["lint", *FILE, "--output-format=sarif"], id="sarif"),
        pytest.param("commit", "add", "2001.08361 --section x", ["add", "2001.08361", "--section", "x"], id="add"),
        pytest.param("check", "refs", "", ["refs"], id="a command that shows"),
    ],
)
def test_the_words_for_papersync(mode: str, command: str, args: str, words: list[str]) -> None:
    given = {"INPUT_MODE": mode, "INPUT_COMMAND": command, "INPUT_ARGS": args}
    assert command_line(Inputs.of(given), Path("out")) == words
    with_files = Inputs.of({**given, "INPUT_FILES": "--yes.md b.md"})
    assert command_line(with_files, Path("out")) == [*words, "--", "--yes.md", "b.md"]

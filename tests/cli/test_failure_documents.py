"""A program that reads stdout gets a whole document also when a command had to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from tests.cli.conftest import Cli

EMPTY_REFRESH: Final[dict[str, object]] = {
    "findings": [],
    "changed": [],
    "added": [],
    "updated": [],
    "unconfirmed": [],
    "unconfirmed_since": {},
    "stale_since": None,
}


def bad_configuration(cli: Cli) -> None:
    cli.write("README.md", "# L\n")
    cli.write("papersync.toml", '\n\ntitels = "keep"\n')


def damaged_store(cli: Cli) -> None:
    cli.write("README.md", "# L\n\n## S\n")
    (cli.folder / "data").mkdir()
    cli.write("data/papers.json", '{\n  "version": 1,\n  "papers": {\n<<<<<<< HEAD\n')


def no_lists(cli: Cli) -> None:
    pass


Reason = tuple[Callable[[Cli], None], str, str]
REASONS = [
    pytest.param((bad_configuration, "papersync.toml", "line 3: "), id="bad configuration"),
    pytest.param((damaged_store, "data/papers.json", "line 4: "), id="damaged store"),
    pytest.param((no_lists, "", "none of the configured lists is there"), id="no lists"),
]


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize(
    ("words", "empty"),
    [
        pytest.param(("refresh",), EMPTY_REFRESH, id="refresh"),
        pytest.param(("refresh", "--check"), EMPTY_REFRESH, id="refresh --check"),
        pytest.param(("lint",), {"findings": []}, id="lint"),
        pytest.param(("lint", "--fix"), {"findings": []}, id="lint --fix"),
        pytest.param(("add", "2205.09726", "-s", "s"), {"papers": [], "changed": []}, id="add"),
    ],
)
def test_json(cli: Cli, reason: Reason, words: tuple[str, ...], empty: dict[str, object]) -> None:
    make, path, says = reason
    make(cli)
    done = cli(*words, "--output-format", "json")
    document = done.json
    (error,) = document.pop("errors")
    assert (done.code, document) == (2, {"version": 1, **empty})
    assert error.keys() == {"path", "message", "hint"}
    assert error["path"].endswith(path)
    assert error["message"].startswith(says)
    assert "papersync: " in done.err, "a person is told as before"


@pytest.mark.parametrize(
    ("words", "empty", "code"),
    [
        pytest.param(("refs",), {"references": []}, 2, id="refs without lists"),
        pytest.param(("remove", "2205.09726"), {"papers": [], "changed": []}, 2, id="remove without lists"),
        pytest.param(("move", "x", "-s", "s"), {"papers": [], "changed": []}, 2, id="move of no paper"),
        pytest.param(("rules", "PS999"), {"rules": []}, 2, id="an unknown rule"),
        pytest.param(("show", "9999.99999"), {"paper": None}, 2, id="an impossible identifier"),
        pytest.param(("show", "2205.09726", "--offline"), {"paper": None}, 3, id="a record that is not there"),
        pytest.param(("refresh", "--prune", "README.md"), EMPTY_REFRESH, 2, id="options that exclude one another"),
        pytest.param(("refresh", "--diff"), EMPTY_REFRESH, 2, id="a diff as JSON"),
    ],
)
def test_json_of_other_failures(cli: Cli, words: tuple[str, ...], empty: dict[str, object], code: int) -> None:
    done = cli(*words, "--output-format", "json")
    document = done.json
    assert (done.code, len(document.pop("errors")), document) == (code, 1, {"version": 1, **empty})


@pytest.mark.parametrize("command", ["refresh", "lint"])
@pytest.mark.parametrize("reason", REASONS)
def test_sarif_and_github(cli: Cli, reason: Reason, command: str) -> None:
    make, path, _ = reason
    make(cli)
    done = cli(command, "--output-format", "sarif")
    (run,) = done.json["runs"]
    (invocation,) = run["invocations"]
    assert (done.code, run["results"], invocation["executionSuccessful"]) == (2, [], False)
    (told,) = invocation["toolExecutionNotifications"]
    assert told["level"] == "error"
    done = cli(command, "--output-format", "github")
    (line,) = done.out.splitlines()
    assert done.code == 2
    assert line.startswith("::error ")
    assert ("file=" in line) is bool(path)


@pytest.mark.parametrize("words", [("refresh", "-"), ("lint", "--fix", "-")])
def test_a_piped_list_has_stdout_for_itself(cli: Cli, words: tuple[str, ...]) -> None:
    damaged_store(cli)
    done = cli(*words, "--output-format", "json", stdin="# L\n")
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize("command", ["refresh", "lint", "refs"])
def test_a_folder_without_lists_does_not_stop_the_others(cli: Cli, command: str) -> None:
    (cli.folder / "empty").mkdir()
    cli.write("README.md", "# L\n\n- [x](https://arxiv.org/abs/2101.1)\n")
    done = cli(command, "empty", "README.md", "missing.md", "--output-format", "json")
    assert done.code == 2
    assert done.json["references" if command == "refs" else "findings"], "the list was read"
    assert len(done.json["errors"]) == 2
    assert "empty holds no Markdown files" in done.err
    alone = cli(command, "empty", "--output-format", "json")
    assert (alone.code, len(alone.json["errors"])) == (2, 1)

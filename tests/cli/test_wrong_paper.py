"""A wrong paper, from refresh to the fix, as users meet it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cli.conftest import Cli
from tests.cli.standins import serving
from tests.records import RANKGEN, SCALING, paper

WRONG = "Sorting Very Many Old Pictures by Their Age Alone"
MEANT = paper("2209.00001", WRONG)
SECOND = replace(SCALING, version=2)
ENTRY = f"# L\n\n- [{WRONG}](https://arxiv.org/abs/2001.08361) - read this\n"


def test_refresh_asks_for_the_first_title_and_then_calls_it_wrong(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    page = cli.write("README.md", ENTRY)
    with serving([SECOND], monkeypatch) as server:
        done = cli("refresh", "--output-format", "json")
        assert done.code == 1
        (finding,) = done.json["findings"]
        assert (finding["code"], finding["level"], finding["fix"]) == ("PS203", "error", None)
        assert [arrival.ids for arrival in server.arrivals] == [1, 1]
        assert cli("refresh", "--check").code == 1
        assert [arrival.ids for arrival in server.arrivals] == [1, 1], "asked once"
    assert page.read_text() == ENTRY
    assert cli("lint", "--output-format", "json").json["findings"] == [finding]


def test_a_first_title_that_was_not_answered_for_is_no_error(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write("README.md", ENTRY)
    with serving([SECOND], monkeypatch, "503:every=2"):
        done = cli("refresh", "--output-format", "json")
    assert done.code == 3
    assert [finding["level"] for finding in done.json["findings"]] == ["warning"]
    assert done.json["unconfirmed"] == ["2001.08361"]


def test_offline_nothing_is_asked_and_a_possible_rename_is_a_warning(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write("README.md", ENTRY.replace(WRONG, SCALING.title))
    with serving([SECOND], monkeypatch) as server:
        assert cli("refresh").code == 0
        cli.write("README.md", ENTRY)
        done = cli("refresh", "--offline", "--suggest")
        assert len(server.arrivals) == 1
    assert done.code == 1
    assert "warning" in done.out


def test_suggest_names_the_paper_and_lint_puts_it_in_once_it_is_known(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = cli.write("README.md", ENTRY)
    with serving([SCALING, RANKGEN, MEANT], monkeypatch):
        done = cli("refresh", "--suggest")
        assert (done.code, page.read_text()) == (1, ENTRY)
        assert "that of 2209.00001" in done.out
        assert "2209.00001" not in cli("refresh").out, "nothing of a search is kept"
        cli.write("other.md", f"- [{WRONG}](https://arxiv.org/abs/2209.00001)\n")
        assert cli("refresh", "README.md", "other.md").code == 1
    assert cli("lint", "README.md", "--fix").code == 1
    assert page.read_text() == ENTRY
    assert cli("lint", "README.md", "--fix", "--unsafe-fixes").code == 0
    assert page.read_text() == ENTRY.replace("2001.08361", "2209.00001")


def test_a_search_that_fails_is_said_and_changes_no_exit_code(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write("README.md", ENTRY)
    with serving([SCALING], monkeypatch, "503:every=2"):
        done = cli("refresh", "--suggest")
    assert done.code == 1
    assert "1 title could not be searched for" in done.err

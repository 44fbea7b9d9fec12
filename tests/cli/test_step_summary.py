"""The summary of a step on GitHub: appended where GITHUB_STEP_SUMMARY says, by `lint` and `refresh`, in any format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.records import RANKGEN

TRACKED = "# L\n\n- [RankGen](https://arxiv.org/abs/2205.09726?utm_source=x)\n"


@pytest.fixture
def page(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = cli.folder / "summary"
    path.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


@pytest.mark.parametrize("output_format", ["text", "json", "github", "sarif"])
def test_lint(cli: Cli, page: Path, output_format: str) -> None:
    cli.write("README.md", TRACKED)
    assert cli("lint", "README.md", "missing.md", "--output-format", output_format).code == 2
    lines = page.read_text().splitlines()
    assert lines[:2] == ["before", "### papersync lint: 1 failure; 1 warning, 1 info"]
    assert "- error: missing\\.md: cannot be read\\: there is no such file" in page.read_text()
    assert "PS102 tracking-parameters: 1, PS304 unconfirmed: 1" in lines
    (row,) = (line for line in lines if line.startswith("| warning"))
    assert row.startswith("| warning | README\\.md:3:13 | PS102 tracking-parameters | ")


def test_refresh(online: Cli, page: Path) -> None:
    online.write("README.md", f"# L\n\n### {RANKGEN.title} [a](https://arxiv.org/abs/2205.09726?utm_source=x)\n")
    assert online("refresh", "--check").code == 1
    assert "\nWould change\\: README\\.md\n\nRecords\\: 1 new\\, 0 updated\n" in page.read_text()
    page.write_text("")
    assert online("refresh").code == 0
    assert page.read_text() == (
        "### papersync refresh: nothing is left to report; 1 fixed\n"
        "\nChanged\\: README\\.md\n\nRecords\\: 1 new\\, 0 updated\n\n"
    )


def test_what_could_not_be_checked_is_said(cli: Cli, page: Path) -> None:
    cli.write("README.md", TRACKED)
    assert cli("refresh").code == 3
    assert "- warning: 1 of 1 paper could not be checked" in page.read_text()


@pytest.mark.parametrize("command", ["lint", "refresh"])
def test_a_run_that_failed(cli: Cli, page: Path, command: str) -> None:
    cli.write("README.md", TRACKED)
    cli.write("papersync.toml", "lsits = 1\n")
    assert cli(command).code == 2
    text = page.read_text()
    assert text.startswith(f"before\n### papersync {command}: 1 failure\n\n- error: ")
    assert "papersync\\.toml\\:1: " in text


def test_a_file_that_cannot_be_written_is_told_and_changes_nothing(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write("README.md", TRACKED)
    plain = cli("lint")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(cli.folder / "no/such/folder"))
    done = cli("lint")
    assert (done.code, done.out) == (plain.code, plain.out)
    assert "the summary of this step could not be written" in done.err


def test_other_commands_write_none(cli: Cli, page: Path) -> None:
    cli.write("README.md", TRACKED)
    assert cli("refs").code == 0
    assert cli("entries").code == 0
    assert page.read_text() == "before\n"

"""`--json-file`: the document for programs beside what is printed, so that one run serves both."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.contract import require_valid

LIST = "# L\n\n- [RankGen](https://arxiv.org/abs/2205.09726?utm_source=x)\n"


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        pytest.param(("lint",), "PS102 warning", id="text"),
        pytest.param(("lint", "--output-format", "github"), "::warning file=README.md", id="annotations"),
        pytest.param(("lint", "--output-format", "sarif"), '"2.1.0"', id="code scanning"),
        pytest.param(("lint", "--diff"), "+++ ", id="a diff, which JSON on stdout excludes"),
        pytest.param(("refresh", "--output-format", "github"), "::warning", id="refresh"),
        pytest.param(("refresh", "--diff"), "+++ ", id="refresh with a diff"),
    ],
)
def test_it_is_what_the_json_format_prints(cli: Cli, words: tuple[str, ...], printed: str) -> None:
    cli.write("README.md", LIST)
    path = cli.folder / "out.json"
    check = () if words[0] == "lint" and "--diff" not in words else ("--check",)
    expected = cli(words[0], *check, "--output-format", "json").out
    done = cli(*words, *check, "--json-file", "out.json")
    assert printed in done.out
    assert path.read_text() == expected
    require_valid(words[0], path.read_text())


@pytest.mark.parametrize("words", [("lint", "--fix"), ("refresh", "--offline")], ids=lambda words: words[0])
@pytest.mark.parametrize(
    "there",
    [
        pytest.param(LIST, id="a list"),
        pytest.param('{"name": "page", "version": 1}\n', id="a program's JSON"),
        pytest.param('{\n  "version": 1,\n  "papers": {}\n}\n', id="a store"),
        pytest.param(" ", id="a blank"),
    ],
)
def test_what_somebody_wrote_is_not_replaced(cli: Cli, words: tuple[str, ...], there: str) -> None:
    cli.write("README.md", LIST)
    path = cli.write("out.json", there)
    done = cli(*words, "README.md", "--json-file", "out.json")
    assert done.code == 2
    assert "out.json would replace a file" in done.err
    assert path.read_text() == there
    assert (cli.folder / "README.md").read_text() == LIST


def test_its_own_of_the_last_run_and_an_empty_one_are_replaced(cli: Cli) -> None:
    cli.write("README.md", LIST)
    path = cli.write("out.json", "")
    first = cli("lint", "--json-file", "out.json")
    written = path.read_text()
    again = cli("lint", "--select", "PS401", "--json-file", "out.json")
    assert (first.code, again.code) == (1, 0)
    assert '"PS102"' in written
    assert '"PS102"' not in path.read_text()


def test_one_that_cannot_be_written_is_said(cli: Cli) -> None:
    cli.write("README.md", LIST)
    done = cli("lint", "--json-file", str(Path("no/such/folder/out.json")))
    assert done.code == 2
    assert "out.json: the JSON document could not be written" in done.err

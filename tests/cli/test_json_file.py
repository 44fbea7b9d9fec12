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


def test_one_that_cannot_be_written_is_said(cli: Cli) -> None:
    cli.write("README.md", LIST)
    done = cli("lint", "--json-file", str(Path("no/such/folder/out.json")))
    assert done.code == 2
    assert "out.json: the JSON document could not be written" in done.err

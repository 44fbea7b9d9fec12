"""A list that cannot be written, or not be read as text: what is wrong with it is said all the same."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli

LIST = "# P\n\n## S\n\n- [A](ttps://arxiv.org/abs/2001.08361)\n- [x](https://arxiv.org/abs/1713.99999)\n"


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("lint", "--fix"), id="the fixes of a lint"),
        pytest.param(("refresh", "--offline"), id="a refresh without a network"),
        pytest.param(("refresh",), id="a refresh"),
    ],
)
def test_findings_of_a_list_that_cannot_be_written_are_told_as_not_fixed(online: Cli, command: tuple[str, ...]) -> None:
    path = online.write("README.md", LIST)
    path.chmod(0o444)
    ran = online(*command, "--output-format", "json", "README.md")
    told = {finding["code"]: finding["fixed"] for finding in ran.json["findings"]}
    assert {code: told.get(code) for code in ("PS106", "PS201")} == {"PS106": False, "PS201": False}
    assert [error["path"] for error in ran.json["errors"]] == ["README.md"]
    assert ran.code in (2, 3)
    assert path.read_text() == LIST


def test_add_to_a_list_that_cannot_be_written_leaves_no_store(online: Cli) -> None:
    path = online.write("README.md", LIST)
    path.chmod(0o444)
    ran = online("add", "2205.09726", "--section", "S")
    assert ran.code == 2
    assert "README.md" in ran.err
    assert not (online.folder / "data").exists()
    assert path.read_text() == LIST


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("command", ["lint", "refs", "refresh"])
def test_a_list_in_utf_16_is_said_to_be_one(online: Cli, command: str, encoding: str) -> None:
    path = online.write("README.md", ("\ufeff" + LIST).encode(encoding))
    before = path.read_bytes()
    ran = online(command, "README.md")
    assert ran.code == 2
    assert "README.md: is UTF-16, not UTF-8" in ran.err
    assert path.read_bytes() == before

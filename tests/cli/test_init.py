"""`papersync init`: it looks, shows, and writes what is wished for; what is there stays."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.cli.conftest import Cli
from tests.cli.setups import ALL_OF_IT, BULLETS, FILES, files_of, fill, git, lists_in, new_in, reading_repository

GOLDEN: Final = Path(__file__).parents[1] / "golden"


@pytest.fixture
def repo(cli: Cli) -> Cli:
    reading_repository(cli.folder)
    return cli


def test_what_the_terminal_says(repo: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The golden file holds what a person sees at 80 columns, and the exit codes; what a diff is for is left out."""
    monkeypatch.setenv("COLUMNS", "80")
    said = []
    for arguments in (["--check"], ["--yes", "--pre-commit", "--merge-driver"], ["--yes"], ["--diff", "--pyproject"]):
        if "--pyproject" in arguments:
            (repo.folder / "papersync.toml").unlink()
            repo.write("pyproject.toml", '[project]\nname = "x"\n')
        done = repo("init", *arguments)
        said.append(f"$ papersync init {' '.join(arguments)}\n{done.out}{done.err}exit code {done.code}\n")
    assert "\n".join(said) == (GOLDEN / "init.txt").read_text("utf-8")


def test_a_second_one_writes_nothing_and_says_so(repo: Cli) -> None:
    arguments = ["init", "--workflow", "--pre-commit", "--merge-driver"]
    first = repo(*arguments)
    assert first.code == 0, first.err
    assert new_in(repo.folder) == ALL_OF_IT
    assert lists_in(repo.folder) == ["README.md", "README.zh-CN.md", "docs/research.md"]
    files, settings = files_of(repo.folder), git(repo.folder, "config", "--list", "--local")
    again = repo(*arguments)
    assert (again.code, again.err) == (0, "")
    assert "nothing to write" in again.out
    assert repo(*arguments, "--check").code == 0
    assert (files_of(repo.folder), git(repo.folder, "config", "--list", "--local")) == (files, settings)


def test_a_dry_run_writes_nothing_and_its_diff_is_exact(repo: Cli, tmp_path_factory: pytest.TempPathFactory) -> None:
    repo.write(".pre-commit-config.yaml", "repos:\n- repo: local\n  hooks: []\n")
    before = files_of(repo.folder)
    arguments = ["init", "--workflow", "--pre-commit", "--merge-driver"]
    done = repo(*arguments, "--diff")
    assert done.code == 1
    assert repo(*arguments, "--check").code == 1
    assert files_of(repo.folder) == before
    copy = tmp_path_factory.mktemp("copy") / "it"
    shutil.copytree(repo.folder, copy)
    subprocess.run(["git", "apply", "-"], cwd=copy, input=done.out.encode(), check=True)
    assert repo(*arguments).code == 0
    assert files_of(copy) == files_of(repo.folder)


def test_the_written_configuration_is_that_of_the_next_command(repo: Cli) -> None:
    repo("init")
    named = repo("refs", "--output-format", "json").json["references"]
    assert {each["path"] for each in named} == {"README.md", "README.zh-CN.md", "docs/research.md"}
    assert 'contact = "https://github.com/ada/awesome-reading"' in (repo.folder / "papersync.toml").read_text()


@pytest.mark.parametrize(
    ("files", "arguments", "lists"),
    [
        pytest.param(FILES, ["docs/faq.md"], ["docs/faq.md"], id="a file named, though it names one paper"),
        pytest.param(FILES, ["docs"], ["docs/research.md"], id="a folder"),
        pytest.param(FILES, ["README.md", "docs"], ["README.md", "docs/research.md"], id="a file and a folder"),
        pytest.param({"a.md": FILES["docs/faq.md"]}, [], ["a.md"], id="one paper, where nothing has more"),
        pytest.param({"new.md": "# List\n"}, ["new.md"], ["new.md"], id="a list without papers yet"),
        pytest.param(
            {f"papers/{n}.md": BULLETS for n in range(5)} | {"papers/short.md": FILES["docs/faq.md"]},
            [],
            ["papers/*.md"],
            id="many in a folder, and a short one",
        ),
        pytest.param(
            {"a.md": BULLETS, "b.md": BULLETS, "c.md": FILES["docs/faq.md"]}, [], ["a.md", "b.md"], id="at the root"
        ),
        pytest.param({"a.md": BULLETS + "\udcff\udcfe\n"}, [], ["a.md"], id="what is no UTF-8"),
        pytest.param({"a b[1].md": BULLETS}, [], ["a b[[]1].md"], id="a name with what globs mean"),
        pytest.param({"list.markdown": BULLETS}, [], ["list.markdown"], id="another ending"),
    ],
)
def test_which_are_lists(cli: Cli, files: Mapping[str, str], arguments: list[str], lists: list[str]) -> None:
    fill(cli.folder, files)
    done = cli("init", *arguments)
    assert done.code == 0, done.err
    assert lists_in(cli.folder) == lists
    assert cli("refs").code == 0


def test_not_at_the_root(repo: Cli) -> None:
    os.chdir(repo.folder / "docs")
    assert repo("init", "--workflow", "--pre-commit", "--merge-driver").code == 0
    assert new_in(repo.folder) == ALL_OF_IT


def test_no_repository(cli: Cli) -> None:
    cli.write("README.md", BULLETS)
    assert cli("init", "--yes").code == 0
    assert sorted(files_of(cli.folder)) == ["README.md", "papersync.toml"]
    refused = cli("init", "--merge-driver")
    assert refused.code == 2
    assert "is in no git working tree" in refused.err


def test_nothing_found(cli: Cli) -> None:
    cli.write("README.md", FILES["CONTRIBUTING.md"])
    done = cli("init", "--yes")
    assert done.code == 2
    assert "no Markdown file in" in done.err
    assert "hint: name the file" in done.err
    assert sorted(files_of(cli.folder)) == ["README.md"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["gone.md"], "gone.md: cannot be read: there is no such file", id="a file that is not there"),
        pytest.param(["../other.md"], "lies outside of", id="a file outside"),
        pytest.param(["--pyproject"], "there is no", id="no pyproject.toml"),
    ],
)
def test_what_cannot_be_is_told(repo: Cli, arguments: list[str], words: str) -> None:
    (repo.folder.parent / "other.md").write_text(BULLETS)
    done = repo("init", *arguments)
    (repo.folder.parent / "other.md").unlink()
    assert done.code == 2
    assert words in done.err
    assert new_in(repo.folder) == []

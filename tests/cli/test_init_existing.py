"""`papersync init` where something is there already, cannot be written, or is for a person to say."""

from __future__ import annotations

import os
import sys

import pytest

from papersync.store.codec import Store, dumps
from tests.cli.conftest import Cli
from tests.cli.setups import ALL_OF_IT, BULLETS, fill, git, new_in, reading_repository
from tests.cli.test_terminal import talked
from tests.records import RANKGEN


@pytest.fixture
def repo(cli: Cli) -> Cli:
    reading_repository(cli.folder)
    return cli


def test_an_existing_configuration_decides(repo: Cli) -> None:
    text = '# Mine\nlists = ["docs/*.md"]\nstore = "papers.json"\n'
    repo.write("papersync.toml", text)
    done = repo("init", "--merge-driver")
    assert done.code == 0
    assert (repo.folder / "papersync.toml").read_text() == text
    assert "papersync.toml: is there already" in done.out
    assert "Not in `lists`: README.md (4 papers)" in done.out
    assert "/docs/*.md merge=papersync\n/papers.json merge" in (repo.folder / ".gitattributes").read_text()


def test_a_configuration_below_the_root_is_named_to_the_workflows(repo: Cli) -> None:
    repo.write("docs/papersync.toml", 'lists = ["*.md"]\n')
    os.chdir(repo.folder / "docs")
    assert repo("init", "--workflow").code == 0
    workflow = (repo.folder / ".github/workflows/papersync.yml").read_text()
    assert "          files: |\n            docs/faq.md\n            docs/research.md\n" in workflow
    (repo.folder / "docs/${{a}}.md").write_text(BULLETS)
    done = repo("init", "--workflow")
    assert done.code == 2
    assert "a workflow cannot name 'docs/${{a}}.md'" in done.err


def test_a_broken_configuration_is_told(repo: Cli) -> None:
    repo.write("papersync.toml", "lists = 3\n")
    done = repo("init", "--yes")
    assert done.code == 2
    assert "papersync.toml:1" in done.err
    assert new_in(repo.folder) == ["papersync.toml"]


def test_a_table_in_pyproject(repo: Cli) -> None:
    repo.write("pyproject.toml", '[project]\nname = "x"\n')
    assert repo("init", "--pyproject").code == 0
    assert (repo.folder / "pyproject.toml").read_text().startswith('[project]\nname = "x"\n\n[tool.papersync]\n')
    assert not (repo.folder / "papersync.toml").exists()
    assert "nothing to write" in repo("init", "--pyproject").out


def test_a_workflow_of_ones_own_stays(repo: Cli) -> None:
    repo("init", "--workflow")
    path = repo.folder / ".github/workflows/papersync.yml"
    ours = path.read_text()
    path.write_text(ours.replace("timeout-minutes: 30", "timeout-minutes: 20"))
    done = repo("init", "--workflow")
    assert "timeout-minutes: 20" in path.read_text()
    assert "--overwrite" in done.out
    assert "nothing to write" in done.out
    assert repo("init", "--workflow", "--overwrite").code == 0
    assert path.read_text() == ours


def test_a_workflow_under_another_name_is_seen(repo: Cli) -> None:
    fill(
        repo.folder,
        {".github/workflows/lists.yaml": "run: papersync refresh\n", ".github/workflows/ci.yml": "papersync\n"},
    )
    done = repo("init", "--workflow")
    assert ".github/workflows/lists.yaml: runs papersync already" in done.out
    assert "ci.yml" not in done.out
    assert new_in(repo.folder) == [".github/workflows/ci.yml", ".github/workflows/lists.yaml", "papersync.toml"]


def test_hooks_that_cannot_be_extended_do_not_stop_the_rest(repo: Cli) -> None:
    repo.write(".pre-commit-config.yaml", "repos: []\n")
    done = repo("init", "--workflow", "--pre-commit")
    assert done.code == 2
    assert ".pre-commit-config.yaml: has a form that papersync does not extend" in done.err
    assert "hint: put this into `repos` yourself: - repo: https://" in done.err
    assert (repo.folder / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert (repo.folder / ".github/workflows/papersync.yml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes of folders")
@pytest.mark.parametrize("closed", [pytest.param(".", id="the root"), pytest.param(".github", id="a folder in it")])
def test_what_cannot_be_written(repo: Cli, closed: str) -> None:
    (repo.folder / ".github").mkdir()
    (repo.folder / closed).chmod(0o555)
    try:
        done = repo("init", "--workflow")
    finally:
        (repo.folder / closed).chmod(0o755)
    assert done.code == 2
    assert "permission denied" in done.err
    assert new_in(repo.folder) == []


def test_a_store_that_git_would_ignore_goes_elsewhere(repo: Cli) -> None:
    (repo.folder / ".gitignore").write_text("build/\ndata/\n")
    done = repo("init")
    assert 'store = "papers.json"' in (repo.folder / "papersync.toml").read_text()
    assert "the lists, papers.json and what was written" in done.out


def test_one_unreadable_file_is_told_and_stops_nothing(repo: Cli) -> None:
    repo.write("wide.md", BULLETS.encode("utf-16"))
    done = repo("init")
    assert done.code == 0
    assert "not looked at: " in done.err
    assert "wide.md: is UTF-16" in done.err


def test_records_that_are_stored_are_not_asked_for_again(repo: Cli) -> None:
    (repo.folder / "data").mkdir()
    repo.write("data/papers.json", dumps(Store.of([RANKGEN])))
    assert "asks arXiv for 3 papers in 1 request" in repo("init").out


def test_without_a_terminal_only_what_is_named_is_written(repo: Cli) -> None:
    repo("init")
    assert new_in(repo.folder) == ["papersync.toml"]
    repo("init", "--yes", "--no-workflow")
    assert new_in(repo.folder) == ["papersync.toml"]
    repo("init", "--yes")
    assert new_in(repo.folder) == [*ALL_OF_IT[1:3], "papersync.toml"]


def test_a_repository_elsewhere_gets_no_workflow_unasked(repo: Cli) -> None:
    git(repo.folder, "remote", "set-url", "origin", "https://git.example.org/ada/x")
    repo("init", "--yes")
    assert new_in(repo.folder) == ["papersync.toml"]


@pytest.mark.parametrize(
    ("answers", "code", "written"),
    [
        pytest.param([b"\n", b"\n", b"\n"], 0, [*ALL_OF_IT[1:3], "papersync.toml"], id="as suggested"),
        pytest.param([b"n\n", b"y\n", b"y\n"], 0, [ALL_OF_IT[0], *ALL_OF_IT[3:]], id="otherwise"),
        pytest.param([b"y\n", b"\x04"], 130, [], id="the end of input"),
    ],
)
def test_on_a_terminal_it_asks(repo: Cli, answers: list[bytes], code: int, written: list[str]) -> None:
    questions = [b"lint pull requests?", b"finds errors?", b"in this clone?"]
    ended, shown = talked(repo.folder, [*zip(questions, answers, strict=False)], "init")
    assert ended == code, shown
    assert new_in(repo.folder) == written
    assert "bug" not in shown

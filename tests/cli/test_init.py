"""`papersync init`: it looks, shows, and writes what is wished for; what is there stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from papersync.store.codec import Store, dumps
from tests.cli.conftest import Cli
from tests.cli.test_terminal import talked
from tests.records import RANKGEN

GOLDEN: Final = Path(__file__).parents[1] / "golden"
PAPERS: Final = ("2205.09726", "2001.08361", "2212.10560", "2203.02155")
BULLETS: Final = "# List\n\n## Language models\n\n" + "".join(
    f"- [A Paper of Many Words, Number {number}](https://arxiv.org/abs/{paper})\n"
    for number, paper in enumerate(PAPERS)
)
HEADED: Final = f"## S\n\n### {RANKGEN.title} [x](https://arxiv.org/abs/2205.09726?utm_source=x)\n" + "".join(
    f"\n### Another Paper, Number {paper} [x](https://arxiv.org/abs/{paper})\n" for paper in PAPERS[1:3]
)
FILES: Final[Mapping[str, str]] = {
    "README.md": BULLETS + "- [No Such Month](https://arxiv.org/abs/2213.00001)\n",
    "README.zh-CN.md": BULLETS.replace("A Paper of Many Words", "一篇论文"),
    "docs/research.md": HEADED,
    "docs/faq.md": "# Questions\n\nSee [this paper](https://arxiv.org/abs/2203.02155).\n",
    "CONTRIBUTING.md": "# Contributing\n\nSend papers from arxiv.org.\n",
    "build/copy.md": BULLETS,
    ".gitignore": "build/\n",
}
ALL_OF_IT: Final = [
    ".gitattributes",
    ".github/workflows/papersync-lint.yml",
    ".github/workflows/papersync.yml",
    ".pre-commit-config.yaml",
    "papersync.toml",
]


@pytest.fixture
def repo(cli: Cli) -> Cli:
    """A repository at GitHub with lists, and a page that cites a paper."""
    git(cli.folder, "init", "-q", "-b", "main")
    git(cli.folder, "remote", "add", "origin", "https://ada:secret@github.com/ada/awesome-reading.git")
    fill(cli.folder, FILES)
    return cli


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def fill(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))


def files_of(folder: Path) -> dict[str, bytes]:
    """All files but git's own."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def new_in(folder: Path) -> list[str]:
    return sorted(set(files_of(folder)) - set(FILES))


def lists_in(folder: Path) -> list[str]:
    lists: list[str] = tomllib.loads((folder / "papersync.toml").read_text())["lists"]
    return lists


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

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from papersync.app.discovery import find_lists, is_unmerged
from papersync.config import Config
from papersync.errors import UsageError

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
Tree = Callable[..., Path]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """Makes a repository of these files, goes there, and gives its root; `name=text` for a file with a text."""
    root = tmp_path / "root"
    (root / ".git/info").mkdir(parents=True)
    monkeypatch.chdir(root)

    def plant(*files: str) -> Path:
        for file in files:
            name, _, text = file.partition("=")
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return root

    return plant


def found(*arguments: str, root: Path, lists: tuple[str, ...] = ("README.md",)) -> list[str]:
    paths, errors = find_lists([Path(argument) for argument in arguments], Config(root=root, lists=lists))
    assert errors == []
    return [path.as_posix() for path in paths]


@pytest.mark.parametrize(
    ("files", "lists"),
    [
        pytest.param(["a.md", "b.markdown", "c.MD"], ["a.md", "b.markdown", "c.MD"], id="Markdown files"),
        pytest.param(["a.md", "b.txt", "c.md.bak", "md", "d.rst"], ["a.md"], id="and no others"),
        pytest.param(
            ["z.md", "b/y.md", "a/x.md"], ["z.md", "a/x.md", "b/y.md"], id="files first, then folders, by name"
        ),
        pytest.param(["a.md", ".github/b.md", ".venv/c.md"], ["a.md"], id="no hidden folders"),
        pytest.param(["a.md", "node_modules/b.md", "x/node_modules/c.md", "venv/d.md"], ["a.md"], id="no packages"),
        pytest.param(["a.md", "b.md", ".gitignore=b.md"], ["a.md"], id=".gitignore: a file"),
        pytest.param(["a.md", "b/c.md", "b/d/e.md", ".gitignore=/b/"], ["a.md"], id=".gitignore: a folder"),
        pytest.param(["a.md", "b/a.md", ".gitignore=/a.md"], ["b/a.md"], id=".gitignore: at its root only"),
        pytest.param(["a.md", "b/a.md", "b/.gitignore=/a.md"], ["a.md"], id=".gitignore in a folder"),
        pytest.param(["b/a.md", ".gitignore=a.md", "b/.gitignore=!a.md"], ["b/a.md"], id="the nearest decides"),
        pytest.param(["a.md", "b.md", ".gitignore=*.md\n!b.md"], ["b.md"], id="the last line decides"),
        pytest.param(["a.md", "b.md", ".gitignore=a.md\r\n"], ["b.md"], id="CR LF in .gitignore"),
        pytest.param(["a.md", "b.md", ".git/info/exclude=a.md"], ["b.md"], id="git's own exclude file"),
        pytest.param(
            ["a.md", "b.md", ".gitignore=!\na.md\n///"], ["b.md"], id="lines that git cannot read are skipped"
        ),
        pytest.param(["a.md", ".gitignore=a.md/"], ["a.md"], id="a pattern for folders is none for files"),
    ],
)
def test_folders_are_searched(tree: Tree, files: list[str], lists: list[str]) -> None:
    root = tree(*files)
    assert found(".", root=root) == lists


@pytest.mark.parametrize(
    ("arguments", "lists"),
    [
        pytest.param(["b.md", "a.md"], ["b.md", "a.md"], id="in the order given"),
        pytest.param(["a.md", "a.md", "./a.md"], ["a.md"], id="each once"),
        pytest.param(["docs/c.md", "."], ["docs/c.md", "a.md", "b.md"], id="each once, also from a folder"),
        pytest.param(["notes.txt"], ["notes.txt"], id="a file is taken whatever it is called"),
        pytest.param(["ignored.md"], ["ignored.md"], id="and though it is ignored"),
        pytest.param(["gone.md", "a.md"], ["gone.md", "a.md"], id="one that is not there fails alone, when it is read"),
    ],
)
def test_files_are_taken_as_they_are(tree: Tree, arguments: list[str], lists: list[str]) -> None:
    root = tree("a.md", "b.md", "docs/c.md", "notes.txt", "ignored.md", ".gitignore=ignored.md")
    assert found(*arguments, root=root) == lists


def test_the_ignore_files_above_a_folder_count(tree: Tree) -> None:
    root = tree(
        "docs/deep/a.md", "docs/deep/b.md", "docs/.gitignore=b.md", ".gitignore=/docs/deep/c.md", "docs/deep/c.md"
    )
    assert found("docs/deep", root=root) == ["docs/deep/a.md"]


@pytest.mark.parametrize(
    ("lists", "result"),
    [
        pytest.param(("README.md",), ["README.md"], id="the default"),
        pytest.param(
            ("docs/**/*.md", "README.md"), ["docs/a.md", "docs/b/c.md", "README.md"], id="globs in their order"
        ),
        pytest.param(("docs",), ["docs/a.md", "docs/b/c.md"], id="a folder"),
        pytest.param(("none.md", "README.md"), ["README.md"], id="one that is not there"),
        pytest.param(("*.md", "README.md"), ["README.md"], id="each once"),
    ],
)
def test_without_arguments_the_configured_lists(tree: Tree, lists: tuple[str, ...], result: list[str]) -> None:
    assert found(root=tree("README.md", "docs/b/c.md", "docs/a.md"), lists=lists) == result


def test_configured_lists_are_relative_to_the_configuration(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree("README.md", "docs/a.md")
    monkeypatch.chdir(root / "docs")
    assert found(root=root) == [(root / "README.md").as_posix()]


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        pytest.param(("README.md", "docs/*.md"), "none of the configured", id="no configured list is there"),
        pytest.param(("a**b/*.md",), "a\\*\\*b", id="a glob that Python refuses, or that holds nothing"),
    ],
)
def test_nothing_configured_is_an_error(tree: Tree, lists: tuple[str, ...], words: str) -> None:
    root = tree("a.md", "empty/x.txt")
    with pytest.raises(UsageError, match=words):
        found(root=root, lists=lists)


def make_unsearchable(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a folder of somebody else's, also for root."""
    ask = os.scandir

    def scandir(path: Path) -> Iterator[os.DirEntry[str]]:
        if path.name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return ask(path)

    monkeypatch.setattr(os, "scandir", scandir)


@pytest.mark.parametrize(
    ("arguments", "lists", "wrong"),
    [
        pytest.param(["empty"], [], "empty holds no Markdown files", id="a folder without lists"),
        pytest.param(["empty", "a.md"], ["a.md"], "empty holds no Markdown files", id="also beside a list"),
        pytest.param(["closed"], [], "closed: the folder cannot be searched: Permission denied", id="a closed folder"),
        pytest.param(
            ["."], ["a.md", "z/c.md"], "closed: the folder cannot be searched: Permission denied", id="one in a folder"
        ),
    ],
)
def test_a_bad_folder_is_an_error_and_does_not_stop_the_others(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, arguments: list[str], lists: list[str], wrong: str
) -> None:
    make_unsearchable(tree("a.md", "empty/x.txt", "closed/b.md", "z/c.md"), monkeypatch)
    paths, errors = find_lists([Path(argument) for argument in arguments], Config(root=Path()))
    assert ([path.as_posix() for path in paths], [str(error) for error in errors]) == (lists, [wrong])


@posix_only
def test_pipes_are_not_opened(tree: Tree) -> None:
    root = tree("a.md")
    for name in ("pipe.md", ".gitignore"):
        os.mkfifo(root / name)
    assert found(".", root=root) == ["a.md"]


@posix_only
def test_links_to_folders_are_not_followed_and_end_no_search(tree: Tree) -> None:
    root = tree("a/b.md")
    (root / "a/loop").symlink_to(root)
    (root / "a/self.md").symlink_to("self.md")
    (root / "z.md").symlink_to("a/b.md")
    assert found(".", root=root) == ["z.md"]
    assert found("a/loop/a", root=root) == ["a/loop/a/b.md"]


def test_a_folder_outside_of_a_repository(tree: Tree, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.md").touch()
    assert found(str(tmp_path / "outside"), root=tree()) == [(tmp_path / "outside/a.md").as_posix()]


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not there to be asked")


def git(folder: Path, *arguments: str, succeeds: bool = True) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, timeout=60, check=False)
    assert (done.returncode == 0) is succeeds, done.stderr


@pytest.fixture
def conflicted(tmp_path: Path) -> Path:
    """A repository in the middle of a merge that conflicts in `[a]*.md`, not in `b.md`."""
    root = tmp_path / "conflicted"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    for branch, text in (("main", "one"), ("other", "two"), ("main", "three")):
        if branch == "other":
            git(root, "checkout", "-q", "-b", "other")
        elif text == "three":
            git(root, "checkout", "-q", "main")
        (root / "[a]*.md").write_bytes(text.encode())
        (root / "b.md").write_bytes(b"the same")
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", text)
    git(root, "merge", "-q", "other", succeeds=False)
    return root


@needs_git
def test_unmerged_files_are_known(conflicted: Path) -> None:
    assert is_unmerged(conflicted / "[a]*.md")
    assert not is_unmerged(conflicted / "b.md")
    (conflicted / "a.md").touch()
    assert not is_unmerged(conflicted / "a.md"), "the name is no pattern"
    git(conflicted, "add", "-A")
    assert not is_unmerged(conflicted / "[a]*.md")


@needs_git
def test_asking_runs_nothing_that_the_repository_names(conflicted: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n")
    trap.chmod(0o755)
    git(conflicted, "config", "core.fsmonitor", str(trap))
    assert is_unmerged(conflicted / "[a]*.md")
    assert not (tmp_path / "sprung").exists()


def test_what_is_no_repository_is_merged(tmp_path: Path) -> None:
    assert not is_unmerged(tmp_path / "a.md")
    (tmp_path / ".git").mkdir()
    assert not is_unmerged(tmp_path / "a.md")


def test_without_git_nothing_is_unmerged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not is_unmerged(tmp_path / "a.md")

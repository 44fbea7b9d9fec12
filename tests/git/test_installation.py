"""The driver put into repositories of all kinds, called by git, and taken out again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from papersync.app.git_install import install, uninstall
from papersync.config import load_config
from papersync.store.codec import Store, dumps
from papersync.store.merge import merge
from tests.git.repositories import commit, repository
from tests.git.test_merges import ADDED_IN_SECTION, FIRST, LIST, SCALING, entry, replaced
from tests.store.test_conflicted import BASE, OURS, THEIRS

OURS_TEXT, THEIRS_TEXT = ADDED_IN_SECTION
MERGED = replaced((SCALING, SCALING + entry(1) + entry(2)))


def test_the_store(tmp_path: Path) -> None:
    files = [{"data/papers.json": dumps(each)} for each in (BASE, OURS, THEIRS)]
    made = repository(tmp_path, files[0], files[1:2], files[2:])
    assert made.git("merge", "-q", "-m", "merged", "side").code == 0
    assert made.read("data/papers.json").encode() == dumps(merge(BASE, OURS, THEIRS))


def test_a_clean_merge_of_lines_that_is_no_json(tmp_path: Path) -> None:
    """Both sides add a paper at another end of the store, one of them to an empty object: git sees no conflict."""
    base = b'{"version": 1,\n"papers": {\n\n\n\n}}\n'
    one, other = (dumps(Store.of([paper])).split(b'"papers": {\n')[1].rsplit(b"\n  }\n}", 1)[0] for paper in list(BASE))
    ours, theirs = base.replace(b"{\n\n", b"{\n" + one + b"\n\n"), base.replace(b"\n}}", b"\n" + other + b"\n}}")
    made = repository(
        tmp_path, {"data/papers.json": base}, [{"data/papers.json": ours}], [{"data/papers.json": theirs}]
    )
    assert made.git("merge", "-q", "-m", "merged", "side").code == 0
    assert made.read("data/papers.json").encode() == dumps(BASE)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("a list.md", id="a blank"),
        pytest.param("it's; touch x #$(touch y).md", id="what a shell would run"),
        pytest.param("-q %P.md", id="an option and a placeholder"),
        pytest.param('sub/"quoted" \\.md', id="a subfolder, quotation marks, a backslash"),
        pytest.param("über.md", id="not ASCII"),
    ],
)
def test_names(tmp_path: Path, name: str) -> None:
    made = repository(tmp_path, {name: LIST}, [{name: OURS_TEXT}], [{name: THEIRS_TEXT}])
    done = made.git("merge", "-q", "-m", "merged", "side")
    assert done.code == 0, done.out + done.err
    assert made.read(name) == MERGED
    assert not (tmp_path / "x").exists()
    assert not (tmp_path / "y").exists()


def test_a_worktree_below_a_strange_path_with_line_endings_of_its_own(tmp_path: Path) -> None:
    main = repository(
        tmp_path / "it's 100%", {"docs/a.md": LIST}, [{"docs/a.md": OURS_TEXT}], [{"docs/a.md": THEIRS_TEXT}]
    )
    main.must("config", "core.autocrlf", "true")
    main.must("add", ".gitattributes")
    main.must("commit", "-q", "-m", "attributes")
    main.must("worktree", "add", "-q", "../other tree", "-b", "other")
    other = type(main)(tmp_path / "other tree")
    done = type(main)(other.folder / "docs").git("merge", "-q", "-m", "merged", "side")
    assert done.code == 0, done.out + done.err
    assert other.read("docs/a.md") == MERGED.replace("\n", "\r\n")
    assert other.must("show", "HEAD:docs/a.md") == MERGED
    assert not other.must("status", "--porcelain")


def test_a_base_that_is_a_merge_itself(tmp_path: Path) -> None:
    """Two branches merged each other, each in its own way, and went on: the base that git makes is in conflict."""
    base = replaced((FIRST, FIRST.replace("first", "1st")))
    made = repository(tmp_path, {"a.md": base}, [{"a.md": OURS_TEXT}], [{"a.md": THEIRS_TEXT}])
    swapped = replaced((SCALING, SCALING + entry(2) + entry(1)))
    made.must(
        "fast-import",
        "--quiet",
        stdin=commit("one", "theirs into ours", {"a.md": MERGED}, "refs/heads/main", "refs/heads/side")
        + commit("two", "ours into theirs", {"a.md": swapped}, "refs/heads/side", "refs/heads/main"),
    )
    made.must("reset", "-q", "--hard", "one")
    done = made.git("merge", "-q", "-m", "once more", "two")
    text = made.read("a.md")
    assert done.code == 0, text
    assert sorted(text.splitlines()) == sorted(MERGED.splitlines())


@pytest.mark.parametrize(
    "python",
    [
        pytest.param("/nowhere/python", id="it is gone"),
        pytest.param("sh -c 'exit 1'", id="it cannot be imported"),
        pytest.param("sh -c 'kill -9 $$'", id="it was killed"),
        pytest.param("sh -c 'echo \"no such command\" >&2; exit 2'", id="another version, without a driver"),
    ],
)
def test_without_papersync_git_merges_as_ever(tmp_path: Path, python: str) -> None:
    """Without a driver's own care git would leave our side, without a marker, and an `add` would lose theirs."""
    made = repository(tmp_path, {"a.md": LIST}, [{"a.md": OURS_TEXT}], [{"a.md": THEIRS_TEXT}])
    command = made.must("config", "merge.papersync.driver").strip()
    made.must("config", "merge.papersync.driver", command.replace(f"{sys.executable} -P -m papersync", python))
    done = made.git("merge", "-q", "-m", "merged", "side")
    assert done.code == 1
    assert made.unmerged
    assert made.read("a.md") == replaced(
        (SCALING, f"{SCALING}<<<<<<< ours\n{entry(1)}=======\n{entry(2)}>>>>>>> theirs\n")
    )


def test_a_file_of_attributes_that_holds_nothing_else_goes(tmp_path: Path) -> None:
    made = repository(tmp_path, {"README.md": LIST})
    made.must("config", "merge.papersync.recursive", "text")
    assert uninstall(load_config(tmp_path, {})).changed
    assert not (tmp_path / ".gitattributes").exists()
    assert made.must("config", "--get-regexp", "merge.papersync") == "merge.papersync.recursive text\n"


def test_a_configuration_below_the_root(tmp_path: Path) -> None:
    made = repository(tmp_path, {"README.md": LIST}, driver=False)
    folder = tmp_path / ".lists"
    folder.mkdir()
    (folder / "papersync.toml").write_text('lists = ["a.md", "../README.md"]\n')
    assert install(load_config(folder, {})).patterns == ("/.lists/a.md", "/README.md", "/.lists/data/papers.json")
    attributes = made.must("check-attr", "merge", "README.md", ".lists/a.md", "a.md")
    assert [line.rsplit(" ", 1)[1] for line in attributes.splitlines()] == ["papersync", "papersync", "unspecified"]


def test_another_driver_is_told_of(tmp_path: Path) -> None:
    repository(tmp_path, {"README.md": LIST})
    (tmp_path / ".git/info").mkdir(exist_ok=True)
    (tmp_path / ".git/info/attributes").write_text("README.md merge=union\n")
    assert install(load_config(tmp_path, {})).overruled == ("README.md",)

"""The configuration that `init` writes means what was found, and its comments tell the true defaults."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from papersync.app.configuration_file import configuration, patterns, with_table
from papersync.app.discovery import find_lists
from papersync.config import Config, load_config
from papersync.errors import FileError, UsageError

STRANGE = ["a b.md", "it's [new]*.md", 'sub/"quoted" \\.md', "über.md", "#x.md"]


def loaded(folder: Path, text: str) -> Config:
    """What papersync makes of it."""
    (folder / "papersync.toml").write_bytes(text.encode())
    return replace(load_config(folder, {}), found_in=None)


def test_it_says_what_was_found_and_nothing_else(tmp_path: Path) -> None:
    config = Config(root=tmp_path, lists=patterns(STRANGE, ()), contact="https://example.org/a")
    assert loaded(tmp_path, configuration(config)) == config
    assert loaded(tmp_path, configuration(replace(config, store="papers.json", lists=("a.md",)))).store == "papers.json"


def test_what_stands_behind_a_hash_is_the_default(tmp_path: Path) -> None:
    text = configuration(Config(root=tmp_path))
    keys = re.findall(r"^# ([a-z-]+) = ", text, re.MULTILINE)
    assert {"store", "contact", "fields", "titles", "link", "version", "ignore"} <= set(keys)
    bare = re.sub(r"^# (?=[a-z-]+ = )", "", text, flags=re.MULTILINE)
    assert replace(loaded(tmp_path, bare), contact=None) == Config(root=tmp_path)


@pytest.mark.parametrize("name", ["a\nb.md", "a\udcff.md", "a\u202eb.md"])
def test_what_no_configuration_can_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no configuration can name"):
        configuration(Config(root=tmp_path, lists=(name,)))


MANY = [f"papers/{number}.md" for number in range(5)]


@pytest.mark.parametrize(
    ("lists", "others", "expected"),
    [
        pytest.param(["README.md", "docs/a.md"], [], ("README.md", "docs/a.md"), id="a few"),
        pytest.param([*MANY, "README.md"], [], ("papers/*.md", "README.md"), id="many in a folder"),
        pytest.param(MANY, ["papers/faq.md"], tuple(MANY), id="not where there is one that is none"),
        pytest.param(MANY[:4], [], tuple(MANY[:4]), id="not for four"),
        pytest.param([f"{n}.md" for n in range(5)], [], tuple(f"{n}.md" for n in range(5)), id="never at the root"),
        pytest.param([*MANY, "papers/x.markdown"], [], ("papers/*.md", "papers/x.markdown"), id="another ending"),
    ],
)
def test_patterns(lists: list[str], others: list[str], expected: tuple[str, ...]) -> None:
    assert patterns(lists, others) == expected


def test_strange_names_mean_themselves(tmp_path: Path) -> None:
    for name in [*STRANGE, "it's n.md"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found, _ = find_lists((), Config(root=tmp_path, lists=patterns(STRANGE, ())))
    assert [path.relative_to(tmp_path).as_posix() for path in found] == STRANGE


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(b'[project]\nname = "x"\n', id="a project"),
        pytest.param(b'[project]\nname = "x"', id="no newline at the end"),
        pytest.param(b"[tool.ruff]\r\nline-length = 100\r\n", id="CR LF, other tools"),
        pytest.param(b'\xef\xbb\xbf[project]\nname = "x"\n', id="a byte order mark"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_a_table_in_pyproject(tmp_path: Path, before: bytes) -> None:
    after = with_table(before, Config(root=tmp_path, lists=("a.md",)), "pyproject.toml")
    assert after.startswith(before)
    assert (b"\r\n" in before) == (b"\r\n" in after)
    assert b"\r\n" not in before or after.count(b"\n") == after.count(b"\r\n")
    said = tomllib.loads(after.decode("utf-8-sig"))
    assert said["tool"].pop("papersync") == {"lists": ["a.md"]}
    (tmp_path / "pyproject.toml").write_bytes(after)
    assert load_config(tmp_path, {}).lists == ("a.md",)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(b"tool = {ruff = {}}\n", id="tool is written in one line"),
        pytest.param(b"[project\n", id="no TOML"),
        pytest.param(b'x = "\xff"\n', id="no UTF-8"),
        pytest.param(b"[tool]\npapersync = 1\n", id="there is something of that name"),
    ],
)
def test_a_pyproject_that_cannot_be_extended(tmp_path: Path, before: bytes) -> None:
    with pytest.raises(FileError, match="cannot be extended"):
        with_table(before, Config(root=tmp_path), "pyproject.toml")

"""`.pre-commit-config.yaml`, extended without reading YAML: what is there stays, and a reader of YAML sees one more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pre_commit.yaml import yaml_load

from papersync.app.hooks_file import with_entry
from papersync.app.released import REPOSITORY, TAG
from papersync.errors import FileError

OURS = {"repo": f"https://github.com/{REPOSITORY}", "rev": TAG, "hooks": [{"id": "papersync-lint"}]}
PLAIN = """\
repos:
- repo: https://example.org/a
  rev: v1
  hooks:
  - id: one
  - id: two
    args: [--x]
"""
INDENTED = PLAIN.replace("\n", "\n  ").rstrip() + "\n"
WIDE = """\
# See the documentation
default_stages: [pre-commit]
repos:
-   repo: https://example.org/a
    rev: v1
    hooks:
    -   id: one
"""
TEXT = """\
repos:
  - repo: local
    hooks:
      - id: one
        name: one
        language: system
        entry: |
          sh -c '
          # repos:
            true'
          # this is a line of the text
"""


@pytest.mark.parametrize(
    ("before", "added"),
    [
        pytest.param(PLAIN, PLAIN + "- repo: URL\n  rev: TAG\n  hooks:\n  - id: papersync-lint\n", id="as is usual"),
        pytest.param(
            INDENTED, INDENTED + "  - repo: URL\n    rev: TAG\n    hooks:\n    - id: papersync-lint\n", id="indented"
        ),
        pytest.param(
            WIDE,
            WIDE + "-   repo: URL\n    rev: TAG\n    hooks:\n    -   id: papersync-lint\n",
            id="indented widely, with keys before",
        ),
        pytest.param(
            PLAIN + "\nci:\n  autofix_prs: false\n",
            PLAIN + "- repo: URL\n  rev: TAG\n  hooks:\n  - id: papersync-lint\n\nci:\n  autofix_prs: false\n",
            id="a key behind",
        ),
        pytest.param(
            PLAIN + "# about ci\nci: {}\n",
            PLAIN + "- repo: URL\n  rev: TAG\n  hooks:\n  - id: papersync-lint\n# about ci\nci: {}\n",
            id="a comment of the key behind",
        ),
        pytest.param(
            "exclude: papersync.toml\n" + PLAIN,
            "exclude: papersync.toml\n" + PLAIN + "- repo: URL\n  rev: TAG\n  hooks:\n  - id: papersync-lint\n",
            id="papersync is only named",
        ),
        pytest.param(
            TEXT,
            TEXT + "  - repo: URL\n    rev: TAG\n    hooks:\n      - id: papersync-lint\n",
            id="a text that ends with what looks like a comment",
        ),
        pytest.param(
            "---\n" + PLAIN.rstrip("\n"),
            "---\n" + PLAIN + "- repo: URL\n  rev: TAG\n  hooks:\n  - id: papersync-lint\n",
            id="the mark of a document, no newline at the end",
        ),
        pytest.param(
            "# none yet\n\nrepos: # here\n\n  # first\n" + INDENTED.removeprefix("repos:\n"),
            "# none yet\n\nrepos: # here\n\n  # first\n"
            + INDENTED.removeprefix("repos:\n")
            + "  - repo: URL\n    rev: TAG\n    hooks:\n    - id: papersync-lint\n",
            id="comments",
        ),
    ],
)
def test_extended(before: str, added: str) -> None:
    expected = added.replace("URL", OURS["repo"] if isinstance(OURS["repo"], str) else "").replace("TAG", TAG)
    assert with_entry(before.encode()).decode() == expected
    crlf = before.replace("\n", "\r\n").encode()
    assert with_entry(crlf).decode() == expected.replace("\n", "\r\n")
    read, now = _read(before), _read(expected)
    assert now["repos"] == [*read["repos"], OURS]
    assert {**now, "repos": read["repos"]} == read
    assert with_entry(expected.encode()) == expected.encode(), "twice"


def test_where_there_is_none() -> None:
    assert _read(with_entry(None).decode()) == {"repos": [OURS]}
    assert with_entry(b"\n") == with_entry(None)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("repos: []\n", id="in one line"),
        pytest.param("repos: [{repo: local}]\n", id="a flow collection"),
        pytest.param("repos:\n", id="nothing in it"),
        pytest.param("ci: {}\n", id="no repos"),
        pytest.param("'repos':\n- repo: x\n", id="a quoted key"),
        pytest.param("repos: &all\n- repo: x\n", id="an anchor"),
        pytest.param(PLAIN + "---\n" + PLAIN, id="two documents"),
        pytest.param("repos:\n  x: y\n", id="no sequence"),
    ],
)
def test_what_is_not_extended_is_told(before: str) -> None:
    with pytest.raises(FileError) as told:
        with_entry(before.encode())
    assert "id: papersync-lint" in (told.value.hint or "")


def _read(text: str) -> Any:
    return yaml_load(text)


def test_the_hooks_of_this_repository_are_those_that_are_named() -> None:
    hooks = yaml_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())
    assert [hook["id"] for hook in hooks] == ["papersync-lint", "papersync-fix", "papersync-refresh"]
    assert all(hook["require_serial"] for hook in hooks)
    assert [hook.get("stages") for hook in hooks] == [None, None, ["manual"]]
    assert OURS["hooks"] == [{"id": hooks[0]["id"]}]

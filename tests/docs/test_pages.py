"""Every block of shell or Python in README and docs is run, in its page's order, by the installed command."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from .pages import PAGES, ROOT, bare, blocks, run
from .surroundings import newcomer

# What is typed and cannot be run here, by its first line.
NOT_RUN: Final = {
    "make demo   # mends a broken list in a temporary folder, without asking arXiv, and shows what changed": (
        "make test runs this very test; the demo has a golden file"
    ),
    "pipx install .   # or: uv tool install .   or, in an environment of your own: pip install .": (
        "tests/packaging installs what is built; a package index is not asked here"
    ),
    "gh pr checkout 12                   # or: git fetch origin pull/12/head:pr-12 && git switch pr-12": (
        "there is no github.com here; tests/git merges in real repositories"
    ),
}
LANGUAGES: Final = {"sh", "python", "console", "text", "diff", "json", "markdown", "toml", "yaml"}
# A command takes a second, and these pages show many that others show, too.
ELSEWHERE: Final = {
    "README.md": ("docs/getting-started.md",),
    "docs/commands.md": ("docs/getting-started.md", "docs/conflicts.md", "README.md"),
}
CODE: Final = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
RUN: Final = tuple(
    name for name in PAGES if {"sh", "python"} & {block.language for block in blocks((ROOT / name).read_text("utf-8"))}
)


@pytest.mark.parametrize("name", RUN)
def test_what_a_page_says_to_type_works_and_prints_what_it_shows(name: str, tmp_path: Path) -> None:
    page = (ROOT / name).read_text("utf-8")
    folder = tmp_path / "papers"
    folder.mkdir()
    with newcomer(folder) as environment:
        for ran in run(page, folder, environment, typed_elsewhere(name)):
            assert ran.code == 0, f"{ran.block.text}\n{ran.printed}"
            if ran.shown is not None:
                assert ran.printed == ran.shown.text, "`python -m tests.docs` writes what is printed now"


def typed_elsewhere(name: str) -> set[str]:
    """The lines that need not be run again, because another page does, on a list like this one."""
    pages = ((ROOT / other).read_text("utf-8") for other in ELSEWHERE.get(name, ()))
    shell = (block.text for page in pages for block in blocks(page) if block.language == "sh")
    lines = {bare(line) for text in shell for line in text.splitlines()}
    return lines | {"papersync demo"}  # tests/packaging runs it


@pytest.mark.parametrize("name", PAGES)
def test_every_block_says_what_it_is(name: str) -> None:
    found = blocks((ROOT / name).read_text("utf-8"))
    assert {block.language for block in found} <= LANGUAGES
    typed = [block.text.split("\n")[0] for block in found if block.language == "console"]
    assert [line for line in typed if line not in NOT_RUN] == [], (
        "`sh` is run; what cannot be has its reason in NOT_RUN"
    )


def test_every_reason_is_needed() -> None:
    lines = {line for name in PAGES for line in (ROOT / name).read_text("utf-8").split("\n")}
    assert set(NOT_RUN) <= lines


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    page = CODE.sub("", (ROOT / name).read_text("utf-8"))
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page)
    assert [target for target in targets if not ((ROOT / name).parent / target).exists()] == []

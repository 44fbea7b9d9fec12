"""A repository with reading lists, for `papersync init`."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.records import RANKGEN

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


def reading_repository(folder: Path) -> None:
    """A repository at GitHub with lists, and a page that cites a paper."""
    git(folder, "init", "-q", "-b", "main")
    git(folder, "remote", "add", "origin", "https://ada:secret@github.com/ada/awesome-reading.git")
    fill(folder, FILES)


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

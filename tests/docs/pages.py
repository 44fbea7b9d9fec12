"""The pages of this repository, read as a newcomer types them: files to write, commands to run, output to see."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = tuple(
    sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))
)
FENCE: Final = re.compile(r"^```(?P<words>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN: Final = ("text", "diff", "json", "markdown")
# What a reader's folder is called where a page shows it.
FOLDER: Final = "/home/you/papers"
# Where findings remain these two end with 1; all else that does not end well ends the block.
PROLOGUE: Final = """trap 'code=$?; [[ $code == 1 && $BASH_COMMAND =~ ^papersync\\ (refresh|lint) ]] || exit $code' ERR
"""


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the file it is, where its text stands in the page."""

    language: str
    name: str
    text: str
    start: int
    end: int


def blocks(page: str) -> list[Block]:
    """The blocks in order. ```` ```toml papersync.toml ```` is a file."""
    found = []
    for match in FENCE.finditer(page):
        language, _, name = match["words"].strip().partition(" ")
        found.append(Block(language, name, match["text"], *match.span("text")))
    return found


@dataclass(frozen=True)
class Ran:
    """A block that was run, what it printed, its exit code, and the block that shows its output, if one does."""

    block: Block
    printed: str
    code: int
    shown: Block | None


def run(page: str, folder: Path, environment: Mapping[str, str], already: Collection[str] = ()) -> Iterator[Ran]:
    """Write a page's files and run its shell and Python in their order, but for lines of shell that ran ``already``.

    Its output is shown by the block that follows, if nothing but blank lines stands between.
    """
    for block, following in zip_longest(found := blocks(page), found[1:]):
        if block.name:
            (folder / block.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.name).write_bytes(block.text.encode())
        elif block.language in ("sh", "python"):
            text = "".join(f"{line}\n" for line in block.text.splitlines() if bare(line) not in already)
            done = _run(block.language, text, folder, environment)
            shown = following if following is not None and _shows(page, block, following) else None
            yield Ran(block, done.stdout.decode().replace(str(folder), FOLDER), done.returncode, shown)


def bare(line: str) -> str:
    """A line of shell without its comment."""
    return line.partition("  #")[0].strip()


def _run(language: str, text: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    interpreter = ["bash", "-c", f"{PROLOGUE}{text}true"] if language == "sh" else [sys.executable, "-c", text]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        interpreter,
        cwd=folder,
        env={**os.environ, **environment, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )


def _shows(page: str, block: Block, following: Block) -> bool:
    between = page[block.end : following.start].partition("\n")[2].rpartition("```")[0].strip()
    return following.language in SHOWN and not following.name and not between

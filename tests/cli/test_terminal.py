"""On a terminal, a pseudo-terminal here: progress while waiting, and a question before a large change."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

ONE = "### RANKGEN: Improving Text Generation with Large Ranking Models [x](https://arxiv.org/abs/2205.09726)\n\n"
LARGE = "# L\n\n## S\n\n" + ONE * 21

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")


def on_terminal(folder: Path, answer: bytes, *arguments: str) -> tuple[int, str]:
    """papersync on a terminal: the answer is typed once it asks. Gives its exit code and all that it showed."""
    return talked(folder, [(b"Write these changes?", answer)], *arguments)


def talked(folder: Path, answers: Sequence[tuple[bytes, bytes]], *arguments: str) -> tuple[int, str]:
    """papersync on a terminal: each answer is typed when its question is shown."""
    ours, theirs = pty.openpty()
    program = str(Path(sys.executable).with_name("papersync"))
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        [program, *arguments], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        shown, waiting = b"", [*answers]
        while select.select([ours], [], [], 20)[0]:
            try:
                read = os.read(ours, 65536)
            except OSError:  # Linux: the other end is closed
                break
            if not read:
                break
            shown += read
            while waiting and waiting[0][0] in shown:
                os.write(ours, waiting.pop(0)[1])
        try:
            code = process.wait(timeout=20)
        finally:
            process.kill()
    os.close(ours)
    return code, shown.decode(errors="replace")


@pytest.mark.parametrize(
    ("answer", "code", "written"),
    [
        pytest.param(b"y\n", 1, True, id="yes, and one paper many times remains"),
        pytest.param(b"n\n", 1, False, id="no"),
        pytest.param(b"\x04", 130, False, id="end-of-input"),
    ],
)
def test_a_large_change_is_asked_about(online: Cli, answer: bytes, code: int, written: bool) -> None:
    page = online.write("README.md", LARGE)
    ended, shown = on_terminal(online.folder, answer, "refresh")
    assert ended == code
    assert page.read_text() == (LARGE.replace("RANKGEN", "RankGen") if written else LARGE)
    assert (online.folder / "data/papers.json").exists() is written
    assert shown.count("21 entries would change") == 1
    assert "bug" not in shown


def test_progress_is_shown_on_a_terminal_and_nowhere_else(online: Cli) -> None:
    online.write("README.md", ONE)
    _, shown = on_terminal(online.folder, b"", "refresh")
    assert "asking arXiv" in shown
    online.write("README.md", ONE)
    piped = online("show", "2001.08361")
    assert "asking arXiv" not in piped.out + piped.err

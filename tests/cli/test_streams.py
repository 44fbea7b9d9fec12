"""Standard streams that are closed, full, or speak another language: exit codes of the table, and no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from papersync.store.codec import Store, dumps
from tests.records import RANKGEN, paper

PROGRAM = str(Path(sys.executable).with_name("papersync"))
TITLE = "Über 数学 und 👩\u200d🔬"

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


def run(folder: Path, arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    (folder / "README.md").write_bytes(
        "### 数学: How Hungry Cats Are Fed in the Cold Season [a](https://arxiv.org/abs/2301.00001)\n".encode()
    )
    (folder / "data").mkdir()
    (folder / "data/papers.json").write_bytes(dumps(Store.of([RANKGEN, paper("2301.00001", TITLE)])))
    command = f"exec '{PROGRAM}' {arguments}"
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param("refs >&-", 2, id="standard output closed"),
        pytest.param("lint --show info >&-", 2, id="closed, where it would be asked for its colours"),
        pytest.param("demo >&-", 2, id="closed, for the demo"),
        pytest.param("refs >/dev/full", 2, id="no room for the result"),
        pytest.param("--version >/dev/full", 2, id="no room for the version"),
        pytest.param("lint --help >/dev/full", 2, id="no room for help"),
        pytest.param("refs >/dev/full 2>/dev/full", 2, id="no room for the complaint either"),
        pytest.param("refs <&- >&- 2>&-", 2, id="everything closed"),
        pytest.param("refs 2>&-", 0, id="nobody to complain to, nothing to complain about"),
        pytest.param("refs nowhere.md 2>/dev/full", 2, id="a complaint that nobody hears"),
        pytest.param("refs - <&-", 0, id="standard input closed: an empty list"),
    ],
)
def test_streams_that_fail(tmp_path: Path, arguments: str, code: int) -> None:
    ran = run(tmp_path, arguments)
    told = ran.stderr.decode()
    assert ran.returncode == code, told
    assert "Traceback" not in told
    assert "Exception ignored" not in told
    assert code == 0 or "2>" in arguments or "standard output" in told


@pytest.mark.parametrize("arguments", ["show 2301.00001", "refs", "lint --output-format json"])
def test_text_is_utf_8_whatever_the_locale(tmp_path: Path, arguments: str) -> None:
    ran = run(tmp_path, arguments, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ran.returncode in (0, 1), ran.stderr.decode()
    assert "2301.00001" in ran.stdout.decode("utf-8")
    assert ran.stderr == b""
    assert TITLE in ran.stdout.decode("utf-8") or "show" not in arguments


def test_messages_survive_a_locale_that_cannot_say_them(tmp_path: Path) -> None:
    ran = run(tmp_path, "lint 数学.md", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ran.returncode == 2
    assert b"there is no such file" in ran.stderr
    assert b"Traceback" not in ran.stderr

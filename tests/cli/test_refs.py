"""`papersync refs` and `lint` over much: two processes say what one says, and end together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from papersync.entries.reading import WORDS_IN_ABSTRACT, WORDS_IN_TITLE
from papersync.references.doubt import PERHAPS_WORDS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a second process helps on Linux only")

PROCESSORS = sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else []
# Says on stderr that there is a second process, and how many processors may be used.
PROGRAM = """
import os, sys
os.sched_setaffinity(0, {processors})
sys.addaudithook(lambda event, _: event == "os.fork" and print("forking", file=sys.stderr, flush=True))
{before}
from papersync.cli.main import run
run()
"""
LINE = "- **Título** [x {n}](http://arxiv.org/abs/2301.{n:05}v2), and arXiv:2205.{n:05}, https://arxiv.org/abs/2302.{n:05}\n"


def written(folder: Path, size: int) -> list[str]:
    names = [f"{number}.md" for number in range(6)]
    for name in names:
        pieces = [f"# List {name}\n\n## Papers\n\n"]
        pieces += (LINE.format(n=n) for n in range(1, size // len(names) // len(LINE)))
        (folder / name).write_text("".join([*pieces, f"\nxarxiv.org in {name}, and [n]: [2001.08361](nowhere)\n"]))
    return names


def command(processors: list[int], *arguments: str, before: str = "") -> list[str]:
    return [sys.executable, "-c", PROGRAM.format(processors=set(processors), before=before), *arguments]


def ran(folder: Path, processors: list[int], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(processors, *arguments), cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.skipif(len(PROCESSORS) < 2, reason="one processor")
@pytest.mark.parametrize(
    ("name", "size", "form"),
    [("refs", 1_500_000, "json"), ("refs", 1_500_000, "text"), ("lint", 400_000, "json")],
)
def test_two_processes_say_what_one_says(tmp_path: Path, name: str, size: int, form: str) -> None:
    names = written(tmp_path, size)
    arguments = [name, *names[:4], "missing.md", *names[4:], "--output-format", form]
    alone = ran(tmp_path, PROCESSORS[:1], *arguments)
    together = ran(tmp_path, PROCESSORS, *arguments)
    assert together.stdout == alone.stdout
    assert "forking" not in alone.stderr
    assert together.stderr.replace("forking\n", "", 1) == alone.stderr
    assert together.stderr.startswith("forking\n")
    assert (alone.returncode, together.returncode) == (2, 2)
    assert "5.md:" in alone.stdout or '"path": "5.md"' in alone.stdout


@pytest.mark.skipif(len(PROCESSORS) < 2, reason="one processor")
def test_little_is_read_by_one(tmp_path: Path) -> None:
    names = written(tmp_path, 50_000)
    assert "forking" not in ran(tmp_path, PROCESSORS, "refs", *names).stderr


@pytest.mark.skipif(len(PROCESSORS) < 2, reason="one processor")
def test_what_fixes_and_writes_is_one(tmp_path: Path) -> None:
    names = written(tmp_path, 400_000)
    done = ran(tmp_path, PROCESSORS, "lint", "--check", "--select", "PS102", *names)
    assert (done.returncode, "forking" in done.stderr) == (0, False)


@pytest.mark.skipif(len(PROCESSORS) < 2, reason="one processor")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_both(tmp_path: Path, sent: signal.Signals) -> None:
    names = written(tmp_path, 12_000_000)
    # Whoever starts the tests in the background has SIGINT ignored, and would pass that on.
    before = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    both = command(PROCESSORS, "refs", *names, before=before)
    with subprocess.Popen(
        both, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "forking\n"
        process.send_signal(sent)
        told = process.stderr.read()
    assert process.returncode == 130
    assert "interrupted" in told
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param("b'x' * 3_000_000", "b'x' * 3_000_000", id="more than a pipe holds"),
        pytest.param("FileError('a', hint='b', place=Place('c'))", None, id="an error, as it is"),
        pytest.param("1 / 0", "None", id="what fails is told where it is made again"),
        pytest.param("sys.exit(3)", "None", id="so is what ends"),
        pytest.param("os.abort()", "None", id="and what crashes"),
        pytest.param("lambda: 1", "None", id="and what cannot be sent"),
    ],
)
def test_work_aside(made: str, expected: str | None) -> None:
    shown = "(r.message, r.hint, r.place) == ('a', 'b', Place('c'))" if expected is None else f"r == {expected}"
    program = (
        "import os, sys\nfrom papersync.app.aside import Aside\nfrom papersync.errors import FileError, Place\n"
        f"with Aside(lambda: {made}) as aside:\n    r = aside.result()\n"
        f"assert {shown}, r\n"
        "try:\n    os.waitpid(-1, 0)\nexcept ChildProcessError:\n    print('none is left')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "none is left\n", done.stderr


def test_without_another_process_all_is_made_here() -> None:
    program = (
        "import os, signal\nfrom papersync.app.aside import Aside\n"
        "def refused():\n    raise BlockingIOError(11, 'no more processes')\n"
        "os.fork = refused\n"
        "with Aside(lambda: 1) as aside:\n    r = aside.result()\n"
        "assert r is None, r\n"
        "print('heard' if not signal.pthread_sigmask(signal.SIG_BLOCK, ()) else 'deaf')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "heard\n", done.stderr


def test_all_that_may_be_words_is_looked_at() -> None:
    assert set(PERHAPS_WORDS) >= {*WORDS_IN_TITLE, *WORDS_IN_ABSTRACT}

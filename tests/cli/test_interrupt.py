"""Ctrl-C, CI's SIGTERM, a closed terminal's SIGHUP in the midst of a refresh: real processes, stopped while arXiv is
silent.

The stand-in answers the first hundred and keeps the second request waiting: a process that has made it has the first
answer.
"""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from papersync.config import Config
from papersync.store.codec import Store, dumps
from papersync.store.repository import StoreFile
from tests.cli.conftest import Cli
from tests.cli.standins import serving
from tests.records import paper

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals here")

SIGHUP = getattr(signal, "SIGHUP", signal.SIGTERM)  # Windows has none, and skips what is here

PAPERS = [paper(f"2212.{n:05}", f"How Gradual Change Number {n} Reaches the Large Model") for n in range(1, 251)]
LIST = "# L\n\n## S\n\n" + "".join(
    f"- [{each.title}](https://arxiv.org/abs/{each.id}?utm_source=x)\n" for each in PAPERS
)
# Whoever starts the tests in the background has SIGINT ignored, and would pass that on.
PROGRAM = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
{before}
from papersync.cli.main import run
run()
"""
# Says so when the lock of the store is opened: its name is a digest, that of the connection is not.
TELL_LOCKS = """
import re
def tell(event, arguments):
    if event == "open" and re.search(r"/[0-9a-f]{32}\\.lock$", str(arguments[0])):
        print("locking", file=sys.stderr, flush=True)
sys.addaudithook(tell)
"""
# A name server that does not answer: nothing ends the thread that asks it.
NO_NAMES = """
import threading
def silent(event, arguments):
    if event == "socket.getaddrinfo" and arguments[0] == b"localhost":
        print("resolving", file=sys.stderr, flush=True)
        threading.Event().wait(60)
sys.addaudithook(silent)
"""


class Arrivals(io.StringIO):
    """The stand-in's log, to be waited on."""

    def __init__(self) -> None:
        super().__init__()
        self.second = threading.Event()
        self.lines = 0

    def write(self, line: str) -> int:
        self.lines += 1
        if self.lines == 2:
            self.second.set()
        return super().write(line)


@contextmanager
def running(folder: Path, *options: str, before: str = "") -> Iterator[subprocess.Popen[str]]:
    """A refresh, killed if a test leaves it running."""
    command = [sys.executable, "-c", PROGRAM.format(before=before), "refresh", "--yes", *options]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def refreshing(folder: Path, arrivals: Arrivals, *options: str, before: str = "") -> Iterator[subprocess.Popen[str]]:
    """A refresh that waits for its second answer."""
    with running(folder, *options, before=before) as process:
        assert arrivals.second.wait(20), process.communicate(timeout=20)
        yield process


def stored(folder: Path) -> set[str]:
    path = folder / "data/papers.json"
    return set(json.loads(path.read_bytes())["papers"]) if path.exists() else set()


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(signal.SIGINT, id="Ctrl-C"),
        pytest.param(signal.SIGTERM, id="CI cancels"),
        pytest.param(SIGHUP, id="the terminal is closed"),
    ],
)
def test_what_was_answered_is_kept_and_the_rest_is_asked_for_next(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    page, arrivals = cli.write("README.md", LIST), Arrivals()
    with serving(PAPERS, monkeypatch, "stall:at=2", log=arrivals) as server:
        with refreshing(cli.folder, arrivals) as process:
            process.send_signal(number)
            out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (130, "")
        assert err.splitlines() == ["papersync: interrupted; kept 100 of 250 records asked for; no list was changed"]
        assert page.read_text() == LIST
        kept = stored(cli.folder)
        assert len(kept) == 100
        done = cli("refresh", "--yes", "--output-format", "json")
        assert (done.code, done.json["unconfirmed"]) == (0, [])
        # Two asked before: the hundred, and what is silent. Then only what was not answered, in two requests.
        assert [arrival.ids for arrival in server.arrivals[2:]] == [100, 50]
        assert not any(id_ in arrival.target for arrival in server.arrivals[2:] for id_ in kept)
    assert len(stored(cli.folder)) == 250
    assert page.read_text() == LIST.replace("?utm_source=x", "")


def test_a_check_keeps_no_records(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    page, arrivals = cli.write("README.md", LIST), Arrivals()
    with serving(PAPERS, monkeypatch, "stall:at=2", log=arrivals) as server:
        with refreshing(cli.folder, arrivals, "--check") as process:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
        assert (process.returncode, out, page.read_text()) == (130, "", LIST)
        assert err == "papersync: interrupted; a check keeps no records; no list was changed\n"
        assert stored(cli.folder) == set()
        assert cli("refresh", "--yes").code == 0
        assert sum(arrival.ids for arrival in server.arrivals[2:]) == 250


def test_a_check_remembers_of_what_the_store_holds(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write("README.md", LIST)
    (cli.folder / "data").mkdir()
    cli.write("data/papers.json", dumps(Store.of(PAPERS)))
    arrivals = Arrivals()
    with serving(PAPERS, monkeypatch, "stall:at=2", log=arrivals) as server:
        with refreshing(cli.folder, arrivals, "--check") as process:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)
        cli("refresh", "--yes")
        assert sum(arrival.ids for arrival in server.arrivals[2:]) == 150


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(signal.SIGINT, signal.SIGINT, id="Ctrl-C twice"),
        pytest.param(SIGHUP, signal.SIGTERM, id="a closed terminal, and then the machine is shut down"),
        pytest.param(signal.SIGINT, SIGHUP, id="Ctrl-C, and then the terminal is closed"),
    ],
)
def test_a_second_interrupt_ends_at_once(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, first: signal.Signals, second: signal.Signals
) -> None:
    """Another papersync holds the store, so that the first interrupt has to wait for it."""
    page, arrivals = cli.write("README.md", LIST), Arrivals()
    store = StoreFile(cli.folder / "data/papers.json", Config(root=cli.folder).lock_dir)
    with (
        serving(PAPERS, monkeypatch, "stall:at=2", log=arrivals),
        store.lock(),
        refreshing(cli.folder, arrivals, before=TELL_LOCKS) as process,
    ):
        assert process.stderr is not None
        process.send_signal(first)
        assert process.stderr.readline() == "locking\n"
        process.send_signal(second)
        assert process.wait(timeout=3) == 130
    assert (stored(cli.folder), page.read_text()) == (set(), LIST)


def test_what_cannot_be_kept_is_said(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    page, arrivals = cli.write("README.md", LIST), Arrivals()
    with serving(PAPERS, monkeypatch, "stall:at=2", log=arrivals), refreshing(cli.folder, arrivals) as process:
        (cli.folder / "data").mkdir()
        cli.write("data/papers.json", "{ damaged")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert (process.returncode, page.read_text()) == (130, LIST)
    assert "papers.json:1" in err
    assert err.splitlines()[-1] == "papersync: interrupted; what arXiv has answered could not be kept"
    assert (cli.folder / "data/papers.json").read_text() == "{ damaged"


def test_a_name_server_that_is_silent_holds_up_neither_the_message_nor_the_end(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.write("README.md", LIST)
    monkeypatch.setenv("PAPERSYNC_ARXIV_URL", "http://localhost:9/api/query")
    with running(cli.folder, before=NO_NAMES) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "resolving\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.readline() == "papersync: interrupted; nothing new was kept; no list was changed\n"
        assert process.wait(timeout=3) == 130
        assert process.stderr.read() == ""

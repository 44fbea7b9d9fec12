"""How commands end when something goes wrong."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from papersync.cli.boundary import boundary
from papersync.errors import FileError, Place, SourceError

ENDINGS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
for_each_ending = pytest.mark.parametrize("number", ENDINGS, ids=[each.name for each in ENDINGS])


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    """An interrupt changes what the next one does, for the rest of the process: here, of the tests."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, *ENDINGS)}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        pytest.param(FileError("gone", hint="look", place=Place("a.md", 3, 4)), 2, "a.md:3:4: gone", id="foreseeable"),
        pytest.param(SourceError("no answer"), 3, "no answer", id="source"),
        pytest.param(KeyboardInterrupt(), 130, "interrupted", id="interrupt"),
        pytest.param(typer.Abort(), 130, "interrupted", id="interrupt-at-a-question"),
        pytest.param(ZeroDivisionError("oops"), 4, "bug in papersync", id="bug"),
        pytest.param(FileError("\x1b[31mred"), 2, "papersync: red", id="control-characters"),
    ],
)
def test_errors_become_exit_codes(
    error: BaseException, code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as caught, boundary():
        raise error
    assert caught.value.exit_code == code
    assert says in capsys.readouterr().err


def test_a_hint_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit), boundary():
        raise FileError("gone", hint="look elsewhere")
    assert "hint: look elsewhere" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("- [x](https://arxiv.org/abs/2205.09726)\n" * 20_000)
    command = [str(Path(sys.executable).with_name("papersync")), "refs", "README.md"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_interrupt_while_asking_is_130(tmp_path: Path) -> None:
    """The answer takes a minute; the interrupt comes once the request has."""
    (tmp_path / "README.md").write_text("- [x](https://arxiv.org/abs/2205.09726)\n")
    script = (
        "import socket, subprocess, sys, signal\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "url = f'http://127.0.0.1:{server.getsockname()[1]}/api/query'\n"
        "import os\n"
        "env = os.environ | {'PAPERSYNC_ARXIV_URL': url, 'PAPERSYNC_INTERVAL': '0'}\n"
        "child = subprocess.Popen([sys.argv[1], 'refresh'], env=env, stderr=subprocess.PIPE)\n"
        "peer = server.accept()[0]\n"
        "peer.recv(1)\n"
        "child.send_signal(signal.SIGINT)\n"
        "print(child.communicate(timeout=20)[1].decode())\n"
        "sys.exit(child.returncode)\n"
    )
    program = str(Path(sys.executable).with_name("papersync"))
    command = [sys.executable, "-c", script, program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert "interrupted" in done.stdout
    assert not (tmp_path / "data").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


@for_each_ending
def test_without_an_interrupt_signals_mean_what_they_meant(number: signal.Signals) -> None:
    signal.signal(number, signal.SIG_DFL)  # under nohup it is another
    before = signal.getsignal(signal.SIGINT)
    with boundary():
        assert signal.getsignal(number) is not signal.SIG_DFL
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(number)) == (before, signal.SIG_DFL)


@for_each_ending
def test_who_has_decided_what_a_signal_does_keeps_it(number: signal.Signals) -> None:
    """As nohup does."""
    signal.signal(number, signal.SIG_IGN)
    with boundary():
        assert signal.getsignal(number) is signal.SIG_IGN
    assert signal.getsignal(number) is signal.SIG_IGN


def test_interrupt_before_a_command_began(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "def interrupt(event, arguments):\n"
        "    if event == 'import' and arguments[0] == 'papersync.cli.commands':\n"
        "        raise KeyboardInterrupt\n"
        "sys.addaudithook(interrupt)\n"
        "from papersync.cli.main import run\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", program, "refs"], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")

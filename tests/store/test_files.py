"""Law 6: whatever happens while a file is written, it is the old file or the new file."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from papersync.errors import FileError
from papersync.store.files import Snapshot, read_file, read_if_there, write_atomic

OLD, NEW = b"\xef\xbb\xbfold\r\n\x00\xff", b"new" * 1000
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and links")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.md"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_bytes_are_read_and_written_as_they_are(file: Path) -> None:
    snapshot = read_file(file)
    assert snapshot == Snapshot(file, OLD)
    write_atomic(file, NEW, snapshot)
    assert file.read_bytes() == NEW
    assert names(file.parent) == ["list.md"]


def test_a_new_file_gets_its_folders_and_the_usual_mode(tmp_path: Path) -> None:
    path, plain = tmp_path / "data/deep/papers.json", tmp_path / "plain"
    write_atomic(path, NEW, None)
    plain.touch()
    assert path.read_bytes() == NEW
    assert path.stat().st_mode == plain.stat().st_mode


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_mode_is_kept(file: Path, mode: int) -> None:
    file.chmod(mode)
    write_atomic(file, NEW, read_file(file))
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix_only
def test_a_symbolic_link_stays_and_its_target_is_written(tmp_path: Path, file: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link, chain = tmp_path / "elsewhere/link.md", tmp_path / "chain.md"
    link.symlink_to("../list.md")
    chain.symlink_to(link)
    write_atomic(chain, NEW, read_file(chain))
    assert file.read_bytes() == NEW
    assert link.is_symlink()
    assert chain.is_symlink()
    assert names(tmp_path / "elsewhere") == ["link.md"]


@posix_only
def test_a_link_to_nothing_gets_its_file(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to("target.json")
    write_atomic(link, NEW, None)
    assert link.is_symlink()
    assert (tmp_path / "target.json").read_bytes() == NEW


@pytest.mark.parametrize(
    ("before", "meanwhile"),
    [
        pytest.param(OLD, b"theirs", id="written by somebody else"),
        pytest.param(OLD, OLD.swapcase(), id="of the same length"),
        pytest.param(OLD, None, id="deleted"),
        pytest.param(None, b"theirs", id="made where there was none"),
        pytest.param(None, b"", id="made empty where there was none"),
    ],
)
def test_a_change_meanwhile_is_never_overwritten(tmp_path: Path, before: bytes | None, meanwhile: bytes | None) -> None:
    path = tmp_path / "list.md"
    if before is not None:
        path.write_bytes(before)
    snapshot = read_if_there(path)
    path.unlink(missing_ok=True)
    if meanwhile is not None:
        path.write_bytes(meanwhile)
    with pytest.raises(FileError, match="changed meanwhile") as caught:
        write_atomic(path, NEW, snapshot)
    assert caught.value.hint == "run again"
    assert (path.read_bytes() if path.exists() else None) == meanwhile
    assert names(tmp_path) == (["list.md"] if meanwhile is not None else [])


def test_a_touch_is_no_change(file: Path) -> None:
    snapshot = read_file(file)
    os.utime(file, (1, 1))
    write_atomic(file, NEW, snapshot)
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("step", ["fsync", "replace", "fchown", "close"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "x"), OSError(errno.EIO, "Input/output error")])
def test_a_step_that_fails_leaves_the_old_file_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: OSError
) -> None:
    snapshot = read_file(file)

    def fails(*_: Any) -> None:
        raise error

    monkeypatch.setattr(os, step, fails)
    if step in ("fchown", "close"):  # the owner is kept where permitted; the folder is synced where it can be
        write_atomic(file, NEW, snapshot)
    else:
        with pytest.raises(FileError) as caught:
            write_atomic(file, NEW, snapshot)
        assert str(file) in str(caught.value)
    monkeypatch.undo()
    assert file.read_bytes() == (NEW if step in ("fchown", "close") else OLD)
    assert names(file.parent) == ["list.md"]


LIMITED = """
import resource, signal, sys
from pathlib import Path
from papersync.errors import FileError
from papersync.store.files import read_file, write_atomic
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
snapshot = read_file(path)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    write_atomic(path, b"x" * 100_000, snapshot)
except FileError as error:
    print(error)
"""

KILLED = """
import os, sys
from pathlib import Path
from papersync.store import files

path, old, new = Path(sys.argv[1]), b"old" * 500, b"new" * 1000
for step in range(1000):
    path.write_bytes(old)
    snapshot = files.read_file(path)
    child = os.fork()
    if not child:
        seen = 0
        def trace(frame, event, argument):
            global seen
            if frame.f_code.co_filename != files.__file__:
                return None
            seen += event == "line"
            if seen > step:
                os._exit(9)
            return trace
        sys.settrace(trace)
        files.write_atomic(path, new, snapshot)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert path.read_bytes() in (old, new), step
    if status == 0:
        assert path.read_bytes() == new
        print(step)
        break
"""


def run(program: str, path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, path], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@posix_only
def test_a_disk_that_is_full_halfway_leaves_the_old_file(file: Path) -> None:
    assert "cannot be written: File too large" in run(LIMITED, file)
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["list.md"]


@posix_only
def test_law_6_killed_at_any_line_the_file_is_old_or_new(file: Path) -> None:
    assert int(run(KILLED, file)) > 25


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_interruption_leaves_nothing_behind(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(file, NEW, Snapshot(file, OLD))
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["list.md"]


def make_folder(path: Path) -> None:
    path.mkdir()


def make_circle(path: Path) -> None:
    path.symlink_to(path)


def make_nothing(path: Path) -> None:
    assert not path.exists()


@posix_only
@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(make_nothing, "no such file", id="missing"),
        pytest.param(make_folder, "a folder, not a file", id="a folder"),
        pytest.param(make_circle, "round in a circle", id="a link to itself"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, make: Callable[[Path], None], words: str) -> None:
    path = tmp_path / "list.md"
    make(path)
    with pytest.raises(FileError, match=words) as caught:
        read_file(path)
    assert caught.value.place is not None
    assert caught.value.place.path == str(path)


@posix_only
@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(make_folder, "a folder, not a file", id="a folder"),
        pytest.param(make_circle, "round in a circle", id="a link to itself"),
        pytest.param(os.mkfifo, "not a regular file", id="a pipe is not replaced by a file"),
    ],
)
def test_what_cannot_be_written_says_why(tmp_path: Path, make: Callable[[Path], None], words: str) -> None:
    path = tmp_path / "list.md"
    make(path)
    with pytest.raises(FileError, match=words):
        write_atomic(path, NEW, None)
    assert names(tmp_path) == ["list.md"]


def test_a_path_through_a_file_says_so(file: Path) -> None:
    with pytest.raises(FileError, match="is a file, not a folder"):
        read_file(file / "papers.json")
    with pytest.raises(FileError):
        write_atomic(file / "papers.json", NEW, None)


def test_a_name_with_nul_is_an_error_of_ours() -> None:
    with pytest.raises(FileError):
        read_file(Path("a\x00b"))


def test_a_name_that_is_too_long_is_an_error_of_ours(tmp_path: Path) -> None:
    for act in (read_file, lambda path: write_atomic(path, NEW, None)):
        with pytest.raises(FileError, match="too long"):
            act(tmp_path / ("x" * 300))
    assert names(tmp_path) == []


@posix_only
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
class TestPermissions:
    def test_a_read_only_file_stays(self, file: Path) -> None:
        file.chmod(0o444)
        with pytest.raises(FileError, match="permission denied"):
            write_atomic(file, NEW, read_file(file))
        assert file.read_bytes() == OLD

    def test_a_read_only_folder(self, file: Path) -> None:
        file.parent.chmod(0o555)
        try:
            with pytest.raises(FileError, match="permission denied"):
                write_atomic(file, NEW, read_file(file))
        finally:
            file.parent.chmod(0o755)
        assert file.read_bytes() == OLD

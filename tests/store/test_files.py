"""Law 6: whatever happens while a file is written, it is the old file or the new file."""

from __future__ import annotations

import errno
import hashlib
import os
import socket
import stat
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

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
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o2664])
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
def test_another_name_of_the_same_file_keeps_the_old_text(file: Path) -> None:
    os.link(file, file.with_name("other.md"))
    write_atomic(file, NEW, read_file(file))
    assert (file.read_bytes(), file.with_name("other.md").read_bytes()) == (NEW, OLD)


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
@pytest.mark.parametrize(
    ("error", "words"),
    [
        pytest.param(OSError(errno.ENOSPC, "x"), "the disk is full", id="full disk"),
        pytest.param(OSError(errno.EDQUOT, "x"), "the disk quota is used up", id="quota"),
        pytest.param(OSError(errno.EFBIG, "x"), "larger than the system allows", id="limit"),
        pytest.param(OSError(errno.EROFS, "x"), "the file system is read-only", id="read-only by now"),
        pytest.param(OSError(errno.EIO, "Input/output error"), "Input/output error", id="broken disk"),
    ],
)
def test_a_step_that_fails_leaves_the_old_file_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: OSError, words: str
) -> None:
    snapshot = read_file(file)

    monkeypatch.setattr(os, step, interrupt_with(error))
    if step in ("fchown", "close"):  # the owner is kept where permitted; the folder is synced where it can be
        write_atomic(file, NEW, snapshot)
    else:
        with pytest.raises(FileError, match=words) as caught:
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
    files.write_atomic(path, b"next", files.read_file(path))
    assert os.listdir(path.parent) == [path.name], step
    path.write_bytes(new)
    if status == 0:
        assert path.read_bytes() == new
        print(step)
        break
"""


def run(program: str, *arguments: Path | str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@posix_only
def test_a_disk_that_is_full_halfway_leaves_the_old_file(file: Path) -> None:
    assert "cannot be written: the file would be larger than the system allows" in run(LIMITED, file)
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["list.md"]


@posix_only
def test_law_6_killed_at_any_line_the_file_is_old_or_new(file: Path) -> None:
    assert int(run(KILLED, file)) > 25


@posix_only
@pytest.mark.parametrize(
    ("way", "lost"),
    [
        # What cannot be closed: the two lines between the last look and the replacement, which is one system call.
        pytest.param("in place", ["_identity", "_replace"], id="written in place"),
        pytest.param("renamed", ["_identity", "_replace"], id="a new file renamed to it"),
        pytest.param("made", [], id="made where there was none"),
    ],
)
def test_whatever_line_an_editor_saves_at_its_text_stays(file: Path, way: str, lost: list[str]) -> None:
    steps, *places = run(SAVED, file, way).split()
    assert int(steps) > 25
    assert places == lost


SAVED = """
import os, sys
from pathlib import Path
from papersync.errors import FileError
from papersync.store import files

path, way = Path(sys.argv[1]), sys.argv[2]
old, new, theirs = b"old" * 500, b"new" * 1000, b"theirs" * 700
aside = path.with_name("aside")
lost = []

def save():
    if way == "renamed":
        aside.write_bytes(theirs)
        aside.replace(path)
    else:
        path.write_bytes(theirs)

for step in range(1000):
    path.unlink(missing_ok=True)
    if way != "made":
        path.write_bytes(old)
    snapshot = files.read_if_there(path)
    seen, place = 0, None
    def trace(frame, event, argument):
        global seen, place
        if frame.f_code.co_filename != files.__file__:
            return None
        seen += event == "line"
        if seen > step and place is None:
            place = frame.f_code.co_name
            save()
        return trace
    sys.settrace(trace)
    try:
        files.write_atomic(path, new, snapshot)
    except FileError as error:
        assert "changed meanwhile" in str(error), (step, error)
    finally:
        sys.settrace(None)
    assert os.listdir(path.parent) == [path.name], step
    if place is None:
        break
    if path.read_bytes() != theirs:
        lost.append(place)
print(step, *lost)
"""


def interrupt_with(error: BaseException) -> Callable[..., None]:
    def interrupt(*_: object) -> None:
        raise error

    return interrupt


def test_an_interruption_leaves_nothing_behind(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", interrupt_with(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_atomic(file, NEW, Snapshot(file, OLD))
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["list.md"]


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)  # a socket's path has a hundred characters at most
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)


def make_link_to_a_device(path: Path) -> None:
    path.symlink_to(os.devnull)


def make_link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


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
        pytest.param(make_link_to_nothing, "leads to a file that is not there", id="a link to nothing"),
        pytest.param(os.mkfifo, "a pipe, not a regular file", id="a pipe that nobody writes into"),
        pytest.param(make_socket, "a socket, not a regular file", id="a socket"),
        pytest.param(make_link_to_a_device, "a device, not a regular file", id="a device"),
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
        pytest.param(make_link_to_a_device, "not a regular file", id="a device neither"),
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
    for act in (read_file, lambda path: write_atomic(path, NEW, None)):
        with pytest.raises(FileError, match="no file can be called that"):
            act(Path("a\x00b"))


def test_a_name_that_is_too_long_is_an_error_of_ours(tmp_path: Path) -> None:
    for act in (read_file, lambda path: write_atomic(path, NEW, None)):
        with pytest.raises(FileError, match="too long"):
            act(tmp_path / ("x" * 300))
    assert names(tmp_path) == []


@posix_only
class TestPermissions:
    """What nobody may write is not written, by root neither."""

    @pytest.mark.parametrize("mode", [0o444, 0o400])
    def test_a_read_only_file_stays(self, file: Path, mode: int) -> None:
        file.chmod(mode)
        with pytest.raises(FileError, match="permission denied"):
            write_atomic(file, NEW, read_file(file))
        assert file.read_bytes() == OLD

    def test_a_read_only_folder(self, file: Path) -> None:
        file.parent.chmod(0o555)
        try:
            with pytest.raises(FileError, match="permission denied"):
                write_atomic(file, NEW, read_file(file))
            with pytest.raises(FileError, match="permission denied"):
                write_atomic(file.with_name("new.md"), NEW, None)
            assert names(file.parent) == ["list.md"]
        finally:
            file.parent.chmod(0o755)
        assert file.read_bytes() == OLD


def stale(target: str) -> str:
    return f".papersync-{hashlib.sha256(target.encode()).hexdigest()[:12]}-0123456789abcdef.tmp"


@posix_only
def test_what_a_killed_papersync_left_is_removed_and_nothing_else(file: Path) -> None:
    (file.parent / stale("list.md")).write_bytes(b"half")
    (file.parent / stale("other.md")).write_bytes(b"of another list, perhaps being written")
    (file.parent / ".papersync-notes.tmp").write_bytes(b"a person's")
    (file.parent / f"{stale('list.md')}.md").write_bytes(b"a person's")
    (file.parent / stale("list.md").replace("0", "1")).symlink_to("list.md")
    (file.parent / stale("list.md").replace("0", "2")).mkdir()
    before = set(names(file.parent))
    write_atomic(file, NEW, read_file(file))
    assert before - set(names(file.parent)) == {stale("list.md")}


@posix_only
def test_a_private_list_is_private_at_every_moment(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.chmod(0o640)
    modes: list[int] = []
    before = os.umask(0)

    def watched(act: Callable[..., None]) -> Callable[..., None]:
        def watch(handle: int, *rest: int) -> None:
            modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
            act(handle, *rest)

        return watch

    for step in ("fchown", "fchmod", "fsync"):
        monkeypatch.setattr(os, step, watched(getattr(os, step)))
    try:
        write_atomic(file, NEW, read_file(file))
    finally:
        os.umask(before)
    assert modes[:3] == [0o600, 0o600, 0o640]


def refuse_owners(monkeypatch: pytest.MonkeyPatch, *, groups: bool) -> None:
    give = os.fchown

    def fchown(handle: int, user: int, group: int) -> None:
        if user != -1 or not groups:
            raise PermissionError(errno.EPERM, "")
        give(handle, user, group)

    monkeypatch.setattr(os, "fchown", fchown)


@posix_only
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can make a file of others")
@pytest.mark.parametrize(
    ("groups", "mode", "kept"),
    [
        pytest.param(False, 0o664, 0o644, id="the new group may what everybody may"),
        pytest.param(False, 0o6755, 0o755, id="set-id bits are not for another owner"),
        pytest.param(True, 0o664, 0o664, id="a group of ours is kept"),
        pytest.param(True, 0o6775, 0o2775, id="and its set-group-id bit with it"),
    ],
)
def test_the_file_of_somebody_else(
    file: Path, monkeypatch: pytest.MonkeyPatch, groups: bool, mode: int, kept: int
) -> None:
    os.chown(file, 1234, 1235)
    file.chmod(mode)
    if not os.access(file, os.W_OK):
        pytest.skip("root without its rights, as in some containers")
    refuse_owners(monkeypatch, groups=groups)
    write_atomic(file, NEW, read_file(file))
    assert (file.stat().st_uid, file.stat().st_gid) == (0, 1235 if groups else 0)
    assert stat.S_IMODE(file.stat().st_mode) == kept


def acl(*entries: tuple[int, int, int]) -> bytes:
    """An access control list as Linux keeps it (include/uapi/linux/posix_acl_xattr.h): tag, permissions, identifier."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


NOBODY = 0xFFFFFFFF
# The owner reads and writes, user 1234 reads and writes, the group reads, the others nothing.
SHARED = acl((1, 6, NOBODY), (2, 6, 1234), (4, 4, NOBODY), (16, 6, NOBODY), (32, 0, NOBODY))
ACCESS, INHERITED = "system.posix_acl_access", "system.posix_acl_default"


@pytest.mark.skipif(sys.platform != "linux", reason="as Linux keeps them")
class TestExtendedAttributes:
    def set(self, path: Path, name: str, value: bytes) -> None:
        try:
            os.setxattr(path, name, value)
        except OSError as error:
            pytest.skip(f"this file system has none: {error}")

    def test_access_control_lists_and_others_are_kept(self, file: Path) -> None:
        self.set(file, ACCESS, SHARED)
        self.set(file, "user.note", b"mine")
        write_atomic(file, NEW, read_file(file))
        assert {name: os.getxattr(file, name) for name in os.listxattr(file)} == {ACCESS: SHARED, "user.note": b"mine"}
        assert stat.S_IMODE(file.stat().st_mode) == 0o660

    def test_what_the_folder_hands_down_gives_nobody_new_access(self, file: Path) -> None:
        file.chmod(0o640)
        self.set(file.parent, INHERITED, SHARED)
        write_atomic(file, NEW, read_file(file))
        assert ACCESS not in os.listxattr(file)
        assert stat.S_IMODE(file.stat().st_mode) == 0o640

    def test_a_list_that_cannot_be_kept_is_no_longer_the_groups_right(
        self, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.set(file, ACCESS, SHARED)
        monkeypatch.setattr(os, "setxattr", interrupt_with(PermissionError(errno.EPERM, "")))
        write_atomic(file, NEW, read_file(file))
        assert ACCESS not in os.listxattr(file)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@posix_only
def test_without_hard_links_a_new_file_is_made_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", interrupt_with(PermissionError(errno.EPERM, "")))
    write_atomic(tmp_path / "list.md", NEW, None)
    assert (tmp_path / "list.md").read_bytes() == NEW
    assert names(tmp_path) == ["list.md"]

"""Files on disk: read whole, written whole, never torn and never over somebody else's change."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from papersync.errors import FileError, Place


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a file held when it was read. It counts as unchanged as long as it holds the same bytes."""

    path: Path
    data: bytes


def read_file(path: Path) -> Snapshot:
    """The whole file. Raises FileError if it is missing, a folder, or cannot be read."""
    snapshot = read_if_there(path)
    if snapshot is None:
        raise _file_error(path, FileNotFoundError(errno.ENOENT, ""), "read")
    return snapshot


def read_if_there(path: Path) -> Snapshot | None:
    """The whole file, or None if there is none. Raises FileError if it is a folder or cannot be read."""
    try:
        return Snapshot(path, path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _file_error(path, error, "read") from error
    except ValueError as error:  # a NUL in the name
        raise FileError(f"no file can be called that: {error}", place=Place(ascii(str(path)))) from error


def write_atomic(path: Path, data: bytes, expected: Snapshot | None) -> None:
    """Replace what ``path`` holds by ``data``, all or nothing.

    ``expected`` is what was read before (None: there was no file). The bytes go to a temporary file in the same folder,
    are synced, and take the old file's place in one step; its mode and, where permitted, its owner are kept; a symbolic
    link stays and its target is written; missing folders are made. Hard links to the old file keep the old text.

    Raises FileError if the file holds something else than expected by now, or cannot be written; it then is as it was.
    """
    try:
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        before = _status(target)
        if before is not None:
            _refuse_special(target, before)
        temporary = target.with_name(f".papersync-{secrets.token_hex(8)}.tmp")
        try:
            _fill(temporary, data, before)
            _refuse_change(path, target, expected)
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _file_error(path, error, "written") from error
    _sync_folder(target.parent)


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _refuse_special(target: Path, before: os.stat_result) -> None:
    # Replacing needs the right to the folder only: a file that its owner made read-only would go all the same.
    if stat.S_ISDIR(before.st_mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(before.st_mode):
        raise OSError(errno.EINVAL, "this is not a regular file")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "")


def _fill(temporary: Path, data: bytes, before: os.stat_result | None) -> None:
    # "x" neither follows a link nor opens a file that is there; the mode is set before the first byte is.
    with temporary.open("xb") as file:
        if before is not None:
            if sys.platform != "win32":
                with contextlib.suppress(OSError):
                    os.fchown(file.fileno(), before.st_uid, before.st_gid)
            temporary.chmod(stat.S_IMODE(before.st_mode))
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _refuse_change(path: Path, target: Path, expected: Snapshot | None) -> None:
    try:
        now = target.read_bytes()
    except FileNotFoundError:
        now = None
    if now != (None if expected is None else expected.data):
        raise FileError("it was changed meanwhile; nothing was written", hint="run again", place=Place(str(path)))


def _sync_folder(folder: Path) -> None:
    # The file is in its place already; not every file system can sync a folder.
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_REASONS: Final = {
    errno.ENOENT: ("there is no such file", "check the path"),
    errno.EISDIR: ("this is a folder, not a file", None),
    errno.ENOTDIR: ("a part of the path is a file, not a folder", "check the path"),
    errno.EACCES: ("permission denied", "check who may read and write the file and its folder"),
    errno.EPERM: ("permission denied", "check who may read and write the file and its folder"),
    errno.EROFS: ("the file system is read-only", None),
    errno.ENOSPC: ("the disk is full", "make room and run again"),
    errno.EDQUOT: ("the disk quota is used up", "make room and run again"),
    errno.ELOOP: ("symbolic links go round in a circle", None),
    errno.ENAMETOOLONG: ("the name is too long", None),
}


def _file_error(path: Path, error: OSError, what: str) -> FileError:
    reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), None))
    return FileError(f"cannot be {what}: {reason}", hint=hint, place=Place(str(path)))

"""Files on disk: read whole, written whole, never torn and never over somebody else's change."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import Final, NamedTuple

from papersync.errors import FileError, Place
from papersync.store.attributes import keep_attributes


class Snapshot(NamedTuple):
    """What a file held when it was read. It counts as unchanged as long as it holds the same bytes."""

    path: Path
    data: bytes


def read_file(path: Path) -> Snapshot:
    """The whole file. Raises FileError if it is missing, not a regular file, or cannot be read."""
    snapshot = read_if_there(path)
    if snapshot is None:
        if path.is_symlink():
            raise FileError(
                "cannot be read: the symbolic link leads to a file that is not there",
                hint="mend the link, or name another file",
                place=Place(str(path)),
            )
        raise file_error(path, FileNotFoundError(errno.ENOENT, ""), "read")
    return snapshot


def read_if_there(path: Path) -> Snapshot | None:
    """The whole file, or None if there is none. Raises FileError if it is not a regular file or cannot be read."""
    try:
        # Before it is opened: a pipe without a writer would be waited for, a device would be read without end.
        _refuse_special(path.stat())
        return Snapshot(path, path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise file_error(path, error, "read") from error
    except ValueError as error:  # a NUL in the name
        raise _impossible_name(path, error) from error


def write_atomic(path: Path, data: bytes, expected: Snapshot | None) -> None:
    """Replace what ``path`` holds by ``data``, all or nothing.

    ``expected`` is what was read before (None: there was no file). The bytes go to a temporary file in the same folder,
    are synced, and take the old file's place in one step. Its mode and, where permitted, its owner and its extended
    attributes are kept; a symbolic link stays and its target is written; missing folders are made. Hard links to the
    old file keep the old text.

    The caller holds the lock of ``path`` (``locks.locked``), so temporary files of it that are there were left by a
    papersync that was killed, and are removed. Who does not know that lock, such as an editor, is noticed by the bytes:
    they are compared at the end, and between that and the replacement stands one look at the file's times.

    Raises FileError if the file holds something else than expected by now, if it or its folder may not be written by
    anybody (by root neither), or if it cannot be written; it then is as it was.
    """
    try:
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        before = _status(target)
        _refuse_unwritable(target, before)
        _remove_leftovers(target)
        temporary = target.with_name(f"{_prefix(target)}{os.urandom(8).hex()}{_SUFFIX}")
        try:
            _fill(temporary, data, target, before)
            _replace(target, temporary, path, expected)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise file_error(path, error, "written") from error
    except ValueError as error:
        raise _impossible_name(path, error) from error
    _sync_folder(target.parent)


def require_writable(path: Path) -> None:
    """Raises FileError where `write_atomic` certainly would, before it does anything. A full disk shows only then."""
    try:
        target = Path(os.path.realpath(path))
        _refuse_unwritable(target, _status(target))
        if not os.access(target.parent, os.W_OK):
            raise PermissionError(errno.EACCES, "")
    except OSError as error:
        raise file_error(path, error, "written") from error
    except ValueError as error:
        raise _impossible_name(path, error) from error


_SUFFIX: Final = ".tmp"


def _prefix(target: Path) -> str:
    import hashlib  # noqa: PLC0415 - OpenSSL, for whoever writes

    # Not the name itself: with it the temporary's name could be too long.
    return f".papersync-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _refuse_special(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(status.st_mode):
        kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
        kind = kinds.get(stat.S_IFMT(status.st_mode), "a device")
        raise OSError(errno.EINVAL, f"this is {kind}, not a regular file")


def _refuse_unwritable(target: Path, before: os.stat_result | None) -> None:
    # Replacing needs the right to the folder only, and root needs none: what its owner made read-only would go all the
    # same.
    if before is not None:
        _refuse_special(before)
        if not before.st_mode & _ANYBODY_MAY_WRITE or not os.access(target, os.W_OK):
            raise OSError(errno.EROFS if _is_mounted_read_only(target) else errno.EACCES, "")
    if sys.platform != "win32" and not target.parent.stat().st_mode & _ANYBODY_MAY_WRITE:
        raise PermissionError(errno.EACCES, "")


def _is_mounted_read_only(target: Path) -> bool:
    return sys.platform != "win32" and bool(os.statvfs(target).f_flag & os.ST_RDONLY)


_ANYBODY_MAY_WRITE: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def _remove_leftovers(target: Path) -> None:
    prefix = _prefix(target)
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if entry.name.startswith(prefix) and entry.name.endswith(_SUFFIX) and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def _fill(temporary: Path, data: bytes, target: Path, before: os.stat_result | None) -> None:
    # O_EXCL neither follows a link nor opens a file that is there. In the place of a file that may be private nobody
    # else can open it, not even for the moment until it has that file's mode.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, flags, 0o666 if before is None else 0o600), "wb") as file:
        if before is not None:
            keep_attributes(file.fileno(), target, before)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _replace(target: Path, temporary: Path, path: Path, expected: Snapshot | None) -> None:
    changed = FileError("it was changed meanwhile; nothing was written", hint="run again", place=Place(str(path)))
    try:
        with target.open("rb") as file:
            seen = _identity(os.fstat(file.fileno()))
            now = file.read()
    except FileNotFoundError:
        if expected is not None:
            raise changed from None
        if not _put_where_nothing_is(target, temporary):
            raise changed from None
        return
    # Nothing may stand between this look and the replacement: what is saved in between is lost.
    if expected is None or now != expected.data or _identity(target.stat()) != seen:
        raise changed
    temporary.replace(target)


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _put_where_nothing_is(target: Path, temporary: Path) -> bool:
    """Whether it could be done: a file that came there meanwhile stays."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            return False
        temporary.replace(target)
        return True
    temporary.unlink()
    return True


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


_ACCESS: Final = ("permission denied", "check who may read and write the file and its folder")
_REASONS: Final = {
    errno.ENOENT: ("there is no such file", "check the path"),
    errno.EISDIR: ("this is a folder, not a file", None),
    errno.ENOTDIR: ("a part of the path is a file, not a folder", "check the path"),
    errno.EACCES: _ACCESS,
    errno.EPERM: _ACCESS,
    errno.EROFS: ("the file system is read-only", None),
    errno.ENOSPC: ("the disk is full", "make room and run again"),
    errno.EDQUOT: ("the disk quota is used up", "make room and run again"),
    errno.EFBIG: ("the file would be larger than the system allows", "raise the limit (ulimit -f) and run again"),
    errno.ELOOP: ("symbolic links go round in a circle", None),
    errno.ENAMETOOLONG: ("the name is too long", None),
}


def file_error(path: Path, error: OSError, what: str) -> FileError:
    """The error that says what of ``path`` could not be done (cannot be ``what``), why, and what to do."""
    reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), None))
    return FileError(f"cannot be {what}: {reason}", hint=hint, place=Place(str(path)))


def _impossible_name(path: Path, error: ValueError) -> FileError:
    return FileError(f"no file can be called that: {error}", place=Place(ascii(str(path))))

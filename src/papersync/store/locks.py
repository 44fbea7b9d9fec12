"""One papersync at a time for one file, without a file of ours in anybody's repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from papersync.errors import FileError, Place, StoreError
from papersync.store.files import file_error

PATIENCE_S: Final = 30.0
"""How long another papersync is waited for; it holds a lock while it reads and writes, never while it asks."""


@contextmanager
def locked(path: Path, lock_dir: Path, timeout_s: float = PATIENCE_S) -> Iterator[None]:
    """Hold the lock of ``path`` while the block runs; it is freed also when the process dies.

    The lock is a file in ``lock_dir`` named after the resolved path, so that links to one file share one lock. Raises
    StoreError if another process still holds it after ``timeout_s`` seconds, FileError if ``lock_dir`` cannot be used.
    Not re-entrant.
    """
    # Not above: whoever writes nothing starts without it.
    import hashlib  # noqa: PLC0415

    from filelock import FileLock, Timeout  # noqa: PLC0415 (see above)

    try:
        real = os.path.realpath(path)
    except OSError as error:
        raise file_error(path, error, "written") from error
    try:
        if not lock_dir.is_absolute():  # it would stand in somebody's repository
            raise FileNotFoundError("no home folder is known")
        lock_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock(lock_dir / f"{hashlib.sha256(os.fsencode(real)).hexdigest()[:32]}.lock")
        lock.acquire(timeout=timeout_s)
    except Timeout as error:
        raise StoreError(
            "another papersync is writing here", hint="wait for it to end and run again", place=Place(str(path))
        ) from error
    except (OSError, NotImplementedError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise FileError(
            f"nothing was written: the folder for locks cannot be used ({why})",
            hint="set HOME or XDG_STATE_HOME to a folder that can be written",
            place=Place(str(lock_dir)),
        ) from error
    try:
        yield
    finally:
        lock.release()

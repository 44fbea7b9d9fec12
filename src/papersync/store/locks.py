"""One papersync at a time for one file, without a file of ours in anybody's repository."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from papersync.errors import FileError, Place, StoreError


@contextmanager
def locked(path: Path, lock_dir: Path, timeout_s: float) -> Iterator[None]:
    """Hold the lock of ``path`` while the block runs; it is freed also when the process dies.

    The lock is a file in ``lock_dir`` named after the resolved path, so that links to one file share one lock. Raises
    StoreError if another process still holds it after ``timeout_s`` seconds, FileError if ``lock_dir`` cannot be used.
    Not re-entrant.
    """
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()
    try:
        lock_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(lock_dir / f"{name[:32]}.lock")
        lock.acquire(timeout=timeout_s)
    except Timeout as error:
        raise StoreError(
            "another papersync is writing here", hint="wait for it to end and run again", place=Place(str(path))
        ) from error
    except (OSError, NotImplementedError) as error:
        raise FileError(f"the folder for locks cannot be used: {error}", place=Place(str(lock_dir))) from error
    try:
        yield
    finally:
        lock.release()

"""git, where there is one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

_TIMEOUT_S: Final = 10.0


class Ran(NamedTuple):
    """What git answered."""

    code: int
    out: bytes
    err: bytes


def git(arguments: Sequence[str | Path], folder: Path) -> Ran | None:
    """Run git in a folder; None where there is no git, or it gives no answer within ten seconds.

    No program that the repository's own configuration names is run, and no lock of git's is taken for looking.
    """
    import shutil  # noqa: PLC0415 - start-up
    import subprocess  # noqa: PLC0415

    program = shutil.which("git")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 (an argument list, for no shell)
            [program, "-c", "core.fsmonitor=false", *arguments],
            cwd=folder,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_TIMEOUT_S,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):  # ValueError: a NUL in an argument
        return None
    return Ran(done.returncode, done.stdout, done.stderr)

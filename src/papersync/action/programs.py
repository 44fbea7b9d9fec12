"""Programs of the runner: git, and gh."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from papersync.errors import PublishingError


def run_program(
    words: Sequence[str],
    *,
    environ: Mapping[str, str],
    stdin: bytes,
    timeout_s: float,
    hint: str,
    folder: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """What it came to, whatever its exit code. Raises PublishingError where it cannot be run or does not end."""
    try:
        return subprocess.run(  # noqa: S603 (an argument list, for no shell)
            words, cwd=folder, env=dict(environ), input=stdin, capture_output=True, timeout=timeout_s, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PublishingError(f"{' '.join(words[:2])} failed: {error}", hint=hint) from error

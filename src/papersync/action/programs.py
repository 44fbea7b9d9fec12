"""Programs of the runner: git, and gh."""

from __future__ import annotations

import os
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


def with_git_settings(environ: Mapping[str, str], *settings: tuple[str, str]) -> dict[str, str]:
    """The variables, by which git goes by these settings too: they stand in no argument and in no file."""
    count = int(environ.get("GIT_CONFIG_COUNT") or 0)
    made = {f"GIT_CONFIG_KEY_{count + at}": name for at, (name, _) in enumerate(settings)}
    made |= {f"GIT_CONFIG_VALUE_{count + at}": value for at, (_, value) in enumerate(settings)}
    return {**environ, **made, "GIT_CONFIG_COUNT": str(count + len(settings))}


def trusting(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The variables, by which git takes the repository at this folder whoever owns it.

    In a container the checkout belongs to the user of the runner, and actions/checkout trusts it in its own step only.
    """
    return with_git_settings(environ, ("safe.directory", os.path.realpath(folder)))

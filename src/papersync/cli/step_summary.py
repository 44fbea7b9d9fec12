"""What GitHub shows on the page of a run, where papersync is a step of one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from papersync.cli.boundary import note
from papersync.errors import PapersyncError

if TYPE_CHECKING:
    from papersync.report.located import Located
    from papersync.report.notice import Notice

VARIABLE: Final = "GITHUB_STEP_SUMMARY"
"""Names the file that the summary of this step is appended to."""


def add_step_summary(
    command: str,
    located: Callable[[], Iterable[Located]],
    *,
    errors: Sequence[PapersyncError] = (),
    notices: Sequence[Notice] = (),
    did: Sequence[str] = (),
) -> None:
    """Append a summary, if this is a step on GitHub. A file that cannot be written is told, and changes nothing."""
    path = os.environ.get(VARIABLE)
    if not path:
        return
    from papersync.report.notice import failure
    from papersync.report.step_summary import step_summary

    text = step_summary(command, [*located()], notices=[*map(failure, errors), *notices], did=did)
    try:
        with Path(path).open("ab") as file:
            file.write(text.encode("utf-8", "replace"))
    except (OSError, ValueError) as error:
        note(f"papersync: the summary of this step could not be written: {error}")

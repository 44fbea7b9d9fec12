"""`python -I -m papersync.action`, where GitHub's runner has checked a repository out."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from papersync.action.inputs import Inputs
from papersync.action.programs import trusting
from papersync.action.running import PAPERSYNC
from papersync.action.step import Outcome, Step
from papersync.errors import PapersyncError
from papersync.report.github import workflow_commands
from papersync.report.markdown import shown_in_markdown
from papersync.report.notice import failure


def main(environ: Mapping[str, str], folder: Path, now: datetime, program: Sequence[str] = PAPERSYNC) -> int:
    """Take the step; 1 if the job is to fail."""
    try:
        outcome = Step(Inputs.of(environ), folder, trusting(environ, folder), now, program).take()
    except PapersyncError as error:
        outcome = Outcome((failure(error),))
    tell(outcome, environ)
    return int(outcome.fails)


def tell(outcome: Outcome, environ: Mapping[str, str]) -> None:
    """Outputs, lines of the summary, and annotations, where the runner has a place for them."""
    sys.stdout.write(workflow_commands((), show_info=True, notices=outcome.notices))
    sys.stdout.flush()
    _append(environ.get("GITHUB_OUTPUT"), "".join(f"{name}={value}\n" for name, value in outcome.outputs.items()))
    lines = [f"- {each.level.value}: {shown_in_markdown(each.message)}\n" for each in outcome.notices]
    _append(environ.get("GITHUB_STEP_SUMMARY"), "".join(lines) and "\n" + "".join(lines) + "\n")


def _append(path: str | None, text: str) -> None:
    if path and text:
        with Path(path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)


if __name__ == "__main__":
    sys.exit(main(os.environ, Path.cwd(), datetime.now(UTC)))

"""GitHub stops the schedules of a public repository in which nothing has happened for 60 days.

https://docs.github.com/actions/how-tos/manage-workflow-runs/disable-and-enable-workflows
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from typing import Final

from papersync.action.inputs import KeepAlive
from papersync.action.pulls import GitHub
from papersync.action.repository import Repository
from papersync.errors import PublishingError
from papersync.lint.finding import Level
from papersync.report.notice import Notice

STOPS_AFTER: Final = timedelta(days=60)
ALARM_AFTER: Final = timedelta(days=50)


def has_schedule(environ: Mapping[str, str]) -> bool:
    """Whether this runs on a schedule."""
    return environ.get("GITHUB_EVENT_NAME") == "schedule"


def keep_alive(
    wish: KeepAlive, environ: Mapping[str, str], repository: Repository, github: GitHub, now: datetime
) -> tuple[Notice, ...]:
    """Nothing, or that this schedule will stop soon (an error: a failed job is what GitHub writes mails about), or that
    GitHub was asked to go on. Raises PublishingError where there is no repository.

    Only the newest commit of the branch that is checked out counts as something that happened.
    """
    seconds = int(repository.git("show", "--no-patch", "--format=%ct", "HEAD"))
    last = datetime.fromtimestamp(seconds, UTC)
    if now - last < ALARM_AFTER or github.is_private():
        return ()
    why = ""
    if wish is KeepAlive.ENABLE:
        try:
            workflow = _workflow(environ)
            github.enable(workflow)
        except PublishingError as error:
            why = f" (asking GitHub to go on failed: {error})"
        else:
            days = (now - last).days
            return (Notice(Level.INFO, f"no commit for {days} days; GitHub was asked to keep {workflow} enabled"),)
    stops = (last + STOPS_AFTER).date()
    message = (
        f"no commit since {last.date()}: GitHub will stop this schedule on about {stops}. Push any commit, or set "
        f"keep-alive: enable (permission actions: write){why}"
    )
    return (Notice(Level.ERROR, message),)


def _workflow(environ: Mapping[str, str]) -> str:
    """The name of its file, out of `owner/name/.github/workflows/FILE@ref`."""
    return PurePosixPath(environ.get("GITHUB_WORKFLOW_REF", "").partition("@")[0]).name

"""A refresh run from the command line: ask with progress, then settle, with a question for large changes."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from papersync.app.refresh import Pending, Refresh, Refreshed, RefreshPlan, begin, settle
from papersync.app.stopping import Stopped, stop
from papersync.cli.asking import answered, event_loop, source_of
from papersync.cli.boundary import end_at_once_if_interrupted_again, note, tell_error
from papersync.cli.refresh_report import confirm_large
from papersync.cli.session import Session
from papersync.errors import ExitCode, PapersyncError


def run_refresh(session: Session, plan: RefreshPlan, *, offline: bool) -> Refresh:
    """Refresh the session's lists. A person at a terminal is asked before a large change is written.

    Interrupted it keeps what arXiv has answered, says so and ends with 130; a second interrupt ends it at once.
    """
    pending = begin(session.lists, session.sources(source_of(session.config, offline=offline)))
    with event_loop() as loop:
        try:
            learnt = answered(loop, pending.ask())
            # The question stands alone: the progress bar is gone by now.
            return settle(learnt, plan, session.policy, session.store_file, _agreed)
        except KeyboardInterrupt as interrupt:
            end_at_once_if_interrupted_again()
            _tell_stopped(pending, plan, session)
            raise typer.Exit(ExitCode.INTERRUPTED) from interrupt


def _agreed(held: Sequence[Refreshed]) -> bool:
    return sys.stdin.isatty() and confirm_large(held)


def _tell_stopped(pending: Pending, plan: RefreshPlan, session: Session) -> None:
    try:
        stopped = stop(pending, plan, session.store_file)
    except PapersyncError as error:
        tell_error(error)
        note("papersync: interrupted; what arXiv has answered could not be kept")
    else:
        note(f"papersync: interrupted; {_kept(stopped, plan)}; {_changed(stopped)}")


def _kept(stopped: Stopped, plan: RefreshPlan) -> str:
    if not plan.write:
        return "a check keeps no records"
    if not stopped.kept:
        return "nothing new was kept"
    return f"kept {stopped.kept:,} of {stopped.wanted:,} records asked for"


def _changed(stopped: Stopped) -> str:
    if not stopped.changed:
        return "no list was changed"
    return f"not as when it began, but whole: {', '.join(stopped.changed)}"

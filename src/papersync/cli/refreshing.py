"""A refresh run from the command line: ask with progress, then settle, with a question for large changes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

from papersync.app.pending import Pending, begin
from papersync.cli.asking import answered, event_loop, source_of
from papersync.cli.boundary import end_at_once_if_interrupted_again, note, tell_error
from papersync.cli.session import Session
from papersync.errors import ExitCode, PapersyncError

if TYPE_CHECKING:
    from papersync.app.refresh import Refresh, Refreshed, RefreshPlan
    from papersync.app.stopping import Stopped

AFTERWARDS = (
    "papersync.app.doubts",
    "papersync.app.refresh",
    "papersync.cli.policy",
    "papersync.cli.refresh_report",
    "papersync.report.unconfirmed",
)
"""What is needed as soon as arXiv has answered."""


def run_refresh(
    session: Session, plan_of: Callable[[], RefreshPlan], *, write: bool, offline: bool, suggest: bool = False
) -> Refresh:
    """Refresh the session's lists. A person at a terminal is asked before a large change is written.

    ``plan_of`` is called, and what judges and mends is loaded, after asking: the first question leaves without.
    Interrupted it keeps what arXiv has answered, says so and ends with 130; a second interrupt ends it at once.
    """
    source = source_of(
        session.config,
        offline=offline,
        meanwhile=AFTERWARDS,
        then=lambda: [each.contents.entries for each in pending.lists],
        stored=lambda: pending.before.store,
    )
    pending = begin(session.lists, session.sources(source))
    with event_loop() as loop:
        try:
            learnt = answered(loop, pending.ask())
            from papersync.app.doubts import with_first_titles, with_suggestions
            from papersync.app.refresh import settle

            learnt = answered(loop, with_first_titles(learnt, session.policy, session.sources(source)))
            if suggest and source is not None:
                learnt = answered(loop, with_suggestions(learnt, session.policy, source))

            # The question stands alone: the progress bar is gone by now.
            return settle(learnt, plan_of(), session.policy, session.store_file, _agreed)
        except KeyboardInterrupt as interrupt:
            end_at_once_if_interrupted_again()
            _tell_stopped(pending, session, write=write)
            raise typer.Exit(ExitCode.INTERRUPTED) from interrupt


def _agreed(held: Sequence[Refreshed]) -> bool:
    from papersync.cli.refresh_report import confirm_large

    return sys.stdin.isatty() and confirm_large(held)


def _tell_stopped(pending: Pending, session: Session, *, write: bool) -> None:
    from papersync.app.stopping import stop

    try:
        stopped = stop(pending, session.store_file, write=write)
    except PapersyncError as error:
        tell_error(error)
        note("papersync: interrupted; what arXiv has answered could not be kept")
    else:
        note(f"papersync: interrupted; {_kept(stopped, write=write)}; {_changed(stopped)}")


def _kept(stopped: Stopped, *, write: bool) -> str:
    if not write:
        return "a check keeps no records"
    if not stopped.kept:
        return "nothing new was kept"
    return f"kept {stopped.kept:,} of {stopped.wanted:,} records asked for"


def _changed(stopped: Stopped) -> str:
    if not stopped.changed:
        return "no list was changed"
    return f"not as when it began, but whole: {', '.join(stopped.changed)}"

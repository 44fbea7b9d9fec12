"""`papersync refresh`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from papersync.cli.boundary import boundary, tell_error
from papersync.cli.options import (
    Check,
    Diff,
    ExitZero,
    Files,
    Format,
    Ignore,
    JsonFile,
    Offline,
    OutputFormat,
    Select,
    Show,
    is_piped,
    refuse_diff_of,
    refuse_overwriting,
)

if TYPE_CHECKING:
    from papersync.app.refresh import RefreshPlan

_EMPTY: Mapping[str, object] = {
    "findings": [],
    "changed": [],
    "added": [],
    "updated": [],
    "unconfirmed": [],
    "unconfirmed_since": {},
    "stale_since": None,
}


def refresh(
    files: Files = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Agree to large changes beforehand.")] = False,
    regenerate: Annotated[
        bool, typer.Option("--regenerate", help="Write each recognised entry anew from its record; own text stays.")
    ] = False,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Search arXiv for the papers that entries with a wrong identifier mean.")
    ] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Drop records of papers that no list names.")] = False,
    select: Select = "",
    ignore: Ignore = "",
    check: Check = False,
    diff: Diff = False,
    show: Show = None,
    output_format: Format = OutputFormat.TEXT,
    json_file: JsonFile = None,
    exit_zero: ExitZero = False,
    offline: Offline = False,
) -> None:
    """Fetch what is missing or stale, mend the lists in place, report the rest.

    \b
    Examples:
      papersync refresh --diff README.md  what would change; writes nothing
      papersync refresh README.md         mend the list, report the rest
    """
    mended_to_stdout = is_piped(files) and not (check or diff)
    with boundary(None if mended_to_stdout else output_format, _EMPTY, step="refresh"):
        from papersync.cli.refreshing import run_refresh
        from papersync.cli.session import open_session
        from papersync.errors import UsageError

        refuse_diff_of(output_format, diff)
        refuse_overwriting(json_file)
        if prune and files:
            raise UsageError("--prune looks at all configured lists", hint="leave the files out")
        session = open_session(files, select=select, ignore=ignore)
        if prune and session.errors:
            raise session.errors[0]
        write = not (check or diff)
        if regenerate and session.config.templates:
            from papersync.cli.templates import templates_of

            templates_of(session.config)

        def plan() -> RefreshPlan:
            from papersync.app.refresh import RefreshPlan
            from papersync.cli.refresh_report import wishes_of

            return RefreshPlan(wishes_of(session.config, regenerate=regenerate), write, yes, prune)

        done = run_refresh(session, plan, write=write, offline=offline, suggest=suggest)
        # Only now: the first question to arXiv need not wait for what nothing but its answer calls for.
        from papersync.cli.bad_day import BadDay
        from papersync.cli.output import finish
        from papersync.cli.refresh_report import exit_code, report, summarise

        bad_day = BadDay.of(done, session, offline=offline)
        report(
            done,
            session,
            output_format,
            diff=diff,
            checked=check or diff,
            show_info=show is not None,
            bad_day=bad_day,
            json_file=json_file,
        )
        summarise(done, session, checked=check or diff, bad_day=bad_day)
        for error in (*session.errors, *done.errors):
            tell_error(error)
        finish(exit_code(done, session.errors, checked=check or diff, exit_zero=exit_zero))

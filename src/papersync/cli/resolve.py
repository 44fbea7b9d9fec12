"""`papersync resolve`."""

from __future__ import annotations

from typing import Annotated

import typer

from papersync.cli.boundary import boundary, tell_error
from papersync.cli.options import (
    Check,
    Diff,
    ExitZero,
    Files,
    Format,
    Offline,
    OutputFormat,
    is_piped,
    refuse_diff_of,
)


def resolve(
    files: Files = None,
    ours: Annotated[bool, typer.Option("--ours", help="Take our side of what cannot be decided.")] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help="Take their side of what cannot be decided.")] = False,
    check: Check = False,
    diff: Diff = False,
    output_format: Format = OutputFormat.TEXT,
    exit_zero: ExitZero = False,
    offline: Offline = False,
) -> None:
    """Resolve the conflicts that a merge left in lists, entry by entry: what either side added is kept.

    What cannot be decided stays as a smaller conflict. The store is merged paper by paper.

    \b
    Example:
      papersync resolve README.md
    """
    del offline  # accepted everywhere; nothing here asks
    to_stdout = is_piped(files) and not (check or diff)
    with boundary(None if to_stdout else output_format, {"findings": [], "changed": []}):
        from papersync.app.resolve import ResolvePlan
        from papersync.app.resolve import resolve as resolve_lists
        from papersync.cli.lists_and_stores import open_lists_and_stores
        from papersync.cli.output import finish, write_diff
        from papersync.cli.resolve_report import exit_code, report, tell_next
        from papersync.errors import UsageError
        from papersync.merging import Side

        refuse_diff_of(output_format, diff)
        if ours and theirs:
            raise UsageError("--ours and --theirs exclude each other")
        session, stores = open_lists_and_stores(files)
        take = Side.OURS if ours else Side.THEIRS if theirs else None
        plan = ResolvePlan(take, write=not (check or diff))
        done, failures = resolve_lists(session.lists, plan, stores)
        errors = [*session.errors, *failures]
        if diff:
            for each in done:
                write_diff(each.name, each.before, each.after)
        elif done or not errors or output_format is not OutputFormat.TEXT:
            report(done, plan, output_format, errors)
        for error in errors:
            tell_error(error)
        tell_next(done)
        finish(exit_code(done, errors, checked=check or diff, exit_zero=exit_zero))

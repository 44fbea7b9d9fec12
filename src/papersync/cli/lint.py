"""`papersync lint`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from papersync.cli.boundary import boundary, note, tell_error
from papersync.cli.options import (
    Check,
    Diff,
    ExitZero,
    Files,
    Format,
    Ignore,
    Offline,
    OutputFormat,
    Select,
    Show,
)

if TYPE_CHECKING:
    from papersync.app.linting import Linted
    from papersync.report.located import Located


def lint(
    files: Files = None,
    fix: Annotated[bool, typer.Option("--fix", help="Make the safe fixes.")] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="Make the unsafe fixes too.")] = False,
    check: Check = False,
    diff: Diff = False,
    select: Select = "",
    ignore: Ignore = "",
    show: Show = None,
    output_format: Format = OutputFormat.TEXT,
    exit_zero: ExitZero = False,
    offline: Offline = False,
) -> None:
    """Say what is wrong in the lists, from the lists and the store alone; never asks arXiv.

    Example: papersync lint --fix README.md
    """
    del offline  # it never is anything else
    with boundary():
        from papersync.app.linting import LintPlan
        from papersync.app.linting import lint as lint_lists
        from papersync.cli.output import finish, refuse_diff_of, write, write_diff, write_findings
        from papersync.cli.session import open_session
        from papersync.errors import ExitCode

        refuse_diff_of(output_format, diff)
        session = open_session(files, select=select, ignore=ignore)
        fixing = fix or unsafe_fixes or check or diff
        plan = LintPlan(fix=fixing, unsafe=unsafe_fixes, write=not (check or diff) and fixing)
        store = session.store_file.load().store
        done, failures = lint_lists(session.lists, plan, session.policy, store)
        errors = [*session.errors, *failures]
        if diff:
            for each in done:
                write_diff(each.name, each.before, each.after)
        elif plan.write and any(each.name == "-" for each in done):
            write(b"".join(each.after for each in done).decode("utf-8", "surrogateescape"))
        elif done or not errors or output_format is not OutputFormat.TEXT:
            located = [place for each in done for place in _located(each, plan.write)]
            write_findings(located, output_format, show_info=show is not None, errors=errors)
        for error in errors:
            tell_error(error)
        for each in done:
            if each.unmerged and fixing:
                note(f"{each.name}: git reports it as unmerged, so nothing was fixed; resolve the merge first")
            for finding in each.conflicting:
                note(f"{each.name}: {finding.code} not fixed: another fix touches the same text; run again")
        serious = any(finding.level.value != "info" for each in done for finding in each.findings)
        codes = [error.exit_code for error in errors]
        if serious and not exit_zero:
            codes.append(ExitCode.FINDINGS)
        if (check or diff) and any(each.changed for each in done):
            codes.append(ExitCode.FINDINGS)
        finish(max(codes, default=ExitCode.CLEAN))


def _located(each: Linted, written: bool) -> list[Located]:
    from papersync.cli.output import located_in

    fixed = located_in(each.before, each.fixed) if written else ()
    left = located_in(each.after if written else each.before, each.findings)
    return sorted((*fixed, *left), key=lambda place: (place.line, place.column, place.finding.code))

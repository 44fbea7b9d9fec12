"""`papersync lint`."""

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


def lint(
    files: Files = None,
    fix: Annotated[bool, typer.Option("--fix", help="Make the safe fixes.")] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="Make the unsafe fixes too.")] = False,
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
    """Say what is wrong in the lists, from the lists and the store alone; never asks arXiv.

    \b
    Examples:
      papersync lint README.md        report; writes nothing
      papersync lint --fix README.md  make the safe fixes, too
    """
    del offline  # it never is anything else
    fixed_to_stdout = is_piped(files) and (fix or unsafe_fixes) and not (check or diff)
    with boundary(None if fixed_to_stdout else output_format, {"findings": []}, step="lint"):
        from papersync.app.linting import LintPlan
        from papersync.app.linting import lint as lint_lists
        from papersync.cli.bad_day import BadDay
        from papersync.cli.lint_report import all_located, exit_code, report, summarise, tell_unfixed
        from papersync.cli.output import finish, write_diff, write_json_file
        from papersync.cli.session import open_session

        refuse_diff_of(output_format, diff)
        refuse_overwriting(json_file)
        session = open_session(files, select=select, ignore=ignore)
        fixing = fix or unsafe_fixes or check or diff
        plan = LintPlan(fix=fixing, unsafe=unsafe_fixes, write=not (check or diff) and fixing)
        store = session.store_file.load().store
        done, failures = lint_lists(session.lists, plan, session.policy, store)
        errors = [*session.errors, *failures]
        bad_day = BadDay.before_lint((named for each in done for named in each.named), session)
        write_json_file(json_file, lambda: all_located(done, plan), errors=errors)
        if diff:
            for each in done:
                write_diff(each.name, each.before, each.after)
        elif done or not errors or output_format is not OutputFormat.TEXT:
            report(done, plan, output_format, show_info=show is not None, errors=errors, notices=bad_day.notices)
        summarise(done, plan, errors=errors, notices=bad_day.notices)
        for error in errors:
            tell_error(error)
        if fixing:
            tell_unfixed(done)
        bad_day.tell()
        finish(exit_code(done, errors, checked=check or diff, exit_zero=exit_zero))

"""What a lint says, and its exit code."""

from __future__ import annotations

from collections.abc import Sequence

from papersync.app.linting import Linted, LintPlan
from papersync.app.lists import STANDARD_INPUT
from papersync.cli.boundary import note
from papersync.cli.options import OutputFormat
from papersync.cli.output import located_in, write, write_findings
from papersync.cli.step_summary import add_step_summary
from papersync.errors import ExitCode, PapersyncError
from papersync.lint.finding import Level
from papersync.report.located import Located, in_order
from papersync.report.notice import Notice


def report(
    done: Sequence[Linted],
    plan: LintPlan,
    output_format: OutputFormat,
    *,
    show_info: bool,
    errors: Sequence[PapersyncError],
    notices: Sequence[Notice] = (),
) -> None:
    """Findings on stdout; a list that came in on standard input and was fixed has stdout for itself."""
    if plan.write and any(each.name == STANDARD_INPUT for each in done):
        write(b"".join(each.after for each in done).decode("utf-8", "surrogateescape"))
        return
    write_findings(all_located(done, plan), output_format, show_info=show_info, errors=errors, notices=notices)


def summarise(
    done: Sequence[Linted], plan: LintPlan, *, errors: Sequence[PapersyncError], notices: Sequence[Notice]
) -> None:
    """The same in short on the page of the run, if this is a step on GitHub."""
    add_step_summary("lint", lambda: all_located(done, plan), errors=errors, notices=notices)


def tell_unfixed(done: Sequence[Linted]) -> None:
    """Why fixes were not made, on stderr."""
    for each in done:
        if each.unmerged:
            note(f"{each.name}: git reports it as unmerged, so nothing is fixed; resolve the merge first")
        if each.unfinished:
            note(f"{each.name}: there is more to fix than was done at once; run again")
        for finding in each.conflicting:
            note(f"{each.name}: {finding.code} not fixed: another fix touches the same text; run again")


def exit_code(done: Sequence[Linted], errors: Sequence[PapersyncError], *, checked: bool, exit_zero: bool) -> ExitCode:
    """The greatest that applies (design, section 4)."""
    codes = [error.exit_code for error in errors]
    if not exit_zero and any(finding.level is not Level.INFO for each in done for finding in each.findings):
        codes.append(ExitCode.FINDINGS)
    if checked and any(each.changed for each in done):
        codes.append(ExitCode.FINDINGS)
    return max(codes, default=ExitCode.CLEAN)


def all_located(done: Sequence[Linted], plan: LintPlan) -> list[Located]:
    """What was found and, if fixes were written, what was fixed; list by list, in order of lines."""
    return [place for each in done for place in _located(each, plan.write)]


def _located(each: Linted, written: bool) -> list[Located]:
    fixed = located_in(each.before, each.fixed) if written else ()
    left = located_in(each.after if written else each.before, each.findings)
    return in_order((*fixed, *left))

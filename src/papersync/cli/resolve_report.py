"""What to say after conflicts were resolved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from papersync.app.lists import STANDARD_INPUT
from papersync.app.resolve import Resolved, ResolvePlan
from papersync.cli.boundary import note
from papersync.cli.options import OutputFormat
from papersync.cli.output import located_in, write, write_findings
from papersync.errors import ExitCode, PapersyncError
from papersync.report.advice import Advice
from papersync.report.located import Located

if TYPE_CHECKING:
    from papersync.report import contract


def report(
    done: Sequence[Resolved], plan: ResolvePlan, output_format: OutputFormat, errors: Sequence[PapersyncError]
) -> None:
    """Conflicts on stdout, resolved and left ones; a list that came in on standard input has stdout for itself."""
    if plan.write and any(each.name == STANDARD_INPUT for each in done):
        write(b"".join(each.after for each in done).decode("utf-8", "surrogateescape"))
        return
    located = [place for each in done for place in _located(each, plan.write)]
    advice = Advice(None, None, by_rule=False)
    changed = [each.name for each in done if each.changed]
    resolution: contract.Resolution = {"changed": changed}
    write_findings(located, output_format, show_info=False, errors=errors, advice=advice, changes=resolution)


def tell_next(done: Sequence[Resolved]) -> None:
    """What is left to do, on stderr."""
    for each in done:
        if each.written and not each.left and each.file.unmerged:
            note(f"{each.name}: resolved; look at it, then tell git: git add {each.name}")
        elif each.name == STANDARD_INPUT and each.left:
            note(*(f"{each.name}:{left.line}: {left.why}" for left in each.left))


def exit_code(
    done: Sequence[Resolved], errors: Sequence[PapersyncError], *, checked: bool, exit_zero: bool
) -> ExitCode:
    """The greatest that applies: 1 if conflicts are left, or if a check found that a list would change."""
    codes = [error.exit_code for error in errors]
    if (not exit_zero and any(each.left for each in done)) or (checked and any(each.changed for each in done)):
        codes.append(ExitCode.FINDINGS)
    return max(codes, default=ExitCode.CLEAN)


def _located(each: Resolved, written: bool) -> list[Located]:
    before = (*each.fixed, *(() if written else each.undecided))
    after = each.findings if written else ()
    places = [*located_in(each.before, before), *located_in(each.after, after)]
    return sorted(places, key=lambda place: place.start)

"""What to say after a removal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from papersync.app.remove import Removed
from papersync.cli.boundary import note
from papersync.cli.options import PlainFormat
from papersync.cli.output import write, write_diff
from papersync.errors import ExitCode
from papersync.report.json import VERSION, dump
from papersync.report.plain import plain, unaddressed

if TYPE_CHECKING:
    from papersync.report import contract

_MOST_NAMED: Final = 5


def report(done: Removed, output_format: PlainFormat, *, diff: bool, checked: bool) -> None:
    """What was taken away, and where it stood, on stdout."""
    if diff:
        for changed in done.lists:
            write_diff(changed.file.name, changed.file.source, changed.text)
    elif output_format is PlainFormat.JSON:
        write(dump(_document(done)))
    else:
        would = "would be " if checked else ""
        for each in done.taken:
            where = f" from {' > '.join(each.section)!r}" if each.section else ""
            write(unaddressed(plain(f"{each.place}: {each.paper} {would}removed{where}")) + "\n")
    if not checked:
        _tell_what_is_left(done)


def _document(done: Removed) -> contract.RemoveDocument:
    papers: list[contract.Taken] = [
        {
            "id": str(each.paper),
            "outcome": "removed",
            "path": each.place.path,
            "line": each.place.line,
            "section": " > ".join(each.section),
        }
        for each in done.taken
    ]
    return {"version": VERSION, "papers": papers, "changed": [each.file.name for each in done.lists]}


def _tell_what_is_left(done: Removed) -> None:
    """Where the lists, as they are now, name the papers all the same: in passing, in a definition, in another entry."""
    left = [f"{place}: {paper} is still named here" for each in done.lists for paper, place in each.still]
    if len(left) > _MOST_NAMED:
        left[_MOST_NAMED:] = [f"and at {len(left) - _MOST_NAMED} more places"]
    if left:
        note(*left)


def exit_code(done: Removed, *, checked: bool) -> ExitCode:
    """1 if a check found that a list would change."""
    return ExitCode.FINDINGS if checked and done.lists else ExitCode.CLEAN

"""Findings as annotations on GitHub: workflow commands, which the runner reads from standard output.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands; escaping as in actions/toolkit,
packages/core/src/command.ts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from papersync.lint.finding import Level
from papersync.report.located import Located
from papersync.report.notice import Notice
from papersync.report.plain import plain

# GitHub keeps ten annotations of each level for a step and drops the rest without a word.
_PER_LEVEL: Final = 10
_COMMAND: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def workflow_commands(located: Sequence[Located], *, show_info: bool = False, notices: Sequence[Notice] = ()) -> str:
    """One workflow command a notice and a finding that is not fixed, at most ten a level, and a notice that counts what
    was left out.
    """
    lines: list[str] = []
    left_out = 0
    for level in Level:
        # The last place among GitHub's notices is kept for the count.
        room = _PER_LEVEL - 1 if level is Level.INFO else _PER_LEVEL
        wanted: list[Notice | Located] = [each for each in notices if each.level is level]
        if show_info or level is not Level.INFO:
            wanted += [each for each in located if each.finding.level is level and not each.finding.fixed]
        lines += [_notice(each) if isinstance(each, Notice) else _annotation(each) for each in wanted[:room]]
        left_out += max(0, len(wanted) - room)
    if left_out:
        more = "1 more is" if left_out == 1 else f"{left_out:,} more are"
        lines.append(f"::notice title=papersync::{more} not annotated; `papersync lint` lists them all")
    return "".join(f"{line}\n" for line in lines)


def _notice(each: Notice) -> str:
    place = each.place
    found = {} if place is None else {"file": place.path, "line": place.line, "col": place.column}
    properties = {key: value for key, value in found.items() if value is not None} | {"title": "papersync"}
    return _command(each.level, properties, each.message)


def _annotation(each: Located) -> str:
    finding = each.finding
    (line, column), (end_line, end_column) = each.start, each.end
    properties: dict[str, str | int] = {"file": finding.path, "line": line, "endLine": end_line}
    # GitHub takes columns only where they stand on one line.
    if line == end_line:
        properties |= {"col": column, "endColumn": end_column}
    properties["title"] = f"{finding.code} {finding.name}"
    return _command(finding.level, properties, finding.message)


def _command(level: Level, properties: Mapping[str, str | int], message: str) -> str:
    shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMAND[level]} {shown}::{_data(plain(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str | int) -> str:
    return _data(plain(str(value))).replace(":", "%3A").replace(",", "%2C")

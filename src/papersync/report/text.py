"""Findings for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from papersync.lint.finding import Finding, Level, Safety
from papersync.report.advice import Advice
from papersync.report.ansi import BOLD, DIM, GREEN, MAGENTA, RED, painted
from papersync.report.excerpt import excerpt
from papersync.report.grouped import SCREEN, grouped, grouped_lines, next_step
from papersync.report.located import Located
from papersync.report.plain import plain, unaddressed

_NUMBER: Final = 5  # digits of a line's number for which room is kept
_STYLE: Final = {Level.ERROR: RED, Level.WARNING: MAGENTA, Level.INFO: DIM}


_LINT: Final = Advice()


class _Counts(NamedTuple):
    errors: int
    warnings: int
    infos: int
    fixed: int
    safe: int
    unsafe: int


def findings_text(
    located: Sequence[Located],
    *,
    show_info: bool = False,
    colour: bool = False,
    advice: Advice = _LINT,
) -> str:
    """A line for each finding and, unless it is fixed, the line that it is about with carets below the place; then a
    line of counts. Every line ends with a newline.

    Where there is more than a screen of it, counts by rule stand above that line and the next command below it, if the
    advice is so.

    Info findings are counted and, if fixed or with ``show_info``, listed. Nothing of a list or of arXiv reaches the
    text unescaped.
    """
    listed = [each for each in located if show_info or each.finding.fixed or each.finding.level is not Level.INFO]
    lines = [line for each in listed for line in (_line(each, colour, advice), *_place(each, colour))]
    findings = [each.finding for each in located]
    groups = grouped(findings) if advice.by_rule and max(len(lines), len(findings)) > SCREEN else []
    lines += [""] if groups and lines else []
    lines += [painted(line, _STYLE[level], colour) for line, level in grouped_lines(groups, advice)]
    lines.append(summary(findings, show_info=show_info, colour=colour, advice=advice))
    lines += filter(None, [next_step(groups, advice, show_info=show_info)])
    return "".join(f"{unaddressed(line)}\n" for line in lines)


def summary(
    findings: Iterable[Finding], *, show_info: bool = False, colour: bool = False, advice: Advice = _LINT
) -> str:
    """The counts on one line: what remains, what was fixed, what could be; how to see and to fix the rest."""
    counts = _counted(findings)
    remaining = [
        painted(_number(counts.errors, "error"), RED, colour),
        painted(_number(counts.warnings, "warning"), MAGENTA, colour),
        painted(_number(counts.infos, "info", "infos"), DIM, colour),
    ]
    nothing = "nothing is left to report" if counts.fixed else "nothing to report"
    parts = [", ".join(part for part in remaining if part) or painted(nothing, GREEN, colour)]
    if counts.fixed:
        parts.append(painted(f"{counts.fixed:,} fixed", GREEN, colour))
    if counts.safe and advice.safe:
        parts.append(f"{counts.safe:,} fixable with {advice.safe}")
    if counts.unsafe and advice.unsafe:
        parts.append(f"{counts.unsafe:,} with {advice.unsafe}")
    if counts.infos and not show_info:
        parts.append("infos are listed with --show info")
    return "; ".join(parts)


def _line(each: Located, colour: bool, advice: Advice) -> str:
    finding = each.finding
    line, column = each.start
    place = painted(f"{plain(finding.path)}:{line}:{column}", BOLD, colour)
    head = painted(f"{finding.code} {finding.level.value}", _STYLE[finding.level], colour)
    return f"{place}: {head} {plain(finding.message)}{_hint(finding, colour, advice)}"


def _place(each: Located, colour: bool) -> tuple[str, ...]:
    """The line of the list behind its number, which keeps GitHub's runner from finding a command in it."""
    shown = None if each.finding.fixed else excerpt(each)
    if shown is None:
        return ()
    number = str(each.line).rjust(_NUMBER)
    carets = shown.marks.lstrip()
    indent = shown.marks[: len(shown.marks) - len(carets)]
    below = painted(" " * len(number) + " |", DIM, colour)
    return (
        f"{painted(f'{number} |', DIM, colour)} {shown.text}".rstrip(),
        f"{below} {indent}{painted(carets, _STYLE[each.finding.level], colour)}",
    )


def _hint(finding: Finding, colour: bool, advice: Advice) -> str:
    if finding.fixed:
        return " " + painted("[fixed]", GREEN, colour)
    if finding.fix is None:
        return ""
    if finding.fix.safety is Safety.SAFE:
        return " " + painted(f"[fix with {advice.safe}]", DIM, colour) if advice.safe else ""
    return " " + painted(f"[unsafe fix with {advice.unsafe}]", DIM, colour) if advice.unsafe else ""


def _counted(findings: Iterable[Finding]) -> _Counts:
    every = tuple(findings)
    left = [finding for finding in every if not finding.fixed]
    level = [finding.level for finding in left]
    safety = [finding.fix.safety for finding in left if finding.fix is not None]
    return _Counts(
        level.count(Level.ERROR),
        level.count(Level.WARNING),
        level.count(Level.INFO),
        len(every) - len(left),
        safety.count(Safety.SAFE),
        safety.count(Safety.UNSAFE),
    )


def _number(count: int, one: str, many: str | None = None) -> str:
    if not count:
        return ""
    return f"{count:,} {one if count == 1 else many or one + 's'}"

"""What `papersync init` says: what it found, what it wrote, what comes next."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Mapping, Sequence
from typing import Final

from papersync.app.setting_up import Kind, Planned, SetUp
from papersync.app.survey import Survey, Surveyed
from papersync.app.workflow_files import REFRESH, moment_in
from papersync.cli.boundary import note
from papersync.cli.output import colour_wanted, write
from papersync.errors import ExitCode
from papersync.lint.finding import Finding, Level, Safety
from papersync.lint.registry import WRITTEN_BY_REFRESH
from papersync.lint.wording import counted
from papersync.report.ansi import BOLD, painted
from papersync.report.diff import unified
from papersync.report.plain import plain, unaddressed
from papersync.sources.endpoint import ARXIV_INTERVAL_S, MOST_IDS

QUESTIONS: Final[Mapping[str, str]] = {
    "workflow": "GitHub workflows: refresh twice a week, lint pull requests?",
    "pre_commit": "A pre-commit hook: refuse commits while `lint` finds errors?",
    "merge_driver": "git's merge driver: merge lists entry by entry, in this clone?",
}
_WIDTH: Final = 100
# As many lists as fit a screen, with all else.
_MOST: Final = 12
_HEADINGS: Final = ("papers", "entries", "to mend", "for you")
_PURPOSES: Final = {
    Kind.CONFIGURATION: "which lists, and how they are kept",
    Kind.HOOKS: "lints before each commit, once `pre-commit install` has run",
    Kind.ATTRIBUTES: "git merges lists and records entry by entry, in this clone",
}


def tell_survey(seen: Survey, *, on_stdout: bool) -> None:
    """What was found, on stdout or, if that is for something else, on stderr."""
    _tell(survey_lines(seen, _width()), on_stdout=on_stdout)
    for error in seen.unread:
        note(f"papersync: not looked at: {error}")


def tell_diff(what: SetUp) -> None:
    """What would change, as a unified diff on stdout."""
    import sys

    for each in what.changes:
        write(
            unified(
                each.name,
                each.text,
                each.after,
                colour=colour_wanted(),
                terminal=sys.stdout.isatty(),
                created=each.before is None,
            )
        )


def tell_done(what: SetUp, seen: Survey, *, written: bool, on_stdout: bool) -> None:
    """What was or would be written, what was left as it is, and what to do next."""
    _tell(done_lines(what, seen, _width(), written=written), on_stdout=on_stdout)


def exit_code(what: SetUp, *, checked: bool) -> ExitCode:
    """2 if something could not be extended, 1 if a check found something to write (design, section 4)."""
    if what.errors:
        return ExitCode.INPUT
    return ExitCode.FINDINGS if checked and what.changes else ExitCode.CLEAN


def survey_lines(seen: Survey, width: int) -> list[str]:
    """What was found, for a person."""
    lists = counted(len(seen.lists), "is a list", "are lists")
    read = counted(seen.looked_at, "Markdown file", "Markdown files")
    largest = sorted(seen.lists, key=lambda each: -len(each.papers)) if len(seen.lists) > _MOST else seen.lists
    rows = [_row(each) for each in largest[:_MOST]]
    widths = [max(map(len, column)) for column in zip(_HEADINGS, *(row[:-1] for row in rows), strict=True)]
    lines = [f"{read} looked at, {lists}:", "", _aligned((*_HEADINGS, "list (layouts)"), widths)]
    lines += [_aligned(row, widths) for row in rows]
    rest = largest[_MOST:]
    if rest:
        papers = len(frozenset(paper for each in rest for paper in each.papers))
        lines.append(f"  and {counted(len(rest), 'list', 'lists')} more, with {counted(papers, 'paper', 'papers')}")
    legend = "to mend: by refresh itself; for you: what `papersync lint` tells so far"
    return [*lines, *_indented(legend, width), "", *_others(seen, width), *_filled(_first_refresh(seen), width)]


def done_lines(what: SetUp, seen: Survey, width: int, *, written: bool) -> list[str]:
    """What became of each file, and the next command."""
    changed, same = what.changes, [each for each in what.files if not each.changes]
    lines: list[str] = []
    if changed:
        lines += ["", "written:" if written else "would be written:", *_named(changed, width)]
    if same:
        lines += ["", "left as it is:", *(f"  {each.name}: {each.kept or 'is there already'}" for each in same)]
    if not changed:
        lines += ["", "nothing to write"]
    if written:
        lines += _next(what, seen, width)
    return lines


def _row(each: Surveyed) -> tuple[str, ...]:
    mended = sum(map(_is_mended, each.findings))
    left = sum(map(_is_left, each.findings))
    entries = sum(each.layouts.values())
    layouts = f" ({', '.join(each.layouts)})" if each.layouts else ""
    return (f"{len(each.papers):,}", f"{entries:,}", f"{mended:,}", f"{left:,}", f"{each.name}{layouts}")


def _is_mended(finding: Finding) -> bool:
    """Whether refresh makes the finding's fix by itself."""
    return finding.code in WRITTEN_BY_REFRESH and finding.fix is not None and finding.fix.safety is Safety.SAFE


def _is_left(finding: Finding) -> bool:
    """Whether it is an error or a warning that refresh leaves."""
    return finding.level is not Level.INFO and not _is_mended(finding)


def _others(seen: Survey, width: int) -> list[str]:
    if not seen.others:
        return []
    few = [f"{name} ({counted(papers, 'paper', 'papers')})" for name, papers in seen.others[:_MOST]]
    more = [f"{len(seen.others) - _MOST} more"] if len(seen.others) > _MOST else []
    what = "Not in `lists`" if seen.is_configured else "Not taken for lists, as they name few"
    return [*_filled(f"{what}: {', '.join([*few, *more])}. Add one to `lists` to have it kept.", width), ""]


def _first_refresh(seen: Survey) -> str:
    mended = sum(map(_is_mended, (finding for each in seen.lists for finding in each.findings)))
    asked = len(seen.unknown)
    requests = -(-asked // MOST_IDS)
    ask = (
        f"A first refresh asks arXiv for {asked:,} {'paper' if asked == 1 else 'papers'} in "
        f"{counted(requests, 'request', 'requests')} ({_seconds(requests)}), mends "
        f"{counted(mended, 'link', 'links')}, and then titles and abstracts that differ from the records."
    )
    known = f"A refresh mends {counted(mended, 'place', 'places')}; the records of all papers are stored already."
    return ask if asked else known


def _seconds(requests: int) -> str:
    length_s = (requests - 1) * ARXIV_INTERVAL_S
    if length_s < 5:
        return "a few seconds"
    return f"about {length_s:.0f} seconds" if length_s < 120 else f"about {length_s / 60:.0f} minutes"


def _named(files: Sequence[Planned], width: int) -> list[str]:
    return _explained([(each.name, _purpose(each)) for each in files], width)


def _explained(rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Names and what they mean, in two columns; where the second is too narrow for its words they go on below."""
    longest = max(len(name) for name, _ in rows)
    lines = []
    for name, words in rows:
        first, *rest = _filled(words, max(width - longest - 4, 24))
        lines += [f"  {name:<{longest}}  {first}", *(f"  {'':<{longest}}  {line}" for line in rest)]
    return lines


def _purpose(each: Planned) -> str:
    if each.kind is not Kind.WORKFLOW:
        return _PURPOSES[each.kind]
    if each.name == REFRESH:
        return f"asks arXiv {moment_in(each.after)}, proposes changes in one pull request"
    return "lints pull requests, without asking arXiv"


def _next(what: SetUp, seen: Survey, width: int) -> list[str]:
    kinds = {each.kind for each in what.changes}
    steps = [
        ("papersync refresh --diff", "what arXiv's records would change; writes nothing"),
        ("papersync refresh", "change it, and store the records"),
    ]
    if any(_is_left(finding) for each in seen.lists for finding in each.findings):
        steps.append(("papersync lint", "what is for you to decide"))
    lines = ["", "next:", *_explained(steps, width)]
    if seen.top is not None and kinds:
        lines += ["", *_filled(f"Then commit the lists, {what.config.store} and what was written here.", width)]
    if Kind.ATTRIBUTES in kinds:
        lines += _filled("Every other clone wants `papersync merge-driver --install` once.", width)
    if Kind.WORKFLOW in kinds:
        page = f"{seen.origin.url}/settings/actions" if seen.origin is not None else "Settings > Actions > General"
        wish = "On GitHub, the workflow needs the right to open pull requests. Turn on"
        lines += _filled(f'{wish} "Allow GitHub Actions to create and approve pull requests": {page}', width)
    return lines


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(["", *(cell.rjust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])


def _indented(text: str, width: int) -> list[str]:
    return [f"  {line}" for line in _filled(text, width - 2)]


def _filled(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _WIDTH)


def _tell(lines: Sequence[str], *, on_stdout: bool) -> None:
    if on_stdout:
        shown = (unaddressed(plain(line)) for line in lines)
        bold = colour_wanted()
        write("".join(f"{painted(line, BOLD, bold) if line.endswith(':') else line}\n" for line in shown))
    else:
        note(*lines)

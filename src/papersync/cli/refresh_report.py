"""What a refresh says: findings and changes on stdout, notes on stderr, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from papersync.app.lists import STANDARD_INPUT
from papersync.app.mending import Wishes
from papersync.app.refresh import Refresh, Refreshed
from papersync.cli.bad_day import BadDay
from papersync.cli.boundary import note
from papersync.cli.options import OutputFormat
from papersync.cli.output import located_in, write, write_diff, write_findings, write_json_file
from papersync.cli.session import Session
from papersync.cli.step_summary import add_step_summary
from papersync.cli.templates import templates_of
from papersync.config import Config
from papersync.entries.style import LinkPolicy
from papersync.errors import ExitCode, PapersyncError
from papersync.identifiers import ArxivId
from papersync.lint.finding import Level
from papersync.lint.wording import counted
from papersync.report.advice import Advice
from papersync.report.large import large_change
from papersync.report.located import Located, in_order
from papersync.report.text import findings_text
from papersync.report.unconfirmed import moment, unconfirmed_since
from papersync.text import LineIndex

if TYPE_CHECKING:
    from papersync.report import contract

_FEW = 5
_NOTHING_WRITTEN = "  nothing was written, the store neither; look with --diff, agree with --yes"


def wishes_of(config: Config, *, regenerate: bool) -> Wishes:
    """What the configuration asks of a refresh beyond mending."""
    templates = templates_of(config) if regenerate else {}
    return Wishes(frozenset(config.fields), regenerate, LinkPolicy(config.link, config.version), templates)


def report(
    done: Refresh,
    session: Session,
    output_format: OutputFormat,
    *,
    diff: bool,
    checked: bool,
    show_info: bool,
    bad_day: BadDay,
    json_file: Path | None = None,
) -> None:
    """Findings (or the diff) on stdout, everything else on stderr. A piped list has stdout for itself.

    The JSON document's ``unconfirmed_since`` says when a source last answered for each of ``unconfirmed`` (ISO 8601,
    UTC), null if that is unknown. It goes to ``json_file`` too, if there is to be one.
    """
    errors = (*session.errors, *done.errors)
    changes = _changes(done, bad_day)
    write_json_file(json_file, lambda: _all_located(done, checked), errors=errors, changes=changes)
    piped = any(each.name == STANDARD_INPUT for each in done.lists)
    if diff:
        for each in done.lists:
            write_diff(each.name, each.before, each.after)
    elif piped and not checked:
        located = _all_located(done, checked)
        note(*findings_text(located, show_info=show_info).rstrip("\n").split("\n"))
        write(b"".join(each.after for each in done.lists).decode("utf-8", "surrogateescape"))
    elif done.lists or output_format is not OutputFormat.TEXT:
        write_findings(
            _all_located(done, checked),
            output_format,
            show_info=show_info,
            errors=errors,
            notices=bad_day.notices,
            advice=_advice(done, checked),
            changes=changes,
        )
    _notes(done, session, checked=checked)
    bad_day.tell()


def summarise(done: Refresh, session: Session, *, checked: bool, bad_day: BadDay) -> None:
    """The same in short on the page of the run, if this is a step on GitHub."""
    changed = [each.name for each in done.lists if each.changed and not each.held_back]
    held = [each.name for each in done.lists if each.held_back]
    did = [
        f"{'Would change' if checked else 'Changed'}: {', '.join(changed)}" if changed else "",
        f"Not written, as so much would change: {', '.join(held)}" if held else "",
        f"Records: {len(done.known.added)} new, {len(done.known.updated)} updated" if done.store_changed else "",
    ]
    add_step_summary(
        "refresh",
        lambda: _all_located(done, checked),
        errors=(*session.errors, *done.errors),
        notices=bad_day.notices,
        did=[line for line in did if line],
    )


def exit_code(done: Refresh, errors: Sequence[PapersyncError], *, checked: bool, exit_zero: bool) -> ExitCode:
    """The greatest that applies (design, section 4)."""
    codes = [error.exit_code for error in (*errors, *done.errors)]
    serious = any(finding.level is not Level.INFO for each in done.lists for finding in each.findings)
    if serious and not exit_zero:
        codes.append(ExitCode.FINDINGS)
    would_change = checked and (done.store_changed or any(each.changed for each in done.lists))
    if would_change or any(each.held_back for each in done.lists):
        codes.append(ExitCode.FINDINGS)
    if done.failed:
        codes.append(ExitCode.UNCONFIRMED)
    if any(each.dropped for each in done.lists):
        codes.append(ExitCode.BUG)
    return max(codes, default=ExitCode.CLEAN)


def _advice(done: Refresh, checked: bool) -> Advice:
    if any(each.held_back for each in done.lists):
        return Advice(safe="papersync refresh --yes", by_rule=False)
    return Advice(safe="papersync refresh" if checked else "papersync lint --fix")


def confirm_large(held: Sequence[Refreshed]) -> bool:
    """Ask a person at the terminal whether large changes may be written."""
    for each in held:
        note(*_large(each), "  all of them: papersync refresh --diff")
    return typer.confirm("Write these changes?", default=False, err=True)


def _changes(done: Refresh, bad_day: BadDay) -> contract.Changes:
    return {
        "changed": [each.name for each in done.lists if each.changed and not each.held_back],
        "added": _named(done.known.added),
        "updated": _named(done.known.updated),
        "unconfirmed": _named(sorted(done.failed)),
        "unconfirmed_since": unconfirmed_since(bad_day.unconfirmed) if bad_day.unconfirmed else {},
        "stale_since": moment(bad_day.stale_since),
    }


def _all_located(done: Refresh, checked: bool) -> list[Located]:
    return [place for each in done.lists for place in _located(each, checked)]


def _located(each: Refreshed, checked: bool) -> list[Located]:
    """Findings of the text on disk, and what was repaired where it stood before; in order of lines."""
    current = each.before if checked or not each.written else each.after
    left = located_in(current, each.findings)
    fixed = () if checked else located_in(each.before, each.fixed)
    return in_order((*fixed, *left))


def _notes(done: Refresh, session: Session, *, checked: bool) -> None:
    if done.store_created:
        note(f"papersync: created {session.config.store_path}")
    if done.known.learnt and not done.remembered:
        note(f"papersync: {session.config.cache_dir}: the cache cannot be written, so the next run asks for all again")
    unwritten = checked or any(each.held_back for each in done.lists)
    if done.known.added or done.known.updated:
        would = "would be " if unwritten else ""
        note(f"papersync: records: {len(done.known.added)} {would}new, {len(done.known.updated)} {would}updated")
    if done.unsearched:
        note(f"papersync: {counted(done.unsearched, 'title', 'titles')} could not be searched for; try again later")
    if done.pruned:
        would = "would drop" if checked else "dropped"
        note(f"papersync: {would} {len(done.pruned)} records that no list names: {_few(done.pruned)}")
    for each in done.lists:
        if each.unmerged:
            note(f"{each.name}: git reports it as unmerged, so it is not written; resolve the merge first")
        if each.completed:
            entries = "entry" if each.completed == 1 else "entries"
            kinds = ", ".join(f"{count:,} {kind}" for kind, count in each.kinds)
            would = "would be " if checked else ""
            note(f"{each.name}: {each.completed:,} {entries} {would}completed or regenerated ({kinds})")
        _tell_left(each)
        if each.held_back:
            if checked or not sys.stdin.isatty():
                note(*_large(each))
            note("  refresh asks before it writes so much; --yes agrees beforehand" if checked else _NOTHING_WRITTEN)
        for proposal in each.dropped:
            line = each.before.count(b"\n", 0, proposal.span.start) + 1
            note(f"{each.name}:{line}: an edit of {proposal.name!r} did not prove right and was left out")
            note("  hint: please report this with the list; everything else was written")


def _large(each: Refreshed) -> list[str]:
    return large_change(each.name, each.before, each.held_back, each.entries)


def _tell_left(each: Refreshed) -> None:
    """What could not be written as wished, by reason, with the first lines."""
    lines = LineIndex(each.before)
    reasons: dict[str, list[int]] = {}
    for left in each.left:
        reasons.setdefault(left.why, []).append(lines.line_of(left.entry.span.start))
    for why, places in sorted(reasons.items(), key=lambda reason: -len(reason[1])):
        count = "1 entry" if len(places) == 1 else f"{len(places):,} entries"
        which = f"line{'' if len(places) == 1 else 's'} {', '.join(map(str, places[:_FEW]))}"
        more = f" and {len(places) - _FEW:,} more" if len(places) > _FEW else ""
        note(f"{each.name}: {count} left as written: {why} ({which}{more})")


def _named(ids: Sequence[ArxivId]) -> list[str]:
    return [str(each) for each in ids]


def _few(ids: Sequence[ArxivId]) -> str:
    more = f" and {len(ids) - _FEW} more" if len(ids) > _FEW else ""
    return ", ".join(_named(ids[:_FEW])) + more

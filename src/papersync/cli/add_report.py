"""Around an addition: from words to identifiers and a plan before it, what to say after it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from papersync.app.add import AddPlan, Elsewhere, Outcome
from papersync.app.adding import Added
from papersync.app.lists import STANDARD_INPUT
from papersync.cli.boundary import note
from papersync.cli.options import PlainFormat
from papersync.cli.output import write, write_diff
from papersync.cli.session import Session
from papersync.config import Config
from papersync.entries.style import LinkPolicy
from papersync.errors import ExitCode, UsageError
from papersync.identifiers import ArxivId, today_utc
from papersync.references import identify
from papersync.report.json import VERSION, dump
from papersync.report.plain import plain, unaddressed

if TYPE_CHECKING:
    from papersync.report import contract


def identified(words: Sequence[str]) -> list[ArxivId]:
    """The papers meant, in order; ``-`` stands for the words on standard input. Raises IdentifierError, UsageError."""
    given = [each for word in words for each in (sys.stdin.read().split() if word == "-" else [word])]
    if not given:
        raise UsageError("no identifiers were given")
    return [identify(word, today_utc()) for word in given]


def plan_of(config: Config, section: str, *, move: bool, also: bool) -> AddPlan:
    """The plan with the configuration's wishes. Raises UsageError for options that exclude one another."""
    if move and also:
        raise UsageError("--move and --also exclude one another")
    elsewhere = Elsewhere.MOVE if move else Elsewhere.ALSO if also else Elsewhere.REFUSE
    return AddPlan(
        section,
        elsewhere,
        config.section_aliases,
        frozenset(config.fields),
        LinkPolicy(config.link, config.version),
        config.wrap,
    )


def refuse_standard_input(to: Sequence[Path] | None) -> None:
    """Raise UsageError, before anything is done, for a list that could not be written afterwards."""
    if any(str(path) == STANDARD_INPUT for path in to or ()):
        raise UsageError("papers are added to files", hint="name the file that they go to")


def report(done: Added, session: Session, output_format: PlainFormat, *, diff: bool, checked: bool) -> None:
    """What became of each paper, on stdout."""
    name, section = done.target.file.name, done.target.section.name
    if diff:
        write_diff(name, done.target.text, done.text)
    elif output_format is PlainFormat.JSON:
        write(dump(_document(done)))
    else:
        for paper, outcome in done.outcomes:
            where = "" if outcome is Outcome.THERE else f" to {section!r}"
            would = "would be " if checked and outcome is not Outcome.THERE else ""
            write(unaddressed(plain(f"{name}: {paper} {would}{outcome.value}{where}")) + "\n")
    if done.store_created:
        note(f"papersync: created {session.config.store_path}")


def _document(done: Added) -> contract.AddDocument:
    name = done.target.file.name
    return {
        "version": VERSION,
        "papers": [{"id": str(paper), "outcome": outcome.name.lower()} for paper, outcome in done.outcomes],
        "changed": [name] if done.text != done.target.text else [],
        "path": name,
        "section": done.target.section.name,
    }


def exit_code(done: Added, *, checked: bool) -> ExitCode:
    """1 if a check found that the list would change."""
    return ExitCode.FINDINGS if checked and done.text != done.target.text else ExitCode.CLEAN

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
from papersync.cli.templates import templates_of
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
    """The papers meant, in order; ``-``, or nothing where input is piped, stands for the words on standard input.

    Raises IdentifierError, UsageError.
    """
    if not words and not sys.stdin.isatty():
        words = ["-"]
    given = [each for word in words for each in (sys.stdin.read().split() if word == "-" else [word])]
    if not given:
        raise UsageError("no identifiers were given", hint="name papers, or pipe them in")
    return [identify(word, today_utc()) for word in given]


def plan_of(
    config: Config, section: str, *, move: bool, also: bool, note: str | None = None, create: bool = False
) -> AddPlan:
    """The plan with the configuration's wishes. Raises UsageError for options that exclude one another."""
    if move and also:
        raise UsageError("--move and --also exclude one another")
    if note is not None and not note.strip():
        raise UsageError("the note is empty", hint="leave --note out")
    for what, text in (("the note", note or ""), ("the section's name", section if create else "")):
        # A terminal hands over bytes that are no text as lone surrogates (PEP 383).
        if not text.isprintable() and any("\ud800" <= character <= "\udfff" for character in text):
            raise UsageError(f"{what} is not UTF-8", hint="lists are: see how the terminal encodes what is typed")
    elsewhere = Elsewhere.MOVE if move else Elsewhere.ALSO if also else Elsewhere.REFUSE
    return AddPlan(
        section,
        elsewhere,
        config.section_aliases,
        frozenset(config.fields),
        LinkPolicy(config.link, config.version),
        config.wrap,
        config.layout,
        note or "",
        create,
        templates_of(config),
    )


def refuse_standard_input(to: Sequence[Path] | None) -> None:
    """Raise UsageError, before anything is done, for a list that could not be written afterwards."""
    if any(str(path) == STANDARD_INPUT for path in to or ()):
        raise UsageError("papers are added to files", hint="name the file that they go to")


def report(
    done: Added, session: Session, output_format: PlainFormat, *, diff: bool, checked: bool, noted: bool = False
) -> None:
    """What became of each paper, on stdout."""
    name, section = done.target.file.name, done.target.section.name
    before = done.target.file.source
    created = done.target.text != before
    if diff:
        write_diff(name, before, done.text)
    elif output_format is PlainFormat.JSON:
        write(dump(_document(done)))
    else:
        if created:
            would = "would be " if checked else ""
            write(unaddressed(plain(f"{name}: section {section!r} {would}created")) + "\n")
        for paper, outcome in done.outcomes:
            where = "" if outcome is Outcome.THERE else f" to {section!r}"
            would = "would be " if checked and outcome is not Outcome.THERE else ""
            write(unaddressed(plain(f"{name}: {paper} {would}{outcome.value}{where}")) + "\n")
    if noted and any(outcome is not Outcome.ADDED for _, outcome in done.outcomes):
        note("papersync: the note goes with new entries only; those that were listed already are without it")
    if done.store_created:
        note(f"papersync: created {session.config.store_path}")


def _document(done: Added) -> contract.AddDocument:
    name, before = done.target.file.name, done.target.file.source
    document: contract.AddDocument = {
        "version": VERSION,
        "papers": [{"id": str(paper), "outcome": outcome.name.lower()} for paper, outcome in done.outcomes],
        "changed": [name] if done.text != before else [],
        "path": name,
        "section": done.target.section.name,
    }
    if done.target.text != before:
        document["section_created"] = True
    return document


def exit_code(done: Added, *, checked: bool) -> ExitCode:
    """1 if a check found that the list would change."""
    return ExitCode.FINDINGS if checked and done.text != done.target.file.source else ExitCode.CLEAN

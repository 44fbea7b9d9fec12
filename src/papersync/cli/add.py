"""`papersync add`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from papersync.cli.boundary import boundary
from papersync.cli.options import Check, Diff, Offline, Plain, PlainFormat, Section, refuse_diff_of


def add(
    section: Section,
    papers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID...",
            help="arXiv identifiers, URLs or DOIs; - reads them from standard input, as does nothing in a pipe.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        list[Path] | None,
        typer.Option("--to", metavar="FILE", help="The list, if several are configured.", show_default=False),
    ] = None,
    move: Annotated[bool, typer.Option("--move", help="Take the entry along if it stands in another section.")] = False,
    also: Annotated[bool, typer.Option("--also", help="Add it although it stands in another section.")] = False,
    create: Annotated[bool, typer.Option("--create", help="Make the section if the list does not have it.")] = False,
    note: Annotated[
        str | None,
        typer.Option(
            "--note", metavar="TEXT", help="Markdown of yours, put behind each new entry.", show_default=False
        ),
    ] = None,
    check: Check = False,
    diff: Diff = False,
    output_format: Plain = PlainFormat.TEXT,
    offline: Offline = False,
) -> None:
    """Put papers into a section, written like their neighbours.

    \b
    Examples:
      papersync add 2305.18290 --section rlhf
      papersync add 10.48550/arXiv.2206.14486 -s Agents --create
    """
    with boundary(output_format, {"papers": [], "changed": []}):
        from papersync.app.add import find_target
        from papersync.app.adding import add as add_papers
        from papersync.cli.add_report import exit_code, identified, plan_of, refuse_standard_input, report
        from papersync.cli.asking import answered, event_loop, source_of
        from papersync.cli.output import finish
        from papersync.cli.session import open_session

        refuse_diff_of(output_format, diff)
        refuse_standard_input(to)
        ids = identified(papers or [])
        session = open_session(to)
        for error in session.errors:
            raise error
        plan = plan_of(session.config, section, move=move, also=also, note=note, create=create)
        target = find_target(session.lists, plan, ids)
        others = [each for each in session.lists if each is not target.file]

        sources = session.sources(source_of(session.config, offline=offline))
        with event_loop() as loop:
            done = answered(loop, add_papers(ids, target, plan, sources, others=others, write=not (check or diff)))
        report(done, session, output_format, diff=diff, checked=check or diff, noted=note is not None)
        finish(exit_code(done, checked=check or diff))

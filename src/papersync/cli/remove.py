"""`papersync remove`."""

from __future__ import annotations

from typing import Annotated

import typer

from papersync.cli.boundary import boundary
from papersync.cli.completion import sections
from papersync.cli.options import Check, Diff, Offline, Plain, PlainFormat, Words, refuse_diff_of


def remove(
    papers: Words,
    section: Annotated[
        str | None,
        typer.Option(
            "--section",
            "-s",
            help="Which entry, of a paper that has several.",
            show_default=False,
            autocompletion=sections,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All entries of a paper that has several.")] = False,
    check: Check = False,
    diff: Diff = False,
    output_format: Plain = PlainFormat.TEXT,
    offline: Offline = False,
) -> None:
    """Take papers out of a list: their entries, whatever their layout, and nothing else. The store keeps their records.

    \b
    Example:
      papersync remove 2305.18290 README.md
    """
    del offline  # accepted everywhere; nothing here asks
    with boundary(output_format, {"papers": [], "changed": []}):
        from papersync.app.remove import RemovalPlan
        from papersync.app.remove import remove as remove_papers
        from papersync.cli.output import finish
        from papersync.cli.papers_and_lists import told_apart
        from papersync.cli.remove_report import exit_code, report
        from papersync.cli.session import open_session

        refuse_diff_of(output_format, diff)
        ids, lists = told_apart(papers)
        session = open_session(lists)
        for error in session.errors:
            raise error
        plan = RemovalPlan(section, every, session.config.section_aliases)
        done = remove_papers(ids, session.lists, plan, write=not (check or diff))
        report(done, output_format, diff=diff, checked=check or diff)
        finish(exit_code(done, checked=check or diff))

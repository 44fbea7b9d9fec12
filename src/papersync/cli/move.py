"""`papersync move`."""

from __future__ import annotations

from papersync.cli.boundary import boundary
from papersync.cli.options import Check, Diff, Offline, Plain, PlainFormat, Section, Words, refuse_diff_of


def move(
    papers: Words,
    section: Section,
    check: Check = False,
    diff: Diff = False,
    output_format: Plain = PlainFormat.TEXT,
    offline: Offline = False,
) -> None:
    """Move papers into another section of their list, byte for byte, behind the entries that are written as theirs.

    \b
    Example:
      papersync move 2305.18290 --section ppo
    """
    del offline  # accepted everywhere; nothing here asks
    with boundary(output_format, {"papers": [], "changed": []}):
        from papersync.app.move import move as move_papers
        from papersync.cli.add_report import exit_code, plan_of, report
        from papersync.cli.output import finish
        from papersync.cli.papers_and_lists import told_apart
        from papersync.cli.session import open_session

        refuse_diff_of(output_format, diff)
        ids, lists = told_apart(papers)
        session = open_session(lists)
        for error in session.errors:
            raise error
        plan = plan_of(session.config, section, move=True, also=False)
        done = move_papers(ids, session.lists, plan, write=not (check or diff))
        report(done, session, output_format, diff=diff, checked=check or diff)
        finish(exit_code(done, checked=check or diff))

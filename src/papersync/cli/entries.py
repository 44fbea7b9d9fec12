"""`papersync entries`."""

from __future__ import annotations

from papersync.cli.boundary import boundary, tell_error
from papersync.cli.options import Files, Offline, Plain, PlainFormat


def entries(files: Files = None, output_format: Plain = PlainFormat.TEXT, offline: Offline = False) -> None:
    """Show how lists describe their papers: layout, section, identifiers, title, authors, date.

    \b
    Example:
      papersync entries README.md
    """
    del offline  # accepted everywhere; nothing here asks
    with boundary(output_format, {"entries": []}):
        from papersync.app.reading import entries_of
        from papersync.cli.output import error_member, finish, write
        from papersync.cli.session import open_session
        from papersync.errors import ExitCode
        from papersync.report.entries import entries_document, entries_text
        from papersync.report.json import dump

        session = open_session(files)
        described, failed = entries_of(session.lists)
        errors = [*session.errors, *failed]
        listed = [(each.name, each.entries, each.outside, each.lines) for each in described]
        match output_format:
            case PlainFormat.JSON:
                write(dump(entries_document(listed, map(error_member, errors))))
            case PlainFormat.TEXT:
                write(entries_text(listed))
        for error in errors:
            tell_error(error)
        finish(max((error.exit_code for error in errors), default=ExitCode.CLEAN))

"""`papersync refs`."""

from __future__ import annotations

from papersync.cli.boundary import boundary, note, tell_error
from papersync.cli.options import Files, Offline, Plain, PlainFormat

MOST_PLACES = 5


def refs(files: Files = None, output_format: Plain = PlainFormat.TEXT, offline: Offline = False) -> None:
    """Show every reference to an arXiv paper: where it stands, what it names.

    Example: papersync refs README.md
    """
    del offline  # accepted everywhere; nothing here asks
    with boundary(output_format, {"references": []}):
        from papersync.app.references import references_of
        from papersync.cli.output import error_member, finish, write
        from papersync.cli.session import open_session
        from papersync.errors import ExitCode
        from papersync.report.json import dump, references_document
        from papersync.report.references import references_text

        session = open_session(files)
        named = references_of(session.lists)
        errors = [*session.errors, *named.errors]
        match output_format:
            case PlainFormat.JSON:
                write(dump(references_document(named.files, map(error_member, errors))))
            case PlainFormat.TEXT if named.files or not errors:
                write(references_text(named.files))
            case PlainFormat.TEXT:
                pass  # nothing was read: that is no count of nothing
        for place in named.unexplained[:MOST_PLACES]:
            note(f"{place}: arxiv.org stands here and is no reference that papersync understands")
        if len(named.unexplained) > MOST_PLACES:
            note(f"and at {len(named.unexplained) - MOST_PLACES} more places")
        for error in errors:
            tell_error(error)
        finish(max((error.exit_code for error in errors), default=ExitCode.CLEAN))

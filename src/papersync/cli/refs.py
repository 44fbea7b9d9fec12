"""`papersync refs`."""

from __future__ import annotations

from papersync.cli.boundary import boundary, tell_error
from papersync.cli.options import Files, Format, Offline, OutputFormat


def refs(files: Files = None, output_format: Format = OutputFormat.TEXT, offline: Offline = False) -> None:
    """Show every reference to an arXiv paper: where it stands, what it names.

    Example: papersync refs README.md
    """
    del offline  # accepted everywhere; nothing here asks
    with boundary():
        from papersync.app.references import references_of
        from papersync.cli.output import error_member, finish, write
        from papersync.cli.session import open_session
        from papersync.errors import ExitCode, UsageError
        from papersync.report.json import dump, references_document
        from papersync.report.references import references_text

        session = open_session(files)
        found, errors = references_of(session.lists)
        errors = [*session.errors, *errors]
        match output_format:
            case OutputFormat.JSON:
                write(dump(references_document(found, map(error_member, errors))))
            case OutputFormat.TEXT:
                write(references_text(found))
            case OutputFormat.GITHUB | OutputFormat.SARIF:
                raise UsageError(
                    "references are printed as text or json", hint="`papersync lint` has the other formats"
                )
        for error in errors:
            tell_error(error)
        finish(max((error.exit_code for error in errors), default=ExitCode.CLEAN))

"""`papersync refs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papersync.cli.boundary import boundary, note, tell_error
from papersync.cli.options import Files, Offline, Plain, PlainFormat

if TYPE_CHECKING:
    from papersync.report.references import Form

MOST_PLACES = 5


def refs(files: Files = None, output_format: Plain = PlainFormat.TEXT, offline: Offline = False) -> None:
    """Show every reference to an arXiv paper: where it stands, what it names.

    \b
    Example:
      papersync refs --output-format json README.md
    """
    del offline  # accepted everywhere; nothing here asks
    with boundary(output_format, {"references": []}):
        from papersync.app.references import Named, texts_of
        from papersync.cli.output import finish, write_pieces
        from papersync.cli.session import open_session
        from papersync.errors import ExitCode

        session = open_session(files)
        named = Named(errors=session.errors)
        form = _form(output_format)
        write_pieces(form.whole(texts_of(session.lists, form.texts, form.joint, named), named))
        for place in named.unexplained[:MOST_PLACES]:
            note(f"{place}: arxiv.org stands here and is no reference that papersync understands")
        if len(named.unexplained) > MOST_PLACES:
            note(f"and at {len(named.unexplained) - MOST_PLACES} more places")
        for error in named.errors:
            tell_error(error)
        finish(max((error.exit_code for error in named.errors), default=ExitCode.CLEAN))


def _form(output_format: PlainFormat) -> Form:
    from papersync.report.references import JSON, PLAIN

    match output_format:
        case PlainFormat.JSON:
            return JSON
        case PlainFormat.TEXT:
            return PLAIN

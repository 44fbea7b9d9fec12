"""Results on stdout, in the format asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

import papersync
from papersync.cli.options import OutputFormat, PlainFormat
from papersync.errors import FileError, PapersyncError, Place

if TYPE_CHECKING:
    from papersync.lint.finding import Finding
    from papersync.report import contract
    from papersync.report.advice import Advice
    from papersync.report.located import Located
    from papersync.report.notice import Notice


def colour_wanted(stream: TextIO | None = None) -> bool:
    """Whether stdout, or another stream, is a terminal that has not been told otherwise (https://no-color.org)."""
    return (stream or sys.stdout).isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write(text: str) -> None:
    """Text on stdout as UTF-8, whatever the locale; surrogate escapes become the bytes that they stand for.

    Raises FileError if it cannot be written.
    """
    write_pieces([text.encode("utf-8", "surrogateescape")])


def write_pieces(pieces: Iterable[bytes]) -> None:
    """Bytes on stdout, each piece when it comes. Raises FileError if they cannot be written."""
    for piece in pieces:
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except (OSError, AttributeError) as error:  # a full disk; no standard output at all
            raise FileError(f"the result could not be written to standard output: {error}") from error


def write_findings(
    located: Sequence[Located],
    format_: OutputFormat,
    *,
    show_info: bool,
    errors: Sequence[PapersyncError] = (),
    notices: Sequence[Notice] = (),
    advice: Advice | None = None,
    changes: contract.Changes | contract.Resolution | None = None,
) -> None:
    """Findings in the format asked for; ``changes`` are what the JSON document of some commands has besides.

    ``errors`` and ``notices`` go where the format has a place for them; telling a person is the caller's.
    """
    from papersync.report.notice import failure

    told = [*map(failure, errors), *notices]
    match format_:
        case OutputFormat.TEXT:
            from papersync.report.advice import Advice
            from papersync.report.text import findings_text

            write(findings_text(located, show_info=show_info, colour=colour_wanted(), advice=advice or Advice()))
        case OutputFormat.JSON:
            from papersync.report.json import findings_pieces

            pieces = findings_pieces(located, [error_member(error) for error in errors], changes)
            write_pieces(piece.encode("utf-8", "surrogateescape") for piece in pieces)
        case OutputFormat.GITHUB:
            from papersync.report import github

            write(github.workflow_commands(located, show_info=show_info, notices=told))
        case OutputFormat.SARIF:
            from papersync.report.json import dump
            from papersync.report.sarif import sarif_document

            write(dump(sarif_document(located, papersync.__version__, notices=told)))


def write_json_file(
    path: Path | None,
    located: Callable[[], Iterable[Located]],
    *,
    errors: Sequence[PapersyncError] = (),
    changes: contract.Changes | None = None,
) -> None:
    """The JSON document as a file as well, if one was asked for. Raises FileError if it cannot be written."""
    if path is None:
        return
    from papersync.report.json import findings_json

    text = findings_json(located(), [error_member(error) for error in errors], changes)
    try:
        path.write_bytes(text.encode())
    except (OSError, ValueError) as error:
        raise FileError(f"the JSON document could not be written: {error}", place=Place(str(path))) from error


def write_failure(error: PapersyncError, format_: OutputFormat | PlainFormat, empty: Mapping[str, object]) -> None:
    """What a command prints that had to stop: a whole document that says why, with ``empty`` for its results."""
    match format_:
        case OutputFormat.TEXT | PlainFormat.TEXT:
            pass  # a person has it from stderr
        case OutputFormat.JSON | PlainFormat.JSON:
            from papersync.report.json import VERSION, dump

            write(dump({"version": VERSION, **empty, "errors": [error_member(error)]}))
        case OutputFormat.GITHUB | OutputFormat.SARIF:
            write_findings((), format_, show_info=False, errors=[error])


def error_member(error: PapersyncError) -> contract.Error:
    """An error as a member of a JSON document; a line, if one is known, stands in the message."""
    from papersync.report.json import error_document

    return error_document(error, error.place.path if error.place is not None else "")


def located_in(text: bytes, findings: Sequence[Finding]) -> tuple[Located, ...]:
    """Findings with their lines and columns in this text."""
    from papersync.report.located import locate
    from papersync.text import LineIndex

    return locate(findings, LineIndex(text)) if findings else ()


def write_diff(path: str, before: bytes, after: bytes) -> None:
    """A unified diff, exact unless it goes to a terminal."""
    from papersync.report.diff import unified

    write(unified(path, before, after, colour=colour_wanted(), terminal=sys.stdout.isatty()))


def finish(code: int) -> None:
    """End the command with this exit code."""
    raise typer.Exit(code)

"""Options that several commands share."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Final

import typer

from papersync.cli import completion
from papersync.errors import UsageError
from papersync.text.patterns import late_pattern

_DOCUMENT: Final = late_pattern(rb'\s{0,9}\{\s{0,9}"version"\s{0,9}:\s{0,9}\d{1,9},\s{0,9}"findings"')


class OutputFormat(Enum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


class PlainFormat(Enum):
    """How results are printed that are no findings: annotations and SARIF have no place for them."""

    TEXT = "text"
    JSON = "json"


class Shown(Enum):
    """What is listed besides errors and warnings."""

    INFO = "info"


Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILES",
        help="Lists, or folders to search for lists; without any those of the configuration.",
        show_default=False,
    ),
]
Words = Annotated[
    list[str],
    typer.Argument(
        metavar="ID... [FILES]",
        help="arXiv identifiers, URLs or DOIs (- reads them from standard input), and lists or folders with lists; "
        "without any those of the configuration.",
        autocompletion=completion.papers,
    ),
]
Section = Annotated[
    str,
    typer.Option(
        "--section",
        "-s",
        help="Heading, anchor, alias, acronym or initials of the section.",
        autocompletion=completion.sections,
    ),
]
Format = Annotated[OutputFormat, typer.Option("--output-format", help="How to print results.")]
Plain = Annotated[PlainFormat, typer.Option("--output-format", help="How to print results.")]
JsonFile = Annotated[
    Path | None,
    typer.Option(
        "--json-file",
        metavar="FILE",
        help="Write what --output-format json prints into this file too, whatever is printed.",
        show_default=False,
    ),
]
Offline = Annotated[bool, typer.Option("--offline", help="Never open a connection.")]
Check = Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if anything would change.")]
Diff = Annotated[bool, typer.Option("--diff", help="Write nothing; print what would change as a unified diff.")]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 although there are findings.")]
Show = Annotated[Shown | None, typer.Option("--show", help="List info findings too, not only their number.")]
Select = Annotated[
    str,
    typer.Option(
        "--select",
        metavar="CODES",
        help="Only these rules: PS203, PS1, ALL; by comma.",
        autocompletion=completion.codes,
    ),
]
Ignore = Annotated[
    str,
    typer.Option("--ignore", metavar="CODES", help="Not these rules; by comma.", autocompletion=completion.codes),
]


def is_piped(files: list[Path] | None) -> bool:
    """Whether the list comes in on standard input."""
    return files is not None and [str(path) for path in files] == ["-"]


def refuse_overwriting(json_file: Path | None) -> None:
    """Raise UsageError where --json-file names a file that somebody may have written: one that is there, and does not
    begin as papersync's JSON documents do.
    """
    try:
        if json_file is None or not json_file.is_file():
            return
        with json_file.open("rb") as file:
            beginning = file.read(200)
    except (OSError, ValueError):
        return  # whoever writes it will be told
    if beginning and not _DOCUMENT.match(beginning):
        raise UsageError(
            f"--json-file {json_file} would replace a file that is no JSON document of papersync's",
            hint="name another file, or remove it first",
        )


def refuse_diff_of(format_: OutputFormat | PlainFormat, diff: bool) -> None:
    """Raise UsageError where a diff and another format would share stdout."""
    if diff and format_.value != "text":
        raise UsageError(
            f"--diff and --output-format {format_.value} both want stdout", hint="use --check to learn of changes"
        )

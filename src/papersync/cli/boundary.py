"""Where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from papersync.errors import ExitCode, PapersyncError


@contextmanager
def boundary() -> Iterator[None]:
    """Run a command's body: foreseeable failures end with their exit code, anything else with 4 and a report to
    paste.
    """
    try:
        yield
    except typer.Exit:
        raise
    except PapersyncError as error:
        tell_error(error)
        raise typer.Exit(error.exit_code) from error
    except (KeyboardInterrupt, typer.Abort) as interrupt:
        note("papersync: interrupted; what was written is whole")
        raise typer.Exit(ExitCode.INTERRUPTED) from interrupt
    except BrokenPipeError as error:
        # The reader went away, as `head` does. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(ExitCode.CLEAN) from error
    except Exception as error:  # the boundary: whatever comes here is a bug, and says so
        note(_bug_report())
        raise typer.Exit(ExitCode.BUG) from error


def tell_error(error: PapersyncError) -> None:
    """One line for what happened, one for what to do, on stderr."""
    note(f"papersync: {error}")
    if error.hint:
        note(f"  hint: {error.hint}")


def note(text: str) -> None:
    """A line for a person, on stderr, free of control characters."""
    from papersync.report.plain import plain

    typer.echo("\n".join(plain(line) for line in text.split("\n")), err=True)


def _bug_report() -> str:
    import platform
    import traceback

    import papersync

    return (
        "papersync: this is a bug in papersync; nothing was left half written. Please report the lines below.\n"
        f"papersync {papersync.__version__}, Python {platform.python_version()}, {platform.system()}\n"
        f"{traceback.format_exc()}"
    )

"""Where errors become messages and exit codes, and requests to end become interrupts."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

import typer

from papersync.cli.options import OutputFormat, PlainFormat
from papersync.errors import ExitCode, PapersyncError


@contextmanager
def boundary(
    format_: OutputFormat | PlainFormat | None = None,
    empty: Mapping[str, object] | None = None,
    *,
    step: str | None = None,
) -> Iterator[None]:
    """Run a command's body: foreseeable failures end with their exit code, anything else with 4 and a report to
    paste.

    With a ``format_`` for programs a foreseeable failure is told in it on stdout as well; ``empty`` are the members
    that the JSON document of this command has without a result. ``step`` is the name of a command whose summary GitHub
    shows, where it runs there. SIGTERM is what Ctrl-C is (130).
    """
    try:
        with _termination_interrupts():
            yield
    except typer.Exit:
        raise
    except PapersyncError as error:
        tell_error(error)
        if format_ is not None:
            _write_failure(error, format_, empty or {})
        if step is not None:
            from papersync.cli.step_summary import add_step_summary

            add_step_summary(step, list, errors=[error])
        raise typer.Exit(error.exit_code) from error
    except (KeyboardInterrupt, typer.Abort) as interrupt:
        end_at_once_if_interrupted_again()
        note("papersync: interrupted; what was written is whole")
        raise typer.Exit(ExitCode.INTERRUPTED) from interrupt
    except BrokenPipeError as error:
        # The reader went away, as `head` does. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(ExitCode.CLEAN) from error
    except Exception as error:  # the boundary: whatever comes here is a bug, and says so
        note(*_bug_report().split("\n"))
        raise typer.Exit(ExitCode.BUG) from error


def tell_error(error: PapersyncError) -> None:
    """One line for what happened, one for what to do, on stderr."""
    note(f"papersync: {error}")
    if error.hint:
        note(f"  hint: {error.hint}")


def note(*lines: str) -> None:
    """Lines for a person, on stderr, each free of control characters and of breaks: one in it came from the name of a
    file, and would let that name speak for papersync.
    """
    from papersync.report.plain import plain, unaddressed

    with suppress(OSError):  # nobody reads it; what is to be done goes on, and the exit code tells
        typer.echo("\n".join(unaddressed(plain(line)) for line in lines), err=True)


def end_at_once_if_interrupted_again() -> None:
    """From now on SIGINT, SIGTERM and SIGHUP end the process at once, with 130: it is ending, and somebody cannot wait.

    What is being written then is old or new, as if the process had been killed.
    """
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, *_ENDINGS):
            if callable(signal.getsignal(number)):
                signal.signal(number, lambda *_: os._exit(ExitCode.INTERRUPTED))


@contextmanager
def _termination_interrupts() -> Iterator[None]:
    """Take SIGTERM, which CI sends to end a job, and SIGHUP, which a closed terminal sends, for SIGINT: whatever that
    does at the moment.

    Only where nobody else has decided what they do, and in the main thread, which alone may decide.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ours = [number for number in _ENDINGS if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number in ours:
            if signal.getsignal(number) is _interrupt:
                signal.signal(number, signal.SIG_DFL)


_ENDINGS: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)  # Windows has no SIGHUP


def _interrupt(_: int, frame: FrameType | None) -> None:
    # While asyncio runs this is its own handler, which cancels first. In the background SIGINT may be ignored.
    handler = signal.getsignal(signal.SIGINT)
    if not callable(handler):
        raise KeyboardInterrupt
    handler(signal.SIGINT, frame)


def _write_failure(error: PapersyncError, format_: OutputFormat | PlainFormat, empty: Mapping[str, object]) -> None:
    from papersync.cli.output import write_failure

    # What could not be written the first time cannot be written now.
    with suppress(PapersyncError, OSError):
        write_failure(error, format_, empty)


def _bug_report() -> str:
    import platform
    import traceback

    import papersync

    return (
        "papersync: this is a bug in papersync; nothing was left half written. Please report the lines below.\n"
        f"papersync {papersync.__version__}, Python {platform.python_version()}, {platform.system()}\n"
        f"{traceback.format_exc()}"
    )

"""What the demo says: what was wrong, what was mended, what is left, and where to go on."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

from papersync.app.demo import LIST_NAME, Demo
from papersync.cli.output import colour_wanted, located_in, write
from papersync.lint.finding import Level
from papersync.report.ansi import BOLD, DIM, GREEN, MAGENTA, RED, painted
from papersync.report.diff import unified
from papersync.report.located import Located
from papersync.report.plain import plain

_WIDTH = 100
_STYLES = {Level.ERROR: RED, Level.WARNING: MAGENTA, Level.INFO: DIM}


def show_demo(demo: Demo) -> None:
    """Print it on stdout."""
    write(demo_text(demo, program=_program(), colour=colour_wanted(), terminal=sys.stdout.isatty()))


def demo_text(demo: Demo, *, program: str, colour: bool = False, terminal: bool = False) -> str:
    """What a newcomer reads; ``program`` is what they type for papersync; ``terminal`` makes the diff harmless."""
    done = demo.outcome.lists[0]
    parts = [
        _opening(),
        _findings("What was mended:", located_in(demo.before, done.fixed), colour),
        _findings(
            "What is left for a person to decide, and was not touched:", located_in(demo.after, done.findings), colour
        ),
        painted("What changed; every other byte is as it was:", BOLD, colour)
        + "\n"
        + unified(LIST_NAME, demo.before, demo.after, colour=colour, terminal=terminal),
        _where_next(demo.folder, program, colour),
    ]
    return "\n".join(parts)


def _opening() -> str:
    text = (
        "A broken reading list was copied and refreshed. No network was used: records that come with papersync "
        "answered in arXiv's place. All abstracts here are paraphrases made for the demo."
    )
    return textwrap.fill(text, _WIDTH) + "\n"


def _findings(title: str, located: Iterable[Located], colour: bool) -> str:
    """A title, then the findings with their lines in the list; a long message goes on below."""
    lines = [painted(title, BOLD, colour), *(_finding(each, colour) for each in located)]
    return "".join(f"{line}\n" for line in lines)


def _finding(each: Located, colour: bool) -> str:
    finding = each.finding
    text = f"{each.line:>4}  {finding.code} {finding.name}: {plain(finding.message)}"
    filled = textwrap.fill(text, _WIDTH, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False)
    head = f"{finding.code} {finding.name}"
    style = GREEN if finding.fixed else _STYLES[finding.level]
    return filled.replace(head, painted(head, style, colour), 1)


def _where_next(folder: Path, program: str, colour: bool) -> str:
    steps = (
        (f"{program} rules PS203", "what a finding means"),
        (f"{program} refresh --diff README.md", "what would change in a list of yours"),
        (f"{program} --help", "everything else"),
    )
    width = max(len(command) for command, _ in steps)
    lines = [
        painted("The list and its records:", BOLD, colour) + f" {plain(str(folder))}",
        painted("What to type next:", BOLD, colour),
        *(f"  {command:<{width}}   {meaning}" for command, meaning in steps),
    ]
    return "".join(f"{line}\n" for line in lines)


def _program() -> str:
    """How this papersync was called, unless the shell finds it by its name."""
    called = sys.argv[0]
    return "papersync" if shutil.which("papersync") or not os.access(called, os.X_OK) else called

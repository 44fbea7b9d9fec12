"""Help: what a newcomer reads first."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from papersync.cli.commands import app

GOLDEN: Final = Path(__file__).parents[1] / "golden"
GROUP: Final = get_command(app)
assert isinstance(GROUP, TyperGroup)
COMMANDS: Final = GROUP.commands
# What is the command's own comes first; what several share comes behind it, in this order everywhere.
SHARED: Final = [
    "--select",
    "--ignore",
    "--check",
    "--diff",
    "--show",
    "--output-format",
    "--json-file",
    "--exit-zero",
    "--offline",
]  # fmt: skip


def help_of(*words: str) -> str:
    # The runner sees 80 columns, whatever the terminal.
    return CliRunner().invoke(app, [*words, "--help"], prog_name="papersync").stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_options_that_commands_share_stand_last_and_in_one_order(name: str) -> None:
    options = [each.opts[0] for each in COMMANDS[name].params if each.param_type_name == "option"]
    shared = [each for each in SHARED if each in options]
    assert options[len(options) - len(shared) :] == shared


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example_of_the_command_and_fits_80_columns(name: str) -> None:
    lines = help_of(name).splitlines()
    assert max(map(len, lines)) <= 80
    example = next(number for number, line in enumerate(lines) if line in ("  Example:", "  Examples:"))
    assert lines[example + 1].startswith(f"    papersync {name}")


@pytest.mark.parametrize("words", [(), ("refresh",)], ids=["all commands", "one command"])
def test_help_reads_as_before(words: tuple[str, ...]) -> None:
    assert help_of(*words) == (GOLDEN / f"{'-'.join(('help', *words))}.txt").read_text("utf-8")

"""Writes commands.md beside this file, made of the command line itself. With --check it writes nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from enum import EnumType
from inspect import cleandoc
from typing import Any, Final

from making import write_or_check
from typer.core import TyperGroup
from typer.main import get_command

from papersync.cli.commands import app

OPENING: Final = """\
<!-- Made by docs/make_commands.py (`make docs`) from src/papersync/cli: change that. -->

# Commands

`papersync COMMAND --help` says the same on a terminal. `FILES` are lists, or folders that are searched for lists;
without any they are those of the [configuration](configuration.md). [Exit codes](exit-codes.md) are the same for all.

"""


def page() -> str:
    """The page."""
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    commands = group.commands.items()
    contents = [f"| [`papersync {name}`](#papersync-{name}) | {each.short_help} |\n" for name, each in commands]
    sections = ["".join(section(name, each)) for name, each in commands]
    return OPENING + "| command | what it does |\n|---|---|\n" + "".join(contents) + "".join(sections)


def section(name: str, command: Any) -> Iterator[str]:
    """What a command is, how it is called, what it takes."""
    text, mark, examples = cleandoc(command.help).partition("\b\n")
    if not mark:
        raise ValueError(f"the help of {name} ends without examples: \\b, a line that says so, a line for each")
    yield f"\n## papersync {name}\n\n{text.strip()}\n"
    lines = [re.sub(r"(\S)  +(\S.*)$", r"\1  # \2", line.strip()) for line in examples.splitlines()[1:]]
    yield "\n```sh\n" + "\n".join(lines) + "\n```\n"
    yield "\n| argument or option | meaning |\n|---|---|\n"
    for parameter in command.params:
        words = (parameter.help or "").replace("|", "\\|")
        yield f"| `{spelt(parameter)}` | {words}{more(parameter)} |\n"


def spelt(parameter: Any) -> str:
    """As it is typed."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    value = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper().replace('_', '-')}"
    names = [*reversed(parameter.opts), *getattr(parameter, "secondary_opts", ())]
    return ", ".join(names) + value


def more(parameter: Any) -> str:
    """What may be given, what must be."""
    annotation = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    choices: list[Any] = [*annotation] if isinstance(annotation, EnumType) else []
    words = [f"`{word.value}`" for word in choices]
    return (f" One of {', '.join(words)}." if len(words) > 1 else "") + (" Required." if parameter.required else "")


if __name__ == "__main__":
    sys.exit(write_or_check({"commands.md": page()}, sys.argv[1:]))

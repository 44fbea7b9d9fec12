"""`papersync`: the commands, and what holds for all of them."""

from __future__ import annotations

from typing import Annotated

import typer

import papersync
from papersync.cli import (
    add,
    demo,
    entries,
    init,
    lint,
    merge_driver,
    move,
    refresh,
    refs,
    remove,
    resolve,
    rules,
    show,
)
from papersync.cli.command import Command, Group

app = typer.Typer(
    name="papersync",
    cls=Group,
    help="Keep Markdown reading lists of arXiv papers true: exact records from arXiv, exact edits in your file.",
    epilog="Try it: papersync demo. Set your repository up: papersync init",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
# At most 48 characters each, so that no terminal cuts them.
for command, summary in (
    (init.init, "Set a repository up: find lists, write config"),
    (refresh.refresh, "Mend lists in place from arXiv's records"),
    (add.add, "Put papers into a section of a list"),
    (move.move, "Move papers into another section of their list"),
    (remove.remove, "Take papers out of a list"),
    (resolve.resolve, "Resolve merge conflicts entry by entry"),
    (lint.lint, "Say what is wrong, without asking arXiv"),
    (refs.refs, "Show every reference to an arXiv paper"),
    (entries.entries, "Show how lists describe their papers"),
    (show.show, "Show one record"),
    (rules.rules, "List the rules, or explain one"),
    (merge_driver.merge_driver, "What git calls to merge lists and the store"),
    (demo.demo, "See the whole job on a broken sample list"),
):
    app.command(short_help=summary, cls=Command)(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"papersync {papersync.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass

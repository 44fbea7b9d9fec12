"""`papersync init`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from papersync.cli.boundary import boundary, tell_error
from papersync.cli.options import Check, Diff, Offline

if TYPE_CHECKING:
    from papersync.app.survey import Survey


def init(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILES",
            help="Lists, or folders to search for lists; without any the whole repository is searched.",
            show_default=False,
        ),
    ] = None,
    workflow: Annotated[
        bool | None,
        typer.Option(
            "--workflow/--no-workflow",
            help="GitHub workflows: one refreshes twice a week, one lints pull requests.",
            show_default=False,
        ),
    ] = None,
    pre_commit: Annotated[
        bool | None,
        typer.Option("--pre-commit/--no-pre-commit", help="A hook that lints before commits.", show_default=False),
    ] = None,
    merge_driver: Annotated[
        bool | None,
        typer.Option(
            "--merge-driver/--no-merge-driver",
            help="Have git merge lists entry by entry, in this clone.",
            show_default=False,
        ),
    ] = None,
    pyproject: Annotated[
        bool, typer.Option("--pyproject", help="Put the configuration into pyproject.toml, not papersync.toml.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write workflows anew that are there and were changed.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take the suggested answers; do not ask.")] = False,
    check: Check = False,
    diff: Diff = False,
    offline: Offline = False,
) -> None:
    """Set a repository up: find its lists, write the configuration and, as wished, what keeps them true.

    On a terminal it asks what else to write; elsewhere only what options name is written. It finds lists by their
    links to arXiv, asks arXiv for nothing, and leaves alone what is there already.

    \b
    Examples:
      papersync init        ask, and write what is wished
      papersync init --yes  take the suggested answers
    """
    del offline  # it never is anything else
    with boundary():
        from papersync.app.setting_up import Wishes, plan, write
        from papersync.cli.init_report import exit_code, tell_diff, tell_done, tell_survey
        from papersync.cli.output import finish

        seen = _survey(files or [])
        tell_survey(seen, on_stdout=not diff)
        asking = sys.stdin.isatty() and not (yes or check or diff)
        suggested = yes or sys.stdin.isatty()
        answers = _answers(
            seen,
            {"workflow": workflow, "pre_commit": pre_commit, "merge_driver": merge_driver},
            asking=asking,
            suggested=suggested,
        )
        what = plan(seen, Wishes(**answers, pyproject=pyproject, overwrite=overwrite))
        if diff:
            tell_diff(what)
        elif not check:
            write(what)
        tell_done(what, seen, written=not (check or diff), on_stdout=not diff)
        for error in what.errors:
            tell_error(error)
        finish(exit_code(what, checked=check or diff))


def _survey(files: list[Path]) -> Survey:
    from papersync.app.survey import survey
    from papersync.cli.policy import policy_of
    from papersync.config import load_config
    from papersync.store.repository import StoreFile

    # Without the environment: what is written holds for everybody.
    config = load_config(files[0] if files else Path(), {})
    store = StoreFile(config.store_path, config.lock_dir).load().store
    return survey(files, config, policy_of(config), store)


def _answers(seen: Survey, given: dict[str, bool | None], *, asking: bool, suggested: bool) -> dict[str, bool]:
    """What to set up: as the options say; else as a person says at the terminal; else as suggested, or nothing."""
    from papersync.app.setting_up import suggestions
    from papersync.cli.init_report import QUESTIONS

    wanted = suggestions(seen)
    if asking:
        typer.echo(err=True)
    answers = {}
    for name, answer in given.items():
        if answer is not None:
            answers[name] = answer
        elif not asking or wanted[name] is None:
            answers[name] = suggested and bool(wanted[name])
        else:
            answers[name] = typer.confirm(QUESTIONS[name], default=wanted[name], err=True)
    return answers

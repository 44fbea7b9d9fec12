"""`papersync merge-driver`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from papersync.cli.boundary import boundary
from papersync.cli.options import Offline
from papersync.errors import UsageError

if TYPE_CHECKING:
    from papersync.app.linewise import SideNames


def merge_driver(
    versions: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[BASE OURS THEIRS [NAME]]",
            help="What git puts in the place of %O %A %B %P. The merge is written into OURS.",
            show_default=False,
        ),
    ] = None,
    install: Annotated[
        bool, typer.Option("--install", help="Have git merge the configured lists and the store so, here.")
    ] = False,
    uninstall: Annotated[bool, typer.Option("--uninstall", help="Take away what --install put there.")] = False,
    marker_size: Annotated[str, typer.Option("--marker-size", metavar="%L", help="Size of conflict markers.")] = "7",
    base: Annotated[str, typer.Option("--base", metavar="%S", help="Label of the base.")] = "",
    ours: Annotated[str, typer.Option("--ours", metavar="%X", help="Label of our side.")] = "",
    theirs: Annotated[str, typer.Option("--theirs", metavar="%Y", help="Label of their side.")] = "",
    offline: Offline = False,
) -> None:
    """Merge lists and the store entry by entry whenever git merges, rebases or picks; git calls it.

    Exits 0 if everything is merged, 1 if conflicts are left. Where it cannot merge, git's own merge is what is left.

    \b
    Example:
      papersync merge-driver --install  once in each clone
    """
    del offline  # accepted everywhere; nothing here asks
    with boundary():
        given = versions or []
        if install or uninstall:
            if given or (install and uninstall):
                raise UsageError("--install and --uninstall stand alone", hint="they go by the configured lists")
            _set_up(install=install)
        elif len(given) not in (3, 4):
            hint = "`papersync merge-driver --install` has git call it"
            raise UsageError("git gives three versions of a file, and its name", hint=hint)
        else:
            _merge(given, _names(ours, base, theirs), _size(marker_size))


def _set_up(*, install: bool) -> None:
    import os

    from papersync.app.git_install import install as put_in
    from papersync.app.git_install import uninstall as take_out
    from papersync.cli.merge_driver_report import tell_installed, tell_uninstalled
    from papersync.config import load_config

    config = load_config(Path(), os.environ)
    if install:
        tell_installed(put_in(config))
    else:
        tell_uninstalled(take_out(config))


def _merge(given: list[Path], names: SideNames, size: int) -> None:
    from papersync.app.merge_driver import Versions, merge_versions
    from papersync.cli.merge_driver_report import tell_merged
    from papersync.cli.output import finish
    from papersync.errors import ExitCode

    name = str(given[3] if len(given) > 3 else given[1])
    done = merge_versions(Versions(given[0], given[1], given[2], name), names, size)
    tell_merged(done, name)
    finish(ExitCode.FINDINGS if done.conflicts else ExitCode.CLEAN)


def _names(ours: str, base: str, theirs: str) -> SideNames:
    """The labels that git gave; before git 2.44 it leaves the placeholders as they are."""
    from papersync.app.linewise import SideNames

    given = {"ours": ours, "base": base, "theirs": theirs}
    return SideNames(**{side: name for side, name in given.items() if name not in ("", "%X", "%S", "%Y")})


def _size(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text[:9]) > 0:
        return int(text[:9])
    raise UsageError(f"--marker-size {text} is no size", hint="git's own is 7")

"""What `papersync merge-driver` says: to who installs it, and to who merges, on stderr beside git's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papersync.cli.boundary import note
from papersync.cli.output import write
from papersync.errors import PapersyncError
from papersync.report.plain import plain, unaddressed

if TYPE_CHECKING:
    from papersync.app.git_install import Installed
    from papersync.app.merge_driver import Driven


def tell_merged(done: Driven, name: str) -> None:
    """What is left to decide, and why."""
    for each in done.left:
        note(f"papersync: {name}:{each.line}: {each.why}")
    match done.instead:
        case None:
            pass
        case PapersyncError() as error:
            note(f"papersync: {name} is merged line by line, by git: {error}")
        case error:
            import traceback

            note(f"papersync: {name} is merged line by line, by git: this is a bug in papersync. Please report it:")
            note(*"".join(traceback.format_exception(error)).rstrip().split("\n"))


def tell_installed(done: Installed) -> None:
    """What is merged by entry from now on, and what else is to be done for it."""
    state = "installed" if done.changed else "installed already"
    lines = [f"{state}: git merges by entry what {done.attributes} names", *(f"  {each}" for each in done.patterns)]
    write("".join(unaddressed(plain(line)) + "\n" for line in lines))
    for path in done.outside:
        note(f"{path} lies outside the repository; git does not merge it")
    for path in done.overruled:
        note(f"{path} is given to another merge driver by some other attributes file (`git check-attr -a {path}`)")
    note("commit .gitattributes; every clone needs `papersync merge-driver --install` once, others merge as before")


def tell_uninstalled(done: Installed) -> None:
    """What was taken away."""
    what = f"taken out of {done.attributes} and the repository's configuration" if done.changed else "was not installed"
    write(unaddressed(plain(what)) + "\n")

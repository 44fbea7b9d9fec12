"""What git itself makes of three versions of a file: line by line, as if there were no papersync."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from papersync.app.git import git

# git-merge-file(1): the number of conflicts, at most 127, else an error, such as of a binary file.
_MOST_CONFLICTS: Final = 127
# api-parse-options: a usage error.
_UNKNOWN_OPTION: Final = 129


class SideNames(NamedTuple):
    """What stands behind conflict markers."""

    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"


@dataclass(frozen=True, slots=True)
class Linewise:
    """The merged text; if ``conflicts``, with git's markers in it, in the style that git is configured to."""

    text: bytes
    conflicts: bool


def merge_lines(base: Path, ours: Path, theirs: Path, names: SideNames, marker_size: int) -> Linewise | None:
    """The three files merged by ``git merge-file``; they stay as they are. None where git cannot merge them."""
    options = ["merge-file", "-p", "-q", f"--marker-size={marker_size}"]
    for name in names:
        options += ["-L", name]
    files = [each.absolute() for each in (ours, base, theirs)]
    # `git merge` itself compares so (merge-ort.c); before git 2.44 `merge-file` could not be told to.
    for algorithm in (["--diff-algorithm=histogram"], []):
        ran = git([*options, *algorithm, "--", *files], ours.absolute().parent)
        if ran is None:
            return None
        if ran.code != _UNKNOWN_OPTION:
            return Linewise(ran.out, ran.code > 0) if ran.code <= _MOST_CONFLICTS else None
    return None

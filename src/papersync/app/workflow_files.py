"""The workflows for GitHub that `papersync init` writes."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from papersync.app.released import REPOSITORY, TAG

FOLDER: Final = ".github/workflows"
REFRESH: Final = f"{FOLDER}/papersync.yml"
LINT: Final = f"{FOLDER}/papersync-lint.yml"
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
# Twice a week: GitHub drops what a run has cached, and with it when arXiv last answered, after seven days without one.
_APART: Final = 3
# arXiv announces at 20:00 US Eastern (00:00 or 01:00 UTC), and is busy then and some time after.
_FIRST_HOUR, _LAST_HOUR = 3, 22
# On the hour, and near it, GitHub delays schedules and drops some.
_FIRST_MINUTE, _LAST_MINUTE = 7, 53
_CHECKOUT: Final = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
# A tag cannot know the commit that it will be at, so none stands here.
_ACTION: Final = f"{REPOSITORY}@{TAG} # zizmor: ignore[unpinned-uses] pin the commit of this tag, if you pin"

_REFRESH: Final = """\
# Written by `papersync init`, which leaves it alone from now on: change it as you like.
# It asks arXiv for the papers of the lists, and proposes what changed in one pull request, which it keeps up to date.
# Settings > Actions > General > "Allow GitHub Actions to create and approve pull requests" must be on.
name: papersync

on:
  schedule:
    # DAYS at TIME UTC: a moment of this repository's own, off the hour, and not when arXiv announces.
    - cron: "CRON"
  workflow_dispatch:

permissions: {}

# arXiv asks for one connection at a time.
concurrency:
  group: papersync
  cancel-in-progress: false

jobs:
  refresh:
    name: Refresh the reading lists
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: write # the branch of the pull request
      pull-requests: write # the pull request
    steps:
      - uses: CHECKOUT
        with:
          persist-credentials: false
      - uses: ACTION
        with:
          command: refresh
          mode: pull-request
FILES"""

_LINT: Final = """\
# Written by `papersync init`, which leaves it alone from now on: change it as you like.
# It tells contributors what is wrong in the lists, on the lines of their pull request, and asks nothing of arXiv.
name: papersync lint

on:
  pull_request:
    paths:
      - "**.md"
      - "**.markdown"

permissions: {}

concurrency:
  group: papersync-lint-${{ github.ref }}
  cancel-in-progress: true

jobs:
  lint:
    name: Lint the reading lists
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
    steps:
      - uses: CHECKOUT
        with:
          persist-credentials: false
      - uses: ACTION
        with:
          command: lint
          # What arXiv says of papers that were listed before is no contributor's mistake.
          args: --ignore PS3
          # Once the lists are clean, this line keeps them so:
          # fail-on: findings
FILES"""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a workflow runs, twice a week, in UTC: ``day`` is the first, from 1 for Monday."""

    day: int
    hour: int
    minute: int

    @property
    def cron(self) -> str:
        """As crontab(5) has it."""
        return f"{self.minute} {self.hour} * * {self.day},{self.day + _APART}"

    def __str__(self) -> str:
        first, second = _DAYS[self.day - 1], _DAYS[self.day + _APART - 1]
        return f"{first}s and {second}s at {self.hour:02}:{self.minute:02}"


def moment_of(repository: str) -> Moment:
    """Those of a repository of this name, always the same; those of many repositories are spread evenly."""
    drawn = int.from_bytes(hashlib.sha256(repository.lower().encode("utf-8", "surrogateescape")).digest())
    drawn, day = divmod(drawn, len(_DAYS) - _APART)
    drawn, hour = divmod(drawn, _LAST_HOUR - _FIRST_HOUR + 1)
    minute = drawn % (_LAST_MINUTE - _FIRST_MINUTE + 1)
    return Moment(day + 1, _FIRST_HOUR + hour, _FIRST_MINUTE + minute)


def moment_in(workflow: bytes) -> str:
    """When a workflow that was written here runs, in words."""
    line = next(line for line in workflow.decode().split("\n") if " UTC: " in line)
    return line.strip().removeprefix("# ").partition(": ")[0]


def workflows(repository: str, files: Sequence[str] = ()) -> dict[str, str]:
    """The texts by path, for a repository of this name. ``files`` are the lists that a configuration below its root
    names; none if the one at its root is found by itself.
    """
    moment = moment_of(repository)
    named = (
        "".join(["          files: |\n", *(f"            {shlex.quote(path)}\n" for path in files)]) if files else ""
    )
    return {REFRESH: _filled(_REFRESH, moment, named), LINT: _filled(_LINT, moment, named)}


def _filled(text: str, moment: Moment, files: str) -> str:
    day, _, time = str(moment).partition(" at ")
    for name, value in (
        ("DAYS", day),
        ("TIME", time),
        ("CRON", moment.cron),
        ("CHECKOUT", _CHECKOUT),
        ("ACTION", _ACTION),
        ("FILES", files),
    ):
        text = text.replace(name, value)
    return text

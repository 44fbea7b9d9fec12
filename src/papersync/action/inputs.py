"""What a workflow asks of the action, from the environment: no input ever stands in the text of a script."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeVar

from papersync.errors import UsageError

BRANCH: Final = "papersync/refresh"
TITLE: Final = "Refresh the reading lists from arXiv"


class Mode(Enum):
    """What becomes of changes."""

    CHECK = "check"
    COMMIT = "commit"
    PULL_REQUEST = "pull-request"


class FailOn(Enum):
    """What fails the job: papersync's failures, or its findings too."""

    FAILURES = "failures"
    FINDINGS = "findings"


class KeepAlive(Enum):
    """What to do before GitHub stops the schedule of a quiet repository."""

    ALARM = "alarm"
    ENABLE = "enable"
    OFF = "off"


_Choice = TypeVar("_Choice", bound=Enum)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of action.yml. ``files`` and ``args`` are words by now, for no shell."""

    command: str
    files: tuple[str, ...] = ()
    args: tuple[str, ...] = ()
    mode: Mode = Mode.CHECK
    fail_on: FailOn = FailOn.FAILURES
    stale_after: str = ""
    branch: str = BRANCH
    title: str = TITLE
    keep_alive: KeepAlive = KeepAlive.ALARM

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Inputs:
        """From ``INPUT_COMMAND`` and so on; what is absent or empty has its default. Raises UsageError."""
        command, *more = _words("command", environ) or ["refresh"]
        made = cls(
            command,
            tuple(_words("files", environ)),
            (*more, *_words("args", environ)),
            _choice(Mode, "mode", environ, Mode.CHECK),
            _choice(FailOn, "fail-on", environ, FailOn.FAILURES),
            _text("stale-after", environ),
            _text("branch", environ) or BRANCH,
            " ".join(_text("title", environ).split()) or TITLE,
            _choice(KeepAlive, "keep-alive", environ, KeepAlive.ALARM),
        )
        _require_branch(made, environ)
        if any(word.partition("=")[0] == "--json-file" for word in made.args):
            hint = "run papersync in a step of its own to have that file"
            raise UsageError("args: --json-file is what the action itself goes by", hint=hint)
        return made


def _require_branch(made: Inputs, environ: Mapping[str, str]) -> None:
    if made.mode is Mode.CHECK:
        return
    event = environ.get("GITHUB_EVENT_NAME", "")
    if event.startswith("pull_request") or environ.get("GITHUB_REF_TYPE", "branch") != "branch":
        raise UsageError(
            f"mode: {made.mode.value} writes to a branch, and {event or 'this event'} has checked out none",
            hint="use mode: check here, and another mode on schedule, workflow_dispatch or push to a branch",
        )


def _text(name: str, environ: Mapping[str, str]) -> str:
    return environ.get(f"INPUT_{name.replace('-', '_').upper()}", "").strip()


def _words(name: str, environ: Mapping[str, str]) -> list[str]:
    try:
        return shlex.split(_text(name, environ))
    except ValueError as error:
        raise UsageError(f"{name}: {error}", hint="quote words as for a shell, and close what you open") from error


def _choice(kind: type[_Choice], name: str, environ: Mapping[str, str], default: _Choice) -> _Choice:
    text = _text(name, environ)
    if not text:
        return default
    for each in kind:
        if each.value == text:
            return each
    raise UsageError(f"{name}: {text} is not one of {', '.join(str(each.value) for each in kind)}")

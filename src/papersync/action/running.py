"""papersync as a process of its own: what it exits with is what the action goes by."""

from __future__ import annotations

import secrets
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from papersync.action.document import Document
from papersync.action.inputs import Inputs, Mode

PAPERSYNC: Final = (sys.executable, "-I", "-m", "papersync")
"""Isolated: a repository may have a `json.py` at its root, and that is not ours to run."""

_ANNOTATING: Final = ("refresh", "lint", "resolve")
_TELLING: Final = ("refresh", "lint")
_CHECKING: Final = ("refresh", "add", "move", "remove", "resolve")
_FIXES: Final = {"--fix", "--unsafe-fixes"}
_SECRETS: Final = ("GH_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_TOKEN")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of papersync came to; ``told`` is false where it should have written a document, and none is whole."""

    code: int
    document: Document
    told: bool = True


def command_line(inputs: Inputs, json_file: Path) -> list[str]:
    """The words after `papersync`."""
    words = [inputs.command]
    if _annotates(inputs):
        words += ["--output-format", "github"]
    if inputs.command in _TELLING:
        words += ["--json-file", str(json_file)]
    if inputs.mode is Mode.CHECK:
        fixes = inputs.command == "lint" and not _FIXES.isdisjoint(inputs.args)
        words += ["--check"] if fixes or inputs.command in _CHECKING else []
    elif inputs.mode is Mode.PULL_REQUEST and inputs.command == "refresh":
        words += ["--yes"]  # the pull request is where a person agrees
    return [*words, *inputs.args, *(["--", *inputs.files] if inputs.files else [])]


def run(
    inputs: Inputs, environ: Mapping[str, str], *, program: Sequence[str] = PAPERSYNC, more: Sequence[str] = ()
) -> Ran:
    """Run papersync here, its output going where ours goes; with ``more`` options quietly, for what it writes alone.

    It gets no token. What is not made for GitHub's runner is shown with workflow commands switched off.
    """
    quiet = bool(more)
    with tempfile.TemporaryDirectory() as folder:
        json_file = Path(folder) / "result.json"
        words = command_line(inputs, json_file)
        words[1:1] = more
        told = {name: value for name, value in environ.items() if name not in _SECRETS}
        if inputs.stale_after:
            told["PAPERSYNC_STALE_AFTER"] = inputs.stale_after
        if quiet:
            told.pop("GITHUB_STEP_SUMMARY", None)
        token = "" if quiet or _annotates(inputs) else secrets.token_hex(16)
        print(f"::stop-commands::{token}\n" if token else "", end="", flush=True)  # noqa: T201 (the runner reads it)
        try:
            done = subprocess.run(  # noqa: S603 (an argument list, for no shell)
                [*program, *words],
                env=told,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL if quiet else None,
                stderr=subprocess.DEVNULL if quiet else None,
                check=False,
            )
        finally:
            print(f"::{token}::\n" if token else "", end="", flush=True)  # noqa: T201 (as above)
        code = done.returncode if done.returncode >= 0 else 128 - done.returncode
        document = Document.read(json_file)
        return Ran(code, document or Document(), document is not None or inputs.command not in _TELLING)


def _annotates(inputs: Inputs) -> bool:
    own = any(word == "--diff" or word.startswith("--output-format") for word in inputs.args)
    return inputs.command in _ANNOTATING and not own

"""A repository set up for papersync: what would be written, then writing it."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Final

from papersync.app.configuration_file import configuration, patterns, with_table
from papersync.app.git import git
from papersync.app.git_install import install, to_install
from papersync.app.hooks_file import NAME as HOOKS
from papersync.app.hooks_file import with_entry
from papersync.app.survey import Survey
from papersync.app.workflow_files import FOLDER, workflows
from papersync.config import Config
from papersync.config.reading import OWN, SHARED
from papersync.errors import FileError, PapersyncError, UsageError
from papersync.store.files import Snapshot, read_if_there, require_writable, write_atomic
from papersync.store.locks import locked

# Where the store stands if git ignores `data/`.
_ELSEWHERE: Final = ("papers.json", "arxiv/papers.json")
# In a workflow: the action, or the command.
_RUNS: Final = re.compile(rb"/papersync@|papersync +(?:lint|refresh)\b")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be set up besides the configuration, and whether that goes into pyproject.toml. ``overwrite`` takes
    away workflows that are there and differ.
    """

    workflow: bool = False
    pre_commit: bool = False
    merge_driver: bool = False
    pyproject: bool = False
    overwrite: bool = False


class Kind(Enum):
    """What a file is for."""

    CONFIGURATION = "configuration"
    WORKFLOW = "workflow"
    HOOKS = "hooks"
    ATTRIBUTES = "attributes"


@dataclass(frozen=True, slots=True)
class Planned:
    """One file: what it held (None: it is not there), and what it is to hold. ``kept`` says why it is left as it is."""

    kind: Kind
    name: str
    path: Path
    before: Snapshot | None
    after: bytes
    kept: str = ""
    registers: bool = False

    @property
    def text(self) -> bytes:
        """What it held; nothing if it is not there."""
        return self.before.data if self.before is not None else b""

    @property
    def changes(self) -> bool:
        """Whether there is something to do: a text to write, or git to be told of the merge driver."""
        return self.before is None or self.text != self.after or self.registers


@dataclass(frozen=True, slots=True)
class SetUp:
    """What is to be written, in this order, into the repository at ``root``, whose configuration is or becomes
    ``config``; and what cannot be.
    """

    root: Path
    config: Config
    files: Sequence[Planned]
    errors: Sequence[PapersyncError] = ()

    @property
    def changes(self) -> Sequence[Planned]:
        """The files that would be another."""
        return [each for each in self.files if each.changes]


def plan(seen: Survey, wishes: Wishes) -> SetUp:
    """What the wishes come to. A file that cannot be extended is an error of its own and does not stop the others.

    Raises UsageError where the wishes cannot be, FileError where something cannot be read.
    """
    root = seen.top or Path(os.path.realpath(seen.config.root))
    config = _configured(seen)
    files = [_configuration(seen, config, wishes)]
    errors: list[PapersyncError] = []
    if wishes.workflow:
        files += _workflows(seen, root, overwrite=wishes.overwrite)
    if wishes.pre_commit:
        try:
            before = read_if_there(root / HOOKS)
            after = with_entry(before.data if before is not None else None)
            files.append(Planned(Kind.HOOKS, HOOKS, root / HOOKS, before, after))
        except FileError as error:
            errors.append(error)
    if wishes.merge_driver:
        driver = to_install(config)
        path = driver.attributes
        files.append(Planned(Kind.ATTRIBUTES, path.name, path, driver.before, driver.after, registers=driver.registers))
    return SetUp(root, config, files, errors)


def write(what: SetUp) -> None:
    """Write what is to be changed, the configuration first.

    Raises FileError for what cannot be written, before anything is if that is plain, and StoreError if another
    papersync holds a file's lock. What was written until then stays.
    """
    for each in what.changes:
        require_writable(_first_missing(each.path))
    for each in what.changes:
        if each.kind is Kind.ATTRIBUTES:
            install(what.config)
            continue
        with locked(each.path, what.config.lock_dir):
            write_atomic(each.path, each.after, each.before)


def suggestions(seen: Survey) -> dict[str, bool | None]:
    """What one would set up here, by the wishes' names; None where there is no question, since it cannot be.

    Workflows unless the repository is known to be elsewhere than at GitHub, a hook where there are hooks.
    """
    if seen.top is None:
        return {"workflow": None, "pre_commit": None, "merge_driver": None}
    on_github = seen.origin is None or seen.origin.host == "github.com" or os.path.lexists(seen.top / ".github")
    return {"workflow": on_github, "pre_commit": os.path.lexists(seen.top / HOOKS), "merge_driver": False}


def _configured(seen: Survey) -> Config:
    """The configuration as it is, or as it is to be."""
    if seen.is_configured:
        return seen.config
    lists = patterns([each.name for each in seen.lists], [name for name, _ in seen.others])
    contact = seen.origin.url if seen.origin is not None else None
    return replace(seen.config, lists=lists, contact=contact, store=_store(seen.config))


def _store(config: Config) -> str:
    """The usual place, unless git would ignore it there: what nobody commits is not there when CI asks."""
    return next((path for path in (config.store, *_ELSEWHERE) if not _is_ignored(path, config.root)), config.store)


def _is_ignored(path: str, folder: Path) -> bool:
    ran = git(["check-ignore", "-q", "--", path], folder)
    return ran is not None and ran.code == 0


def _configuration(seen: Survey, config: Config, wishes: Wishes) -> Planned:
    if seen.config.found_in is not None:
        path = seen.config.found_in
        if wishes.pyproject and path.name != SHARED:
            raise UsageError(f"{path} is the configuration already", hint="leave out --pyproject")
        before = read_if_there(path)
        return Planned(Kind.CONFIGURATION, path.name, path, before, before.data if before is not None else b"")
    path = config.root / (SHARED if wishes.pyproject else OWN)
    before = read_if_there(path)
    if not wishes.pyproject:
        return Planned(Kind.CONFIGURATION, path.name, path, before, configuration(config).encode())
    if before is None:
        raise UsageError(f"there is no {path} to extend", hint="leave out --pyproject")
    return Planned(Kind.CONFIGURATION, path.name, path, before, with_table(before.data, config, path.name))


def _workflows(seen: Survey, root: Path, *, overwrite: bool) -> list[Planned]:
    repository = seen.origin.path if seen.origin is not None else root.name
    texts = workflows(repository, _named_from(root, seen))
    others = _others_that_run_papersync(root, list(texts))
    files = []
    for name, text in texts.items():
        before = read_if_there(root / name)
        after, kept = text.encode(), ""
        if before is None and others:
            continue
        if before is not None and before.data != after and not overwrite:
            after, kept = before.data, "is there already, and not as init writes it; --overwrite does so"
        files.append(Planned(Kind.WORKFLOW, name, root / name, before, after, kept))
    return files + [
        Planned(Kind.WORKFLOW, name, root / name, snapshot, snapshot.data, "runs papersync already")
        for name, snapshot in others.items()
    ]


def _others_that_run_papersync(root: Path, names: Sequence[str]) -> dict[str, Snapshot]:
    """The workflows that run papersync, but for those of these names."""
    found = {}
    for path in sorted([*(root / FOLDER).glob("*.yml"), *(root / FOLDER).glob("*.yaml")]):
        name = f"{FOLDER}/{path.name}"
        snapshot = read_if_there(path) if name not in names else None
        if snapshot is not None and _RUNS.search(snapshot.data):
            found[name] = snapshot
    return found


def _named_from(root: Path, seen: Survey) -> tuple[str, ...]:
    """What a workflow must name, as it runs at the repository's root: nothing, if the configuration stands there.

    Raises UsageError for names that a workflow cannot hand on.
    """
    below = os.path.relpath(os.path.realpath(seen.config.root), root)
    if below == ".":
        return ()
    names = tuple(posixpath.normpath(posixpath.join(Path(below).as_posix(), each.name)) for each in seen.lists)
    bad = next((name for name in names if "${{" in name or not name.isprintable()), None)
    if bad is not None:
        raise UsageError(f"a workflow cannot name {bad!r}", hint="rename it, or leave out --workflow")
    return names


def _first_missing(path: Path) -> Path:
    """The path, or the highest folder on the way to it that is not there."""
    return path if os.path.lexists(path.parent) else _first_missing(path.parent)

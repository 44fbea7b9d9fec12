"""The merge driver put into a repository, and taken out again."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from papersync.app.attributes_file import pattern_of, with_lines, without_lines
from papersync.app.git import Ran, git
from papersync.config import Config
from papersync.errors import FileError, Place, UsageError
from papersync.store.files import Snapshot, file_error, read_if_there, write_atomic
from papersync.store.locks import locked

_NAME: Final = "merge.papersync.name"
_DRIVER: Final = "merge.papersync.driver"
_DESCRIPTION: Final = "papersync: reading lists and their store, by entry"
# What git gives to a shell, its own quoting around %P, %X and %Y. Where papersync cannot run (gone, broken, another
# version) git would take our side for the result and mark nothing, so its own merge is made then. -P: no module of the
# repository's is imported.
_COMMAND: Final = (
    "PYTHON -P -m papersync merge-driver --marker-size=%L --base=%S --ours=%X --theirs=%Y -- %O %A %B %P; "
    'case $? in 0) exit 0;; 1) grep -q "^<\\{%L\\}" %A && exit 1;; 130|143) exit 130;; esac; '
    "git merge-file -q --marker-size=%L -L ours -L base -L theirs %A %O %B && exit 0; exit 1"
)


@dataclass(frozen=True, slots=True)
class Installed:
    """What became of a repository: its `.gitattributes`, the patterns in it that are given to the driver, and whether
    anything was changed.

    ``outside`` are configured paths that no pattern of the repository can name; ``overruled`` are those that some other
    attributes file gives to another driver.
    """

    attributes: Path
    patterns: tuple[str, ...]
    changed: bool
    outside: tuple[str, ...] = ()
    overruled: tuple[str, ...] = ()


def install(config: Config) -> Installed:
    """Give the configured lists and the store to the driver: lines in `.gitattributes` at the repository's root, and
    this papersync in the repository's own configuration, which no clone gets and which all its worktrees share.

    Doing it again changes nothing, unless papersync or its configuration moved. Raises UsageError outside repositories
    and where no configured path lies inside, FileError where something cannot be read or written.
    """
    root = _root_of(config.root)
    patterns = _patterns(config, root)
    inside = _inside(patterns, root)
    command = _COMMAND.replace("PYTHON", _this_python())
    changed = [_set(root, _NAME, _DESCRIPTION), _set(root, _DRIVER, command)]
    changed.append(_rewrite(root, config.lock_dir, lambda text: with_lines(text, inside)))
    return Installed(
        root / _FILE,
        inside,
        any(changed),
        outside=tuple(path for path, pattern in patterns.items() if pattern is None),
        overruled=_overruled(config.root, [path for path, pattern in patterns.items() if pattern is not None]),
    )


@dataclass(frozen=True, slots=True)
class ToInstall:
    """What ``install`` would write: the `.gitattributes` before (None: there is none) and after, and whether git's own
    configuration of the repository is yet to name this papersync.
    """

    attributes: Path
    before: Snapshot | None
    after: bytes
    registers: bool


def to_install(config: Config) -> ToInstall:
    """The same without writing. Raises as ``install`` does."""
    root = _root_of(config.root)
    path = root / _FILE
    before = read_if_there(path)
    after = with_lines(before.data if before is not None else b"", _inside(_patterns(config, root), root))
    command = os.fsencode(_COMMAND.replace("PYTHON", _this_python())) + b"\n"
    return ToInstall(path, before, after, _config(root, "--get-all", _DRIVER).out != command)


def uninstall(config: Config) -> Installed:
    """Take away what ``install`` put there, and nothing else; a `.gitattributes` without another line goes too.

    Raises as ``install`` does.
    """
    root = _root_of(config.root)
    changed = [_rewrite(root, config.lock_dir, without_lines), _unset(root, _DRIVER), _unset(root, _NAME)]
    return Installed(root / _FILE, (), any(changed))


_FILE: Final = ".gitattributes"


def _patterns(config: Config, root: Path) -> dict[str, str | None]:
    """The configured lists and the store, and by which pattern the repository's attributes name each."""
    below = Path(os.path.relpath(os.path.realpath(config.root), root))
    folder = "/".join(below.parts)
    return {path: pattern_of(folder, path) for path in (*config.lists, config.store)}


def _inside(patterns: Mapping[str, str | None], root: Path) -> tuple[str, ...]:
    inside = tuple(dict.fromkeys(pattern for pattern in patterns.values() if pattern is not None))
    if not inside:
        raise UsageError(f"neither a list nor the store lies in the repository {root}", hint="configure `lists`")
    return inside


def _root_of(folder: Path) -> Path:
    ran = git(["rev-parse", "--show-toplevel"], folder)
    if ran is None:
        raise UsageError("git cannot be run", hint="install git")
    top = os.fsdecode(ran.out.removesuffix(b"\n").removesuffix(b"\r"))
    if ran.code != 0 or not top:
        hint = "run this inside the repository that has the lists"
        raise UsageError(f"{folder} is in no git working tree", hint=hint)
    return Path(top)


def _this_python() -> str:
    if not sys.executable:
        raise UsageError("it is not known where this Python is", hint="run papersync from an environment of its own")
    return shlex.quote(Path(sys.executable).as_posix()).replace("%", "%%")


def _set(root: Path, key: str, value: str) -> bool:
    if _config(root, "--get-all", key).out == os.fsencode(value) + b"\n":
        return False
    _require(root, _config(root, "--replace-all", key, value))
    return True


def _unset(root: Path, key: str) -> bool:
    if _config(root, "--get-all", key).code != 0:
        return False
    _require(root, _config(root, "--unset-all", key))
    return True


def _config(root: Path, *arguments: str) -> Ran:
    ran = git(["config", "--local", *arguments], root)
    return ran if ran is not None else Ran(1, b"", b"git gave no answer")


def _require(root: Path, ran: Ran) -> None:
    if ran.code != 0:
        said = ran.err.decode("utf-8", "replace").strip()
        raise FileError(f"git cannot write the repository's configuration: {said}", place=Place(str(root)))


def _rewrite(root: Path, lock_dir: Path, change: Callable[[bytes], bytes]) -> bool:
    path = root / _FILE
    with locked(path, lock_dir):
        snapshot = read_if_there(path)
        before = snapshot.data if snapshot is not None else b""
        after = change(before)
        if after == before:
            return False
        if after:
            write_atomic(path, after, snapshot)
        else:
            _remove(path)
    return True


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise file_error(path, error, "removed") from error


def _overruled(folder: Path, paths: list[str]) -> tuple[str, ...]:
    """Those of the paths that git would not give to the driver; globs are not asked for."""
    named = [path for path in paths if not any(character in path for character in "*?[")]
    ran = git(["check-attr", "-z", "merge", "--", *named], folder) if named else None
    if ran is None or ran.code != 0:
        return ()
    values = ran.out.split(b"\0")[2::3]
    return tuple(path for path, value in zip(named, values, strict=False) if value != b"papersync")

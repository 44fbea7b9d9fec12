"""Which files are meant."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from pathspec import GitIgnoreSpec

from papersync.config import Config
from papersync.errors import FileError, Place, UsageError

_SUFFIXES: Final = (".md", ".markdown")
_SKIPPED: Final = frozenset({"node_modules", "venv", "__pycache__"})
_GIT_TIMEOUT_S: Final = 10.0


def find_lists(arguments: Sequence[Path], config: Config) -> list[Path]:
    """The lists that are meant, each once, in the order of the arguments and by name within a folder.

    Without arguments the configured globs. A file is taken as it is, also when it does not exist: reading it then
    fails, and it alone. A folder is searched for Markdown files, without what ``.gitignore`` excludes, hidden folders,
    and ``node_modules`` and its like; links to folders are not followed. Raises UsageError if a folder, or the
    configured globs, hold no list, FileError if a folder cannot be searched.
    """
    found: dict[str, Path] = {}
    for path in arguments or _configured(config):
        files = [path]
        if _holds(Path.is_dir, path):
            files = list(_search(path))
            if not files:
                raise UsageError(f"{path} holds no Markdown files", hint="name a list, such as README.md")
        for file in files:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def is_unmerged(path: Path) -> bool:
    """Whether git reports the file as unmerged; False outside repositories, and where there is no git to ask."""
    target = Path(os.path.realpath(path))
    git = shutil.which("git")
    if git is None or _repository(target.parent) is None:
        return False
    # No program that the repository's own configuration names is run, and no lock of git's is taken.
    command = [git, "--literal-pathspecs", "-c", "core.fsmonitor=false", "ls-files", "-z", "-u", "--", target.name]
    try:
        done = subprocess.run(  # noqa: S603 (an argument list; the name stands behind --)
            command,
            cwd=target.parent,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_GIT_TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and bool(done.stdout)


def _configured(config: Config) -> list[Path]:
    here = _relative(config.root)
    found: list[Path] = []
    for pattern in config.lists:
        if any(character in pattern for character in "*?["):
            try:
                found += sorted(path for path in here.glob(pattern) if path.is_file())
            except (ValueError, OSError) as error:
                raise UsageError(f"the configured glob {pattern} cannot be used: {error}") from error
        elif _holds(Path.exists, here / pattern):
            found.append(here / pattern)
    if not found:
        raise UsageError(
            f"none of the configured lists is there: {', '.join(config.lists)}",
            hint="name the lists, or set `lists` in papersync.toml",
        )
    return found


def _holds(question: Callable[[Path], bool], path: Path) -> bool:
    try:
        return question(path)
    except OSError:  # a folder on the way is closed to us
        return False


def _relative(folder: Path) -> Path:
    try:
        return folder.relative_to(Path.cwd())
    except ValueError:
        return folder


def _search(folder: Path) -> Iterator[Path]:
    real = folder.resolve()
    pending = [(folder, real, _specs_above(real))]
    while pending:
        current, real, above = pending.pop()
        specs = [*above, *_specs_in(real)]
        try:
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError as error:
            raise FileError(f"the folder cannot be searched: {error.strerror}", place=Place(str(current))) from error
        folders: list[tuple[Path, Path, _Specs]] = []
        for entry in entries:
            path, name = current / entry.name, entry.name
            if entry.is_dir(follow_symlinks=False):
                if name[0] != "." and name not in _SKIPPED and not _ignored(real / name, specs, "/"):
                    folders.append((path, real / name, specs))
            elif (
                path.suffix.lower() in _SUFFIXES and _holds(Path.is_file, path) and not _ignored(real / name, specs, "")
            ):
                yield path
        pending += reversed(folders)


_Specs = list[tuple[Path, GitIgnoreSpec]]


def _specs_above(folder: Path) -> _Specs:
    root = _repository(folder)
    if root is None or root == folder:
        return []
    between = [parent for parent in folder.parents if parent == root or root in parent.parents]
    return [spec for parent in reversed(between) for spec in _specs_in(parent)]


def _specs_in(folder: Path) -> _Specs:
    specs: _Specs = []
    for file in (folder / ".git/info/exclude", folder / ".gitignore"):
        try:
            lines = file.read_bytes().decode("utf-8", "replace").split("\n")
        except OSError:
            continue
        specs.append((folder, GitIgnoreSpec.from_lines(_usable(lines))))
    return specs


def _usable(lines: Iterable[str]) -> Iterator[str]:
    # git skips a pattern that it cannot read; pathspec raises.
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line.rstrip("\r")])
        except ValueError:
            continue
        yield line.rstrip("\r")


def _ignored(path: Path, specs: _Specs, ending: str) -> bool:
    # gitignore(5): of several files the nearest decides.
    for root, spec in reversed(specs):
        include = spec.check_file(path.relative_to(root).as_posix() + ending).include
        if include is not None:
            return include
    return False


def _repository(folder: Path) -> Path | None:
    return next((parent for parent in (folder, *folder.parents) if _holds(Path.exists, parent / ".git")), None)

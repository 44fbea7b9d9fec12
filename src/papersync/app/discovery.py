"""Which files are meant."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from papersync.app.git import git
from papersync.config import Config
from papersync.errors import FileError, InputError, Place, UsageError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    _Specs = list[tuple[Path, GitIgnoreSpec]]

_SUFFIXES: Final = (".md", ".markdown")
_SKIPPED: Final = frozenset({"node_modules", "venv", "__pycache__"})
_MOST_SHOWN: Final = 5


def find_lists(arguments: Sequence[Path], config: Config) -> tuple[list[Path], list[InputError]]:
    """The lists that are meant, each once, in the order of the arguments and by name within a folder; and what is wrong
    with the folders: one that holds no list, or cannot be searched, does not stop the others.

    Without arguments the configured globs. A file is taken as it is, also when it does not exist: reading it then
    fails, and it alone. A folder is searched for Markdown files, without what ``.gitignore`` excludes, hidden folders,
    and ``node_modules`` and its like; links to folders are not followed. Raises UsageError if the configured globs hold
    no list.
    """
    found: dict[str, Path] = {}
    errors: list[InputError] = []
    for path in arguments or _configured(config):
        files, problems = _search(path) if _holds(Path.is_dir, path) else ([path], [])
        if not files and not problems:
            problems = [UsageError(f"{path} holds no Markdown files", hint="name a list, such as README.md")]
        errors += problems
        for file in files:
            found.setdefault(_resolved(file), file)
    return list(found.values()), errors


def store_of(config: Config) -> Path:
    """The configured store, from the working folder if it lies there."""
    return _relative(config.root) / config.store


def is_unmerged(path: Path) -> bool:
    """Whether git reports the file as unmerged; False outside repositories, and where there is no git to ask."""
    target = Path(_resolved(path))
    if repository_of(target.parent) is None:
        return False
    listed = git(["--literal-pathspecs", "ls-files", "-z", "-u", "--", target.name], target.parent)
    return listed is not None and listed.code == 0 and bool(listed.out)


def repository_of(folder: Path) -> Path | None:
    """The root of the repository that a folder lies in: itself or the nearest above with ``.git``; None outside."""
    return next((parent for parent in (folder, *folder.parents) if _holds(Path.exists, parent / ".git")), None)


def _configured(config: Config) -> list[Path]:
    here = _relative(config.root)
    found: list[Path] = []
    for pattern in config.lists:
        if any(character in pattern for character in "*?["):
            try:
                found += sorted(path for path in here.glob(pattern) if path.is_file())
            except (ValueError, OSError) as error:
                raise UsageError(f"the configured glob {pattern} cannot be used: {error}") from error
        elif _may_be_there(here / pattern):
            found.append(here / pattern)
    if not found:
        raise UsageError(
            f"none of the configured lists is there: {_shown(config.lists)}",
            hint="name the lists, or set `lists` in papersync.toml",
        )
    return found


def _shown(patterns: Sequence[str]) -> str:
    more = f" and {len(patterns) - _MOST_SHOWN} more" if len(patterns) > _MOST_SHOWN else ""
    return ", ".join(patterns[:_MOST_SHOWN]) + more


def _may_be_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:  # a folder on the way is closed to us: reading it will say so
        return True
    return True


def _holds(question: Callable[[Path], bool], path: Path) -> bool:
    try:
        return question(path)
    except (OSError, ValueError):  # a folder on the way is closed to us; a name that no file can have
        return False


def _resolved(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # no working folder; a name that no file can have
        return str(path)


def _relative(folder: Path) -> Path:
    try:
        return folder.relative_to(Path.cwd())
    except (OSError, ValueError):
        return folder


def _search(folder: Path) -> tuple[list[Path], list[InputError]]:
    """The lists in a folder, and the folders below it that could not be searched."""
    found: list[Path] = []
    errors: list[InputError] = []
    real = Path(_resolved(folder))
    pending = [(folder, real, _specs_above(real))]
    while pending:
        current, real, above = pending.pop()
        specs = [*above, *_specs_in(real)]
        try:
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError as error:
            errors.append(FileError(f"the folder cannot be searched: {error.strerror}", place=Place(str(current))))
            continue
        folders: list[tuple[Path, Path, _Specs]] = []
        for entry in entries:
            path, name = current / entry.name, entry.name
            if entry.is_dir(follow_symlinks=False):
                if name[0] != "." and name not in _SKIPPED and not _ignored(real / name, specs, "/"):
                    folders.append((path, real / name, specs))
            elif (
                path.suffix.lower() in _SUFFIXES and _holds(Path.is_file, path) and not _ignored(real / name, specs, "")
            ):
                found.append(path)
        pending += reversed(folders)
    return found, errors


def _specs_above(folder: Path) -> _Specs:
    root = repository_of(folder)
    if root is None or root == folder:
        return []
    between = [parent for parent in folder.parents if parent == root or root in parent.parents]
    return [spec for parent in reversed(between) for spec in _specs_in(parent)]


def _specs_in(folder: Path) -> _Specs:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - 15 ms that only folders need

    specs: _Specs = []
    for file in (folder / ".git/info/exclude", folder / ".gitignore"):
        if not _holds(Path.is_file, file):  # opening a pipe would wait for whoever writes into it
            continue
        try:
            lines = file.read_bytes().decode("utf-8", "replace").split("\n")
        except OSError:
            continue
        specs.append((folder, GitIgnoreSpec.from_lines(_usable(lines, GitIgnoreSpec))))
    return specs


def _usable(lines: Iterable[str], reader: type[GitIgnoreSpec]) -> Iterator[str]:
    # git skips a pattern that it cannot read; pathspec raises.
    for line in lines:
        try:
            reader.from_lines([line.rstrip("\r")])
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

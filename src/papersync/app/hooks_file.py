"""`.pre-commit-config.yaml`: an entry for papersync, put between the lines that are there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from papersync.app.released import REPOSITORY, TAG
from papersync.errors import FileError, Place

NAME: Final = ".pre-commit-config.yaml"
_REPOS: Final = re.compile(r"repos:[ \t]*(?:#.*)?")
_ITEM: Final = re.compile(r"(?P<indent> *)-(?P<gap> +)(?=[^\s#])")
_HOOKS: Final = re.compile(r"(?P<indent> *(?:- +)?)hooks:[ \t]*(?:#.*)?")
_RUNS: Final = re.compile(rb"papersync(?:-| +)(?:lint|fix|refresh)\b")
_ANOTHER_DOCUMENT: Final = ("---", "...")


class _Place(NamedTuple):
    """Before which line the entry belongs; how far it is indented, how far each ``-`` stands from what it marks, and
    how far the hooks are indented below their key.
    """

    line: int
    indent: str
    gap: str
    hooks: str


_FIRST: Final = _Place(1, "  ", " ", "  ")


def with_entry(text: bytes | None) -> bytes:
    """The file (None: there is none) with a hook that lints before each commit; the very same if it runs papersync.

    The entry comes last in ``repos`` and is indented as the others; every other byte stays. Raises FileError where it
    is not plain where that is, with the entry to put there by hand: papersync reads no YAML.
    """
    if text is None or not text.strip():
        return "\n".join(["repos:", *_entry(_FIRST), ""]).encode()
    if _RUNS.search(text):
        return text
    lines = text.split(b"\n")
    place = _place([line.decode("utf-8", "replace").removeprefix("\ufeff").rstrip("\r") for line in lines])
    newline = b"\r\n" if lines[0].endswith(b"\r") else b"\n"
    entry = newline.join([*(line.encode() for line in _entry(place)), b""])
    before, after = b"\n".join(lines[: place.line]), b"\n".join(lines[place.line :])
    return before + (newline if place.line == len(lines) else b"\n") + entry + after


def _place(lines: Sequence[str]) -> _Place:
    starts = [number for number, line in enumerate(lines) if _REPOS.fullmatch(line)]
    behind = lines[starts[0] + 1 :] if len(starts) == 1 else ()
    item = next((_ITEM.match(line) for line in behind if not _says_nothing(line, -1)), None)
    if item is None or any(line.startswith(_ANOTHER_DOCUMENT) for line in behind):
        raise _unknown()
    depth, length = len(item["indent"]), 0
    for number, line in enumerate(behind, 1):
        if _says_nothing(line, depth):
            continue
        # What belongs to an item stands deeper, whatever it is (YAML 1.2, section 8.2.1).
        if _depth(line) < depth or (_depth(line) == depth and not _ITEM.match(line)):
            break
        length = number
    return _Place(starts[0] + 1 + length, item["indent"], item["gap"], _below_hooks(behind))


def _below_hooks(lines: Sequence[str]) -> str:
    for number, line in enumerate(lines[:-1]):
        key, first = _HOOKS.fullmatch(line), _ITEM.match(lines[number + 1])
        if key is not None and first is not None:
            return " " * max(0, len(first["indent"]) - len(key["indent"]))
    return _FIRST.hooks


def _says_nothing(line: str, depth: int) -> bool:
    """Whether it is blank, or a comment no deeper than this: a deeper one may be a line of a text."""
    return not line.strip() or (line.lstrip().startswith("#") and (depth < 0 or _depth(line) <= depth))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _entry(place: _Place) -> list[str]:
    keys = f"{place.indent} {place.gap}"
    return [
        f"{place.indent}-{place.gap}repo: https://github.com/{REPOSITORY}",
        f"{keys}rev: {TAG}",
        f"{keys}hooks:",
        f"{keys}{place.hooks}-{place.gap}id: papersync-lint",
    ]


def _unknown() -> FileError:
    return FileError(
        "has a form that papersync does not extend",
        hint="put this into `repos` yourself: " + "; ".join(line.strip() for line in _entry(_FIRST)),
        place=Place(NAME),
    )

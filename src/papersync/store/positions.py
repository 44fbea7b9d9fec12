"""Where things stand in a JSON text: for messages about a store that cannot be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

Path = tuple[str | int, ...]

# RFC 8259: strings first, so that no bracket inside one counts; every alternative consumes, so the scan is linear.
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|\n|[^\s"{}\[\],:]++', re.DOTALL)
_DEEPEST: Final = 32


def keys(text: str) -> Iterator[tuple[Path, int]]:
    """Every member and every element of the text as (path, line from 1), in order; stops where the text is no JSON.

    A value more than 32 levels deep is reported as the empty path, and ends the walk.
    """
    line, path = 1, list[str | int]()
    awaits = list[bool]()  # for each open bracket whether a key, or an element, comes next
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign == "\n":
            line += 1
            continue
        if sign in "}]":
            if not path:
                return
            path.pop()
            awaits.pop()
            continue
        if path and sign == ",":
            awaits[-1] = True
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else path[-1]
            continue
        if path and awaits[-1]:
            awaits[-1] = False
            if isinstance(path[-1], str):
                path[-1] = _plain(sign)
            yield tuple(path), line
        if sign in "{[":
            path.append("" if sign == "{" else 0)
            awaits.append(True)
            if len(path) > _DEEPEST:
                yield (), line
                return


def line_of(text: str, path: Path) -> int:
    """The line on which ``path`` stands, or the nearest one above it that stands in the text."""
    best, length = 1, 0
    for found, line in keys(text):
        if found == path:
            return line
        if length < len(found) < len(path) and found == path[: len(found)]:
            best, length = line, len(found)
    return best


def second(text: str) -> tuple[str, int] | None:
    """The first key that its object has already, and its line."""
    seen: set[Path] = set()
    for path, line in keys(text):
        if path and path in seen and isinstance(path[-1], str):
            return path[-1], line
        seen.add(path)
    return None


def too_deep(text: str) -> int:
    """The line of the first value that is nested too deeply, else 1."""
    return next((line for path, line in keys(text) if not path), 1)


def _plain(sign: str) -> str:
    try:
        return str(json.loads(sign, strict=False))
    except (ValueError, RecursionError):
        return sign

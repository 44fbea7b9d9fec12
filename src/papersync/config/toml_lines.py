"""Where a key stands in a TOML text: tomllib does not say."""

from __future__ import annotations

import re
from typing import Final

_PART: Final = re.compile(r"""[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*""")
_TOKEN: Final = re.compile(r"""\.|"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]++|(?P<other>[^ \t])""")


def line_of(text: str, path: tuple[str, ...]) -> int:
    """The line from 1 where ``path`` is set, or else the nearest table or key above it; 1 if there is none.

    Made for messages: a line inside a multi-line string that looks like the key can mislead it.
    """
    table: tuple[str, ...] = ()
    best, length = 1, 0
    for number, line in enumerate(text.split("\n"), 1):
        content = line.lstrip(" \t")
        if content.startswith("["):
            table = found = _dotted(content.lstrip("["))
        elif content and not content.startswith("#"):
            found = table + _dotted(content)
        else:
            continue
        if length < len(found) and found == path[: len(found)]:
            best, length = number, len(found)
    return best


def long_key(text: str, most: int) -> int | None:
    """The line of the first key or table of more than ``most`` parts, wherever on it, else None."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") >= most and not line.lstrip().startswith("#") and _most_parts(line) > most:
            return number
    return None


def _most_parts(line: str) -> int:
    most = parts = 0
    dotted = False
    for match in _TOKEN.finditer(line):
        if match[0] == ".":
            dotted = True
            continue
        parts = 0 if match["other"] else parts + 1 if dotted else 1
        most, dotted = max(most, parts), False
    return most


def _dotted(text: str) -> tuple[str, ...]:
    parts: list[str] = []
    at = 0
    while match := _PART.match(text, at):
        parts.append(match[1] or match[2] or match[3] or "")
        at = match.end()
        if text[at : at + 1] != ".":
            break
        at += 1
    return tuple(parts)

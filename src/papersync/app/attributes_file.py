"""The lines of `.gitattributes` that give files to the merge driver: put in, found again, taken away."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_BEGIN: Final = b"# papersync: merged by entry; `papersync merge-driver --uninstall` takes these lines away"
_END: Final = b"# papersync: end"
_ATTRIBUTE: Final = b" merge=papersync"
_LINE: Final = re.compile(rb"[^\n]*\n|[^\n]+")
_NEEDS_QUOTES: Final = re.compile(r'[\x00-\x20"\x7f]')
_NAMED: Final = {"\t": r"\t", "\n": r"\n", "\r": r"\r", '"': r"\"", "\\": r"\\"}
_SPECIAL: Final = re.compile(r"[\\*?\[]")


def with_lines(text: bytes, patterns: Iterable[str]) -> bytes:
    """The file with a block of lines for these patterns: where one stands already, else at the end, where it counts.

    What else is there keeps its bytes, also a last line that does not end. ``without_lines`` of it is ``text``.
    """
    rest = _without(text)
    before = b"".join(rest.lines[: rest.at])
    newline = rest.newline or (b"\r\n" if b"\r\n" in text else b"\n")
    lines = [_BEGIN, *(each.encode("utf-8", "surrogateescape") + _ATTRIBUTE for each in patterns), _END]
    block = newline.join(lines)
    if before and not before.endswith(b"\n"):
        return before + newline + block
    return before + block + newline + b"".join(rest.lines[rest.at :])


def without_lines(text: bytes) -> bytes:
    """The file without the lines that ``with_lines`` put there; what somebody wrote between them stays."""
    return b"".join(_without(text).lines)


def pattern_of(folder: str, path: str) -> str | None:
    """The pattern for a path or glob of the configuration, whose folder is this one below the repository's root
    (empty: that root); None for what lies outside.

    A glob means in gitattributes(5) what it means in the configuration; a path without ``*?[`` means itself.
    """
    is_glob = any(character in path for character in "*?[")
    if is_glob:
        plain = posixpath.normpath(path)
        whole = posixpath.join(_SPECIAL.sub(_escaped, folder), plain)
    else:
        plain = posixpath.normpath(posixpath.join(folder, path))
        whole = _SPECIAL.sub(_escaped, plain)
    if plain.startswith("/") or plain.split("/", 1)[0] == "..":
        return None
    return f'"/{"".join(map(_quoted, whole))}"' if _NEEDS_QUOTES.search(whole) else f"/{whole}"


@dataclass(frozen=True, slots=True)
class _Rest:
    """The lines that are not ours; before which of them ours stand, or are to; and how ours end, empty if none do."""

    lines: list[bytes]
    at: int
    newline: bytes


def _without(text: bytes) -> _Rest:
    kept: list[bytes] = []
    at: int | None = None
    inside, newline, last = False, b"", b""
    for last in _LINE.findall(text):
        bare = last.rstrip(b"\r\n")
        if bare == _BEGIN or (inside and (bare == _END or bare.endswith(_ATTRIBUTE))):
            if at is None:
                at, newline = len(kept), last[len(bare) :]
            inside = bare != _END
        else:
            kept.append(last)
    if at == len(kept) and kept and not last.endswith(b"\n"):
        # Ours ended the file without ending their last line, so the line before them had not ended either.
        kept[-1] = kept[-1].removesuffix(newline)
    return _Rest(kept, len(kept) if at is None else at, newline)


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _quoted(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    return f"\\{ord(character):03o}" if character < " " or character == "\x7f" else character

"""What changed, as a unified diff that `git apply` and `patch` take."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from papersync.report.ansi import BOLD, CYAN, GREEN, RED, painted
from papersync.report.plain import plain
from papersync.text.patterns import late_pattern

_CONTEXT: Final = 3
# A gap between two anchors is compared line with line up to this many pairs; a larger one is shown as replaced.
_LARGEST_GAP: Final = 250_000
_UNSAFE_IN_PATH: Final = late_pattern('[\x00-\x1f\x7f"\\\\]')

# Lines [start, end) of the text before, and of the text after, that take each other's place.
Change = tuple[int, int, int, int]


def unified(
    path: str, before: bytes, after: bytes, *, colour: bool = False, terminal: bool = False, created: bool = False
) -> str:
    """The diff from ``before`` to ``after`` with git's headers; empty if they are equal. ``created`` says that there
    is no such file before.

    Lines end at LF only. Bytes that are not UTF-8 come as lone surrogates (error handler ``surrogateescape``), so
    that written with the same handler the diff is exact. With ``terminal`` every line is made harmless instead, and
    no longer exact.
    """
    old, new = _lines(before), _lines(after)
    changes = [*_changes(old, new)]
    if not changes:
        return ""
    old_name = "/dev/null" if created else _quoted("a/" + path)
    head = [("--- " + old_name, BOLD), ("+++ " + _quoted("b/" + path), BOLD)]
    body = [line for hunk in _hunks(changes) for line in _hunk(hunk, old, new)]
    pieces: list[str] = []
    for text, style in [*head, *body]:
        shown = plain(text) if terminal else text
        pieces.append(painted(shown, style, colour) if style else shown)
    return "".join(f"{piece}\n" for piece in pieces)


def _lines(text: bytes) -> list[bytes]:
    lines = text.split(b"\n")
    last = lines.pop()
    return [line + b"\n" for line in lines] + ([last] if last else [])


def _changes(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[Change]:
    """Where they differ, in order: between lines that stand once in both (patience), each gap on its own."""
    at_old = at_new = 0
    for anchor_old, anchor_new in [*_anchors(old, new), (len(old), len(new))]:
        yield from _gap(old, new, (at_old, anchor_old, at_new, anchor_new))
        at_old, at_new = anchor_old + 1, anchor_new + 1


def _gap(old: Sequence[bytes], new: Sequence[bytes], gap: Change) -> Iterator[Change]:
    start_old, end_old, start_new, end_new = gap
    while start_old < end_old and start_new < end_new and old[start_old] == new[start_new]:
        start_old, start_new = start_old + 1, start_new + 1
    while start_old < end_old and start_new < end_new and old[end_old - 1] == new[end_new - 1]:
        end_old, end_new = end_old - 1, end_new - 1
    if start_old == end_old and start_new == end_new:
        return
    if (end_old - start_old) * (end_new - start_new) > _LARGEST_GAP:
        yield (start_old, end_old, start_new, end_new)
        return
    matcher = difflib.SequenceMatcher(None, old[start_old:end_old], new[start_new:end_new], autojunk=False)
    for tag, first, last, first_new, last_new in matcher.get_opcodes():
        if tag != "equal":
            yield (start_old + first, start_old + last, start_new + first_new, start_new + last_new)


def _anchors(old: Sequence[bytes], new: Sequence[bytes]) -> list[tuple[int, int]]:
    """Pairs of equal lines that stand once on each side, in the longest run that rises on both."""
    once_old, once_new = _once(old), _once(new)
    pairs = [(at, once_new[line]) for line, at in once_old.items() if line in once_new]
    ends: list[int] = []
    tops: list[int] = []
    below: list[int] = []
    for number, (_, at_new) in enumerate(pairs):
        length = bisect_left(ends, at_new)
        below.append(tops[length - 1] if length else -1)
        ends[length : length + 1] = [at_new]
        tops[length : length + 1] = [number]
    run: list[tuple[int, int]] = []
    number = tops[-1] if tops else -1
    while number >= 0:
        run.append(pairs[number])
        number = below[number]
    return run[::-1]


def _once(lines: Sequence[bytes]) -> dict[bytes, int]:
    """The lines that stand once, in order, and where."""
    seen: dict[bytes, int] = {}
    for at, line in enumerate(lines):
        seen[line] = -1 if line in seen else at
    return {line: at for line, at in seen.items() if at >= 0}


def _hunks(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes whose contexts touch, together."""
    hunk: list[Change] = []
    for change in changes:
        if hunk and change[0] - hunk[-1][1] > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _hunk(changes: Sequence[Change], old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[tuple[str, str]]:
    lead = min(_CONTEXT, changes[0][0])
    tail = min(_CONTEXT, len(old) - changes[-1][1])
    start_old, end_old = changes[0][0] - lead, changes[-1][1] + tail
    start_new, end_new = changes[0][2] - lead, changes[-1][3] + tail
    yield f"@@ -{_range(start_old, end_old)} +{_range(start_new, end_new)} @@", CYAN
    at = start_old
    for first, last, first_new, last_new in changes:
        yield from _marked(" ", old[at:first], "")
        yield from _marked("-", old[first:last], RED)
        yield from _marked("+", new[first_new:last_new], GREEN)
        at = last
    yield from _marked(" ", old[at:end_old], "")


def _marked(mark: str, lines: Sequence[bytes], style: str) -> Iterator[tuple[str, str]]:
    for line in lines:
        yield mark + line.removesuffix(b"\n").decode("utf-8", "surrogateescape"), style
        if not line.endswith(b"\n"):
            yield "\\ No newline at end of file", ""


def _range(start: int, end: int) -> str:
    """As GNU diff writes it: an empty range names the line before it."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _quoted(path: str) -> str:
    """As git writes a path in a header: in quotation marks if it holds such or controls, a tab behind one with
    blanks.
    """
    if _UNSAFE_IN_PATH.search(path):
        return '"' + _UNSAFE_IN_PATH.sub(_escape, path) + '"'
    return path + "\t" if " " in path else path


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return "\\" + character if character in '"\\' else f"\\{ord(character):03o}"

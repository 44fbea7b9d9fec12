"""Edits: the only way a file changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from papersync.text.spans import Span


class Edit(NamedTuple):
    """Replace the bytes of ``span`` by ``replacement``; an empty span inserts."""

    span: Span
    replacement: bytes


class OverlapError(ValueError):
    """Two edits want the same byte, or insert at the same place: their order would decide what the text says."""


def apply_edits(source: bytes, edits: Iterable[Edit]) -> bytes:
    """The text with all edits made, spans counted in ``source``.

    Raises OverlapError if two edits overlap or start at the same place, ValueError if one lies outside the text.
    """
    ordered = sorted(edits)
    pieces: list[bytes] = []
    at, previous = 0, None
    for edit in ordered:
        start, end = edit.span
        if not 0 <= start <= end <= len(source):
            raise ValueError(f"{edit.span} is not inside a text of {len(source)} bytes")
        if previous is not None and (start < previous.span.end or start == previous.span.start):
            raise OverlapError(f"{previous.span} and {edit.span} cannot both be edited")
        pieces += (source[at:start], edit.replacement)
        at, previous = end, edit
    pieces.append(source[at:])
    return b"".join(pieces)


def joined_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in order of their place, each once, those that begin at one place made one.

    What is inserted stands before what is replaced there, and of several insertions the first given stands first.
    Raises OverlapError if two edits replace what begins at one place.
    """
    found: dict[int, Edit] = {}
    for edit in dict.fromkeys(edits):
        start = edit.span.start
        other = found.get(start)
        if other is None:
            found[start] = edit
        elif edit.span.end == start and other.span.end > start:
            found[start] = Edit(other.span, edit.replacement + other.replacement)
        elif other.span.end == start:
            found[start] = Edit(edit.span, other.replacement + edit.replacement)
        else:
            raise OverlapError(f"{other.span} and {edit.span} cannot both be edited")
    return tuple(sorted(found.values()))

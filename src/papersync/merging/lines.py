"""Lines as git counts them, and whole texts compared by them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from papersync.merging.hunks import Hunk, Segment, Style
from papersync.merging.matching import matches
from papersync.merging.three_way import stretches

# A lone carriage return ends no line for git.
_LINE: Final = re.compile(rb"[^\n]*\n|[^\n]+")


def lines_of(text: bytes) -> list[bytes]:
    """The lines of a text with their endings."""
    return _LINE.findall(text)


def compared(base: bytes | None, ours: bytes, theirs: bytes, style: Style) -> list[Segment]:
    """The versions line by line: what is the same, or was changed on one side only, and hunks for the rest.

    Without a base every difference is a hunk.
    """
    if base is None:
        return list(_joined(_two(lines_of(ours), lines_of(theirs), style)))
    return list(_joined(_three(lines_of(base), lines_of(ours), lines_of(theirs), style)))


def _two(ours: Sequence[bytes], theirs: Sequence[bytes], style: Style) -> Iterator[Segment]:
    at, there = 0, 0
    for index, other in [*matches(ours, theirs), (len(ours), len(theirs))]:
        if (index, other) != (at, there):
            yield Hunk(b"".join(ours[at:index]), None, b"".join(theirs[there:other]), style)
        if index < len(ours):
            yield ours[index]
        at, there = index + 1, other + 1


def _three(base: Sequence[bytes], ours: Sequence[bytes], theirs: Sequence[bytes], style: Style) -> Iterator[Segment]:
    for same, each in stretches(base, ours, theirs):
        one, old, other = (
            b"".join(lines[range_.start : range_.stop])
            for lines, range_ in ((ours, each.ours), (base, each.base), (theirs, each.theirs))
        )
        if same or other in (one, old):
            yield one
        elif one == old:
            yield other
        else:
            yield Hunk(one, old, other, style)


def _joined(segments: Iterator[Segment]) -> Iterator[Segment]:
    """The same with common text and hunks in turn, common text first and last."""
    common: list[bytes] = []
    for each in segments:
        if isinstance(each, bytes):
            common.append(each)
        else:
            yield b"".join(common)
            yield each
            common = []
    yield b"".join(common)

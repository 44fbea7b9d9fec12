"""A text as what its versions have in common and the hunks in which they differ; and how hunks are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from papersync.markdown.conflicts import find_conflicts
from papersync.markdown.model import Conflict
from papersync.merging.model import MARKER_SIZE, Labels

_MARKER_LIKE: Final = re.compile(rb"^(?:(<{7,})|(\|{7,})|(={7,})|(>{7,}))(?=[ \t\r\n]|\Z)", re.MULTILINE)


class Side(Enum):
    """One of the two versions that are merged."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Style:
    """How the markers of a hunk are written: their size, and what stands behind the signs, line endings included."""

    size: int
    opening: bytes
    base: bytes
    separator: bytes
    closing: bytes


@dataclass(frozen=True, slots=True)
class Hunk:
    """Where versions differ, whole lines each. ``base`` is None where it is not known.

    ``number`` counts the hunks of the text that was given, from 0; ``why`` says why it is still one.
    """

    ours: bytes
    base: bytes | None
    theirs: bytes
    style: Style
    why: str = field(default="", compare=False)
    number: int = field(default=0, compare=False)

    def side(self, side: Side) -> bytes:
        """The version that one side has."""
        return self.ours if side is Side.OURS else self.theirs

    def written(self) -> bytes:
        """The hunk with its markers, larger ones if in its lines some stand that would be taken for them."""
        text = self._with(self.style.size)
        if self._reads_back(text):
            return text
        return self._with(max(self.style.size, largest_marker(self.ours, self.base or b"", self.theirs)) + 1)

    def _with(self, size: int) -> bytes:
        style = self.style
        newline = style.separator.lstrip(b" \t") or b"\n"
        parts = [b"<" * size + style.opening, _ended(self.ours, newline)]
        if self.base is not None:
            parts += [b"|" * size + style.base, _ended(self.base, newline)]
        parts += [b"=" * size + style.separator, _ended(self.theirs, newline), b">" * size + style.closing]
        return b"".join(parts)

    def _reads_back(self, text: bytes) -> bool:
        found, _ = find_conflicts(text)
        if len(found) != 1:
            return False
        one = found[0]
        base = None if one.base is None else one.base.of(text)
        newline = self.style.separator.lstrip(b" \t") or b"\n"
        wanted = None if self.base is None else _ended(self.base, newline)
        same = one.ours.of(text) == _ended(self.ours, newline) and one.theirs.of(text) == _ended(self.theirs, newline)
        return same and base == wanted and one.span.start == 0 and one.span.end == len(text)


Segment = bytes | Hunk
"""What all versions have, or a hunk."""


def style_of(labels: Labels, size: int = MARKER_SIZE, newline: bytes = b"\n") -> Style:
    """Markers with these labels. Raises ValueError for a size that git does not read as a marker."""
    if size < MARKER_SIZE:
        raise ValueError(f"markers of {size} characters are too short")
    ends = [_label(each) + newline for each in (labels.ours, labels.base, labels.theirs)]
    return Style(size, ends[0], ends[1], newline, ends[2])


def largest_marker(*texts: bytes) -> int:
    """The size of the largest line that looks like a marker; 0 if there is none."""
    return max((len(match[0]) for text in texts for match in _MARKER_LIKE.finditer(text)), default=0)


def segments_of(text: bytes, conflicts: Sequence[Conflict]) -> list[Segment]:
    """The text apart, by its hunks in order."""
    segments: list[Segment] = []
    at = 0
    for number, conflict in enumerate(conflicts):
        segments += [text[at : conflict.span.start], replace(hunk_of(text, conflict), number=number)]
        at = conflict.span.end
    return [*segments, text[at:]]


def hunk_of(text: bytes, conflict: Conflict) -> Hunk:
    """One hunk as it is written in a text."""
    opening, base, separator, closing = (
        b"" if span is None else span.of(text)
        for span in (conflict.opening, conflict.base_marker, conflict.separator, conflict.closing)
    )
    separating = separator.lstrip(b"=")
    if not closing.endswith((b"\n", b"\r")):
        closing += separating.lstrip(b" \t")
    size = len(separator) - len(separating)
    style = Style(size, opening.lstrip(b"<"), base.lstrip(b"|") or separating, separating, closing.lstrip(b">"))
    return Hunk(
        conflict.ours.of(text),
        None if conflict.base is None else conflict.base.of(text),
        conflict.theirs.of(text),
        style,
    )


def version_of(segments: Iterable[Segment], side: Side) -> bytes:
    """The whole text of one side."""
    return b"".join(each if isinstance(each, bytes) else each.side(side) for each in segments)


def _label(text: str) -> bytes:
    words = " ".join(text.split()).encode("utf-8", "surrogateescape")
    return b" " + words if words else b""


def _ended(text: bytes, newline: bytes) -> bytes:
    # A marker stands on a line as git counts them, which a lone carriage return does not end.
    return text if not text or text.endswith(b"\n") else text + newline

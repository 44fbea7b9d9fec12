"""Merging from end to end: what git would merge stays as git merges it, the rest is merged entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from papersync.markdown import parse_document
from papersync.merging.hunks import Segment, Side, segments_of, style_of
from papersync.merging.lines import compared
from papersync.merging.model import MARKER_SIZE, Labels, Left, Merged
from papersync.merging.window import merged_segments

_LABELS: Final = Labels()


def merge_lists(
    base: bytes | None, ours: bytes, theirs: bytes, *, labels: Labels = _LABELS, marker_size: int = MARKER_SIZE
) -> Merged:
    """Both versions as one list; ``base`` is what both were made from, None if it is not known.

    What could not be decided stands in the text as conflicts with these labels. Raises FileError if the Markdown parser
    gives up, ValueError for markers that are too short for git, and nothing else.
    """
    newline = b"\r\n" if ours.count(b"\r\n") * 2 > ours.count(b"\n") else b"\n"
    style = style_of(labels, marker_size, newline)
    old = None if base is None else _ended(base, newline)
    merged = _merged(compared(old, _ended(ours, newline), _ended(theirs, newline), style))
    if _ends_with_newline(base, ours, theirs) or not merged.text.endswith(newline):
        return merged
    return Merged(merged.text[: -len(newline)], merged.left)


def resolve_text(text: bytes) -> Merged:
    """A text with conflict markers, merged; itself if it has none. Raises FileError as ``merge_lists`` does."""
    return _merged(segments_of(text, parse_document(text).conflicts))


def take_side(text: bytes, side: Side) -> bytes:
    """A text without its conflicts: of each what one side has."""
    segments = segments_of(text, parse_document(text).conflicts)
    return b"".join(each if isinstance(each, bytes) else each.side(side) for each in segments)


def _merged(segments: Sequence[Segment]) -> Merged:
    return _written(segments if len(segments) == 1 else merged_segments(segments))


def _written(segments: Iterable[Segment]) -> Merged:
    """The text that the segments make, and where in it the hunks are."""
    pieces: list[bytes] = []
    left: list[Left] = []
    line = 1
    for each in segments:
        if isinstance(each, bytes):
            piece = each
        else:
            piece = each.written()
            left.append(Left(line, each.why, each.number))
        pieces.append(piece)
        line += piece.count(b"\n")
    return Merged(b"".join(pieces), tuple(left))


def _ended(text: bytes, newline: bytes) -> bytes:
    return text if not text or text.endswith(b"\n") else text + newline


def _ends_with_newline(base: bytes | None, ours: bytes, theirs: bytes) -> bool:
    """Whether the merged text does: as the side does that differs from the base, ours if none is known."""
    one, other = (not each or each.endswith(b"\n") for each in (ours, theirs))
    if base is None or one == other:
        return one
    old = not base or base.endswith(b"\n")
    return other if one == old else one

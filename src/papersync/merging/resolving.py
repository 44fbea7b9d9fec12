"""Merging from end to end: what git would merge stays as git merges it, the rest is merged entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from papersync.markdown import parse_document
from papersync.markdown.conflicts import find_conflicts
from papersync.merging.hunks import Hunk, Segment, Side, largest_marker, segments_of, style_of
from papersync.merging.lines import compared
from papersync.merging.model import MARKER_SIZE, Labels, Left, Merged
from papersync.merging.window import merged_text
from papersync.text import Span

_LABELS: Final = Labels()
_MOST_ROUNDS: Final = 3
# Markers within markers beyond these nobody has; each level is read again.
_DEEPEST: Final = 8
NESTED: Final = "a conflict inside of one of its sides could not be decided"


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
    segments = compared(old, _ended(ours, newline), _ended(theirs, newline), style)
    merged = _written(segments) if len(segments) == 1 else _merged(segments)
    if merged.left and not largest_marker(base or b"", ours, theirs):
        merged = _settled(merged)
    if _ends_with_newline(base, ours, theirs) or not merged.text.endswith(newline):
        return merged
    return replace(merged, text=merged.text[: -len(newline)])


def resolve_text(text: bytes) -> Merged:
    """A text with conflict markers, merged; itself if it has none. Raises FileError as ``merge_lists`` does."""
    return _settled(_resolved(text, 0))


def _settled(merged: Merged) -> Merged:
    """The text merged until nothing changes: what stands around a conflict that is left may have been merged since."""
    for _ in range(_MOST_ROUNDS):
        again = _resolved(merged.text, 0) if merged.left else merged
        if again.text == merged.text:
            break
        left = tuple(replace(each, conflict=merged.left[each.conflict].conflict) for each in again.left)
        merged = replace(merged, text=again.text, left=left)
    return merged


def _resolved(text: bytes, depth: int) -> Merged:
    if not find_conflicts(text)[0] or not (document := parse_document(text)).conflicts:
        return Merged(text)
    hunks = [_without_nested(hunk, depth) for hunk in segments_of(text, document.conflicts) if isinstance(hunk, Hunk)]
    spans = [conflict.span for conflict in document.conflicts]
    merged = _written(merged_text(document, list(zip(spans, hunks, strict=True))))
    return replace(merged, conflicts=tuple(conflict.opening for conflict in document.conflicts))


def take_side(text: bytes, side: Side) -> bytes:
    """A text without its conflicts: of each what one side has."""
    segments = segments_of(text, parse_document(text).conflicts)
    return b"".join(each if isinstance(each, bytes) else each.side(side) for each in segments)


def _merged(segments: Sequence[Segment]) -> Merged:
    """The segments merged: with markers that nothing in them is taken for they are a text."""
    texts = [text for each in segments for text in _texts(each)]
    size = max(MARKER_SIZE, largest_marker(*texts) + 1)
    pieces: list[bytes] = []
    hunks: list[tuple[Span, Hunk]] = []
    at = 0
    for each in segments:
        piece = each if isinstance(each, bytes) else replace(each, style=replace(each.style, size=size)).written()
        if isinstance(each, Hunk):
            hunks.append((Span(at, at + len(piece)), each))
        pieces.append(piece)
        at += len(piece)
    return _written(merged_text(parse_document(b"".join(pieces)), hunks))


def _texts(segment: Segment) -> tuple[bytes, ...]:
    return (segment,) if isinstance(segment, bytes) else (segment.ours, segment.base or b"", segment.theirs)


def _without_nested(hunk: Hunk, depth: int) -> Hunk:
    """The hunk with what is in conflict inside of its sides merged; it stays a hunk if anything of that is left.

    A base in conflict is one that git made up from several; it counts as unknown if that cannot be merged.
    """
    if depth == _DEEPEST:
        return hunk if largest_marker(*_texts(hunk)) == 0 else replace(hunk, why=NESTED)
    ours, theirs = _resolved(hunk.ours, depth + 1), _resolved(hunk.theirs, depth + 1)
    base = None if hunk.base is None else _resolved(hunk.base, depth + 1)
    return replace(
        hunk,
        ours=ours.text,
        theirs=theirs.text,
        base=None if base is None or base.left else base.text,
        why=NESTED if ours.left or theirs.left else "",
    )


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
            if pieces and pieces[-1] and not pieces[-1].endswith(b"\n"):
                pieces.append(b"\n")
                line += 1
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

"""A store in which git left merge-conflict markers: what each side had, and both made one.

The markers cut through JSON, so nothing is read before each side is a whole file again: what stands outside the hunks,
and that side's lines of every hunk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final, Literal

from papersync.errors import Place, StoreError
from papersync.store import commas
from papersync.store.codec import Store, loads
from papersync.store.merge import merge

Side = Literal["base", "ours", "theirs"]

# No line of JSON begins so, in a store's text no line ends: a marker may have any size (gitattributes(5),
# conflict-marker-size).
_MARKER: Final = re.compile(rb"(<+|\|+|=+|>+)(?:[ \t][^\r\n]*)?\r?\n?")
# git nests hunks where the base of a merge is a merge itself. Each level doubles what is to be read.
_DEEPEST: Final = 3
_AGAIN: Final = "`git checkout --merge -- FILE` brings back what git left; or mend it by hand"

_Line = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Sides:
    """What two sides have, and what both grew from; ``base`` is None if the markers do not tell it."""

    base: Store | None
    ours: Store
    theirs: Store

    def merged(self) -> Store:
        """Both as one; see ``merge``."""
        return merge(self.base, self.ours, self.theirs)


def is_conflicted(data: bytes) -> bool:
    """Whether some line is a conflict marker. False for whatever ``loads`` reads."""
    return any(_sign(line) for line in data.split(b"\n"))


def conflict_lines(data: bytes) -> tuple[int, ...]:
    """The lines, from 1, on which a conflict begins that stands in no other."""
    found: list[int] = []
    size = depth = 0
    for number, line in enumerate(BytesIO(data), 1):
        sign = _sign(line)
        if sign[:1] == b"<" and not depth:
            found.append(number)
            size, depth = len(sign), 1
        elif depth and len(sign) == size:
            depth += (sign[:1] == b"<") - (sign[:1] == b">")
    return tuple(found)


def read_sides(data: bytes, path: str) -> Sides:
    """The sides of a conflicted store, two-way or diff3, with markers of any size; ``path`` is for messages.

    A side that is conflicted itself counts as both its sides merged. A side whose commas got lost or doubled between
    the hunks is read with the commas that JSON needs; a base that cannot be read is not known. Raises StoreError,
    naming the line, for markers without partners and for a side that is no store.
    """
    return _read_sides(list(enumerate(BytesIO(data), 1)), path, 0)


@dataclass(slots=True)
class _Texts:
    """The lines of each side, with their numbers in the whole text."""

    base: list[_Line] = field(default_factory=list)
    ours: list[_Line] = field(default_factory=list)
    theirs: list[_Line] = field(default_factory=list)
    has_base: bool = True

    def of(self, side: Side) -> list[_Line]:
        match side:
            case "base":
                return self.base
            case "ours":
                return self.ours
            case "theirs":
                return self.theirs


def _read_sides(lines: Sequence[_Line], path: str, depth: int) -> Sides:
    texts = _apart(lines, path)
    ours, theirs = (_read(texts.of(side), path, side, depth) for side in ("ours", "theirs"))
    return Sides(_base(texts, path, depth), ours, theirs)


def _base(texts: _Texts, path: str, depth: int) -> Store | None:
    if not texts.has_base:
        return None
    try:
        return _read(texts.base, path, "base", depth)
    except StoreError:
        return None


def _read(lines: Sequence[_Line], path: str, side: Side, depth: int) -> Store:
    text = b"".join(line for _, line in lines)
    nested = next((number for number, line in lines if _sign(line)), None)
    if nested is not None:
        if depth == _DEEPEST:
            raise StoreError("conflicts stand in conflicts here", hint=_AGAIN, place=Place(path, nested))
        return _read_sides(lines, path, depth + 1).merged()
    try:
        return loads(text, path)
    except StoreError as error:
        mended = commas.mended(text)
        if mended != text:
            try:
                return loads(mended, path)
            except StoreError:
                pass
        raise _of_side(error, lines, path, side) from error


def _of_side(error: StoreError, lines: Sequence[_Line], path: str, side: Side) -> StoreError:
    at = (error.place.line if error.place is not None else None) or 1
    number = lines[min(at, len(lines)) - 1][0] if lines else 1
    what = "the base" if side == "base" else f'the side of "{side}"'
    message = f"{what} of the merge conflict cannot be read: {error.message}"
    return StoreError(message, hint=_AGAIN, place=Place(path, number))


def _apart(lines: Sequence[_Line], path: str) -> _Texts:
    """The sides of the outermost hunks. Raises StoreError for a marker that belongs to none."""
    texts = _Texts()
    pending = iter(lines)
    for number, line in pending:
        sign = _sign(line)
        if not sign:
            for side in (texts.base, texts.ours, texts.theirs):
                side.append((number, line))
        elif sign[:1] == b"<":
            _hunk(texts, pending, sign, Place(path, number))
        else:
            raise StoreError(
                f'the conflict marker "{_shown(sign)}" has no beginning', hint=_AGAIN, place=Place(path, number)
            )
    return texts


def _hunk(texts: _Texts, pending: Iterator[_Line], opening: bytes, start: Place) -> None:
    """Read one hunk up to its end; hunks in it stay in the sides, as markers of another size or of its own in pairs."""
    size = len(opening)
    side, depth, with_base = texts.ours, 0, False
    for number, line in pending:
        sign = _sign(line)
        kind = sign[:1] if len(sign) == size else b""
        if kind == b"<":
            depth += 1
        elif depth:
            depth -= kind == b">"
        elif kind == b"|" and side is texts.ours:
            side, with_base = texts.base, True
            continue
        elif kind == b"=" and side is not texts.theirs:
            side = texts.theirs
            continue
        elif kind == b">" and side is texts.theirs:
            texts.has_base &= with_base
            return
        side.append((number, line))
    raise StoreError(f'the conflict marker "{_shown(opening)}" has no end', hint=_AGAIN, place=start)


def _sign(line: bytes) -> bytes:
    match = _MARKER.fullmatch(line)
    return match[1] if match else b""


def _shown(sign: bytes) -> str:
    return sign[:40].decode()

"""Items of one line at the margin that hold words, bold words and links alone, told from bytes: no block is read."""

from __future__ import annotations

from typing import Final, NamedTuple

from papersync.references.model import UsualReference
from papersync.text import Span
from papersync.text.patterns import late_pattern

# Nothing that Markdown could read as more than words.
_WORDS: Final = r"[^\x00-\x1f\x7f\\`*_~\[\]<>&|$^]"
_PIECE: Final = late_pattern(
    r"(?P<bold>\*\*(?=\S))?"
    rf"(?:(?P<outer>\[(?=\[))?\[(?P<shown>{_WORDS}+)\]\((?P<url>[^\x00-\x20\x7f\\`*<>()\[\]|$^&]+)\)(?(outer)\])"
    rf"|(?P<words>{_WORDS}+))"
    r"(?(bold)(?<=\S)\*\*)"
)
# Nobody writes longer ones, and in one line a hundred thousand references may stand.
_LONGEST: Final = 2_000
# A bullet stands at the margin: so it is an item at the top level, whatever stands above (CommonMark 0.31, 5.2).
_BULLET: Final = late_pattern(rb"[-*+] (?! )")
# Behind such a line the item ends: the next one begins or a heading, or text goes on at the margin behind a blank line.
_ENDS: Final = late_pattern(rb"[-*+] [^ ]|#{1,6} |(?:[ \t]*\r?\n)+(?=[^\s])|\s*\Z")


class Shown(NamedTuple):
    """One thing that a line shows: its words, whether they are bold, and the first byte of the link that they are."""

    text: str
    bold: bool
    link: int | None


class PlainLine(NamedTuple):
    """The bytes of an item, and what it shows, in order."""

    span: Span
    shown: tuple[Shown, ...]


def item_around(source: bytes, at: int) -> int:
    """Where the line around a byte begins, if it may be such an item; -1 if it is none."""
    start = source.rfind(b"\n", max(0, at - _LONGEST), at) + 1
    return start if _BULLET.match(source, start) is not None and (start > 0 or at <= _LONGEST) else -1


def plain_line(source: bytes, reference: UsualReference) -> PlainLine | None:
    """The item in which a reference stands; None if it is more than such a line."""
    at = reference.whole.start
    start = item_around(source, at)
    if start < 0:
        return None
    behind = source.find(b"\n", at, at + _LONGEST) + 1 or len(source)
    if behind > at + _LONGEST or _ENDS.match(source, behind) is None:
        return None
    line = source[start + 2 : behind].rstrip()
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return None
    shown: list[Shown] = []
    # Offsets of characters are those of bytes up to the first that is not ASCII: counted on from there.
    seen = place = 0
    first = start + 2
    while seen < len(text):
        piece = _PIECE.match(text, seen)
        if piece is None:
            return None
        link = None
        if piece["url"] is not None:
            opening = piece.start("shown") - 1
            link = first + place + len(text[seen:opening].encode())
        shown.append(Shown(piece["shown"] or piece["words"], piece["bold"] is not None, link))
        place += len(piece[0].encode())
        seen = piece.end()
    return PlainLine(Span(start, first + len(line)), tuple(shown))

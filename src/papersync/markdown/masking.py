"""The text that the Markdown engine gets: as long as the source, byte for byte, without what would mislead it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from papersync.markdown.formulas import without_markup
from papersync.text import Span
from papersync.text.patterns import late_pattern

_BOM: Final = b"\xef\xbb\xbf"
# Stands for NUL and for each byte that is not UTF-8. GitHub's parser makes them U+FFFD; a letter, like that, neither
# ends a link destination nor changes how emphasis beside it is read.
_SUBSTITUTE: Final = "Z"
_ESCAPED: Final = late_pattern("[\udc80-\udcff]")
# So many bytes at a time are read as text, which takes up to four times as much memory as the bytes.
_PIECE: Final = 1 << 20
# Jekyll's and GitHub's front matter: a `---` line at byte 0, a first key, a closing line.
_FRONT_MATTER: Final = re.compile(
    rb"---[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[A-Za-z_\"'][^:\r\n]*:(?:[ \t][^\n]*)?\r?\n"
    rb"(?:.*?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
# It ends a line (CommonMark 0.31, section 2.1); the engine does not let it end a block of HTML.
_LONE_RETURN: Final = late_pattern(rb"\r(?!\n)")
_NOT_A_LINE_END: Final = re.compile(rb"[^\r\n]")


class Masked(NamedTuple):
    """What the engine gets of ``source``: ``data`` is UTF-8, and its bytes stand where the source's bytes stand."""

    source: bytes
    data: bytes
    front_matter: Span | None

    def text(self, span: Span) -> str:
        """A part of it, cut where no character is cut."""
        return span.of(self.data).decode()

    def is_replaced(self, span: Span) -> bool:
        """Whether a substitute stands in these bytes for one that is no UTF-8 or NUL; it shows as text."""
        pairs = zip(span.of(self.source), span.of(self.data), strict=True)
        return any(old != new and (old >= 0x80 or not old) for old, new in pairs)


def mask(source: bytes, blanks: Iterable[Span] = ()) -> Masked:
    """Take out byte order mark, front matter and the lines in ``blanks`` (all become blank lines), NUL and bad bytes;
    each carriage return without a line feed becomes one.

    Formulas between dollar signs keep their length and lose what Markdown would read as markup, because GitHub takes
    formulas out before it reads Markdown. Never raises.
    """
    data = source
    if data.startswith(_BOM):
        data = b"\n\n\n" + data[3:]
    front_matter = _front_matter(source)
    blank = [*blanks] if front_matter is None else [front_matter, *blanks]
    if blank:
        data = _blanked(data, blank)
    data = data.replace(b"\0", _SUBSTITUTE.encode())
    return Masked(source, _readable(_LONE_RETURN.sub(b"\n", data) if b"\r" in data else data), front_matter)


def _front_matter(source: bytes) -> Span | None:
    start = len(_BOM) if source.startswith(_BOM) else 0
    match = _FRONT_MATTER.match(source, start)
    return Span(start, match.end()) if match else None


def _blanked(data: bytes, spans: Iterable[Span]) -> bytes:
    masked = bytearray(data)
    for start, end in spans:
        masked[start:end] = _NOT_A_LINE_END.sub(b" ", data[start:end])
    return bytes(masked)


def _readable(data: bytes) -> bytes:
    """The data as UTF-8, one substitute for each byte that is none, and without markup in formulas."""
    changed: bytearray | None = None
    for start, end in _pieces(data):
        piece = data[start:end]
        readable = _readable_piece(piece)
        if readable != piece:
            changed = bytearray(data) if changed is None else changed
            changed[start:end] = readable
    return data if changed is None else bytes(changed)


def _pieces(data: bytes) -> Iterator[tuple[int, int]]:
    """Where whole lines stand that are not much longer than a piece: what is replaced in a line depends on it alone."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + _PIECE) + 1 or len(data)
        yield start, end
        start = end


def _readable_piece(piece: bytes) -> bytes:
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        text = _ESCAPED.sub(_SUBSTITUTE, piece.decode("utf-8", "surrogateescape"))
        piece = text.encode()
    return without_markup(text, _SUBSTITUTE).encode() if b"$" in piece else piece

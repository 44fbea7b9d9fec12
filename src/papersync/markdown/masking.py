"""The text that the Markdown engine gets: as long as the source, byte for byte, without what would mislead it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from papersync.markdown.formulas import without_markup
from papersync.text import Span

_BOM: Final = b"\xef\xbb\xbf"
# Stands for NUL and for each byte that is not UTF-8. GitHub's parser makes them U+FFFD; a letter, like that, neither
# ends a link destination nor changes how emphasis beside it is read.
_SUBSTITUTE: Final = "Z"
# Jekyll's and GitHub's front matter: a `---` line at byte 0, a first key, a closing line.
_FRONT_MATTER: Final = re.compile(
    rb"---[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*+[A-Za-z_\"'][^:\r\n]*:(?:[ \t][^\n]*)?\r?\n"
    rb"(?:.*?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
_NOT_A_LINE_END: Final = re.compile(rb"[^\r\n]")


@dataclass(frozen=True, slots=True)
class Masked:
    """``text`` for the engine: its UTF-8 bytes, ``data``, stand where the source's bytes stand.

    ``replaced`` are the offsets of bytes for which a substitute stands that shows as text, sorted.
    """

    text: str
    data: bytes
    replaced: tuple[int, ...]
    front_matter: Span | None

    def is_replaced(self, start: int, end: int) -> bool:
        """Whether a visible substitute stands in these bytes."""
        at = bisect_left(self.replaced, start)
        return at < len(self.replaced) and self.replaced[at] < end


def mask(source: bytes, blanks: Iterable[Span] = ()) -> Masked:
    """Take out byte order mark, front matter and the lines in ``blanks`` (all become blank lines), NUL and bad bytes.

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
    text, replaced = _decode(data)
    text = without_markup(text, _SUBSTITUTE)
    return Masked(text, text.encode(), replaced, front_matter)


def _front_matter(source: bytes) -> Span | None:
    start = len(_BOM) if source.startswith(_BOM) else 0
    match = _FRONT_MATTER.match(source, start)
    return Span(start, match.end()) if match else None


def _blanked(data: bytes, spans: Iterable[Span]) -> bytes:
    masked = bytearray(data)
    for start, end in spans:
        masked[start:end] = _NOT_A_LINE_END.sub(b" ", data[start:end])
    return bytes(masked)


def _decode(data: bytes) -> tuple[str, tuple[int, ...]]:
    """The text with one substitute for each NUL and each byte that is not UTF-8, and where they stand."""
    replaced = [match.start() for match in re.finditer(rb"\0", data)]
    data = data.replace(b"\0", _SUBSTITUTE.encode())
    try:
        return data.decode(), tuple(replaced)
    except UnicodeDecodeError:
        escaped = data.decode("utf-8", "surrogateescape")
    pieces = re.split(r"([\udc80-\udcff])", escaped)
    at = 0
    for index, piece in enumerate(pieces):
        if index % 2:
            replaced.append(at)
            pieces[index] = _SUBSTITUTE
            at += 1
        else:
            at += len(piece.encode())
    return "".join(pieces), tuple(sorted(replaced))

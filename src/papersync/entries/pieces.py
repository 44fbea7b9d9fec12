"""Inline content cut into pieces as a reader tells them apart: links, bold and italic words, plain words, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from papersync.entries.slots import trimmed
from papersync.markdown.model import Inline, InlineKind, Link, LinkKind
from papersync.text import Span

_BREAK_TAG: Final = re.compile(rb"</?(?:br|p|div|li|tr|summary|details)\b[^>]*>", re.IGNORECASE)
_BOLD_TAG: Final = re.compile(rb"<(/?)(?:b|strong)\b[^>]*>", re.IGNORECASE)
_ITALIC_TAG: Final = re.compile(rb"<(/?)(?:i|em)\b[^>]*>", re.IGNORECASE)
_LINKS: Final = (LinkKind.INLINE, LinkKind.AUTOLINK, LinkKind.REFERENCE, LinkKind.HTML)
_OPENING_QUOTES: Final = {"“": "”", "„": "“”", "«": "»", "»": "«", "《": "》", "「": "」", "『": "』", '"': '"'}
# What may stand before an opening and behind a closing straight quote.
_OUTSIDE: Final = frozenset(" \t\n([{<,.;:|-–—!?)]}>*_/")
_FEWEST_QUOTED: Final = 3
_LONGEST_QUOTED: Final = 500


class PieceKind(Enum):
    """What a piece is."""

    TEXT = "text"
    LINK = "link"
    CODE = "code"
    IMAGE = "image"
    BREAK = "break"


class Piece(NamedTuple):
    """Adjacent runs that read as one thing. ``text`` is what a reader sees of it; a line ending is a BREAK of its own
    unless it stands inside a link or inside bold, italic or quoted words. ``hard`` breaks are those that show.
    """

    kind: PieceKind
    text: str
    runs: tuple[Inline, ...]
    link: Link | None = None
    strong: bool = False
    em: bool = False
    quoted: bool = False
    hard: bool = False

    @property
    def span(self) -> Span:
        """Its bytes, markup inside included."""
        return Span(self.runs[0].span.start, self.runs[-1].span.end)

    @property
    def whole(self) -> Span:
        """Its bytes, those of the link that it is included."""
        return self.span if self.link is None else self.link.span

    @property
    def is_plain(self) -> bool:
        """Words without a link, emphasis or quotation marks."""
        return self.kind is PieceKind.TEXT and not (self.strong or self.em or self.quoted)


def cut(source: bytes, inlines: Sequence[Inline]) -> tuple[Piece, ...]:
    """The pieces of a block's inline content, in order. Tags other than breaks, bold and italics leave no trace."""
    if len(inlines) == 1 and inlines[0].kind is InlineKind.TEXT and inlines[0].link is None:
        return _single(inlines[0])
    return tuple(part for piece in _grouped(source, inlines) for part in _unquoted(piece))


def plain_text(source: bytes, span: Span) -> Inline:
    """A run of text that stands verbatim in the source."""
    return Inline(InlineKind.TEXT, span.of(source).decode("utf-8", "replace"), span)


def _single(run: Inline) -> tuple[Piece, ...]:
    """The pieces of a block that is one run of text: most cells are."""
    strong, em = "strong" in run.styles, "em" in run.styles
    piece = Piece(PieceKind.TEXT, run.text, (run,), strong=strong, em=em)
    return (piece,) if strong or em or _OPENING_QUOTES.keys().isdisjoint(run.text) else tuple(_unquoted(piece))


@dataclass(slots=True)
class _Mode:
    """What the tags of raw HTML have switched on."""

    bold: int = 0
    italic: int = 0


def _grouped(source: bytes, inlines: Sequence[Inline]) -> Iterator[Piece]:
    runs: list[Inline] = []
    held: tuple[object, ...] | None = None
    mode = _Mode()
    for inline in inlines:
        if inline.kind is InlineKind.HTML and not _breaks(source, inline, mode):
            continue
        key = _key(inline, mode)
        inside = (
            inline.kind in (InlineKind.SOFT_BREAK, InlineKind.CODE)
            and held is not None
            and held == _key_inside(inline, mode)
        )
        if runs and (key == held or inside) and held is not None and held[0] is not PieceKind.BREAK:
            runs.append(inline)
            continue
        if runs and held is not None:
            yield _piece(held, runs)
        runs, held = [inline], key
    if runs and held is not None:
        yield _piece(held, runs)


def _breaks(source: bytes, inline: Inline, mode: _Mode) -> bool:
    """Whether a tag ends a line; bold and italic tags switch the mode."""
    tag = inline.span.of(source)
    if (bold := _BOLD_TAG.fullmatch(tag)) is not None:
        mode.bold = max(0, mode.bold + (-1 if bold[1] else 1))
    elif (italic := _ITALIC_TAG.fullmatch(tag)) is not None:
        mode.italic = max(0, mode.italic + (-1 if italic[1] else 1))
    return _BREAK_TAG.fullmatch(tag) is not None


def _key(inline: Inline, mode: _Mode) -> tuple[object, ...]:
    """What runs of one piece have in common."""
    if inline.link is not None and inline.link.kind in _LINKS:
        return PieceKind.LINK, inline.link.span
    strong, em = "strong" in inline.styles or mode.bold > 0, "em" in inline.styles or mode.italic > 0
    match inline.kind:
        case InlineKind.IMAGE:
            return PieceKind.IMAGE, inline.span
        case InlineKind.HTML | InlineKind.HARD_BREAK:
            return PieceKind.BREAK, inline.span
        case InlineKind.SOFT_BREAK if not (strong or em):
            return PieceKind.BREAK, inline.span
        case InlineKind.CODE if not (strong or em):
            return PieceKind.CODE, inline.span
        case _:
            return PieceKind.TEXT, strong, em


def _key_inside(inline: Inline, mode: _Mode) -> tuple[object, ...]:
    strong, em = "strong" in inline.styles or mode.bold > 0, "em" in inline.styles or mode.italic > 0
    return (PieceKind.TEXT, strong, em) if strong or em else ()


def _piece(key: tuple[object, ...], runs: Sequence[Inline]) -> Piece:
    kind = key[0]
    assert isinstance(kind, PieceKind)
    text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    if kind is PieceKind.LINK:
        strong = all("strong" in run.styles for run in runs)
        em = all("em" in run.styles for run in runs)
        return Piece(kind, text, tuple(runs), runs[0].link, strong=strong, em=em)
    if kind is PieceKind.TEXT:
        return Piece(kind, text, tuple(runs), strong=bool(key[1]), em=bool(key[2]))
    return Piece(kind, text, tuple(runs), hard=runs[0].kind is not InlineKind.SOFT_BREAK)


def _unquoted(piece: Piece) -> Iterator[Piece]:
    """A plain piece cut at quotation marks that open and close in it; the marks go with the plain words. Whole, if what
    it is made of cannot be cut there.
    """
    if not piece.is_plain or _OPENING_QUOTES.keys().isdisjoint(piece.text):
        yield piece
        return
    parts = list(_cut_at_quotes(piece))
    yield from parts if all(part.runs for part in parts) else (piece,)


def _cut_at_quotes(piece: Piece) -> Iterator[Piece]:
    at = 0
    for start, end in _quotations(piece.text):
        if start > at:
            yield _part(piece, at, start)
        yield _part(piece, start, end, quoted=True)
        at = end
    if at < len(piece.text):
        yield _part(piece, at, len(piece.text)) if at else piece


def _part(piece: Piece, start: int, end: int, *, quoted: bool = False) -> Piece:
    runs = trimmed(piece.runs, start, len(piece.text) - end)
    return Piece(PieceKind.TEXT, "".join(run.text for run in runs), runs, quoted=quoted)


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand between quotation marks, the marks left out."""
    at = 0
    while at < len(text):
        closing = _OPENING_QUOTES.get(text[at])
        if closing is None or (at and text[at] == '"' and text[at - 1] not in _OUTSIDE):
            at += 1
            continue
        end = _closed(text, at + 1, closing)
        if end is not None and end - at > _FEWEST_QUOTED:
            yield at + 1, end
            at = end
        at += 1


def _closed(text: str, start: int, closing: str) -> int | None:
    for at in range(start, min(len(text), start + _LONGEST_QUOTED)):
        if text[at] in closing and (text[at] != '"' or text[at + 1 : at + 2] in _AFTER_QUOTE):
            return at
    return None


_AFTER_QUOTE: Final = frozenset(("", *_OUTSIDE))

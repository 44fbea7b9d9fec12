"""Inline content cut into pieces as a reader tells them apart: links, bold and italic words, plain words, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import Final, NamedTuple

from papersync.entries.quotations import OPENING_MARK, quotations, wraps_quotation
from papersync.entries.slots import divided
from papersync.markdown.model import Inline, InlineKind, Link, LinkKind
from papersync.text import Span

_BREAK_TAG: Final = re.compile(rb"</?(?:br|p|div|li|tr|summary|details)\b[^>]*>", re.IGNORECASE)
_BOLD_TAG: Final = re.compile(rb"<(/?)(?:b|strong)\b[^>]*>", re.IGNORECASE)
_ITALIC_TAG: Final = re.compile(rb"<(/?)(?:i|em)\b[^>]*>", re.IGNORECASE)
# A named tuple from its values without a call in between: there are hundreds of thousands.
_NEW: Final = tuple.__new__
_LINKS: Final = (LinkKind.INLINE, LinkKind.AUTOLINK, LinkKind.REFERENCE, LinkKind.HTML)


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
    def is_words(self) -> bool:
        """Words or code, neither a link nor a picture nor a break."""
        return self.kind in (PieceKind.TEXT, PieceKind.CODE)

    @property
    def is_plain(self) -> bool:
        """Words without a link, emphasis or quotation marks."""
        return self.kind is PieceKind.TEXT and not (self.strong or self.em or self.quoted)


def cut(source: bytes, inlines: Sequence[Inline]) -> tuple[Piece, ...]:
    """The pieces of a block's inline content, in order. Tags other than breaks, bold and italics leave no trace."""
    if len(inlines) == 1 and inlines[0].kind is InlineKind.TEXT and inlines[0].link is None:
        return _single(inlines[0])
    found = tuple(_grouped(source, inlines))
    if not any(piece.kind is PieceKind.TEXT and OPENING_MARK.search(piece.text) for piece in found):
        return found
    return tuple(part for piece in _wrapped(found) for part in _unquoted(piece))


def _single(run: Inline) -> tuple[Piece, ...]:
    """The pieces of a block that is one run of text: most cells are."""
    strong, em = "strong" in run.styles, "em" in run.styles
    piece = Piece(PieceKind.TEXT, run.text, (run,), strong=strong, em=em)
    return (piece,) if strong or em or not OPENING_MARK.search(run.text) else tuple(_unquoted(piece))


@dataclass(slots=True)
class _Mode:
    """What the tags of raw HTML have switched on."""

    bold: int = 0
    italic: int = 0


def _grouped(source: bytes, inlines: Sequence[Inline]) -> Iterator[Piece]:
    runs: list[Inline] = []
    held: tuple[object, ...] = ()
    mode = _Mode()
    for inline in inlines:
        kind = inline.kind
        if kind is InlineKind.HTML and not _breaks(source, inline, mode):
            continue
        key = _key(inline, mode)
        if runs:
            joined = key == held and key[0] is not PieceKind.BREAK
            if joined or (kind in _JOINED and held and held == _key_inside(inline, mode)):
                runs.append(inline)
                continue
            yield _piece(held, runs)
        runs, held = [inline], key
    if runs:
        yield _piece(held, runs)


# What stands inside of bold or italic words and goes on with them.
_JOINED: Final = (InlineKind.SOFT_BREAK, InlineKind.CODE)


def _breaks(source: bytes, inline: Inline, mode: _Mode) -> bool:
    """Whether a tag ends a line; bold and italic tags switch the mode."""
    tag = inline.span.of(source)
    if (bold := _BOLD_TAG.fullmatch(tag)) is not None:
        mode.bold = max(0, mode.bold + (-1 if bold[1] else 1))
    elif (italic := _ITALIC_TAG.fullmatch(tag)) is not None:
        mode.italic = max(0, mode.italic + (-1 if italic[1] else 1))
    return _BREAK_TAG.fullmatch(tag) is not None


_WORDS: Final = {(strong, em): (PieceKind.TEXT, strong, em) for strong in (False, True) for em in (False, True)}


def _key(inline: Inline, mode: _Mode) -> tuple[object, ...]:
    """What runs of one piece have in common."""
    if inline.link is not None and inline.link.kind in _LINKS:
        return PieceKind.LINK, inline.link.span
    styles = inline.styles
    strong, em = mode.bold > 0 or "strong" in styles, mode.italic > 0 or "em" in styles
    if inline.kind is InlineKind.TEXT:
        return _WORDS[strong, em]
    if inline.kind is InlineKind.IMAGE:
        return PieceKind.IMAGE, inline.span
    if inline.kind in _BREAKS or (inline.kind is InlineKind.SOFT_BREAK and not (strong or em)):
        return PieceKind.BREAK, inline.span
    return _WORDS[strong, em] if strong or em else (PieceKind.CODE, inline.span)


_BREAKS: Final = (InlineKind.HTML, InlineKind.HARD_BREAK)


def _key_inside(inline: Inline, mode: _Mode) -> tuple[object, ...]:
    strong, em = "strong" in inline.styles or mode.bold > 0, "em" in inline.styles or mode.italic > 0
    return (PieceKind.TEXT, strong, em) if strong or em else ()


def _piece(key: tuple[object, ...], runs: Sequence[Inline]) -> Piece:
    kind, first = key[0], runs[0]
    assert isinstance(kind, PieceKind)
    text = first.text if len(runs) == 1 else "".join([run.text for run in runs])
    if kind is PieceKind.TEXT:
        return _NEW(Piece, (kind, text, tuple(runs), None, key[1], key[2], False, False))
    if kind is PieceKind.LINK:
        strong, em = "strong" in first.styles, "em" in first.styles
        for run in runs[1:]:
            strong, em = strong and "strong" in run.styles, em and "em" in run.styles
        return _NEW(Piece, (kind, text, tuple(runs), first.link, strong, em, False, False))
    hard = first.kind is not InlineKind.SOFT_BREAK
    return _NEW(Piece, (kind, text, tuple(runs), None, False, False, False, hard))


def _wrapped(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, plain words joined with those on the next line where a quotation goes on."""
    if len(pieces) < _FEWEST_WRAPPED:
        yield from pieces
        return
    at = 0
    while at < len(pieces):
        piece, at = pieces[at], at + 1
        while at + 1 < len(pieces) and _goes_on(piece, pieces[at], pieces[at + 1]):
            runs = (*piece.runs, *pieces[at].runs, *pieces[at + 1].runs)
            piece = piece._replace(text=piece.text + pieces[at].text + pieces[at + 1].text, runs=runs)
            at += 2
        yield piece


# Words, a line ending, words.
_FEWEST_WRAPPED: Final = 3


def _goes_on(before: Piece, ending: Piece, behind: Piece) -> bool:
    """Whether a quotation opens in plain words, and closes in those behind a line ending that only wraps."""
    if ending.kind is not PieceKind.BREAK or ending.hard or not before.is_plain or not behind.is_plain:
        return False
    return wraps_quotation(before.text, behind.text)


def parts_of(marked: Piece) -> tuple[Piece, ...]:
    """The text of a link or of other marked words, cut at bold, italic and quoted words in it.

    What marks all of it marks none of its parts.
    """
    found: list[Piece] = []
    for (strong, em), runs in groupby(marked.runs, key=lambda run: ("strong" in run.styles, "em" in run.styles)):
        held = tuple(runs)
        text = "".join(run.text for run in held)
        part = Piece(PieceKind.TEXT, text, held, strong=strong and not marked.strong, em=em and not marked.em)
        found += _unquoted(part)
    return tuple(found)


def _unquoted(piece: Piece) -> Iterator[Piece]:
    """A plain piece cut at quotation marks that open and close in it; the marks go with the plain words."""
    if not piece.is_plain or not OPENING_MARK.search(piece.text):
        yield piece
        return
    parts = divided(piece.runs, list(quotations(piece.text)))
    for number, runs in enumerate(parts):
        if runs:
            yield Piece(PieceKind.TEXT, "".join([run.text for run in runs]), runs, quoted=number % 2 == 1)

"""Paragraphs that begin with a line which is a plain title in bold, read without a passage: some lists have thousands.

What is read is what ``layouts/bold_block`` and ``describing`` make of such a paragraph: the title is marked, so that
nothing that leads to the link can make a sentence of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from papersync.entries.anchors import Anchor
from papersync.entries.asides import is_plain_title
from papersync.entries.beside import authors_in, date_in
from papersync.entries.choice import LONGEST_TITLE
from papersync.entries.entry import Entry, Slot
from papersync.entries.layouts import bold_block
from papersync.entries.marked import linked_title
from papersync.entries.mentioning import goes_on
from papersync.entries.pieces import Piece, PieceKind, cut
from papersync.entries.plain_reader import PlainReader, PlainSlots
from papersync.markdown.model import Block, BlockKind, Inline, InlineKind
from papersync.references.model import ReferenceKind

_BREAKS: Final = (InlineKind.SOFT_BREAK, InlineKind.HARD_BREAK)


class PlainParagraphs(PlainReader):
    """Reads paragraphs of one document."""

    def entry(self, blocks: Sequence[Block], index: int, anchors: Sequence[Anchor]) -> Entry | None:
        """The entry of a paragraph among blocks in which these anchors stand; None where the layouts must say."""
        block, inlines = blocks[index], blocks[index].inlines
        if len(anchors) != 1 or not _begins_with_title(inlines) or _is_joined(blocks, index):
            return None
        reference, span = anchors[0].reference, block.span
        if reference.kind is not ReferenceKind.INLINE or self._hunks.is_off(span):
            return None
        pieces = cut(self._source, inlines)
        if not _is_of_the_paper(pieces, anchors[0]):
            return None
        beside = [piece for piece in pieces[1:] if piece.is_words]
        title = Slot(inlines[0].span, inlines[0].text, tuple)
        return self._entry(bold_block.NAME, span, reference, PlainSlots(title, authors_in(beside), date_in(beside)))


def _begins_with_title(inlines: Sequence[Inline]) -> bool:
    """Whether the first line is bold words that are a title as they stand."""
    # `**Title** \` has a blank before its line ending.
    behind = inlines[2:] if len(inlines) > 1 and _is_blank(inlines[1]) else inlines[1:]
    if not behind or behind[0].kind not in _BREAKS or behind[0].styles:
        return False
    first = inlines[0]
    is_bold = first.kind is InlineKind.TEXT and first.link is None and "strong" in first.styles
    return is_bold and len(first.text) <= LONGEST_TITLE and is_plain_title(first.text)


def _is_blank(run: Inline) -> bool:
    return run.kind is InlineKind.TEXT and run.text.isspace() and run.link is None and not run.styles


def _is_joined(blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph may go on with an item above it, or a quote below belongs to it."""
    above = blocks[index - 1].kind if index else None
    below = blocks[index + 1].kind if index + 1 < len(blocks) else None
    return above is BlockKind.LIST or below is BlockKind.QUOTE


def _is_of_the_paper(pieces: Sequence[Piece], anchor: Anchor) -> bool:
    """Whether the paper's link shows no title itself, no bold words stand behind it, and no sentence goes on there."""
    link = next((at for at, each in enumerate(pieces) if each.link is not None and each.whole == anchor.whole), 0)
    if pieces[link].kind is not PieceKind.LINK or not any(piece.kind is PieceKind.BREAK for piece in pieces[:link]):
        return False
    if any(piece.strong for piece in pieces[link + 1 :]):
        return False
    return linked_title(pieces, link, len(pieces)) is None and not goes_on(pieces, link)

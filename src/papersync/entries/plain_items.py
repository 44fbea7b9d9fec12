"""Items of lists that begin with a link which shows a plain title, read without a passage: most bullets are such.

What is read is what ``layouts/linked_title`` and ``describing`` make of such an item: nothing stands before the link
that could lead to it, so what follows is no sentence that only mentions the paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from papersync.entries.anchors import Anchor
from papersync.entries.beside import authors_in, date_in
from papersync.entries.choice import LONGEST_TITLE
from papersync.entries.entry import Entry, Slot
from papersync.entries.layouts import linked_title
from papersync.entries.pieces import Piece, cut
from papersync.entries.plain_reader import PlainReader, PlainSlots
from papersync.entries.wording import is_long_and_plain, without_period
from papersync.markdown.model import Block, BlockKind, Inline, InlineKind
from papersync.references.model import ReferenceKind
from papersync.text import Span


class PlainItems(PlainReader):
    """Reads items of the lists of one document."""

    def entry(self, item: Block, anchors: Sequence[Anchor]) -> Entry | None:
        """The entry of an item in which these anchors stand; None where the layouts must say."""
        if len(anchors) != 1 or len(item.children) != 1 or item.children[0].kind is not BlockKind.PARAGRAPH:
            return None
        inlines, anchor = item.children[0].inlines, anchors[0]
        title = _title(inlines[0], anchor) if inlines else None
        if title is None or self._hunks.is_off(item.span):
            return None
        beside: list[Piece] = []
        if len(inlines) > 1:
            pieces = cut(self._source, inlines)
            if len(pieces[0].runs) > 1:
                return None
            beside = [piece for piece in pieces[1:] if piece.is_words]
        slots = PlainSlots(title, authors_in(beside), date_in(beside))
        return self._entry(linked_title.NAME, item.span, anchor.reference, slots)


def _title(run: Inline, anchor: Anchor) -> Slot | None:
    """The title, if a run is the beginning of the reference's link, and nothing but plain words and a period."""
    link = run.link
    if link is None or link.span != anchor.whole or anchor.reference.kind is not ReferenceKind.INLINE:
        return None
    words = without_period(run.text)
    if run.kind is not InlineKind.TEXT or len(run.text) > LONGEST_TITLE or not is_long_and_plain(words):
        return None
    if len(words) == len(run.text):
        return Slot(run.span, words, tuple)
    return Slot(Span(run.span.start, run.span.end - 1), words, tuple) if run.verbatim else None

"""Citation text: `John Baez, _Title_, preprint available as [math.QA/0004133](…)`, `Lin, A. (2023). Title. arXiv:…`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from papersync.entries.choosing import Choice, How, title_among
from papersync.entries.layouts.told import Told
from papersync.entries.names import author_names
from papersync.entries.passages import Shape, Siblings
from papersync.entries.peeling import sentences
from papersync.entries.pieces import Piece, cut
from papersync.entries.wording import is_citation, is_names, length
from papersync.markdown.model import BlockKind

NAME: Final = "citation"


def read(siblings: Siblings) -> Told | None:
    """Text in which authors stand before the title."""
    title, pieces = siblings.before, siblings.passage.pieces[siblings.low :]
    if title is None or _is_short(title):
        below = _below(siblings)
        title, pieces = (title, pieces) if below is None else below
    if title is None or title.how in (How.LINK, How.BOLD):
        return None
    text = "".join(piece.text for piece in pieces)
    at = text.find(title.slot.text)
    led_by = text[:at].strip(' \t\n,.:;"“*_') if at > 0 else ""
    first = next((led_by[low:high] for low, high in sentences(led_by)), "")
    named = is_names(led_by) or is_citation(led_by) or is_names(first) or bool(author_names(led_by))
    return Told(NAME, title) if led_by and named else None


def _is_short(title: Choice) -> bool:
    """Whether plain words are few enough to be a group or a place: `UT Austin + Berkeley [[Paper]](…)`."""
    return title.how is How.PLAIN and length(title.slot.text) <= _MOST_WORDS_OF_A_GROUP


_MOST_WORDS_OF_A_GROUP: Final = 5


def _below(siblings: Siblings) -> tuple[Choice, tuple[Piece, ...]] | None:
    """A marked title in the first item nested in this one, and the pieces of that item."""
    passage = siblings.passage
    lists = (block for block in passage.context.below if block.kind is BlockKind.LIST and passage.shape is Shape.ITEM)
    for nested in lists:
        leaf = next((child for item in nested.children[:1] for child in item.children[:1]), None)
        if leaf is None or leaf.kind is not BlockKind.PARAGRAPH:
            return None
        pieces = cut(passage.document.source, leaf.inlines)
        title = title_among(pieces, 0, len(pieces), links=False)
        if title is None or title.how not in (How.ITALIC, How.QUOTED):
            return None
        return replace(title, first=0, behind=0), pieces
    return None

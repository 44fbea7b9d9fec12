"""Citation text: `John Baez, _Title_, preprint available as [math.QA/0004133](…)`, `Lin, A. (2023). Title. arXiv:…`."""

from __future__ import annotations

from typing import Final

from papersync.entries.choice import Choice, How
from papersync.entries.choosing import title_among
from papersync.entries.layouts.told import Told
from papersync.entries.names import author_names
from papersync.entries.passages import Shape, Siblings
from papersync.entries.peeling import sentences
from papersync.entries.people import is_names
from papersync.entries.pieces import Piece, cut
from papersync.entries.wording import is_citation, length
from papersync.markdown.model import BlockKind

NAME: Final = "citation"


def read(siblings: Siblings) -> Told | None:
    """Text in which authors stand before the title; or such text nested below a name and the link."""
    title = siblings.before
    if title is None or _is_short(title):
        below = _below(siblings)
        if below is not None:
            return Told(NAME, below)
    if title is None or title.how in (How.LINK, How.BOLD):
        return None
    return Told(NAME, title) if _is_led_by_authors(title, siblings.passage.pieces[siblings.low :]) else None


def _is_led_by_authors(title: Choice, pieces: tuple[Piece, ...]) -> bool:
    text = "".join(piece.text for piece in pieces)
    at = text.find(title.slot.text)
    led_by = text[:at].strip(' \t\n,.:;"“*_') if at > 0 else ""
    first = next((led_by[low:high] for low, high in sentences(led_by)), "")
    return bool(led_by) and (is_names(led_by) or is_citation(led_by) or is_names(first) or bool(author_names(led_by)))


def _is_short(title: Choice) -> bool:
    """Whether plain words are few enough to be a group or a place: `UT Austin + Berkeley [[Paper]](…)`."""
    words = title.slot.text
    return title.how is How.PLAIN and (length(words) <= _MOST_WORDS_OF_A_GROUP or " + " in words)


def _is_followed(title: Choice, pieces: tuple[Piece, ...]) -> bool:
    """Whether something is left behind plain words that are a title: what is left is authors, a venue or a date."""
    text = "".join(piece.text for piece in pieces)
    return len(text) - text.find(title.slot.text) - len(title.slot.text) > 1


_MOST_WORDS_OF_A_GROUP: Final = 2


def _below(siblings: Siblings) -> Choice | None:
    """The title in the first item nested in this one, with authors before it, or authors or a venue behind."""
    passage = siblings.passage
    lists = (block for block in passage.context.below if block.kind is BlockKind.LIST and passage.shape is Shape.ITEM)
    for nested in lists:
        leaf = next((child for item in nested.children[:1] for child in item.children[:1]), None)
        if leaf is None or leaf.kind is not BlockKind.PARAGRAPH:
            return None
        pieces = cut(passage.document.source, leaf.inlines)
        title = title_among(pieces, 0, len(pieces), links=False)
        if title is None or not (_is_led_by_authors(title, pieces) or _is_followed(title, pieces)):
            return None
        return title._replace(first=0, behind=0)
    return None

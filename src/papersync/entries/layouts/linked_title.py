"""A bullet, a number or a line whose title is the link: `1. [**Title.**](abs) _Authors._ Arxiv 2023.`"""

from __future__ import annotations

from typing import Final

from papersync.entries.entry import LINKED_TITLE
from papersync.entries.layouts.told import Told
from papersync.entries.passages import Shape, Siblings
from papersync.entries.pieces import PieceKind
from papersync.entries.titling import is_name

NAME: Final = LINKED_TITLE


def read(siblings: Siblings) -> Told | None:
    """Text in which a link to the paper is its title; an item that begins with a link that is a name has none."""
    passage = siblings.passage
    if siblings.linked is not None:
        return Told(NAME, siblings.linked)
    first = passage.pieces[siblings.first]
    is_named = first.kind is PieceKind.LINK and first.link is not None and is_name(first.text)
    if passage.shape is Shape.ITEM and is_named and siblings.before is None:
        return Told(NAME, None)
    return None

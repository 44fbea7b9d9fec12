"""A title on an item's first line, authors and the link indented below: `1. **Title**` / `   Authors [[pdf]](…)`."""

from __future__ import annotations

from typing import Final

from papersync.entries.layouts.told import Told
from papersync.entries.passages import Shape, Siblings
from papersync.entries.pieces import PieceKind

NAME: Final = "numbered-lines"


def read(siblings: Siblings) -> Told | None:
    """An item with the title on a line above the link's."""
    passage, title = siblings.passage, siblings.before
    if passage.shape is not Shape.ITEM or title is None:
        return None
    between = passage.pieces[title.behind : siblings.first]
    return Told(NAME, title) if any(piece.kind is PieceKind.BREAK for piece in between) else None

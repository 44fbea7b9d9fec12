"""A bold title with lines below it: `**Title** \\`, `*Authors* \\`, `arXiv 2022. [[Paper](abs)] \\`, `25 Aug 2022`."""

from __future__ import annotations

from typing import Final

from papersync.entries.choice import How
from papersync.entries.layouts.told import Told
from papersync.entries.passages import Shape, Siblings
from papersync.entries.pieces import PieceKind

NAME: Final = "bold-block"


def read(siblings: Siblings) -> Told | None:
    """A paragraph with the title marked on a line above the link's."""
    passage, title = siblings.passage, siblings.before
    if passage.shape is not Shape.PARAGRAPH or title is None or title.how is How.PLAIN:
        return None
    between = passage.pieces[title.behind : siblings.first]
    return Told(NAME, title) if any(piece.kind is PieceKind.BREAK for piece in between) else None

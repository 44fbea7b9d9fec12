"""The title as text, then a labelled link: `- (2023-05) **Title** [paper](abs)`; or the label first."""

from __future__ import annotations

from typing import Final

from papersync.entries.layouts.told import Told
from papersync.entries.passages import Shape, Siblings
from papersync.entries.titling import is_name

NAME: Final = "labelled-title"


def read(siblings: Siblings) -> Told | None:
    """Text with the title before the link or behind it; an item with nothing but a name has none."""
    passage = siblings.passage
    title = siblings.before or siblings.behind
    if title is not None:
        return Told(NAME, title)
    led_by = "".join(piece.text for piece in passage.pieces[siblings.low : siblings.first])
    return Told(NAME, None) if passage.shape is Shape.ITEM and is_name(led_by) else None

"""Raw HTML: a row of a table or an item of a list, `<td><a href="https://arxiv.org/abs/…">Title</a></td>`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from papersync.entries.layouts.paper_column import title_in_columns
from papersync.entries.layouts.told import Told
from papersync.entries.passages import Shape, Siblings

NAME: Final = "html-table"


def read(siblings: Siblings) -> Told | None:
    """A row whose link or one of whose other cells shows the title."""
    if siblings.passage.shape is not Shape.HTML_ROW:
        return None
    title = siblings.linked or title_in_columns(siblings) or siblings.before or siblings.behind
    return Told(NAME, None if title is None else title._replace(slot=replace(title.slot, html=True)))

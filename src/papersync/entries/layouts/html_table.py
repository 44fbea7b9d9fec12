"""Raw HTML: a row of a table or an item of a list, `<td><a href="https://arxiv.org/abs/…">Title</a></td>`."""

from __future__ import annotations

from typing import Final

from papersync.entries.choice import Choice, How
from papersync.entries.layouts.paper_column import title_in_columns
from papersync.entries.layouts.told import Told
from papersync.entries.passages import Shape, Siblings
from papersync.entries.wording import bare, words_of

NAME: Final = "html-table"


def read(siblings: Siblings) -> Told | None:
    """A row whose link or one of whose other cells shows the title; of a paragraph, words that are marked as one."""
    if siblings.passage.shape is Shape.HTML_PARAGRAPH:
        marked = siblings.linked or siblings.before
        known = marked is not None and marked.how is not How.PLAIN
        return Told(NAME, marked._replace(slot=marked.slot._replace(html=True))) if marked and known else None
    if siblings.passage.shape is not Shape.HTML_ROW:
        return None
    title = siblings.linked or title_in_columns(siblings) or _beside(siblings)
    return Told(NAME, None if title is None else title._replace(slot=title.slot._replace(html=True)))


def _beside(siblings: Siblings) -> Choice | None:
    """The title before the link or behind it; a few plain words in another cell than the link's may be anything where
    cells with words stand before them.
    """
    title, passage = siblings.before or siblings.behind, siblings.passage
    if title is None or title.how is not How.PLAIN or passage.cell_of(title.first) == passage.cell_of(siblings.first):
        return title
    first = passage.cell(passage.cell_of(title.first))[0] if passage.cells else 0
    if len(words_of(title.slot.text)) >= _FEWEST_WORDS:
        return title
    return None if any(bare(piece.text) for piece in passage.pieces[max(0, first - _NEAR) : first]) else title


_FEWEST_WORDS: Final = 4
# A row has fewer pieces before its title; of one with thousands not all are asked for each.
_NEAR: Final = 100

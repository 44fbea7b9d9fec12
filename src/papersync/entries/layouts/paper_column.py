"""A table with the paper's link in one cell and its title in another, or beside the link in the same."""

from __future__ import annotations

from typing import Final

from papersync.entries.choice import Choice, How
from papersync.entries.choosing import title_among, whole_title
from papersync.entries.columns import Column
from papersync.entries.layouts.told import Told
from papersync.entries.passages import Passage, Shape, Siblings
from papersync.entries.people import is_names
from papersync.entries.titling import is_capitalised
from papersync.entries.wording import bare, is_citation, is_label, words_of

NAME: Final = "table-paper-column"


def read(siblings: Siblings) -> Told | None:
    """A row whose title stands in the column of titles, or in the link's own cell."""
    if siblings.passage.shape is not Shape.ROW:
        return None
    return Told(NAME, title_in_columns(siblings) or _in_own_cell(siblings))


def title_in_columns(siblings: Siblings) -> Choice | None:
    """The title in the column that holds titles, if that is not the link's own."""
    passage = siblings.passage
    if passage.columns is None:
        return None
    for kind in (Column.TITLE, Column.PAPER):
        column = passage.columns.of(kind)
        if column is None or column >= len(passage.cells) or column == passage.cell_of(siblings.first):
            continue
        low, high = passage.cell(column)
        title = title_among(passage.pieces, low, high)
        if title is None and kind is Column.TITLE:
            title = whole_title(passage.pieces, low, high)
        if title is not None and not (kind is Column.PAPER and _is_told_elsewhere(siblings, title)):
            return title
    return None


def _is_told_elsewhere(siblings: Siblings, title: Choice) -> bool:
    """Whether few plain words stand in a column of papers, and whose paper it is beside the link in its own."""
    if title.how is not How.PLAIN or len(words_of(title.slot.text)) >= _FEWEST_WORDS:
        return False
    low, high = siblings.passage.cell(siblings.passage.cell_of(siblings.first))
    marks = {at for at, _ in siblings.marks}
    own = bare("".join(siblings.passage.pieces[at].text for at in range(low, high) if at not in marks))
    return is_citation(own) or is_names(own)


def _in_own_cell(siblings: Siblings) -> Choice | None:
    passage = siblings.passage
    number = passage.cell_of(siblings.first)
    if number < 0:
        return None
    low, high = passage.cell(number)
    title = title_among(passage.pieces, low, siblings.first) or title_among(
        passage.pieces, siblings.first + 1, high, links=False
    )
    # Plain words beside a link that is a name, or behind one, go on about it.
    plain = title is not None and title.how is How.PLAIN
    named = not is_label(passage.pieces[siblings.first].text)
    behind = title is not None and title.first > siblings.first and not is_capitalised(title.slot.text)
    few = title is not None and len(words_of(title.slot.text)) < _FEWEST_WORDS and _is_of_links(passage, number)
    return None if plain and (named or behind or few) else title


def _is_of_links(passage: Passage, number: int) -> bool:
    """Whether a column is known to hold something else than titles and papers."""
    return passage.columns is not None and passage.columns.kind(number) is Column.OTHER


_FEWEST_WORDS: Final = 4

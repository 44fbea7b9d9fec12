"""A table whose title cell is the link: `| [Title](abs) <br> Authors | note | [code](…) |`."""

from __future__ import annotations

from typing import Final

from papersync.entries.columns import Column
from papersync.entries.layouts.told import Told
from papersync.entries.passages import Shape, Siblings

NAME: Final = "table-linked-title"


def read(siblings: Siblings) -> Told | None:
    """A row in which the text of a link to the paper is its title.

    Under a heading that says model, dataset or the like, and under none of title or paper, it is a name.
    """
    passage = siblings.passage
    if passage.shape is not Shape.ROW or siblings.linked is None:
        return None
    columns = passage.columns
    column = passage.cell_of(siblings.linked.first)
    if columns is not None and columns.kind(column) is Column.OTHER and Column.TITLE in columns.kinds:
        return None
    return Told(NAME, siblings.linked)

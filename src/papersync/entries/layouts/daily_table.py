"""The table that a machine makes every day: `|**date**|**Title**|First Author et.al.|[ID](http://…/abs/IDvN)|…|`."""

from __future__ import annotations

from typing import Final

from papersync.entries.columns import Column
from papersync.entries.entry import DAILY_TABLE
from papersync.entries.layouts.paper_column import title_in_columns
from papersync.entries.layouts.told import Told
from papersync.entries.passages import Shape, Siblings
from papersync.entries.wording import bare, is_identifier

NAME: Final = DAILY_TABLE


def read(siblings: Siblings) -> Told | None:
    """A row whose link shows the identifier, beside a title, authors and a date."""
    passage = siblings.passage
    if passage.shape is not Shape.ROW or passage.columns is None or siblings.linked is not None:
        return None
    shown = bare(passage.pieces[siblings.first].text)
    kinds = passage.columns.kinds
    if not is_identifier(shown) or Column.DATE not in kinds or Column.AUTHORS not in kinds:
        return None
    title = title_in_columns(siblings)
    return None if title is None else Told(NAME, title)

"""What the columns of a table hold: told by their headings, and where those say nothing by what stands under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from statistics import median
from typing import Final

from papersync.entries.people import is_names
from papersync.entries.titling import is_capitalised, is_title
from papersync.entries.vocabulary import (
    ABSTRACT_COLUMNS,
    AUTHOR_COLUMNS,
    DATE_COLUMNS,
    OTHER_COLUMNS,
    PAPER_COLUMNS,
    TITLE_COLUMNS,
)
from papersync.entries.wording import bare, is_date, is_label, words_of
from papersync.markdown.model import Block, InlineKind
from papersync.markdown.sources import Table


class Column(Enum):
    """What stands in a column."""

    TITLE = "title"
    PAPER = "paper"
    AUTHORS = "authors"
    DATE = "date"
    ABSTRACT = "abstract"
    OTHER = "other"
    UNKNOWN = "unknown"


_KINDS: Final = (
    (Column.TITLE, TITLE_COLUMNS),
    (Column.PAPER, PAPER_COLUMNS),
    (Column.AUTHORS, AUTHOR_COLUMNS),
    (Column.ABSTRACT, ABSTRACT_COLUMNS),
    (Column.DATE, DATE_COLUMNS),
    (Column.OTHER, OTHER_COLUMNS),
)
# Rows that are looked at, and how many words titles have where nothing but the content tells.
_SAMPLE: Final = 40
_TITLE_WORDS: Final = (4, 22)
_FEWEST_LIKE_TITLES: Final = 0.6


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table, in order."""

    kinds: tuple[Column, ...]
    _first: dict[Column, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for number, kind in enumerate(self.kinds):
            self._first.setdefault(kind, number)

    def of(self, kind: Column) -> int | None:
        """The first column of a kind."""
        return self._first.get(kind)

    def kind(self, number: int) -> Column:
        """What a column holds; surplus cells are of no known kind."""
        return self.kinds[number] if 0 <= number < len(self.kinds) else Column.UNKNOWN


def columns_of(table: Block) -> Columns:
    """Read a table's heading and a sample of its rows."""
    rows = [[cell_text(cell) for cell in row.children] for row in table.children[: _SAMPLE + 1]]
    return columns_from(rows)


def columns_of_long(table: Table) -> Columns:
    """The same of a long table, of which no row is read where its heading says all."""
    (heading,) = table.beginning(0).children
    kinds = tuple(_headed(cell_text(cell)) for cell in heading.children)
    if Column.TITLE in kinds and Column.UNKNOWN not in kinds:
        return Columns(kinds)
    return columns_of(table.beginning(_SAMPLE))


def columns_from(rows: Sequence[Sequence[str]]) -> Columns:
    """What the columns hold of a table whose cells have these texts, the heading first."""
    if not rows:
        return Columns(())
    kinds = [_headed(text) for text in rows[0]]
    body = [[row[number] if number < len(row) else "" for row in rows[1:]] for number in range(len(kinds))]
    kinds = [kind if kind is not Column.UNKNOWN else _filled(cells) for kind, cells in zip(kinds, body, strict=True)]
    if Column.TITLE not in kinds:
        best = max(range(len(kinds)), key=lambda number: (_title_rank(kinds[number], body[number]), -number))
        if _title_rank(kinds[best], body[best]) > 0:
            kinds[best] = Column.TITLE
    return Columns(tuple(kinds))


_NOT_SHOWN: Final = (InlineKind.IMAGE, InlineKind.HTML)


def cell_text(cell: Block) -> str:
    """What a reader sees of a cell on its first line, images left out."""
    shown = "".join(inline.text for inline in cell.inlines if inline.kind not in _NOT_SHOWN)
    return " ".join(shown.split())


def _headed(text: str) -> Column:
    words = re.split(r"[\s/&,()（）:_-]+", bare(text).casefold())
    named = [word for word in words if word]
    if not TITLE_COLUMNS.isdisjoint(named):
        return Column.TITLE
    for kind, vocabulary in _KINDS:
        if named and named[-1] in vocabulary:
            return kind
    return next((kind for kind, vocabulary in _KINDS if any(word in vocabulary for word in named)), Column.UNKNOWN)


def _filled(cells: Sequence[str]) -> Column:
    """What cells without a telling heading hold."""
    filled = [cell for cell in cells if bare(cell)]
    if not filled:
        return Column.UNKNOWN
    if sum(map(is_date, filled)) * 2 > len(filled):
        return Column.DATE
    if sum(map(is_names, filled)) * 2 > len(filled):
        return Column.AUTHORS
    return Column.OTHER if sum(map(is_label, filled)) * 2 > len(filled) else Column.UNKNOWN


def _title_rank(kind: Column, cells: Sequence[str]) -> float:
    """How much cells read like titles, 0 if they do not."""
    if kind not in (Column.PAPER, Column.UNKNOWN):
        return 0
    filled = [cell for cell in cells if bare(cell)]
    titles = [cell for cell in filled if is_title(cell)]
    if len(titles) < max(1, _FEWEST_LIKE_TITLES * len(filled)):
        return 0
    length = median(len(words_of(cell)) for cell in titles)
    if kind is Column.UNKNOWN and not (_TITLE_WORDS[0] <= length <= _TITLE_WORDS[1] and _are_capitalised(titles)):
        return 0
    return (2 if kind is Column.PAPER else 1) + min(length, 20) / 20


def _are_capitalised(cells: Sequence[str]) -> bool:
    """Whether most cells are written as titles are; in scripts without capitals those without a comma may be."""
    return sum("，" not in cell and (is_capitalised(cell) or _is_of_another_script(cell)) for cell in cells) * 2 > len(
        cells
    )


def _is_of_another_script(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(map(str.isascii, letters)) * 2 < len(letters)

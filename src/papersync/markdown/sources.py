"""Who reads the blocks of a document, and what of them is not read before somebody asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from papersync.text import Span

if TYPE_CHECKING:
    from papersync.markdown.model import Block
    from papersync.markdown.rows import CellPlaces


class Table(Protocol):
    """A long table, whose rows are read when somebody asks for them."""

    @property
    def span(self) -> Span:
        """Its lines, the last one's ending included."""
        ...

    def whole(self) -> Block:
        """The table with all its rows."""
        ...

    def beginning(self, most: int) -> Block:
        """The table with its heading and so many rows at most."""
        ...

    def line_of(self, offset: int) -> Span:
        """The line around a byte, with its line ending."""
        ...

    def row(self, line: Span) -> Block | None:
        """The row that a line is; None for the one below the heading."""
        ...

    def cells(self, line: Span) -> CellPlaces | None:
        """Where the cells of a row are, if it has one for each column and nothing in it but words and links, in bold or
        not; None in doubt.
        """
        ...


class Outline(NamedTuple):
    """Blocks at the top level; those of ``tables``, by their first bytes, have no rows."""

    blocks: tuple[Block, ...]
    tables: Mapping[int, Table]


class BlockSource(Protocol):
    """Who reads the blocks of a document."""

    def whole(self) -> tuple[Block, ...]:
        """All at the top level."""
        ...

    @property
    def ends(self) -> tuple[int, ...]:
        """Where the document may be parted, its headings aside."""
        ...

    @property
    def tables(self) -> Sequence[Span]:
        """Where tables are that stand in no other block, their headings included, in order."""
        ...

    def part(self, part: Span) -> tuple[Block, ...] | None:
        """Those of a part between headings or such ends; None if it cannot be read alone."""
        ...

    def outline(self, part: Span) -> Outline | None:
        """The same, long tables without their rows."""
        ...

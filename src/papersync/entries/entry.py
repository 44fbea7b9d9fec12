"""How a list describes one paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from papersync.identifiers import ArxivId
from papersync.markdown.model import Inline
from papersync.references.model import Reference
from papersync.text import Span

HEADING: Final = "heading"
"""The layout of entries that begin with a heading."""
DAILY_TABLE: Final = "daily-table"
LINKED_TITLE: Final = "linked-title"
BARE_URL: Final = "bare-url"
"""Three layouts, to be named where their modules are too much to load."""
ROWS: Final = frozenset((DAILY_TABLE, "table-linked-title", "table-paper-column", "html-table"))
"""The layouts of entries that are rows of a table."""


class Slot(NamedTuple):
    """The span of one thing in an entry, and what a reader sees of it.

    ``html`` says that it stands in raw HTML, ``cell`` that it stands in a table's cell: what is written there is
    escaped for that. ``runs`` gives the inline runs it is made of; those of long texts are read again when they are
    asked for, as they take ten times as much memory as the text and few are ever needed. Two slots are equal that have
    the same span and text in the same surroundings, however they come by their runs.
    """

    span: Span
    text: str
    runs: Callable[[], tuple[Inline, ...]]
    html: bool = False
    cell: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Slot) and self._shown == other._shown

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._shown)

    @property
    def _shown(self) -> tuple[Span, str, bool, bool]:
        return self.span, self.text, self.html, self.cell

    @property
    def inlines(self) -> tuple[Inline, ...]:
        """The inline runs it is made of."""
        return self.runs()


@dataclass(frozen=True, slots=True)
class Entry:
    """A block that describes one paper. ``span`` runs from its first byte to its last (no line ending at the end).

    ``head`` is the block that names the paper. ``references`` are those that stand in it, in order (for a link by
    label its definition, which stands elsewhere). ``quote`` is the block that holds the abstract, or is taken
    up by the list author's own words. ``cut`` is True when a conflict marker stands between its first and last line:
    it is then left alone. ``side`` numbers the conflict side it stands in (None outside conflicts): entries on
    opposite sides of one hunk are versions of one text, not duplicates. ``ids`` are the papers it names, each once,
    versions dropped.
    """

    layout: str
    span: Span
    head: Span
    section: tuple[str, ...]
    references: tuple[Reference, ...]
    title: Slot | None = None
    authors: Slot | None = None
    abstract: Slot | None = None
    date: Slot | None = None
    quote: Span | None = None
    cut: bool = False
    side: tuple[int, int] | None = None
    ids: tuple[ArxivId, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = [reference.id.latest for reference in self.references if reference.id is not None]
        object.__setattr__(self, "ids", tuple(named if len(named) < 2 else dict.fromkeys(named)))

    def within(self, span: Span) -> Entry:
        """The entry cut to this span, without what does not stand in it."""
        slots = (self.title, self.authors, self.abstract, self.date)
        title, authors, abstract, date = (slot if slot and span.contains(slot.span) else None for slot in slots)
        quote = self.quote if self.quote is not None and span.contains(self.quote) else None
        return replace(self, span=span, title=title, authors=authors, abstract=abstract, date=date, quote=quote)

    @property
    def is_headed(self) -> bool:
        """Whether it begins with a heading: only such entries are written, moved and completed as yet."""
        return self.layout == HEADING

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.layout in ROWS

    @property
    def paper_id(self) -> ArxivId | None:
        """The paper it describes, if it names exactly one."""
        return self.ids[0] if len(self.ids) == 1 else None

"""How a list describes one paper."""

from __future__ import annotations

from dataclasses import dataclass

from papersync.identifiers import ArxivId
from papersync.markdown.model import Inline
from papersync.references.model import Reference
from papersync.text import Span


@dataclass(frozen=True, slots=True)
class Slot:
    """The span of one thing in an entry: what a reader sees of it, and the inline runs it is made of."""

    span: Span
    text: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A block that describes one paper. ``span`` runs from its first byte to its last (no line ending at the end).

    ``head`` is the block that names the paper. ``references`` are those that stand in it, in order (for a link by
    label its definition, which stands elsewhere). ``quote`` is the block that holds the abstract, or is taken
    up by the list author's own words. ``cut`` is True when a conflict marker stands between its first and last line:
    it is then left alone. ``side`` numbers the conflict side it stands in (None outside conflicts): entries on
    opposite sides of one hunk are versions of one text, not duplicates.
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

    @property
    def ids(self) -> tuple[ArxivId, ...]:
        """The papers it names, each once, versions dropped."""
        return tuple(dict.fromkeys(reference.id.latest for reference in self.references if reference.id is not None))

    @property
    def paper_id(self) -> ArxivId | None:
        """The paper it describes, if it names exactly one."""
        return self.ids[0] if len(self.ids) == 1 else None

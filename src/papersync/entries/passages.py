"""Passages: the blocks that layouts look at, cut into pieces, with the references that stand in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from papersync.entries.choice import Choice, How
from papersync.entries.choosing import title_among
from papersync.entries.columns import Columns
from papersync.entries.field_lines import field_name, holds_a_title, holds_no_title, line_before
from papersync.entries.list_habit import ListHabit
from papersync.entries.marked import linked_title
from papersync.entries.pieces import Piece, PieceKind
from papersync.entries.titling import is_capitalised
from papersync.entries.wording import bare, is_label
from papersync.markdown.model import Block, Document, Inline
from papersync.references.model import Reference, ReferenceKind
from papersync.text import Span

_UNLINKED: Final = (ReferenceKind.BARE, ReferenceKind.TEXT, ReferenceKind.DOI, ReferenceKind.MIRROR)


class Shape(Enum):
    """What kind of block a passage is."""

    ITEM = "list item"
    PARAGRAPH = "paragraph"
    ROW = "table row"
    HTML_ROW = "HTML table row"
    HTML_PARAGRAPH = "HTML paragraph"


class Context(NamedTuple):
    """What stands around a passage: the words that head it, if they may be its title, and what follows it.

    ``above`` are the pieces of the parent item, of the paragraph or the heading directly above a list, ``above_span``
    the whole of that: a heading if ``is_heading``, a heading or a summary in raw HTML if ``is_html``, one of several
    headings that have one paper below them each if ``is_family``. ``below`` are the blocks that belong to the passage,
    nested in its item or behind its paragraph. ``habit`` is that of the list which the passage is an item of.
    """

    above: tuple[Piece, ...] = ()
    above_span: Span | None = None
    below: tuple[Block, ...] = ()
    is_heading: bool = False
    is_family: bool = False
    is_html: bool = False
    habit: ListHabit | None = None


class Passage(NamedTuple):
    """One block. ``marks`` are the references in it, each with the index of the piece it is; ``cells`` are the indices
    of the pieces with which a row's cells begin, ``columns`` what its table's columns hold. ``item`` is the item above
    that a paragraph goes on with, whose words are the first of its pieces.
    """

    document: Document
    shape: Shape
    span: Span
    pieces: tuple[Piece, ...]
    marks: tuple[tuple[int, Reference], ...]
    context: Context = Context()
    cells: tuple[int, ...] = ()
    columns: Columns | None = None
    item: Span | None = None

    def cell_of(self, piece: int) -> int:
        """The cell that a piece stands in, -1 outside tables."""
        return bisect_right(self.cells, piece) - 1

    def cell(self, number: int) -> tuple[int, int]:
        """The pieces of a cell: the first, and the one behind the last."""
        end = self.cells[number + 1] if number + 1 < len(self.cells) else len(self.pieces)
        return self.cells[number], end


@dataclass(frozen=True)
class Siblings:
    """The references of one passage to one paper: title link, badge and "Paper" link are siblings.

    ``low`` and ``high`` bound the pieces that may speak of this paper.
    """

    passage: Passage
    marks: tuple[tuple[int, Reference], ...]
    low: int
    high: int

    @property
    def first(self) -> int:
        """The piece of the first of them."""
        return self.marks[0][0]

    @property
    def references(self) -> tuple[Reference, ...]:
        """All of them, in order."""
        return tuple(reference for _, reference in self.marks)

    @cached_property
    def linked(self) -> Choice | None:
        """The title, if it is the text of one of the links."""
        titles = (linked_title(self.passage.pieces, at, self.high) for at, _ in self.marks)
        return next(filter(None, titles), None)

    @cached_property
    def before(self) -> Choice | None:
        """The title that stands before the first of them, if it is not the value of another field, and the first's own
        line has none behind it.
        """
        title = self._before
        if title is not None and title.behind <= self._own_line and self.on_own_line is not None:
            return None
        return None if title is None or self._is_of_another_field(title) else title

    def _is_of_another_field(self, title: Choice) -> bool:
        """Whether plain words stand on a line `Institution: …`, and the link on one of its own, `Link: …`."""
        if title.how is not How.PLAIN:
            return False
        pieces = self.passage.pieces
        line, led_by = line_before(pieces, self.low, self.first)
        start, words = line_before(pieces, self.low, title.behind)
        if start == line or field_name(led_by) is None:
            return False
        name = field_name(words)
        return name is not None and (
            holds_no_title(name) or (self.passage.context.is_heading and not holds_a_title(name))
        )

    @cached_property
    def _before(self) -> Choice | None:
        pieces = self.passage.pieces
        if self.low == 0 and self.high == len(pieces):
            return title_among(pieces, self.low, self.first, habit=self.passage.context.habit)
        # One of several papers: the line of its link first.
        line = max(
            (at + 1 for at in range(self.low, self.first) if pieces[at].kind is PieceKind.BREAK), default=self.low
        )
        return title_among(pieces, line, self.first) or title_among(pieces, self.low, line)

    @cached_property
    def behind(self) -> Choice | None:
        """The title that stands behind the first of them, if nothing but a label stands before it."""
        if (on_line := self.on_own_line) is not None:
            return on_line
        if not is_label("".join(piece.text for piece in self.passage.pieces[self.low : self.first])):
            return None
        title = title_among(self.passage.pieces, self.first + 1, self._line_behind, links=False)
        return title if title is not None and (title.how is not How.PLAIN or is_capitalised(title.slot.text)) else None

    @property
    def _own_line(self) -> int:
        """The piece with which the line of the first of them begins; ``low`` if no line ending that shows is above."""
        pieces = self.passage.pieces
        breaks = (at for at in range(self.first - 1, self.low - 1, -1) if pieces[at].kind is PieceKind.BREAK)
        return next((at + 1 for at in breaks if pieces[at].hard), self.low)

    @cached_property
    def on_own_line(self) -> Choice | None:
        """A title in bold behind the first of them, on a line below others with nothing but labels before it:
        `[[code]](…) [[paper]](…) **Title**`.
        """
        start = self._own_line
        end = self._line_behind if start else 0
        if not any(piece.strong for piece in self.passage.pieces[self.first + 1 : end]):
            return None
        if not is_label("".join(piece.text for piece in self.passage.pieces[start : self.first])):
            return None
        title = title_among(self.passage.pieces, self.first + 1, end, links=False)
        return title if title is not None and title.how is How.BOLD else None

    @property
    def _line_behind(self) -> int:
        """Where the first line with words ends behind the first of them."""
        pieces = self.passage.pieces
        shown = False
        for at in range(self.first + 1, self.high):
            if pieces[at].kind is PieceKind.TEXT and bare(pieces[at].text):
                shown = True
            elif shown and pieces[at].kind is PieceKind.BREAK and pieces[at].hard:
                return at
        return self.high


def with_references(pieces: Sequence[Piece], references: Sequence[Reference]) -> tuple[Piece, ...]:
    """The pieces, those cut that hold a bare URL or an identifier as text: each of these is a LINK without a link."""
    bare = [each.span for each in references if each.kind in _UNLINKED and each.span == each.whole]
    if not bare:
        return tuple(pieces)
    found: list[Piece] = []
    for piece in pieces:
        inside = bare[bisect_left(bare, Span(piece.span.start, 0)) : bisect_left(bare, Span(piece.span.end, 0))]
        found += _cut_out(piece, inside) if piece.kind is PieceKind.TEXT and inside else (piece,)
    return tuple(found)


def _cut_out(piece: Piece, spans: Sequence[Span]) -> Iterator[Piece]:
    """The piece in parts: those spans as LINKs, and what stands between them."""
    edges = [edge for span in spans for edge in span]
    held: list[Inline] = []
    linked = False
    for run in piece.runs:
        for part in _split(run, edges):
            inside = any(span.contains(part.span) for span in _near(spans, part.span.start))
            if held and inside != linked:
                yield _of(piece, held, linked=linked)
                held = []
            held.append(part)
            linked = inside
    if held:
        yield _of(piece, held, linked=linked)


def _split(run: Inline, edges: Sequence[int]) -> Iterator[Inline]:
    """A run cut at those of the bytes that stand inside it, if its bytes are its text."""
    inner = edges[bisect_right(edges, run.span.start) : bisect_left(edges, run.span.end)] if run.verbatim else ()
    if not inner:
        yield run
        return
    raw, start = run.text.encode(), run.span.start
    for low, high in pairwise((start, *dict.fromkeys(inner), run.span.end)):
        yield Inline(run.kind, raw[low - start : high - start].decode(), Span(low, high), True, run.link, run.styles)


def _near(spans: Sequence[Span], offset: int) -> Sequence[Span]:
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return spans[max(index, 0) : index + 1]


def _of(piece: Piece, runs: Sequence[Inline], *, linked: bool) -> Piece:
    kind = PieceKind.LINK if linked else piece.kind
    return piece._replace(kind=kind, text="".join(run.text for run in runs), runs=tuple(runs))

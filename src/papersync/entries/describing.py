"""From a passage to its entries: which references belong together, and what the layouts read of each paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from papersync.entries.beside import abstract_of, authors_of, date_of, texts_beside
from papersync.entries.choice import How
from papersync.entries.columns import Column
from papersync.entries.entry import Entry, Slot
from papersync.entries.hunks import Hunks
from papersync.entries.layouts import LAYOUTS
from papersync.entries.layouts.told import Told
from papersync.entries.mentioning import is_mentioned
from papersync.entries.passages import Passage, Shape, Siblings
from papersync.entries.pieces import PieceKind
from papersync.entries.rereading import Rereader
from papersync.references.model import Reference
from papersync.text import Span


def entries_in(passage: Passage, hunks: Hunks, reader: Rereader) -> Iterator[Entry]:
    """The entries of one passage, in order and apart; none where the references are only mentioned."""
    told = [(siblings, found) for siblings in siblings_of(passage) if (found := _told(siblings)) is not None]
    begins = [_begin(*each) for each in told]
    for number, (siblings, found) in enumerate(told):
        following = begins[number + 1] if number + 1 < len(told) else None
        if len(told) == 1:
            yield _entry(siblings, found, _span(siblings, found, number, following), hunks, reader)
        else:
            own = _between(siblings, begins[number] if number else 0, following)
            span = _span(own, found, number, following)
            yield _entry(own, found, span, hunks, reader).within(span)


def _begin(siblings: Siblings, told: Told) -> int:
    """The piece with which a further paper of a passage begins: with the line of its title, or with its link."""
    title, pieces = told.title, siblings.passage.pieces
    if title is None or title.first >= siblings.first:
        return siblings.first
    breaks = (at for at in range(title.first - 1, siblings.low - 1, -1) if pieces[at].kind is PieceKind.BREAK)
    return next((at + 1 for at in breaks if pieces[at].hard), siblings.low)


def _between(siblings: Siblings, low: int, high: int | None) -> Siblings:
    return replace(siblings, low=low, high=len(siblings.passage.pieces) if high is None else high)


def siblings_of(passage: Passage) -> list[Siblings]:
    """The references of a passage by the paper that they are about.

    Several papers are apart where each has a title of its own; else those without one stand with the one before.
    """
    groups: list[list[tuple[int, Reference]]] = []
    by_paper: dict[str, list[tuple[int, Reference]]] = {}
    for mark in passage.marks:
        named = mark[1].id.base if mark[1].id is not None else mark[1].url
        if named in by_paper:
            by_paper[named].append(mark)
        else:
            by_paper[named] = [mark]
            groups.append(by_paper[named])
    return _apart(passage, groups)


def _apart(passage: Passage, groups: Sequence[list[tuple[int, Reference]]]) -> list[Siblings]:
    found: list[Siblings] = []
    if len(groups) == 1:
        return [Siblings(passage, tuple(groups[0]), 0, len(passage.pieces))]
    for number, group in enumerate(groups):
        low = groups[number - 1][-1][0] + 1 if number else 0
        high = groups[number + 1][0][0] if number + 1 < len(groups) else len(passage.pieces)
        siblings = Siblings(passage, tuple(group), min(low, group[0][0]), max(high, group[-1][0] + 1))
        if not found or _stands_alone(siblings):
            found.append(siblings)
        else:
            last = found.pop()
            found.append(Siblings(passage, (*last.marks, *group), last.low, siblings.high))
    if len(found) == 1:
        only = found[0]
        return [Siblings(passage, only.marks, 0, len(passage.pieces))]
    return found


def _stands_alone(siblings: Siblings) -> bool:
    """Whether a further paper of a passage has a title of its own."""
    if siblings.linked is not None or siblings.on_own_line is not None:
        return True
    title, pieces = siblings.before, siblings.passage.pieces
    if title is None or title.how is not How.PLAIN:
        return title is not None
    return any(piece.kind is PieceKind.BREAK for piece in pieces[siblings.low : title.first])


def _told(siblings: Siblings) -> Told | None:
    for read in LAYOUTS:
        told = read(siblings)
        if told is not None:
            return None if told.above is None and is_mentioned(siblings, told.title) else told
    return None


def _span(siblings: Siblings, told: Told, number: int, following: int | None) -> Span:
    """The passage, with the title above it if that stands there; a part of it if it describes several papers."""
    passage = siblings.passage
    start = passage.span.start if number == 0 else passage.pieces[siblings.low].whole.start
    if told.above is not None:
        start = min(start, told.above.start)
    if passage.item is not None:
        start = min(start, passage.item.start)
    if following is not None:
        return Span(start, max(passage.pieces[following - 1].whole.end, start))
    below = passage.context.below if passage.shape is Shape.PARAGRAPH else ()
    quote = abstract_of(siblings) if below else None
    end = max(passage.span.end, quote.span.end if quote is not None else start)
    return passage.span if passage.span == (start, end) else Span(start, end)


def _entry(siblings: Siblings, told: Told, span: Span, hunks: Hunks, reader: Rereader) -> Entry:
    passage = siblings.passage
    abstract = abstract_of(siblings)
    are_cells = _has_cell(passage, Column.AUTHORS) and _has_cell(passage, Column.DATE)
    beside = () if are_cells else tuple(texts_beside(siblings, told.title))
    return Entry(
        layout=told.layout,
        span=span,
        head=passage.span,
        section=_section(siblings, told),
        references=_in_order(siblings.references),
        title=_placed(told.title.slot if told.title is not None else None, passage.shape, reader),
        authors=_placed(authors_of(siblings, beside), passage.shape, reader),
        abstract=_placed(abstract, passage.shape, reader),
        date=_placed(date_of(siblings, beside), passage.shape, reader),
        quote=abstract.span if abstract is not None and passage.shape is not Shape.ROW else None,
        cut=hunks.cut(span) or hunks.is_off(span),
        side=hunks.side(passage.span.start),
    )


def _has_cell(passage: Passage, kind: Column) -> bool:
    """Whether the table has such a column, and the row is long enough to have its cell."""
    column = passage.columns.of(kind) if passage.columns is not None else None
    return column is not None and column < len(passage.cells)


def _section(siblings: Siblings, told: Told) -> tuple[str, ...]:
    """The headings above the entry; one that is its title is none of them."""
    section = siblings.references[0].section
    return section[:-1] if told.above is not None and siblings.passage.context.is_heading else section


def _in_order(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Each once, in order of their bytes: two links by label lead to one definition."""
    if len(references) == 1:
        return tuple(references)
    by_place = {reference.span: reference for reference in references}
    return tuple(by_place[span] for span in sorted(by_place))


_HTML: Final = (Shape.HTML_ROW, Shape.HTML_PARAGRAPH)


def _placed(slot: Slot | None, shape: Shape, reader: Rereader) -> Slot | None:
    """The slot as it is kept: with what its place demands, and without its runs where they can be read again."""
    if slot is None or slot.html or shape in _HTML:
        return slot if slot is None else Slot(slot.span, slot.text, slot.runs, html=True)
    return reader.slot(slot.span, slot.text, cell=shape is Shape.ROW)

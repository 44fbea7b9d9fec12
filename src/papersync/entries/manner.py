"""In what manner the neighbours are written: their layout, and the template that most of the last ones agree on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from papersync.entries.columns import Column, cell_text, columns_of
from papersync.entries.entry import Entry
from papersync.entries.learning_lines import last_hole, learn_atoms, paper_link, url_of
from papersync.entries.standing import Form, Standing, Standings
from papersync.entries.template import Atom, Kind, holes, with_title_for_link, without
from papersync.markdown.model import Block, BlockKind, Document
from papersync.text import Span

LINES: Final = frozenset(("linked-title", "labelled-title", "numbered-lines", "bare-url", "bold-block"))
"""Layouts of bullets, numbers and paragraphs in which a new entry can be written."""
TABLES: Final = frozenset(("table-linked-title", "table-paper-column", "daily-table"))
_LAST: Final = 5
# Longer than any entry that one would imitate.
_LONGEST: Final = 4000
_OPTIONAL: Final = ("authors", "date")


@dataclass(frozen=True, slots=True)
class Manner:
    """How entries like ``model`` are written: the atoms of its cells, of its lines as if they were one cell.

    ``fillers`` stand in cells that hold nothing of the paper's. ``url`` holds ``{id}`` for the identifier. ``titled``
    says that the neighbours show titles.
    """

    model: Standing
    cells: tuple[tuple[Atom, ...], ...]
    url: str
    fillers: tuple[str, ...] = ("",)
    titled: bool = True

    @property
    def layouts(self) -> frozenset[str]:
        """The layouts that the new entry may have: its neighbours', any of their kind if those have no titles."""
        own = self.model.entry.layout
        return frozenset((own,)) if self.titled else LINES if own in LINES else TABLES

    @property
    def is_outermost(self) -> bool:
        """Whether the neighbours are in no other item and in no quote."""
        return self.model.kin[:1] == (1,) and not self.model.quoted

    def plainer(self) -> Manner:
        """The manner without authors and dates; a table keeps its columns."""
        if self.model.form is Form.ROW:
            return self
        return replace(self, cells=tuple(without(cell, *_OPTIONAL) for cell in self.cells))


def learn_manner(document: Document, standings: Standings, entries: Sequence[Entry]) -> Manner | None:
    """The manner of the last of these entries, or of most of the last five.

    None where most have headings, where there is no layout that most have, or where it cannot be told what they are
    made of.
    """
    last = entries[-_LAST:]
    layout = _layout_of(last)
    if layout not in LINES | TABLES:
        return None
    alike = [entry for entry in last if entry.layout == layout]
    model = standings.of(alike[-1])
    if not isinstance(model, Standing) or model.form not in (Form.ITEM, Form.BLOCK, Form.ROW):
        return None
    family = [each for each in standings.family(alike, model) if _is_like(each, model)]
    written = [manner for each in family if (manner := _manner_of(document, each)) is not None]
    if not written:
        written = [manner for each in family if (manner := _manner_of(document, each, titled=False)) is not None]
    return _most_usual(written, _fillers(document, family)) if written else None


def _layout_of(last: Sequence[Entry]) -> str:
    """The layout that most have of those in lines, or of those in rows, whichever most are; empty if neither.

    The last one's if none is more frequent.
    """
    for kind in (LINES, TABLES):
        alike = [entry.layout for entry in last if entry.layout in kind]
        if alike and (len(alike) * 2 > len(last) or (last[-1].layout in kind and len(alike) * 2 == len(last))):
            counted = Counter(alike)
            return max(reversed(alike), key=lambda layout: counted[layout])
    return ""


def content_start(document: Document, standing: Standing) -> int:
    """Where the words of an item or a paragraph begin, behind its marker."""
    block = block_at(document, standing.entry.head)
    leaf = next((child for child in block.children if child.kind is BlockKind.PARAGRAPH), None) if block else None
    return leaf.span.start if leaf is not None else standing.entry.head.start


def block_at(document: Document, span: Span) -> Block | None:
    """The innermost block with exactly these bytes."""
    blocks, found = document.blocks, None
    while True:
        at = bisect_right(blocks, span.start, key=_start) - 1
        if at < 0 or not blocks[at].span.contains(span):
            return found
        found, blocks = (blocks[at] if blocks[at].span == span else found), blocks[at].children


def _start(block: Block) -> int:
    return block.span.start


def _is_like(each: Standing, model: Standing) -> bool:
    return each.home is None or (model.home is not None and each.home.span == model.home.span)


def _manner_of(document: Document, standing: Standing, *, titled: bool = True) -> Manner | None:
    """What one neighbour tells; None for one that has no title or no link that one could imitate.

    Of those that show a nickname or nothing, not ``titled``, the title becomes the link's text.
    """
    entry = standing.entry
    if (
        (entry.title is not None) is not titled
        or paper_link(entry) is None
        or entry.span.end - entry.span.start > _LONGEST
    ):
        return None
    if standing.form is Form.ROW:
        row = block_at(document, entry.head)
        spans = [cell.span for cell in row.children] if row is not None else []
    else:
        start = content_start(document, standing)
        line = document.lines.content(document.lines.line_of(last_hole(document, entry)))
        spans = [Span(start, max(start, min(line.end, standing.own.end)))]
    cells = tuple(learn_atoms(document, entry, span) for span in spans)
    if not titled:
        cells = _with_title(cells, standing)
    named = [name for cell in cells for name in holes(cell)]
    if named.count("title") != 1 or named.count("link") + named.count("url") != 1:
        return None
    return Manner(standing, cells, url_of(entry), titled=titled)


def _with_title(cells: tuple[tuple[Atom, ...], ...], standing: Standing) -> tuple[tuple[Atom, ...], ...]:
    """The cells with a title: in the column of titles if there is one beside the link, or else as the link's text."""
    column = columns_of(standing.home).of(Column.TITLE) if standing.home is not None else None
    if column is None or column >= len(cells) or "link" in holes(cells[column]):
        return tuple(with_title_for_link(cell) for cell in cells)
    return (*cells[:column], (Atom(Kind.HOLE, "title"),), *cells[column + 1 :])


def _most_usual(manners: Sequence[Manner], fillers: tuple[str, ...]) -> Manner:
    """The manner that most share, of those that show authors and a date if most do; of several the last one's."""
    shown = [{name for cell in manner.cells for name in holes(cell)} for manner in manners]
    usual = {name for name in _OPTIONAL if sum(name in names for names in shown) * 2 > len(manners)}
    fitting = [manner for manner, names in zip(manners, shown, strict=True) if usual <= names] or list(manners)
    closed = [name for name in _OPTIONAL if name not in usual]
    cells = [tuple(without(cell, *closed) for cell in manner.cells) for manner in fitting]
    keys = list(zip(cells, (manner.url for manner in fitting), strict=True))
    counted = Counter(keys)
    at = max(range(len(keys)), key=lambda number: (counted[keys[number]], number))
    return Manner(manners[-1].model, *keys[at], fillers, manners[-1].titled)


def _fillers(document: Document, family: Sequence[Standing]) -> tuple[str, ...]:
    """What most rows have in a column where that says nothing: a dash, ``null``; or nothing."""
    rows = [
        row for each in family if each.form is Form.ROW and (row := block_at(document, each.entry.head)) is not None
    ]
    width = max((len(row.children) for row in rows), default=0)
    found: list[str] = []
    for column in range(width):
        cells = [row.children[column] for row in rows if column < len(row.children)]
        text, often = Counter(cell.span.of(document.source).decode("utf-8", "replace") for cell in cells).most_common(
            1
        )[0]
        shown = next(
            cell_text(cell) for cell in cells if cell.span.of(document.source).decode("utf-8", "replace") == text
        )
        says_nothing = _DASHES.fullmatch(shown) is not None or shown.casefold() in _NOTHING
        found.append(text if says_nothing and often * 2 > len(cells) and len(text) <= _LONGEST_FILLER else "")
    return tuple(found)


_DASHES: Final = re.compile(r"[-–—/·.…?_x✗✘❌ ]*", re.IGNORECASE)
_NOTHING: Final = frozenset(("null", "none", "n/a", "na", "tbd"))
_LONGEST_FILLER: Final = 12

"""In what manner the neighbours are written: their layout, and the template that most of the last ones agree on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from papersync.entries.columns import Column, cell_text, columns_of
from papersync.entries.entry import Entry
from papersync.entries.learning_asides import has_words_of_its_own, learn_lead
from papersync.entries.learning_dates import DateForm
from papersync.entries.learning_lines import learn_atoms, paper_link, url_of, written_span
from papersync.entries.learning_tags import learn_tags, stripped, without_in_tags
from papersync.entries.link_forms import usual_url
from papersync.entries.noting import USUAL_LEAD
from papersync.entries.part_blocks import PartBlocks
from papersync.entries.putting import gap_of
from papersync.entries.standing import Form, Standing, Standings
from papersync.entries.template import Atom, Kind, holes, with_title_for_link, without
from papersync.markdown.model import BlockKind, Document
from papersync.text import Span
from papersync.text.patterns import late_pattern

LINES: Final = frozenset(
    ("linked-title", "labelled-title", "numbered-lines", "bare-url", "bold-block", "citation", "title-then-fields")
)
"""Layouts of bullets, numbers and paragraphs in which a new entry can be written."""
TABLES: Final = frozenset(("table-linked-title", "table-paper-column", "daily-table"))
TAGS: Final = frozenset(("html-table",))
_KINDS: Final = (LINES, TABLES, TAGS)
_LAST: Final = 5
# Longer than any entry that one would imitate.
_LONGEST: Final = 4000
_OPTIONAL: Final = ("authors", "date")


@dataclass(frozen=True, slots=True)
class Manner:
    """How entries like ``model`` are written, which ``standings`` knows: the atoms of its cells, of its lines as if
    they were one cell.

    ``fillers`` stand in cells that hold nothing of the paper's. ``url`` holds ``{id}`` for the identifier. ``titled``
    says that the neighbours show titles, ``noted`` what stands before a note of theirs, ``gap`` what parts them.
    """

    model: Standing
    standings: Standings
    cells: tuple[tuple[Atom, ...], ...]
    url: str
    fillers: tuple[str, ...] = ("",)
    titled: bool = True
    noted: str = USUAL_LEAD
    gap: bytes = b""

    @property
    def layouts(self) -> frozenset[str]:
        """The layouts that the new entry may have: its neighbours', any of their kind if those have no titles."""
        own = self.model.entry.layout
        return frozenset((own,)) if self.titled else next(kind for kind in _KINDS if own in kind)

    @property
    def is_outermost(self) -> bool:
        """Whether the neighbours are in no other item and in no quote."""
        depth = self.model.kin[:1] if self.model.form in (Form.ITEM, Form.BLOCK) else (0,)
        return depth <= (int(self.model.form is Form.ITEM),) and not self.model.quoted

    def without(self, cell: Sequence[Atom], *names: str) -> tuple[Atom, ...]:
        """The cell with these holes closed."""
        return without_in_tags(cell, *names) if self.model.form is Form.TAG else without(cell, *names)

    def others(self) -> Iterator[Manner]:
        """What may do where a paper would not read back in this manner: without authors and dates, then with the title
        as the text of its link, which says how far it reaches. A table keeps its columns.
        """
        plainer = self
        if self.model.form is not Form.ROW:
            plainer = replace(self, cells=tuple(self.without(cell, *_OPTIONAL) for cell in self.cells))
            if plainer != self:
                yield plainer
        if self.model.form is not Form.TAG and any("link" in holes(cell) for cell in self.cells):
            linked = (with_title_for_link(without(cell, "title")) for cell in plainer.cells)
            yield replace(plainer, cells=tuple(linked), titled=False)


def learn_manner(standings: Standings, entries: Sequence[Entry]) -> Manner | None:
    """The manner of the last of these entries, or of most of the last five.

    None where most have headings, where there is no layout that most have, or where it cannot be told what they are
    made of.
    """
    last = entries[-_LAST:]
    layout = _layout_of(last)
    if not layout:
        return None
    alike = [entry for entry in last if entry.layout == layout]
    model = standings.of(alike[-1])
    if not isinstance(model, Standing):
        return None
    document = standings.document
    family = [each for each in standings.family(alike, model) if _is_like(each, model)]
    written = [manner for each in family if (manner := _manner_of(standings, each)) is not None]
    if not written:
        nameless = (_manner_of(standings, each, titled=False) for each in family)
        written = [manner for manner in nameless if manner is not None]
    if not written:
        return None
    lead = learn_lead(document, [each.entry for each in family])
    gap = gap_of(document, (family,), model)
    usual = _most_usual(written, _fillers(document, standings.blocks, family))
    # One neighbour alone may be the exception, whose `[pdf]` leads to an abstract.
    alone = sum(manner.url == usual.url for manner in written) == 1
    url = usual_url(standings.references, paper_link(document, usual.model.entry)) if alone else None
    return replace(usual, url=url or usual.url, noted=lead, gap=gap)


def _layout_of(last: Sequence[Entry]) -> str:
    """The layout that most have of those in lines, in rows, or in raw HTML, whichever most are; empty if none are.

    The last one's if none is more frequent.
    """
    for kind in _KINDS:
        alike = [entry.layout for entry in last if entry.layout in kind]
        if alike and (len(alike) * 2 > len(last) or (last[-1].layout in kind and len(alike) * 2 == len(last))):
            counted = Counter(alike)
            return max(reversed(alike), key=lambda layout: counted[layout])
    return ""


def content_start(standings: Standings, standing: Standing) -> int:
    """Where the words of an item, a paragraph or a heading begin, behind its marker."""
    entry, blocks = standing.entry, standings.blocks
    block = blocks.exactly(entry.head)
    if entry.span.start < entry.head.start:
        # Its title stands above.
        path = blocks.path_to(Span(entry.span.start, entry.span.start + 1))
        block = path[-1] if path else None
    if block is None or block.kind is BlockKind.HEADING:
        marks = _HASHES.match(standings.document.source, block.span.start) if block is not None else None
        return marks.end() if marks is not None else entry.span.start
    leaf = next((child for child in block.children if child.kind is BlockKind.PARAGRAPH), None)
    return leaf.span.start if leaf is not None else block.span.start


def _is_like(each: Standing, model: Standing) -> bool:
    return each.home is None or (model.home is not None and each.home.span == model.home.span)


def _manner_of(standings: Standings, standing: Standing, *, titled: bool = True) -> Manner | None:
    """What one neighbour tells; None for one that has no title or no link that one could imitate.

    Of those that show a nickname or nothing, not ``titled``, the title becomes the link's text.
    """
    entry, document, blocks = standing.entry, standings.document, standings.blocks
    if (entry.title is not None) is not titled or entry.span.end - entry.span.start > _LONGEST:
        return None
    if standing.form is Form.TAG:
        cells: tuple[tuple[Atom, ...], ...] = (learn_tags(document, entry, stripped(document.source, standing.own)),)
    elif paper_link(document, entry) is None:
        return None
    elif standing.form is Form.ROW:
        row = blocks.exactly(entry.head)
        cells = tuple(_cell(document, entry, cell.span) for cell in row.children) if row is not None else ()
    else:
        start = content_start(standings, standing)
        cells = (learn_atoms(document, entry, written_span(document, entry, start, standing.own.end)),)
    if not titled:
        cells = _with_title(cells, standing)
    named = [name for cell in cells for name in holes(cell)]
    if named.count("title") != 1 or named.count("link") + named.count("url") != 1:
        return None
    return Manner(standing, standings, cells, url_of(document, entry), titled=titled)


def _cell(document: Document, entry: Entry, span: Span) -> tuple[Atom, ...]:
    """The atoms of a cell. Authors or a year behind words of its own (`BERT (Devlin et al., 2018)`) go with these: what
    is left of a name or a venue says nothing.
    """
    atoms = learn_atoms(document, entry, span)
    is_aside = atoms and not set(holes(atoms)) - set(_OPTIONAL) and has_words_of_its_own(document, entry, span)
    return () if is_aside else atoms


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
    narrow = {form.text for manner in manners for form in _date_forms(manner) if not form.wide}
    cells = [tuple(_narrowed(manner.without(cell, *closed), narrow) for cell in manner.cells) for manner in fitting]
    keys = list(zip(cells, (manner.url for manner in fitting), strict=True))
    counted = Counter(keys)
    at = max(range(len(keys)), key=lambda number: (counted[keys[number]], number))
    return Manner(manners[-1].model, manners[-1].standings, *keys[at], fillers, manners[-1].titled)


def _date_forms(manner: Manner) -> Iterator[DateForm]:
    for cell in manner.cells:
        yield from (atom.form for atom in cell if isinstance(atom.form, DateForm))


def _narrowed(cell: Sequence[Atom], narrow: Container[str]) -> tuple[Atom, ...]:
    """The cell with dates like those beside it: of `2022.11` and `2022.3` it is the second that tells of noughts."""
    return tuple(
        replace(atom, form=replace(atom.form, wide=False))
        if isinstance(atom.form, DateForm) and atom.form.text in narrow
        else atom
        for atom in cell
    )


def _fillers(document: Document, blocks: PartBlocks, family: Sequence[Standing]) -> tuple[str, ...]:
    """What most rows have in a column where that says nothing: a dash, ``null``; or nothing."""
    found_rows = (blocks.exactly(each.entry.head) for each in family if each.form is Form.ROW)
    rows = [row for row in found_rows if row is not None]
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
        says_nothing = (_DASHES.fullmatch(shown) is not None or shown.casefold() in _NOTHING) and "](" not in text
        found.append(text if says_nothing and often * 2 > len(cells) and len(text) <= _LONGEST_FILLER else "")
    return tuple(found)


_HASHES: Final = re.compile(rb"#{1,6}[ \t]+")
_DASHES: Final = late_pattern(r"[-–—/·.…?_x✗✘❌ ]*", re.IGNORECASE)
_NOTHING: Final = frozenset(("null", "none", "n/a", "na", "tbd"))
_LONGEST_FILLER: Final = 12

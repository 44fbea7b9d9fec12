"""A text cut into units: headings, entries, list items, rows, paragraphs; together they are the whole text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import Final

from papersync.entries import Entry, read_entries
from papersync.entries.elements import element_at
from papersync.entries.extent import is_lead
from papersync.identifiers import ArxivId
from papersync.markdown import Block, BlockKind, Document, parse_document
from papersync.merging.words import words_of
from papersync.references import find_references
from papersync.text import Span

BODY: Final = 7
"""The level of what stands under a heading; headings have 1 to 6, what is nested in an item has more."""
_DEFINITION: Final = re.compile(rb"[ ]{0,3}\[[^\]\r\n]{1,999}\]:")
_CONTAINER: Final = re.compile(rb"<(/?)(?:details|div|section|center|table|blockquote|ul|ol)\b", re.IGNORECASE)
_DEEPEST: Final = 9
_LINE: Final = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")


class Kind(Enum):
    """What a unit is in its list."""

    HEADING = "heading"
    ITEM = "item"
    TABLE = "head of a table"
    ROW = "row"
    LINE = "line of a paragraph, or of no block"
    PROSE = "a paragraph or a quote"
    RAW = "code or HTML"
    MATTER = "front matter"
    PART = "part of an entry"
    END = "the end of the text"


@dataclass(frozen=True, eq=False)
class Unit:
    """Whole lines that stay together. ``lead`` are the blank lines above, ``text`` runs to the last line that is not.

    ``level`` tells what it stands under: the last unit before it with a smaller one. ``start`` is where its lead
    begins, ``origin`` where its text does. ``title`` is a heading's text, or the name of an entry's part; ``slots`` are
    texts in a part that change as a whole.
    """

    kind: Kind
    level: int
    lead: bytes
    text: bytes
    start: int
    entries: tuple[Entry, ...] = ()
    origin: int = 0
    title: str = ""
    slots: tuple[bytes, ...] = ()

    @cached_property
    def ids(self) -> tuple[ArxivId, ...]:
        """The papers that its entries name, versions dropped."""
        return tuple(dict.fromkeys(each for entry in self.entries for each in entry.ids))

    @cached_property
    def lines(self) -> tuple[bytes, ...]:
        """Its lines with their endings."""
        return tuple(line for line in _LINE.findall(self.text) if line)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words."""
        return words_of(self.lines)

    @property
    def is_part(self) -> bool:
        """Whether it is part of an entry."""
        return self.kind is Kind.PART

    @property
    def is_entry(self) -> bool:
        """Whether it is about papers."""
        return bool(self.entries)


@dataclass(slots=True)
class _Mark:
    kind: Kind
    level: int
    title: str = ""
    is_paragraph: bool = False


def units_of(text: bytes) -> list[Unit]:
    """The units of a text in order, the last one its end. Raises FileError if the Markdown parser gives up on it."""
    document = parse_document(text)
    blocks = document.blocks  # before the entries: they are then read from these
    entries = read_entries(document, find_references(document)).entries
    marks = _Marks(document)
    for block in blocks:
        marks.add(block, BODY)
    marks.add_uncovered()
    marks.join(entries)
    marks.join_leads()
    marks.wrap()
    return list(_cut(document, marks.found, entries))


def _cut(document: Document, marks: dict[int, _Mark], entries: Sequence[Entry]) -> Iterator[Unit]:
    source, lines = document.source, document.lines
    starts = sorted(marks)
    owned: dict[int, list[Entry]] = {}
    number = 0
    for entry in entries:
        line = lines.line_of(entry.span.start)
        while number + 1 < len(starts) and starts[number + 1] <= line:
            number += 1
        owned.setdefault(starts[number], []).append(entry)
    lead = 0
    for index, line in enumerate(starts):
        start = lines.span(line).start
        end = lines.span(starts[index + 1]).start if index + 1 < len(starts) else len(source)
        last = (starts[index + 1] if index + 1 < len(starts) else len(lines) + 1) - 1
        while last > line and not lines.content(last).of(source).strip(b" \t"):
            last -= 1
        end = min(end, lines.span(last).end)
        mark = marks[line]
        held = tuple(owned.get(line, ()))
        yield Unit(mark.kind, mark.level, source[lead:start], source[start:end], lead, held, start, mark.title)
        lead = end
    yield Unit(Kind.END, 0, source[lead:], b"", lead, origin=len(source))


class _Marks:
    """On which lines units begin."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._source = document.source
        self._lines = document.lines
        self._covered: list[tuple[int, int]] = []
        self._titles = {heading.block.span.start: heading.text for heading in document.headings}
        self.found: dict[int, _Mark] = {}

    def add(self, block: Block, level: int) -> None:
        """Mark where a block begins, and the items and rows in it."""
        if level == BODY:
            self._covered.append((self._line(block.span.start), self._last(block.span)))
        match block.kind:
            case BlockKind.HEADING:
                self._put(block, Kind.HEADING, block.level)
            case BlockKind.LIST:
                for item in block.children:
                    self._item(item, level)
            case BlockKind.TABLE:
                for number, row in enumerate(block.children):
                    self._put(row, Kind.ROW if number else Kind.TABLE, level + bool(number))
            case BlockKind.CODE | BlockKind.HTML:
                self._put(block, Kind.RAW, level)
            case _:
                self._put(block, Kind.PROSE, level)

    def _item(self, item: Block, level: int) -> None:
        self._put(item, Kind.ITEM, level)
        nested = False
        for child in item.children:
            if child.kind is BlockKind.LIST and self._line(child.span.start) > self._line(item.span.start):
                nested = True
                for each in child.children:
                    self._item(each, level + 1)
            elif nested:
                self._put(child, Kind.PROSE, level + 1)

    def _put(self, block: Block, kind: Kind, level: int) -> None:
        title = self._titles.get(block.span.start, "") if kind is Kind.HEADING else ""
        mark = _Mark(kind, level, title, block.kind is BlockKind.PARAGRAPH)
        self.found.setdefault(self._line(block.span.start), mark)

    def add_uncovered(self) -> None:
        """Mark what belongs to no block: definitions of links, marker lines, front matter."""
        at = 1
        for first, last in [*self._covered, (len(self._lines) + 1, 0)]:
            inside = False
            for line in range(at, first):
                text = self._lines.content(line).of(self._source)
                if not text.strip(b" \t"):
                    continue
                defined = _DEFINITION.match(text) is not None
                matter = self._document.front_matter
                if matter is not None and self._lines.span(line).start < matter.end:
                    self.found.setdefault(self._line(matter.start), _Mark(Kind.MATTER, BODY))
                    inside = True
                    continue
                if not inside or defined:
                    self.found.setdefault(line, _Mark(Kind.LINE if defined else Kind.PROSE, BODY))
                inside = True
            at = max(at, last + 1)

    def join(self, entries: Sequence[Entry]) -> None:
        """An entry is one unit, and several in one block are several if each begins on a line of its own."""
        for entry in entries:
            self._rows(entry)
        begins = {self._line(entry.span.start) for entry in entries}
        behind = 0
        for entry in entries:
            first, last = self._line(entry.span.start), self._last(entry.span)
            if first not in self.found and first > behind:
                above = self.found[max((line for line in self.found if line < first), default=0)]
                if above.is_paragraph:
                    above.kind = Kind.LINE
                    self.found[first] = _Mark(Kind.LINE, above.level, is_paragraph=True)
            for line in range(first + 1, last + 1) if first in self.found else ():
                if line not in begins:
                    self.found.pop(line, None)
            behind = last

    def _rows(self, entry: Entry) -> None:
        """Rows of raw HTML, if each has its lines for itself."""
        blocks = self._document.blocks
        at = bisect_right(blocks, entry.head.start, key=lambda block: block.span.start) - 1
        if at < 0 or blocks[at].kind is not BlockKind.HTML:
            return
        element = element_at(self._source, entry.head.start, blocks[at].span)
        if element is None or element.is_heading:
            return
        first, last = self._line(element.span.start), self._last(element.span)
        around = self._source[self._lines.span(first).start : element.span.start]
        around += self._source[element.span.end : self._lines.span(last).end]
        if around.strip() or first == self._line(blocks[at].span.start):
            return
        self.found[first] = _Mark(Kind.ROW, BODY + 1)
        if last < self._last(blocks[at].span):
            self.found.setdefault(last + 1, _Mark(Kind.LINE, BODY + 1))

    def join_leads(self) -> None:
        """Rules, anchors and comments above a heading stand there for its sake."""
        starts = sorted(self.found)
        for line, below in zip(starts[-2::-1], starts[:0:-1], strict=True):
            mark, heading = self.found[line], self.found.get(below)
            if mark.kind in (Kind.PROSE, Kind.RAW) and heading is not None and heading.kind is Kind.HEADING:
                text = self._source[self._lines.span(line).start : self._lines.span(below).start].strip()
                if is_lead(text) or not text.strip(b"-*_ "):
                    self.found[line] = self.found.pop(below)

    def wrap(self) -> None:
        """What stands between the tags of a container stands under the one that opens it, the closing tag too."""
        starts = sorted(self.found)
        depth = 0
        for line, below in pairwise([*starts, len(self._lines) + 1]):
            mark = self.found[line]
            if mark.level >= BODY:
                mark.level += min(depth, _DEEPEST)
            if mark.kind in (Kind.RAW, Kind.LINE, Kind.ROW):
                end = self._lines.span(below - 1).end
                for closing in _CONTAINER.findall(self._source, self._lines.span(line).start, end):
                    depth = max(depth - 1, 0) if closing else depth + 1

    def _line(self, offset: int) -> int:
        return self._lines.line_of(offset)

    def _last(self, span: Span) -> int:
        return self._lines.line_of(max(span.start, span.end - 1))

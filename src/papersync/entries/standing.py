"""How an entry stands in its list: which lines are its own, and what a place for it elsewhere must be like."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from papersync.entries.around import depth_of, end_of_lines, heading_at, title_path
from papersync.entries.elements import element_at
from papersync.entries.entry import Entry
from papersync.entries.extent import Extents
from papersync.entries.hunks import Hunks
from papersync.entries.part_blocks import PartBlocks
from papersync.entries.placing import entry_lines
from papersync.entries.reading import Reading
from papersync.markdown.model import Block, BlockKind, Document
from papersync.references.model import Reference
from papersync.text import Span

_MARKER: Final = re.compile(rb"(?:([-+*])|\d{1,9}([.)]))")
# What may stand before a block on its line: indentation, quote marks, the file's byte order mark.
_PREFIX: Final = re.compile(rb"(?:\xef\xbb\xbf)?[ \t>]*")
_BOM: Final = b"\xef\xbb\xbf"
_IGNORE: Final = re.compile(rb"[ \t>]*<!--\s*papersync:\s*ignore\b(?:(?!-->).){0,2000}-->[ \t]*", re.IGNORECASE)
_ATTACHED: Final = (BlockKind.LIST, BlockKind.QUOTE, BlockKind.CODE, BlockKind.TABLE)
_NAMING: Final = (BlockKind.ITEM, BlockKind.ROW, BlockKind.PARAGRAPH)
_UNTOLD: Final = "it cannot be told where it begins and ends"


class Form(Enum):
    """What an entry is in its list, in a person's words."""

    HEADED = "an entry with a heading of its own"
    BLOCK = "a paragraph"
    ITEM = "a list item"
    ROW = "a table row"
    TAG = "a row of raw HTML"


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry with what goes when it goes.

    ``own`` are whole lines, the ending of the last included; of raw HTML that shares its lines with other things
    (``inline``) the element alone. Entries of one ``form`` with the same ``kin`` may stand one behind the other: for a
    list item that are its depth, its indentation and its marker, for a row the number of its table's columns.
    ``home`` is the table of a row, the list of an item. ``quoted`` says that it stands in a quote, where a line of
    nothing but quote marks is blank.
    """

    entry: Entry
    form: Form
    own: Span
    kin: tuple[object, ...] = ()
    home: Block | None = None
    inline: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Inseparable:
    """Why an entry cannot be taken from where it stands, as the end of a sentence."""

    why: str


class Standings:
    """Tells how entries stand in one document; with ``apart`` no more of it is read than that takes, with ``near`` even
    less.
    """

    def __init__(self, document: Document, reading: Reading, *, apart: bool = False, near: bool = False) -> None:
        self.document = document
        self.blocks = PartBlocks(document, apart=apart or near, near=reading.references if near else None)
        self._source = document.source
        self._hunks = Hunks(document)
        self.reading = reading

    @property
    def references(self) -> Sequence[Reference]:
        """All references of the document, in order."""
        return self.reading.references

    def of(self, entry: Entry) -> Standing | Inseparable:
        """Where an entry of any layout begins and ends, with all that a person wrote in it."""
        if (headed := self._headed(entry)) is not None:
            return headed
        path = self.blocks.path_to(entry.head)
        if path and path[-1].kind is BlockKind.HTML:
            return self._element(entry, path[-1])
        at = next((n for n, each in enumerate(path) if each.span == entry.head and each.kind in _NAMING), None)
        if at is None:
            return Inseparable(_UNTOLD)
        path = path[: at + 1]
        if any(block.kind is BlockKind.FOOTNOTE for block in path):
            return Inseparable("it stands in a footnote")
        if path[-1].kind is BlockKind.ROW:
            return self._row(entry, path)
        return self._block(entry, path)

    def family(self, entries: Sequence[Entry], like: Standing) -> list[Standing]:
        """Those of the entries, in order, behind which such a one may stand."""
        found = (self.of(each) for each in entries)
        return [
            each
            for each in found
            if isinstance(each, Standing) and (each.form, each.kin, each.inline) == (like.form, like.kin, like.inline)
        ]

    def _headed(self, entry: Entry) -> Standing | Inseparable | None:
        """An entry that begins with a heading; None for others."""
        document = self.document
        heading = heading_at(document, entry.span.start)
        if entry.is_headed:
            span = entry_lines(document, entry)
        elif heading is not None:
            extent = Extents(document).of(heading, ())
            span = Span(entry.span.start, max(extent.span.end, entry.span.end))
        else:
            return None
        entries = self.reading.entries
        at = bisect_right(entries, entry.span.start, key=lambda each: each.span.start)
        if at < len(entries) and entries[at].is_headed:
            # What stands above the next heading for its sake stays with that.
            span = Span(span.start, max(min(span.end, entry_lines(document, entries[at]).start), entry.head.end))
        return self._lined(entry, Form.HEADED, span)

    def _row(self, entry: Entry, path: Sequence[Block]) -> Standing | Inseparable:
        table, row = path[-2], path[-1]
        if row is table.children[0]:
            return Inseparable("it stands in the heading of a table")
        prefix, depth = self._prefix(row.span.start), depth_of(path)
        kin = (len(table.children[0].children), depth, prefix if depth else prefix.strip(b" \t"))
        return self._lined(entry, Form.ROW, row.span, kin, home=table)

    def _element(self, entry: Entry, block: Block) -> Standing | Inseparable:
        element = element_at(self._source, entry.head.start, block.span)
        if element is None or not all(element.span.contains(each.span) for each in entry.references):
            return Inseparable("the row of raw HTML in which it stands is not closed, or holds others")
        if element.is_heading:
            return Inseparable("it stands in the heading of a table")
        lines, span = self.document.lines, element.span
        first, last = lines.span(lines.line_of(span.start)), lines.span(lines.line_of(span.end))
        alone = not (self._source[first.start : span.start] + self._source[span.end : last.end]).strip()
        kin = (element.name, element.cells)
        if alone:
            return self._lined(entry, Form.TAG, span, kin)
        return Standing(entry, Form.TAG, span, kin, inline=True)

    def _block(self, entry: Entry, path: Sequence[Block]) -> Standing | Inseparable:
        """A list item or a paragraph; ``path`` leads to the one that names the paper."""
        if entry.span.start >= path[-1].span.start:
            first, last = path, path[-1]
        else:
            # Its title stands above: in an item around it, in a paragraph, in the last item of the list before.
            first = title_path(self.blocks.path_to(Span(entry.span.start, entry.span.start + 1)))
            last = next((each for each in path if each not in first), path[-1])
        if not first:
            return Inseparable("its title is a heading inside something else")
        block, depth = first[-1], depth_of(first)
        end = max(block.span.end, last.span.end)
        if block.kind is BlockKind.ITEM:
            if block in path:
                end = block.span.end
            # One whose paper is named below it is a list of its own, as are those beside it.
            home = first[-2] if block.span.contains(entry.head) else None
            return self._item(entry, Span(block.span.start, end), depth, home)
        siblings: Sequence[Block] = path[path.index(last) - 1].children if last is not path[0] else ()
        end = self._attached(entry, siblings or self.blocks.at(last.span.start), last)
        prefix = self._prefix(block.span.start)
        kin = (depth, prefix if depth else prefix.strip(b" \t"))
        return self._lined(entry, Form.BLOCK, Span(block.span.start, end), kin)

    def _item(self, entry: Entry, span: Span, depth: int, home: Block | None) -> Standing | Inseparable:
        prefix = self._prefix(span.start)
        line = self.document.lines.span(self.document.lines.line_of(span.start))
        marker = _MARKER.match(self._source, line.start + len(prefix))
        if marker is None or line.start + len(prefix) < span.start:
            return Inseparable("it shares its first line with other text")
        kin = (depth, prefix.removeprefix(_BOM), marker[2])
        return self._lined(entry, Form.ITEM, span, kin, home)

    def _attached(self, entry: Entry, siblings: Sequence[Block], last: Block) -> int:
        """The end of the blocks that belong to a paragraph: a quote below it, and what follows without a blank line."""
        lines, end = self.document.lines, last.span.end
        at = bisect_right(siblings, last.span.start, key=_start)
        for number, block in enumerate(siblings[at:]):
            near = lines.line_of(block.span.start) == lines.line_of(end) + 1
            quoted = number == 0 and block.kind is BlockKind.QUOTE
            if block.kind not in _ATTACHED or not (near or quoted) or self._lists_others(entry, block):
                break
            end = block.span.end
        return max(end, entry.span.end)

    def _lists_others(self, entry: Entry, block: Block) -> bool:
        """Whether other papers are listed in a block, or stand in it other than in a quote."""
        if any(each is not entry for each in _inside(self.reading.entries, block.span)):
            return True
        references = self.reading.references
        low = bisect_left(references, block.span.start, key=lambda each: each.span.start)
        high = bisect_left(references, block.span.end, low, key=lambda each: each.span.start)
        named = {each.id.latest for each in references[low:high] if each.id is not None}
        return block.kind is not BlockKind.QUOTE and not named <= set(entry.ids)

    def _prefix(self, offset: int) -> bytes:
        """What stands on the line before a block that begins at or behind this byte's line's first."""
        line = self.document.lines.content(self.document.lines.line_of(offset))
        match = _PREFIX.match(self._source, line.start, line.end)
        return match[0] if match is not None else b""

    def _lined(
        self, entry: Entry, form: Form, span: Span, kin: tuple[object, ...] = (), home: Block | None = None
    ) -> Standing | Inseparable:
        """The whole lines of a span, blank ones at its end left out, with a comment above that speaks of it."""
        lines = self.document.lines
        first = lines.line_of(span.start)
        prefix = self._source[lines.span(first).start : span.start]
        if not _PREFIX.fullmatch(prefix):
            return Inseparable("it shares its first line with other text")
        end = end_of_lines(self.document, span, quoted=b">" in prefix)
        if form in (Form.ITEM, Form.BLOCK):
            while first > 1 and _IGNORE.fullmatch(lines.content(first - 1).of(self._source)):
                first -= 1
        start = lines.span(first).start
        own = Span(start + len(_BOM) * (start == 0 and self._source.startswith(_BOM)), end)
        if entry.cut or self._hunks.is_off(own):
            return Inseparable("papersync is switched off for a part of it")
        return Standing(entry, form, own, kin, home, quoted=b">" in prefix)


def _inside(entries: Sequence[Entry], span: Span) -> Sequence[Entry]:
    low = bisect_left(entries, span.start, key=lambda each: each.span.start)
    return entries[low : bisect_left(entries, span.end, low, key=lambda each: each.span.start)]


def _start(block: Block) -> int:
    return block.span.start

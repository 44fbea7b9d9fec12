"""For the tests of what is read at once: the entries of a text with the readers of plain blocks and without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from papersync.entries.anchors import Anchor, Anchors
from papersync.entries.columns import Columns
from papersync.entries.describing import entries_in
from papersync.entries.entry import Entry
from papersync.entries.hunks import Hunks
from papersync.entries.passages import Passage
from papersync.entries.plain_blocks import PlainBlocks
from papersync.entries.plain_items import PlainItems
from papersync.entries.plain_paragraphs import PlainParagraphs
from papersync.entries.plain_rows import PlainRows
from papersync.entries.rereading import Rereader
from papersync.entries.walking import Walk
from papersync.markdown.model import Block, Document
from papersync.markdown.parse import parse_document
from papersync.references import find_references


class _NoRows(PlainRows):
    def entry(self, row: Block, columns: Columns, anchors: Sequence[Anchor]) -> Entry | None:
        return None


class _NoItems(PlainItems):
    def entry(self, item: Block, anchors: Sequence[Anchor]) -> Entry | None:
        return None


class _NoParagraphs(PlainParagraphs):
    def entry(self, blocks: Sequence[Block], index: int, anchors: Sequence[Anchor]) -> Entry | None:
        return None


def read_at_once(source: str) -> int:
    """How many entries of the text are read at once; that all are what the layouts say is asserted."""
    found, count = _walked(source, at_once=True)
    told, none = _walked(source, at_once=False)
    assert none == 0
    assert found == told
    for one, other in zip(found, told, strict=True):
        for slot in ("title", "authors", "date", "abstract"):
            mine, theirs = getattr(one, slot), getattr(other, slot)
            assert (mine and mine.inlines) == (theirs and theirs.inlines)
    return count


def _walked(source: str, *, at_once: bool) -> tuple[list[Entry], int]:
    document = parse_document(source.encode())
    anchors, hunks, reader = Anchors(document, find_references(document)), Hunks(document), Rereader(document)
    known = document.source, hunks, reader
    plain = PlainBlocks.of(*known) if at_once else PlainBlocks(_NoRows(*known), _NoItems(*known), _NoParagraphs(*known))
    found: list[Entry] = []
    count = 0
    for each in _passages(document, Walk(document, anchors, plain), anchors, at_once=at_once):
        if isinstance(each, Entry):
            count += 1
            found.append(each)
        elif not hunks.is_off(each.span):
            found += entries_in(each, hunks, reader)
    return found, count


def _passages(document: Document, walk: Walk, anchors: Anchors, *, at_once: bool) -> Iterator[Passage | Entry]:
    """Those of the whole document; at once long tables have no rows at first."""
    if not at_once:
        yield from walk.passages(document.blocks, anchors)
        return
    for part in document.parts:
        outline = document.outline_in(part)
        yield from walk.passages(outline.blocks, anchors, outline.tables)

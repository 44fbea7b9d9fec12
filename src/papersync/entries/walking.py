"""From the blocks of a document to the passages in which references stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from papersync.entries.anchors import Anchor, Anchors
from papersync.entries.columns import Columns, columns_of, columns_of_long
from papersync.entries.contexts import LONGEST_ABOVE, NOTHING, Contexts
from papersync.entries.entry import Entry
from papersync.entries.html_rows import html_passages
from papersync.entries.list_habit import ListHabit
from papersync.entries.passages import Context, Passage, Shape, with_references
from papersync.entries.pieces import Piece, PieceKind, cut
from papersync.entries.plain_blocks import PlainBlocks
from papersync.markdown.model import Block, BlockKind, Document, Inline, InlineKind
from papersync.markdown.sources import Table
from papersync.references.model import Reference
from papersync.text import Span

_CONTAINERS: Final = (BlockKind.QUOTE, BlockKind.FOOTNOTE)
# A block that names more papers is a text, or was made to take our time.
_MOST_REFERENCES: Final = 1000
_NONE: Final[Mapping[int, Table]] = MappingProxyType({})


# Whether nobody needs the entry of a row of a long table, told by its reference, its title and its authors.
IsSettled = Callable[[Reference, str, str], bool]


def nothing_is_settled(_reference: Reference, _title: str, _authors: str) -> bool:
    """Every entry is needed."""
    return False


class Walk:
    """Finds passages that name papers. Of blocks that are plain it has the entries at once."""

    def __init__(
        self, document: Document, anchors: Anchors, plain: PlainBlocks, is_settled: IsSettled = nothing_is_settled
    ) -> None:
        self._document = document
        self._source = document.source
        self._anchors = anchors
        self._plain = plain
        self._is_settled = is_settled
        self._contexts = Contexts(document, anchors)

    def passages(
        self, blocks: Sequence[Block], only: Anchors, tables: Mapping[int, Table] = _NONE
    ) -> Iterator[Passage | Entry]:
        """The passages in blocks that follow on each other, in order, where one of these anchors stands; ``tables`` are
        those of the blocks that have no rows yet.
        """
        for index, block in enumerate(blocks):
            if not any(only.holds(each.span) for each in _beside(blocks, index)):
                continue
            match block.kind:
                case BlockKind.LIST:
                    above = self._contexts.above_list(blocks, index)
                    # Items below one title are about one paper: a later one may go on with the first.
                    yield from self._list(block, above, self._anchors if above.above else only)
                case BlockKind.TABLE if block.span.start in tables:
                    yield from self._long_table(tables[block.span.start], only)
                case BlockKind.TABLE:
                    yield from self._table(block, only)
                case BlockKind.PARAGRAPH:
                    entry = self._plain.paragraphs.entry(blocks, index, self._anchors.within(block.span))
                    if (found := entry or self._paragraph(blocks, index)) is not None:
                        yield found
                case BlockKind.HTML:
                    references = [anchor.reference for anchor in self._anchors.within(block.span)]
                    yield from html_passages(self._document, block.span, references)
                case kind if kind in _CONTAINERS:
                    is_alone = len(_beside(blocks, index)) == 1
                    yield from self.passages(block.children, only if is_alone else self._anchors)
                case _:
                    pass

    def _paragraph(self, blocks: Sequence[Block], index: int) -> Passage | None:
        block = blocks[index]
        item = self._item_above(blocks, index)
        if item is None:
            around = self._contexts.around_paragraph(blocks, index)
            return self._passage(block.span, Shape.PARAGRAPH, block.inlines, around)
        passage = self._passage(block.span, Shape.ITEM, _joined((item.children[0], block)), NOTHING)
        return None if passage is None else passage._replace(item=item.span)

    def _item_above(self, blocks: Sequence[Block], index: int) -> Block | None:
        """The item that a paragraph was meant to stand in, below words that name no paper: three blanks before it go
        on with `9. `, and are too few for `10. `.
        """
        above = blocks[index - 1] if index else None
        if above is None or above.kind is not BlockKind.LIST or not above.children:
            return None
        item = above.children[-1]
        is_leaf = len(item.children) == 1 and item.children[0].kind is BlockKind.PARAGRAPH
        if not is_leaf or not item.children[0].inlines or self._anchors.holds(item.span):
            return None
        return item if self._column(blocks[index].span.start) > self._column(item.span.start) else None

    def _column(self, offset: int) -> int:
        return offset - self._document.lines.span(self._document.lines.line_of(offset)).start

    def _list(self, block: Block, above: Context, only: Anchors) -> Iterator[Passage | Entry]:
        above = above._replace(habit=ListHabit(block.children))
        for item in block.children:
            if not only.holds(item.span):
                continue
            entry = self._plain.items.entry(item, self._anchors.within(item.span))
            if entry is not None:
                yield entry
            else:
                yield from self._item(item, above)

    def _item(self, item: Block, above: Context) -> Iterator[Passage | Entry]:
        """All that an item holds: a nested one may end the entry that it stands in."""
        own = [child for child in item.children if child.kind is BlockKind.PARAGRAPH]
        inlines = _joined(own)
        nested = tuple(child for child in item.children if child.kind is not BlockKind.PARAGRAPH)
        named = any(self._anchors.holds(paragraph.span) for paragraph in own)
        if named:
            context = above._replace(below=nested)
            passage = self._passage(item.span, Shape.ITEM, inlines, context)
            if passage is not None:
                yield passage
        for child in nested:
            if child.kind is not BlockKind.LIST:
                yield from self.passages((child,), self._anchors)
            elif self._anchors.holds(child.span):
                heads = self._may_head(item, child, named=named)
                context = Context(cut(self._source, inlines), item.span) if heads else NOTHING
                yield from self._list(child, context, self._anchors)

    def _may_head(self, item: Block, child: Block, *, named: bool) -> bool:
        return (
            not named and child.span.start - item.span.start < LONGEST_ABOVE and self._anchors.is_one_paper(child.span)
        )

    def _table(self, table: Block, only: Anchors) -> Iterator[Passage | Entry]:
        columns: Columns | None = None
        for row in table.children:
            if only.holds(row.span):
                columns = columns or columns_of(table)
                entry = self._plain.rows.entry(row, columns, self._anchors.within(row.span))
                found = entry or self._row(row, columns)
                if found is not None:
                    yield found

    def _long_table(self, table: Table, only: Anchors) -> Iterator[Passage | Entry]:
        plain = self._plain.rows.of_table(table, columns := columns_of_long(table))
        behind = 0
        for anchor in only.within(table.span):
            if anchor.at < behind:
                continue
            line = table.line_of(anchor.at)
            behind = line.end
            anchors = self._anchors.within(line)
            cells = plain.cells(line, anchors)
            if cells is not None and self._is_settled(anchors[0].reference, *plain.title_and_authors(cells)):
                continue
            found: Passage | Entry | None = None
            if cells is not None:
                found = plain.entry(line, cells, anchors[0].reference)
            if found is None and (row := table.row(line)) is not None:
                found = self._plain.rows.entry(row, columns, anchors) or self._row(row, columns)
            if found is not None:
                yield found

    def _row(self, row: Block, columns: Columns) -> Passage | None:
        pieces: list[Piece] = []
        cells: list[int] = []
        for cell in row.children:
            cells.append(len(pieces))
            pieces += cut(self._source, cell.inlines)
        passage = self._marked(row.span, Shape.ROW, pieces, NOTHING)
        if passage is None:
            return None
        found = passage.pieces
        same = len(found) == len(pieces)
        starts = tuple(cells) if same else tuple(_moved(cell, pieces, found) for cell in cells)
        return passage._replace(cells=starts, columns=columns)

    def _passage(self, span: Span, shape: Shape, inlines: Sequence[Inline], context: Context) -> Passage | None:
        return self._marked(span, shape, cut(self._source, inlines), context)

    def _marked(self, span: Span, shape: Shape, cut_pieces: Sequence[Piece], context: Context) -> Passage | None:
        """The passage of these pieces; None if none of them is a reference."""
        anchors = self._anchors.within(span)
        if len(anchors) > _MOST_REFERENCES:
            return None
        pieces = with_references(cut_pieces, [anchor.reference for anchor in anchors])
        marks: list[tuple[int, Reference]] = []
        for index, piece in enumerate(pieces):
            if piece.kind in (PieceKind.LINK, PieceKind.IMAGE):
                covered = piece.link.span if piece.link is not None else piece.span
                first = bisect_left(anchors, covered.start, key=_at)
                for anchor in anchors[first:]:
                    if anchor.at >= covered.end:
                        break
                    marks.append((index, anchor.reference))
        if not marks:
            return None
        return Passage(self._document, shape, span, pieces, tuple(marks), context)


def _beside(blocks: Sequence[Block], index: int) -> Sequence[Block]:
    """A block, with the quote that belongs to a paragraph, or the paragraph that a quote belongs to: of two entries in
    them one may end the other.
    """
    kinds = [block.kind for block in blocks[index : index + 2]]
    if kinds == [BlockKind.PARAGRAPH, BlockKind.QUOTE]:
        return blocks[index : index + 2]
    if kinds[0] is BlockKind.QUOTE and index and blocks[index - 1].kind is BlockKind.PARAGRAPH:
        return blocks[index - 1 : index + 1]
    return blocks[index : index + 1]


def _joined(paragraphs: Sequence[Block]) -> list[Inline]:
    """Their runs, a hard break between each two."""
    inlines: list[Inline] = []
    for paragraph in paragraphs:
        if inlines and paragraph.inlines:
            gap = Span(inlines[-1].span.end, paragraph.inlines[0].span.start)
            inlines.append(Inline(InlineKind.HARD_BREAK, "\n", gap, verbatim=False))
        inlines += paragraph.inlines
    return inlines


def _moved(cell: int, before: Sequence[Piece], behind: Sequence[Piece]) -> int:
    """Where the cell begins among pieces that were cut further."""
    if cell >= len(before):
        return len(behind)
    start = before[cell].span.start
    return next((index for index, piece in enumerate(behind) if piece.span.start >= start), len(behind))


def _at(anchor: Anchor) -> int:
    return anchor.at

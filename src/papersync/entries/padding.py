"""Cells of a table that stay as wide as they are padded to be, whatever is written into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from papersync.entries.part_blocks import PartBlocks
from papersync.entries.wrapping import columns
from papersync.markdown.model import Block, BlockKind, Document
from papersync.text import Edit, Span, apply_edits
from papersync.text.patterns import late_pattern

_PIPE: Final = late_pattern(r"(?<!\\)\|")


def padding_edits(document: Document, row: Span, edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits that make the blanks behind a cell's words fewer or more, as these edits make the words longer or
    shorter.

    A cell is padded if several blanks stand behind its words, or if it is as wide as the heading of its column and the
    line below that. One blank always stays. A row that is no table's has none.
    """
    path = PartBlocks(document, apart=False).path_to(row)
    if len(path) < 2 or path[-1].kind is not BlockKind.ROW or path[-1].span != row:
        return
    table, source = path[-2], document.source
    for number, cell in enumerate(path[-1].children):
        inside = [edit for edit in edits if cell.span.contains(edit.span)]
        blanks = _blanks_behind(source, cell)
        if not inside or not blanks or not (blanks > 1 or _is_aligned(document, table, row, number)):
            continue
        before = cell.span.of(source)
        moved = [Edit(Span(*(at - cell.span.start for at in edit.span)), edit.replacement) for edit in inside]
        wide = max(1, blanks - _columns(apply_edits(before, moved)) + _columns(before))
        if wide != blanks:
            yield Edit(Span(cell.span.end, cell.span.end + blanks), b" " * wide)


def cells_of_line(line: str) -> list[str]:
    """What stands between the pipes of a line that begins and ends with one; nothing for others."""
    starts = [match.end() for match in _PIPE.finditer(line)]
    is_closed = bool(starts) and starts[0] == 1 and starts[-1] == len(line)
    return [line[start : behind - 1] for start, behind in pairwise(starts)] if is_closed else []


def _blanks_behind(source: bytes, cell: Block) -> int:
    """How many blanks stand between a cell's words and the pipe that ends it; 0 where it has no words or no pipe."""
    end = cell.span.end
    while source[end : end + 1] == b" ":
        end += 1
    return end - cell.span.end if cell.span.of(source).strip() and source[end : end + 1] == b"|" else 0


def _is_aligned(document: Document, table: Block, row: Span, number: int) -> bool:
    """Whether a cell is as wide as those of its column in the two lines that begin the table."""
    first = document.lines.line_of(table.children[0].span.start)
    widths = set()
    for line in (first, first + 1, document.lines.line_of(row.start)):
        text = document.lines.content(line).of(document.source).decode("utf-8", "replace")
        cells = cells_of_line(text.strip(" \t>\ufeff"))
        widths.add(columns(cells[number]) if number < len(cells) else -line)
    return len(widths) == 1


def _columns(text: bytes) -> int:
    return columns(text.decode("utf-8", "replace"))

"""Whether one entry, edited, reads as the paper's when it stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from papersync.entries.entry import Entry
from papersync.entries.reading import read_entries
from papersync.markdown.model import Block, BlockKind, Document
from papersync.markdown.parse import parse_document
from papersync.papers import Paper
from papersync.references import find_references
from papersync.text import Edit, Span, apply_edits
from papersync.titles import Same


def reads_alone(
    document: Document, entry: Entry, edits: Sequence[Edit], paper: Paper, *, keep_case: bool = False
) -> bool:
    """Whether the entry's lines with these edits are one entry, of the same layout, with the paper and its title.

    ``keep_case`` says that the list's letter case is its own.
    """
    from papersync.titles.compare import compare_title  # noqa: PLC0415 - much to load for titles that are right

    lines = document.lines
    start = lines.span(lines.line_of(entry.span.start)).start
    moved = [Edit(Span(edit.span.start - start, edit.span.end - start), edit.replacement) for edit in edits]
    text = apply_edits(document.source[start : entry.span.end], moved)
    table = _table_of(document, entry) if entry.is_row else None
    if table is not None:
        first = lines.line_of(table.span.start)
        text = document.source[lines.span(first).start : lines.span(first + 1).end] + text
    alone = parse_document(text + b"\n")
    entries = read_entries(alone, find_references(alone)).entries
    if len(entries) != 1 or entries[0].ids != (paper.id,) or entries[0].layout != entry.layout:
        return False
    title = entries[0].title
    return title is not None and isinstance(compare_title(title.text, paper, keep_case=keep_case), Same)


def _table_of(document: Document, entry: Entry) -> Block | None:
    blocks = list(document.blocks)
    while blocks:
        block = blocks.pop()
        if block.span.contains(entry.head):
            if block.kind is BlockKind.TABLE:
                return block
            blocks = list(block.children)
    return None

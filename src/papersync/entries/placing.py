"""Where an entry goes, and how far one that begins with a heading reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from papersync.entries.entry import Entry
from papersync.entries.extent import is_lead, speaks_of_next
from papersync.entries.ordering import places_among
from papersync.entries.part_blocks import PartBlocks
from papersync.entries.sections import Section
from papersync.entries.wrapping import newline_of
from papersync.markdown.model import Block, BlockKind, Document
from papersync.text import Edit, Span

# `[Back to top](#contents)` at the end of a section: a reader sees a few words.
_LONGEST_WAY_BACK: Final = 40


@dataclass(frozen=True, slots=True)
class Headed:
    """A new entry with a heading of its own: its lines without an ending, and what orders it."""

    text: bytes
    title: str
    date: str


def insertions(
    document: Document,
    blocks: PartBlocks,
    section: Section,
    new: Sequence[Headed],
    *,
    blank_lines: int,
) -> list[Edit]:
    """The edits that write entries with headings into a section: after their neighbours, or into their order."""
    newline = newline_of(document).encode()
    gap = newline * (blank_lines + 1)
    neighbours = [entry for entry in section.entries if entry.is_headed]
    edits: list[Edit] = []
    for place, each in places_among(neighbours, new, lambda each: (each.title, each.date)):
        if place == 0 and neighbours:
            start = entry_lines(document, neighbours[0]).start
            edits.append(Edit(Span(start, start), each.text + gap))
        elif neighbours:
            at = _content_end(document, neighbours[place - 1].span.end)
            edits.append(Edit(Span(at, at), gap + each.text))
        else:
            at = _content_end(document, end_of_body(document, blocks, section))
            edits.append(Edit(Span(at, at), (gap if edits else newline * 2) + each.text))
    return joined(edits)


def joined(edits: Sequence[Edit]) -> list[Edit]:
    """The insertions with those at the same place made one, in their order."""
    texts: dict[Span, bytes] = {}
    for edit in edits:
        texts[edit.span] = texts.get(edit.span, b"") + edit.replacement
    return [Edit(span, text) for span, text in texts.items()]


def entry_lines(document: Document, entry: Entry) -> Span:
    """The whole lines of an entry, the last line's ending left out: what moves.

    Anchors and comments above it go along, those directly below another text stay with that.
    """
    line = document.lines.line_of(entry.span.start)
    first = _lead_above(document, line)
    if first > 1 and not _text(document, first - 1).strip():
        higher = _lead_above(document, first - 1)
        if higher < first - 1 and (higher == 1 or not _text(document, higher - 1).strip()):
            first = higher
    return Span(document.lines.span(first).start, _content_end(document, entry.span.end))


def _lead_above(document: Document, line: int) -> int:
    """The first of the lines directly above this one that are anchors or comments; the line itself if none is."""
    while line > 1 and (text := _text(document, line - 1)).strip() and is_lead(text) and not _is_switch(text):
        line -= 1
    return line


def _text(document: Document, line: int) -> bytes:
    return document.lines.content(line).of(document.source)


def _is_switch(text: bytes) -> bool:
    """Whether a comment switches papersync on or off: it ends what stands above, and stays."""
    return re.search(rb"papersync:\s*o(?:n|ff)\b", text, re.IGNORECASE) is not None


def _content_end(document: Document, offset: int) -> int:
    return document.lines.content(document.lines.line_of(offset)).end


def end_of_body(document: Document, blocks: PartBlocks, section: Section) -> int:
    """The end of what stands under the section's heading, without blank lines, rules, links back to the top, and
    anchors of what comes next.
    """
    last = last_of_body(document, blocks, section)
    return last.span.end if last is not None else section.heading.block.span.end


def last_of_body(document: Document, blocks: PartBlocks, section: Section) -> Block | None:
    """The block at whose end that is; None if only the heading is there."""
    inside = list(blocks.within(section.body))
    off = next((region.start for region in document.off if section.body.start <= region.start < section.body.end), None)
    if off is not None:
        inside = [block for block in inside if block.span.end <= off]
    while inside and (inside[-1].kind is BlockKind.RULE or _leads_back(document, inside[-1])):
        inside.pop()
    # A comment that is all there is may say where to write.
    is_last = section.body.end >= len(document.source)
    while inside and not is_last and speaks_of_next(document.source, inside[-1]):
        if len(inside) == 1 and b"<!--" in inside[-1].span.of(document.source):
            break
        inside.pop()
    return inside[-1] if inside else None


def _leads_back(document: Document, block: Block) -> bool:
    """Whether a block is nothing but a short link within the page."""
    links = document.links_in(block.span) if block.kind in (BlockKind.PARAGRAPH, BlockKind.HTML) else []
    shown = re.sub(rb"<[^<>]{0,500}>|\]\([^()]{0,500}\)", b"", block.span.of(document.source)).strip()
    return bool(links) and all(link.url.startswith("#") for link in links) and len(shown) <= _LONGEST_WAY_BACK

"""Where an entry goes, and how far one that begins with a heading reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papersync.entries.entry import Entry
from papersync.entries.extent import is_lead
from papersync.entries.learning_dates import sort_key
from papersync.entries.sections import Section
from papersync.entries.wrapping import newline_of
from papersync.markdown.model import BlockKind, Document
from papersync.text import Edit, Span

# Fewer entries than this show no order (design, section 4).
FEWEST_IN_ORDER = 6


def insertion(document: Document, section: Section, text: bytes, *, blank_lines: int, title: str, date: str) -> Edit:
    """The edit that writes ``text`` (no line ending at its end) into a section: after its neighbours, or into their
    order.
    """
    newline = newline_of(document).encode()
    gap = newline * (blank_lines + 1)
    neighbours = [entry for entry in section.entries if entry.is_headed]
    place = place_among(neighbours, title, date)
    if place == 0 and neighbours:
        start = entry_lines(document, neighbours[0]).start
        return Edit(Span(start, start), text + gap)
    if neighbours:
        at = _content_end(document, neighbours[place - 1].span.end)
        return Edit(Span(at, at), gap + text)
    at = _content_end(document, end_of_body(document, section))
    return Edit(Span(at, at), newline * 2 + text)


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


def end_of_body(document: Document, section: Section) -> int:
    """The end of what stands under the section's heading, blank lines left out."""
    inside = [block for block in document.blocks if section.body.contains(block.span)]
    off = next((region.start for region in document.off if section.body.start <= region.start < section.body.end), None)
    if off is not None:
        inside = [block for block in inside if block.span.end <= off]
    while inside and inside[-1].kind is BlockKind.RULE:
        inside.pop()
    return inside[-1].span.end if inside else section.heading.block.span.end


def place_among(entries: Sequence[Entry], title: str, date: str) -> int:
    """Behind how many entries another one goes: in their order if at least six are all in one, else behind all.

    One that lacks what they are in the order of goes behind all.
    """
    if len(entries) >= FEWEST_IN_ORDER:
        written = [entry.date.text.strip() if entry.date is not None else "" for entry in entries]
        dates = [sort_key(text) or text for text in written]
        if all(dates) and date and dates == sorted(dates):
            return sum(other <= date for other in dates)
        if all(dates) and date and dates == sorted(dates, reverse=True):
            return sum(other >= date for other in dates)
        titles = [entry.title.text.casefold() if entry.title is not None else "" for entry in entries]
        if all(titles) and title and titles == sorted(titles):
            return sum(other <= title.casefold() for other in titles)
    return len(entries)

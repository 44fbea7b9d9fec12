"""Where an entry goes and what is taken away with it: whole lines, and the blank lines between entries."""

from __future__ import annotations

from collections.abc import Sequence

from papersync.entries.entry import Entry
from papersync.entries.sections import Section
from papersync.entries.wrapping import newline_of
from papersync.markdown.model import Block, BlockKind, Document
from papersync.text import Edit, Span

# Fewer entries than this show no order (design, section 4).
FEWEST_IN_ORDER = 6


def insertion(document: Document, section: Section, text: bytes, *, blank_lines: int, title: str, date: str) -> Edit:
    """The edit that writes ``text`` (no line ending at its end) into a section: after its neighbours, or into their
    order.
    """
    newline = newline_of(document).encode()
    gap = newline * (blank_lines + 1)
    following = _following(section.entries, title, date)
    if following is not None:
        start = document.lines.span(document.lines.line_of(following.span.start)).start
        return Edit(Span(start, start), text + gap)
    if section.entries:
        at = _content_end(document, section.entries[-1].span.end)
        return Edit(Span(at, at), gap + text)
    at = _content_end(document, _end_of_body(document, section))
    return Edit(Span(at, at), newline * 2 + text)


def entry_lines(document: Document, entry: Entry) -> Span:
    """The whole lines of an entry, the last line's ending left out: what moves."""
    first = document.lines.span(document.lines.line_of(entry.span.start)).start
    return Span(first, _content_end(document, entry.span.end))


def removal(document: Document, entry: Entry) -> Edit:
    """The edit that takes an entry's lines away, with the blank lines below it, or above it at the end of the file."""
    start, end = entry_lines(document, entry)
    line, last = document.lines.line_of(end), len(document.lines)
    below = line + 1
    while below <= last and not document.lines.content(below).of(document.source).strip():
        below += 1
    if below <= last:
        return Edit(Span(start, document.lines.span(below).start), b"")
    above = document.lines.line_of(start) - 1
    while above >= 1 and not document.lines.content(above).of(document.source).strip():
        above -= 1
    return Edit(Span(document.lines.content(above).end if above >= 1 else 0, end), b"")


def _content_end(document: Document, offset: int) -> int:
    return document.lines.content(document.lines.line_of(offset)).end


def _end_of_body(document: Document, section: Section) -> int:
    """The end of what stands under the section's heading, blank lines left out."""
    inside: list[Block] = [block for block in document.blocks if section.body.contains(block.span)]
    while inside and inside[-1].kind is BlockKind.RULE:
        inside.pop()
    return inside[-1].span.end if inside else section.heading.block.span.end


def _following(entries: Sequence[Entry], title: str, date: str) -> Entry | None:
    """The entry before which a new one goes, if at least six are all in one order; None for the end."""
    if len(entries) < FEWEST_IN_ORDER:
        return None
    dates = [entry.date.text.strip() if entry.date is not None else "" for entry in entries]
    if all(dates):
        if dates == sorted(dates):
            return next((entry for entry, other in zip(entries, dates, strict=True) if other > date), None)
        if dates == sorted(dates, reverse=True):
            return next((entry for entry, other in zip(entries, dates, strict=True) if other < date), None)
    titles = [entry.title.text.casefold() if entry.title is not None else "" for entry in entries]
    if all(titles) and titles == sorted(titles):
        return next((entry for entry, other in zip(entries, titles, strict=True) if other > title.casefold()), None)
    return None

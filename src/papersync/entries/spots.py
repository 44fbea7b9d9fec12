"""Where in an entry a list puts authors or a date: learnt from one entry, found again in another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from papersync.entries.anatomy import BREAKING, MARK, SEPARATOR, closes, lexemes
from papersync.entries.entry import Entry
from papersync.entries.learning_authors import Byline
from papersync.entries.learning_dates import DateForm
from papersync.entries.learning_lines import Mark, marks_of
from papersync.entries.part_blocks import block_at
from papersync.entries.wrapping import newline_of
from papersync.markdown.model import Block, BlockKind, Document
from papersync.text import Edit, Span
from papersync.text.patterns import late_pattern

# What closes around a title or a link directly behind it, a final period or comma inside included.
_TAIL: Final = late_pattern(r"(?:[.,;。，]?(?:\*+|_+|[\"”»》」』\]\)）】}])+)?")
_BREAK: Final = re.compile(rb"[ \t]*(?:<br[ ]*/?>|\\?[ \t]*\Z)", re.IGNORECASE)
_INDENTATION: Final = late_pattern(r"(\r\n|\n|\r)([ \t]*)")
_ENCLOSING: Final = {"(": ")", "[": "]", "（": "）", "【": "】"}
_LONGEST_GAP: Final = 400


@dataclass(frozen=True, slots=True)
class Spot:
    """Behind ``anchor``, what closes around that, and ``lead``; before everything if ``anchor`` is empty.

    The field stands between ``opening`` and ``closing``, before ``trail`` if nothing leads to it. ``enclosing`` is a
    bracket that ``lead`` opens around it and what follows. ``own_line`` says that ``lead`` breaks the line; then
    ``column`` is that of the entry's words.
    """

    anchor: str
    lead: str = ""
    opening: str = ""
    closing: str = ""
    trail: str = ""
    enclosing: str = ""
    own_line: bool = False
    column: int = 0


class Written(NamedTuple):
    """A spot, and in what form the field stands there."""

    spot: Spot
    form: Byline | DateForm


def learn_spot(document: Document, entry: Entry, field: str) -> Written | None:
    """Where an entry shows a field, and how; None if it shows none, or if its own words lead to it."""
    within = _bounds(document, entry, field)
    if within is None:
        return None
    marks = [mark for mark in marks_of(document, entry) if within.contains(mark.span)]
    at = next((number for number, mark in enumerate(marks) if mark.name == field), None)
    if at is None:
        return None
    own, form = marks[at], marks[at].form
    if not isinstance(form, Byline | DateForm):
        return None
    before = next((mark for mark in reversed(marks[:at]) if mark.name), None)
    start = before.span.end if before is not None else within.start
    gap = document.source[start : own.span.start][-_LONGEST_GAP:].decode("utf-8", "replace")
    behind = document.source[own.span.end : min(_next(marks, at, within.end), own.span.end + _LONGEST_GAP)]
    spot = _spot(before.name if before is not None else "", gap, behind.decode("utf-8", "replace"))
    # A link to elsewhere between them is the entry's own, unless a line ends behind it.
    if spot is None or (not spot.own_line and any(not mark.name and mark.span.start >= start for mark in marks[:at])):
        return None
    return Written(replace(spot, column=_column(document, within.start) if spot.own_line else 0), form)


def insertion(document: Document, entry: Entry, spot: Spot, field: str, text: str) -> Edit | None:
    """The edit that writes ``text`` into another entry at that spot; None if it has no such place."""
    within = _bounds(document, entry, field)
    if within is None:
        return None
    source = document.source
    closing = spot.closing[1:] if spot.closing.startswith(".") and text.endswith(".") else spot.closing
    wrapped = spot.opening + text + closing
    if not spot.anchor:
        return Edit(Span(within.start, within.start), (wrapped + spot.trail).encode())
    anchor = next((mark for mark in marks_of(document, entry) if mark.name == spot.anchor), None)
    if anchor is None or not within.contains(anchor.span):
        return None
    at = behind_closing(source, anchor.span.end, within.end)
    if spot.own_line:
        at = end_of_line(document, at, within.end)
        lead = _indented(document, spot, _column(document, within.start))
    elif spot.enclosing:
        if source.startswith(spot.lead.encode(), at):
            at += len(spot.lead.encode())
            return Edit(Span(at, at), (wrapped + spot.trail).encode())
        lead, wrapped = spot.lead, wrapped + _ENCLOSING[spot.enclosing]
    else:
        lead = spot.lead
    return Edit(Span(at, at), (lead + wrapped + ("" if lead else spot.trail)).encode())


def behind_closing(source: bytes, at: int, end: int) -> int:
    """The place behind what closes around something that ends at ``at``."""
    text = source[at : min(end, at + _LONGEST_GAP)].decode("utf-8", "replace")
    closing = _TAIL.match(text)
    return at + len(closing[0].encode()) if closing is not None else at


def end_of_line(document: Document, at: int, end: int) -> int:
    """The end of the words on the line of ``at``: before what breaks the line."""
    line = document.lines.content(document.lines.line_of(at))
    rest = document.source[at : min(line.end, end)]
    breaking = _BREAK.search(rest)
    return at + breaking.start() if breaking is not None else at + len(rest)


def cell_at(document: Document, entry: Entry, offset: int) -> Block | None:
    """The cell of the entry's row that a byte stands in."""
    row = block_at(document, entry.head)
    if row is None or row.kind is not BlockKind.ROW:
        return None
    at = bisect_right(row.children, offset, key=lambda cell: cell.span.start) - 1
    return row.children[at] if at >= 0 and offset <= row.children[at].span.end else None


def words_of_entry(document: Document, entry: Entry) -> Span | None:
    """From the first of the entry's words, behind its marker, to the last; None if it is neither item nor paragraph."""
    block = block_at(document, entry.head)
    if block is None or block.kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH):
        return None
    leaf = block if block.kind is BlockKind.PARAGRAPH else next(iter(block.children), block)
    return leaf.span if leaf.kind is BlockKind.PARAGRAPH and leaf.inlines else None


def column_of_words(document: Document, entry: Entry) -> int:
    """How many bytes stand on the first line of the entry's words before them."""
    words = words_of_entry(document, entry)
    return 0 if words is None else _column(document, words.start)


def _bounds(document: Document, entry: Entry, field: str) -> Span | None:
    """The bytes among which the field goes: the cell of its title in a row, else the entry's words."""
    slot = {"authors": entry.authors, "date": entry.date}.get(field)
    if entry.title is None:
        return None
    if entry.is_row:
        cell = cell_at(document, entry, entry.title.span.start)
        bounds = cell.span if cell is not None else None
    else:
        bounds = words_of_entry(document, entry)
    if bounds is None or not bounds.contains(entry.title.span):
        return None
    return bounds if slot is None or bounds.contains(slot.span) else None


def _spot(anchor: str, gap: str, behind: str) -> Spot | None:
    """What stands between an anchor and a field taken apart; None if words stand there that are the entry's own."""
    before, after = lexemes(gap), lexemes(behind)
    opening, closing = "", ""
    if len(after) > 1 and after[0] == (SEPARATOR, ".") and after[1][0] == MARK:
        closing = after.pop(0)[1]
    while before and after and before[-1][0] == after[0][0] == MARK and closes(before[-1][1], after[0][1]):
        opening, closing = before.pop()[1] + opening, closing + after.pop(0)[1]
    closing = closing if opening else ""
    trail = ""
    while after and after[0][0] in (SEPARATOR, BREAKING):
        trail += after.pop(0)[1]
    words = "".join(text for _, text in before)
    tail = _TAIL.match(words) if anchor else None
    at = tail.end() if tail is not None else 0
    left = lexemes(words[at:])
    breaks = [number for number, (kind, _) in enumerate(left) if kind == BREAKING]
    left = left[breaks[-1] :] if breaks else left
    lead = "".join(text for _, text in left)
    enclosing = left[-1][1] if left and left[-1][1] in _ENCLOSING else ""
    plain = left[:-1] if enclosing else left
    if any(kind not in (SEPARATOR, BREAKING) for kind, _ in plain) or (not anchor and lead):
        return None
    return Spot(anchor, lead, opening, closing, "" if lead and not enclosing else trail, enclosing, bool(breaks))


def _indented(document: Document, spot: Spot, column: int) -> str:
    """The lead with the indentation of an entry whose words begin at ``column``."""

    def moved(match: re.Match[str]) -> str:
        deep = len(match[2]) + column - spot.column if match[2] else 0
        return newline_of(document) + " " * max(deep, 0)

    return _INDENTATION.sub(moved, spot.lead)


def _next(marks: Sequence[Mark], at: int, end: int) -> int:
    return marks[at + 1].span.start if at + 1 < len(marks) else end


def _column(document: Document, offset: int) -> int:
    return offset - document.lines.content(document.lines.line_of(offset)).start

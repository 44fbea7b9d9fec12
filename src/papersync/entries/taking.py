"""Taking an entry out of a list: what hinders it, and the edit that does it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from codecs import BOM_UTF8
from collections.abc import Sequence

from papersync.entries.around import is_blank
from papersync.entries.entry import Entry
from papersync.entries.reading import Reading
from papersync.entries.standing import Form, Inseparable, Standing, Standings
from papersync.markdown.model import Document
from papersync.text import Edit, Span


def separable(document: Document, reading: Reading, standings: Standings, entry: Entry) -> Standing | Inseparable:
    """How the entry stands, if it can be taken away without taking another paper's along."""
    if len(entry.ids) > 1:
        return Inseparable(f"its entry names several papers ({', '.join(map(str, entry.ids))})")
    if any(each.head == entry.head for each in _around(reading, entry.head) if each is not entry):
        return Inseparable("entries of other papers stand in the same bullet, row or paragraph")
    found = standings.of(entry)
    if isinstance(found, Inseparable):
        return found
    inside = (each for each in _around(reading, found.own) if each.span.start >= found.own.start)
    other = next((each for each in inside if each is not entry), None)
    if other is not None:
        line = document.lines.line_of(other.span.start)
        return Inseparable(f"the entry of another paper is nested in its own (line {line})")
    if found.form is Form.HEADED and (line := line_of_dependent(document, reading, found)):
        return Inseparable(f"other things stand under its heading (line {line})")
    return found


def _around(reading: Reading, span: Span) -> Sequence[Entry]:
    """The entries that begin in a span, and the one before: its title may stand above it."""
    first = bisect_right(reading.entries, span.start, key=_start) - 1
    return reading.entries[max(0, first) : bisect_left(reading.entries, span.end, key=_start)]


def removal(document: Document, own: Standing, family: Sequence[Standing]) -> Edit:
    """The edit that takes an entry's lines away, with the blank lines that parted it from those of its family.

    They are the ones above it; the ones below if it was the first. Where nothing would part what is left, they stay.
    """
    if own.inline:
        return Edit(own.own, b"")
    source, (start, end) = document.source, own.own
    first, last = _first_of_run(document, own), _last_of_run(document, own)
    behind_one = any(each.own.end == first for each in family)
    before_one = any(each.own.start == last for each in family)
    if last == len(source):
        # Nothing follows: the file ends as it did, with a final newline or without.
        ended = source.endswith((b"\n", b"\r"), 0, end)
        return Edit(Span(first if ended else _without_ending(source, first), end), b"")
    if (before_one and not behind_one) or start == 0 or (start == len(BOM_UTF8) and source.startswith(BOM_UTF8)):
        return Edit(Span(start, last), b"")
    headed = own.form is Form.HEADED and source.startswith(b"#", end)
    return Edit(Span(first if last > end or headed else start, end), b"")


def gap_between(document: Document, above: Standing, below: Standing) -> bytes | None:
    """The blank lines between two of a family; None if anything else stands there."""
    gap = document.source[above.own.end : below.own.start]
    return gap if above.own.end <= below.own.start and is_blank(gap, quoted=above.quoted) else None


def line_of_dependent(document: Document, reading: Reading, own: Standing) -> int:
    """The first line of what would come under another heading if this one went; 0 if nothing would.

    That are other papers, such as a list of them below the heading, and headings of a deeper level.
    """
    headings = document.headings
    first, behind = (bisect_left(headings, at, key=lambda each: each.block.span.start) for at in own.own)
    level = headings[first].level if first < behind else 0
    following = headings[behind] if behind < len(headings) else None
    end = following.block.span.start if following is not None else len(document.source)
    below = bisect_left(reading.references, own.own.end, key=lambda each: each.span.start)
    if below < len(reading.references) and (at := reading.references[below].span.start) < end:
        return document.lines.line_of(at)
    return document.lines.line_of(end) if following is not None and following.level > level else 0


def _first_of_run(document: Document, own: Standing) -> int:
    """Where the blank lines directly above the entry begin."""
    lines, line = document.lines, document.lines.line_of(own.own.start)
    while line > 1 and is_blank(lines.content(line - 1).of(document.source), quoted=own.quoted):
        line -= 1
    return lines.span(line).start if line < lines.line_of(own.own.start) else own.own.start


def _last_of_run(document: Document, own: Standing) -> int:
    """Where the blank lines directly below the entry end."""
    lines, line = document.lines, document.lines.line_of(own.own.end)
    if lines.span(line).start != own.own.end:
        return own.own.end
    while line <= len(lines) and is_blank(lines.content(line).of(document.source), quoted=own.quoted):
        line += 1
    return lines.span(line).start if line <= len(lines) else len(document.source)


def _without_ending(source: bytes, offset: int) -> int:
    """The place before the line ending that ends at a byte."""
    for ending in (b"\r\n", b"\n", b"\r"):
        if source.endswith(ending, 0, offset):
            return offset - len(ending)
    return offset


def _start(entry: Entry) -> int:
    return entry.span.start

"""Putting an entry into another section, byte for byte, behind those that are written as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from papersync.entries.around import end_of_lines, is_blank
from papersync.entries.ordering import place_among
from papersync.entries.part_blocks import PartBlocks
from papersync.entries.placing import end_of_body
from papersync.entries.reading import Reading
from papersync.entries.sections import Section
from papersync.entries.standing import Form, Inseparable, Standing, Standings
from papersync.entries.taking import gap_between, line_of_dependent
from papersync.entries.wrapping import newline_of
from papersync.markdown.model import Block, BlockKind, Document
from papersync.text import Edit, Span

# These stand directly below one another where nothing shows otherwise.
_TIGHT: Final = (Form.ITEM, Form.ROW, Form.TAG)


def placement(
    document: Document, reading: Reading, section: Section, own: Standing, family: Sequence[Standing]
) -> Edit | Inseparable:
    """The edit that writes the entry's own lines into a section once more: behind the last of its kind there, headings
    into their order if they have one.

    Between them stand as many blank lines as between those that are there; ``family`` are those of the section that it
    comes from, from which that is learnt otherwise. Where the section has no place of that kind, says so.
    """
    standings = Standings(document, reading)
    there = standings.family(section.entries, own)
    if own.form is Form.HEADED:
        # Not between a heading and the list of other papers under it.
        there = [each for each in there if not line_of_dependent(document, reading, each)]
    if own.form is Form.ROW and own.home is not None:
        there = of_one_table(there, own.home)
    if not there:
        offset = _place_without_company(document, standings.blocks, section, own)
        if isinstance(offset, Inseparable):
            return offset
        alone = own.form in (Form.ITEM, Form.BLOCK)
        gap = newline_of(document).encode() if alone else gap_of(document, (family,), own)
        return _behind(document, offset, own, gap)
    gap = gap_of(document, (there, family), own)
    place = _place(there, own)
    if place == 0:
        return Edit(Span(there[0].own.start, there[0].own.start), _text(document, own) + gap)
    above = there[place - 1]
    end = end_of_lines(document, last_of_company(above), quoted=above.quoted)
    return _behind(document, end if place == len(there) and above.home is not None else above.own.end, own, gap)


def _place(there: Sequence[Standing], own: Standing) -> int:
    """Behind how many of them: headings into the order they have, as new ones go. Bullets and rows show years, which
    are in order by chance.
    """
    if own.form is not Form.HEADED:
        return len(there)
    title = own.entry.title.text if own.entry.title is not None else ""
    date = own.entry.date.text.strip() if own.entry.date is not None else ""
    return place_among([each.entry for each in there], title, date)


def of_one_table(rows: Sequence[Standing], home: Block) -> list[Standing]:
    """The rows of the last table that has the headings of ``home``, or of the last one."""
    wanted = _headings(home)
    alike = [each for each in rows if each.home is not None and _headings(each.home) == wanted] or rows
    last = alike[-1].home if alike else None
    return [each for each in alike if each.home is not None and last is not None and each.home.span == last.span]


def _place_without_company(
    document: Document, blocks: PartBlocks, section: Section, own: Standing
) -> int | Inseparable:
    """Where an entry goes in a section that has none like it: behind all for a heading, or for a list item or a
    paragraph if the section is empty but for words; into a table for a row.
    """
    lines = document.lines
    if own.form is Form.HEADED or _may_stand_alone(blocks, section, own):
        return lines.span(lines.line_of(end_of_body(document, blocks, section))).end
    if own.form is not Form.ROW or own.home is None:
        return Inseparable(f"it is {own.form.value}, and the section has none like it to put it behind")
    wanted = _headings(own.home)
    tables = [each for each in blocks.within(section.body) if each.kind is BlockKind.TABLE]
    for table in reversed(tables):
        heading, rows = table.children[0], table.children[1:]
        if _headings(table) == wanted or (not rows and len(heading.children) == len(wanted)):
            # Below a heading stands the line of dashes.
            line = lines.line_of(rows[-1].span.start) if rows else lines.line_of(heading.span.start) + 1
            return lines.span(line).end
    return Inseparable(f"it is a row of a table of {len(wanted)} columns, and the section has no such table")


def _may_stand_alone(blocks: PartBlocks, section: Section, own: Standing) -> bool:
    """Whether a section has nothing but words, and the entry stands in no other item and in no quote."""
    outermost = own.form in (Form.ITEM, Form.BLOCK) and not own.quoted and own.kin[0] == int(own.form is Form.ITEM)
    if section.entries or not outermost or own.own.start == 0:
        return False
    return all(block.kind in (BlockKind.PARAGRAPH, BlockKind.RULE) for block in blocks.within(section.body))


def last_of_company(last: Standing) -> Span:
    """The last item or row that stands with the last entry of a list or a table: that one's own bytes, or those of one
    behind it that names no paper of arXiv's: a row, or an item that links elsewhere.
    """
    found = last.own
    for block in last.home.children if last.home is not None else ():
        if block.span.start >= last.own.end:
            if block.kind is BlockKind.ITEM and not _links_out(block):
                break
            found = block.span
    return found


def _links_out(item: Block) -> bool:
    texts = (child for child in item.children if child.kind is BlockKind.PARAGRAPH)
    links = (inline.link for text in texts for inline in text.inlines if inline.link is not None)
    return any("://" in link.url for link in links)


def _headings(table: Block) -> list[str]:
    return ["".join(inline.text for inline in cell.inlines).strip() for cell in table.children[0].children]


def gap_of(document: Document, families: Sequence[Sequence[Standing]], own: Standing) -> bytes:
    """What parts entries: as the last two of the first family are parted, else those of the next."""
    for family in families:
        if own.form is Form.ITEM and family and family[-1].home is not None:
            gaps = _gaps_in_list(document, family[-1])
        else:
            gaps = (gap_between(document, above, below) for above, below in reversed(list(pairwise(family))))
        for gap in gaps:
            if gap is not None and (gap or own.form is not Form.BLOCK):
                return gap
    if own.form in _TIGHT:
        return b""
    return b">" * own.quoted + newline_of(document).encode()


def _gaps_in_list(document: Document, last: Standing) -> Iterator[bytes | None]:
    """What stands between the items of a list, the last two first; None if that is more than blank lines."""
    items = last.home.children if last.home is not None else ()
    for above, below in reversed(list(pairwise(items))):
        start = end_of_lines(document, above.span, quoted=last.quoted)
        gap = document.source[start : document.lines.span(document.lines.line_of(below.span.start)).start]
        yield gap if is_blank(gap, quoted=last.quoted) else None


def _behind(document: Document, offset: int, own: Standing, gap: bytes) -> Edit:
    """The own text behind a line or an element that ends at ``offset``."""
    text = _text(document, own)
    return Edit(Span(offset, offset), gap + text) if own.inline else behind(document, offset, text, gap)


def behind(document: Document, offset: int, text: bytes, gap: bytes) -> Edit:
    """Whole lines behind a line that ends at ``offset``, parted by ``gap``."""
    if document.source[:offset].endswith((b"\n", b"\r")):
        return Edit(Span(offset, offset), gap + text)
    # The last line of a file without a final newline: it stays without one.
    newline = newline_of(document).encode()
    return Edit(Span(offset, offset), newline + gap + _without_ending(text))


def _text(document: Document, own: Standing) -> bytes:
    text = own.own.of(document.source)
    return text if own.inline or text.endswith((b"\n", b"\r")) else text + newline_of(document).encode()


def _without_ending(text: bytes) -> bytes:
    return text.removesuffix(b"\n").removesuffix(b"\r")

"""A record written as its neighbours are, and where it goes among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from papersync.entries.learning_authors import Byline
from papersync.entries.learning_dates import DateForm
from papersync.entries.manner import Manner, content_start
from papersync.entries.placing import end_of_body, place_among
from papersync.entries.putting import behind, gap_of, of_one_table
from papersync.entries.reading import WORDS_IN_TITLE
from papersync.entries.sections import Section
from papersync.entries.standing import Form, Standing, Standings
from papersync.entries.template import Atom, Kind, filled, holes, without
from papersync.entries.wrapping import newline_of
from papersync.identifiers import ArxivId
from papersync.markdown.escaping import Place, escape
from papersync.markdown.model import Document
from papersync.papers import Paper
from papersync.references.unnaming import unnamed
from papersync.text import Edit, Span

# A marker, the blanks behind it, a box to tick.
_MARKER: Final = re.compile(
    r"(?P<before>[ \t>]*)(?:(?P<bullet>[-+*])|(?P<number>\d{1,9})(?P<stop>[.)]))(?P<behind>[ \t]+)"
)
_LARGEST_NUMBER: Final = 999_999_999


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is written: the record, the identifier as it is linked, the URL with ``{id}``."""

    paper: Paper
    linked: ArxivId
    url: str


def insertion_like(document: Document, standings: Standings, section: Section, manner: Manner, wanted: Wanted) -> Edit:
    """The edit that writes a paper behind the last of its neighbours, or into their order if they have one."""
    newline = newline_of(document)
    there = standings.family(section.entries, manner.model)
    if manner.model.home is not None:
        there = of_one_table(there, manner.model.home)
    if not there:
        text = _text(document, manner, wanted, manner.model, step=None)
        at = document.lines.content(document.lines.line_of(end_of_body(document, section))).end
        return Edit(Span(at, at), (newline * 2 + text).encode())
    place = place_among([each.entry for each in there], wanted.paper.title, _sortable(manner, wanted.paper))
    gap = gap_of(document, (there,), manner.model)
    if place == 0:
        text = _text(document, manner, wanted, there[0], step=0)
        return Edit(Span(there[0].own.start, there[0].own.start), (text + newline).encode() + gap)
    step = _step(document, there[:place])
    text = _text(document, manner, wanted, there[place - 1], step=step)
    return behind(document, there[place - 1].own.end, (text + newline).encode(), gap)


def _sortable(manner: Manner, paper: Paper) -> str:
    """The date as exact as the neighbours have it; empty if they have none."""
    shown = (holes(cell).get("date") for cell in manner.cells)
    form = next((hole.form for hole in shown if hole is not None), None)
    return form.key(paper.published.date()) if isinstance(form, DateForm) else ""


def _text(document: Document, manner: Manner, wanted: Wanted, beside: Standing, *, step: int | None) -> str:
    """The entry's lines, without an ending, with the indentation and the marker of the one it stands beside.

    A number is by ``step`` greater than that one's, 1 where there is no ``step``.
    """
    cells = [_filled(cell, manner, wanted) for cell in manner.cells]
    if manner.model.form is Form.ROW:
        return _row(document, manner, cells, beside)
    start = content_start(document, beside)
    line = document.lines.content(document.lines.line_of(start))
    lead = document.source[line.start : start].decode("utf-8", "replace").removeprefix("\ufeff")
    match = _MARKER.match(lead)
    if match is None:
        return f"{lead if not lead.strip(' >') else ''}{cells[0]}"
    marker = match["bullet"] or _number(match, step)
    widened = len(marker) - len(match["bullet"] or match["number"] + match["stop"])
    text = cells[0]
    if widened > 0:
        text = re.sub(r"\n(?=[ \t]+\S)", "\n" + " " * widened, text)
    return f"{match['before']}{marker}{match['behind']}{text}"


def _number(match: re.Match[str], step: int | None) -> str:
    number = 1 if step is None else min(int(match["number"]) + step, _LARGEST_NUMBER)
    return f"{number}{match['stop']}"


def _step(document: Document, above: Sequence[Standing]) -> int:
    """By how much numbers grow: lists with nothing but `1.` are numbered by whoever shows them."""
    numbers: list[int] = []
    for each in above[-2:]:
        line = document.lines.content(document.lines.line_of(each.own.start))
        match = _MARKER.match(line.of(document.source).decode("utf-8", "replace"))
        numbers.append(int(match["number"]) if match is not None and match["number"] else 0)
    return 0 if len(numbers) == 2 and numbers[0] == numbers[1] else 1


def _row(document: Document, manner: Manner, cells: Sequence[str], beside: Standing) -> str:
    """The row with as many cells as the table's heading has, parted as those of the row beside it are."""
    home, source = beside.home or manner.model.home, document.source
    width = len(home.children[0].children) if home is not None else len(cells)
    line = document.lines.content(document.lines.line_of(beside.entry.head.start))
    row = line.of(source).decode("utf-8", "replace").removeprefix("\ufeff")
    lead = row[: len(row) - len(row.lstrip(" \t>"))]
    body = row[len(lead) :].rstrip()
    led = body.startswith("|")
    blank = " " if not led or body[1:2] == " " else ""
    shown = [cell or _at(manner.fillers, number) for number, cell in enumerate(cells[:width])]
    shown += [_at(manner.fillers, number) for number in range(len(shown), width)]
    if not led and shown[0] and shown[-1]:
        return lead + " | ".join(shown)
    return f"{lead}|" + "".join(f"{blank}{cell}{blank}|" if cell else f"{blank}|" for cell in shown)


def _at(fillers: Sequence[str], column: int) -> str:
    return fillers[column] if column < len(fillers) else ""


def _filled(cell: Sequence[Atom], manner: Manner, wanted: Wanted) -> str:
    """One cell with the paper's own words in its holes."""
    paper, in_cell = wanted.paper, manner.model.form is Form.ROW
    if not paper.authors:
        cell = without(cell, "authors")
    url = wanted.url.replace("{id}", str(wanted.linked))
    values = {"url": url}
    for name, hole in holes(cell).items():
        form = hole.form
        match form:
            case DateForm():
                values[name] = form.of(paper.published.date())
            case Byline():
                values[name] = form.of([_own_words(a.name, in_cell=in_cell) for a in paper.authors])
            case str():
                values[name] = form.replace("{id}", str(wanted.linked)).replace("{url}", url)
            case None if name == "title":
                values[name] = _title(paper.title, linked=hole.linked, in_cell=in_cell)
            case None:
                pass
    return filled(_unambiguous(cell, paper.title), values)


def _unambiguous(cell: Sequence[Atom], title: str) -> Sequence[Atom]:
    """The atoms, with curly quotation marks around a title that has straight ones of its own."""
    if '"' not in title:
        return cell
    return [
        Atom(atom.kind, "“" if atom.kind is Kind.OPEN else "”", atom.pair) if atom.text == '"' else atom
        for atom in cell
    ]


def _title(title: str, *, linked: bool, in_cell: bool) -> str:
    if linked:
        return unnamed(escape(title, Place.LINK_TEXT_IN_CELL if in_cell else Place.LINK_TEXT), WORDS_IN_TITLE)
    return _own_words(title, in_cell=in_cell)


def _own_words(text: str, *, in_cell: bool) -> str:
    return unnamed(escape(text, Place.TABLE_CELL if in_cell else Place.PARAGRAPH))

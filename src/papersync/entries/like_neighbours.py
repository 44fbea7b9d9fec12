"""A record written as its neighbours are, and where it goes among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from papersync.entries.around import end_of_lines
from papersync.entries.learning_authors import Byline
from papersync.entries.learning_dates import DateForm
from papersync.entries.manner import Manner, content_start
from papersync.entries.noting import behind_lines, in_row, in_tags, note_column
from papersync.entries.ordering import order_of, places_among
from papersync.entries.placing import end_of_body, joined
from papersync.entries.putting import behind, gap_of, last_of_company, of_one_table
from papersync.entries.reading import WORDS_IN_TITLE
from papersync.entries.row_text import row_text
from papersync.entries.sections import Section
from papersync.entries.standing import Form, Standing, Standings
from papersync.entries.template import Atom, Kind, filled, holes
from papersync.entries.templating import cells_of, indented
from papersync.entries.wrapping import newline_of
from papersync.identifiers import ArxivId
from papersync.markdown.escaping import Place, escape
from papersync.markdown.model import Document
from papersync.papers import Paper
from papersync.references.unnaming import unnamed
from papersync.text import Edit, Span, with_line_ending
from papersync.text.patterns import late_pattern

# A marker, the blanks behind it, a box to tick.
_MARKER: Final = late_pattern(
    r"(?P<before>[ \t>]*)(?:(?P<bullet>[-+*])|(?P<number>\d{1,9})(?P<stop>[.)]))(?P<behind>[ \t]+)"
)
_TASK: Final = re.compile(rb"[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]")
_LAST: Final = 5
_LARGEST_NUMBER: Final = 999_999_999
_BLANKS: Final = re.compile(rb"(?<![^\n])[ \t]+(?=\r?\n)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is written: the record, the identifier as it is linked, the URL with ``{id}``, a person's own note; and
    what a template makes of them, if there is one.
    """

    paper: Paper
    linked: ArxivId
    url: str
    note: str = ""
    text: str | None = None


def insertions_like(standings: Standings, section: Section, manner: Manner, new: Sequence[Wanted]) -> list[Edit]:
    """The edits that write papers behind the last of their neighbours, or into their order if they have one."""
    document = standings.document
    newline = newline_of(document)
    there = standings.family(section.entries, manner.model)
    if manner.model.home is not None and there:
        there = of_one_table(there, manner.model.home)
    if not there:
        return [_into_empty(standings, section, manner, new)]
    edits: list[Edit] = []
    box = "[ ] " if _are_tasks(document, there) else ""
    entries, beside = [each.entry for each in there], Counter[int]()
    gap = _BLANKS.sub(rb"", gap_of(document, (there,), manner.model))
    # Behind the last entry may stand others that name no paper of arXiv's, unless the entries are in an order.
    last = there[-1].own if order_of(entries) is not None else last_of_company(there[-1])
    for place, each in places_among(entries, new, lambda each: _sorted_by(manner, each.paper)):
        beside[place] += 1
        neighbour = there[max(place - 1, 0)]
        above = last if place == len(there) else neighbour.own
        step = _step(document, there[:place]) * beside[place] if place else 0
        step += _number_at(document, above.start) - _number_at(document, neighbour.own.start)
        text = _text(standings, manner, each, neighbour, step=step, box=box)
        if neighbour.inline:
            edits.append(Edit(Span(neighbour.own.end, neighbour.own.end), gap + text.encode()))
        elif place == 0:
            edits.append(Edit(Span(neighbour.own.start, neighbour.own.start), (text + newline).encode() + gap))
        else:
            end = above.end if above == neighbour.own else end_of_lines(document, above, quoted=neighbour.quoted)
            edits.append(behind(document, end, (text + newline).encode(), gap))
    return joined(edits)


def _into_empty(standings: Standings, section: Section, manner: Manner, new: Sequence[Wanted]) -> Edit:
    """The edit that writes papers at the end of a section that has none, in a manner from elsewhere.

    Rows get the heading of the table that those are in.
    """
    document, source = standings.document, manner.standings.document
    newline = newline_of(document)
    texts = [
        _text(manner.standings, manner, each, manner.model, step=number, alone=True)
        for number, each in enumerate(new, 1)
    ]
    if manner.model.form is Form.ROW and manner.model.home is not None:
        # Below a heading stands the line of dashes.
        line = source.lines.line_of(manner.model.home.span.start)
        heading = Span(manner.model.home.span.start, source.lines.content(line + 1).end)
        texts.insert(0, heading.of(source.source).decode("utf-8", "replace"))
    at = document.lines.content(document.lines.line_of(end_of_body(document, standings.blocks, section))).end
    text = (newline + manner.gap.decode("utf-8", "replace")).join(texts)
    # The manner may come from a list with other line endings.
    text = with_line_ending(text, newline).removesuffix(newline)
    return Edit(Span(at, at), (newline * 2 + text).encode())


def _sorted_by(manner: Manner, paper: Paper) -> tuple[str, str]:
    """The title, and the date as exact as the neighbours have it; empty if they have none."""
    shown = (holes(cell).get("date") for cell in manner.cells)
    form = next((hole.form for hole in shown if hole is not None), None)
    return paper.title, form.key(paper.published.date()) if isinstance(form, DateForm) else ""


def _text(
    standings: Standings,
    manner: Manner,
    wanted: Wanted,
    beside: Standing,
    *,
    step: int,
    alone: bool = False,
    box: str = "",
) -> str:
    """The entry's lines, without an ending, with the indentation and the marker of the one it stands beside.

    A number is by ``step`` greater than that one's, or ``step`` itself where the entry stands ``alone``; ``box`` goes
    behind the marker.
    """
    document = standings.document
    if manner.model.form is Form.TAG:
        return _indentation(document, beside) + _filled(manner.cells[0], manner, wanted)
    if wanted.text is not None:
        cells = cells_of(wanted.text) if manner.model.form is Form.ROW else [wanted.text]
    else:
        cells = [_filled(cell, manner, wanted) for cell in manner.cells]
    if manner.model.form is Form.ROW:
        return row_text(document, manner, _noted(cells, manner, wanted.note), beside)
    breaks = _break_of(manner) if wanted.text is None else ""
    text = behind_lines(cells[0], breaks, manner.noted, wanted.note) if wanted.note else cells[0]
    start = content_start(standings, beside)
    line = document.lines.content(document.lines.line_of(start))
    lead = document.source[line.start : start].decode("utf-8", "replace").removeprefix("\ufeff")
    match = _MARKER.match(lead)
    if match is None:
        lead = lead if not lead.strip(" >#") else ""
        return lead + (text if wanted.text is None else indented(text, lead))
    marker = match["bullet"] or _number(match, step, alone=alone)
    widened = len(marker) - len(match["bullet"] or match["number"] + match["stop"])
    if wanted.text is not None:
        text = indented(text, f"{match['before']}{marker}{match['behind']}")
    elif widened > 0:
        text = re.sub(r"\n(?=[ \t]+\S)", "\n" + " " * widened, text)
    return f"{match['before']}{marker}{match['behind']}{box}{text}"


def _are_tasks(document: Document, there: Sequence[Standing]) -> bool:
    """Whether all of the last entries have a box to tick; one alone may have it for itself."""
    last = [document.lines.content(document.lines.line_of(each.own.start)) for each in there[-_LAST:]]
    return len(last) > 1 and all(_TASK.match(line.of(document.source)) for line in last)


def _indentation(document: Document, beside: Standing) -> str:
    if beside.inline:
        return ""
    line = document.lines.content(document.lines.line_of(beside.own.start)).of(document.source)
    return line[: len(line) - len(line.lstrip(b" \t"))].decode()


def _break_of(manner: Manner) -> str:
    """How the last line of an entry of several lines begins; empty for those of one."""
    breaks = [atom.text for atom in manner.cells[0] if atom.kind is Kind.BREAK]
    return breaks[-1] if breaks else ""


def _noted(cells: list[str], manner: Manner, note: str) -> list[str]:
    if not note:
        return cells
    titled = next(number for number, cell in enumerate(manner.cells) if "title" in holes(cell))
    return in_row(cells, titled, note_column(manner.model.home), note)


def _number(match: re.Match[str], step: int, *, alone: bool) -> str:
    number = step if alone else min(int(match["number"]) + step, _LARGEST_NUMBER)
    return f"{number}{match['stop']}"


def _step(document: Document, above: Sequence[Standing]) -> int:
    """By how much numbers grow: lists with nothing but `1.` are numbered by whoever shows them."""
    numbers = [_number_at(document, each.own.start) for each in above[-2:]]
    return 0 if len(numbers) == 2 and numbers[0] == numbers[1] else 1


def _number_at(document: Document, offset: int) -> int:
    """The number of the item on this byte's line; 0 if it has none."""
    line = document.lines.content(document.lines.line_of(offset))
    match = _MARKER.match(line.of(document.source).decode("utf-8", "replace"))
    return int(match["number"]) if match is not None and match["number"] else 0


def _filled(cell: Sequence[Atom], manner: Manner, wanted: Wanted) -> str:
    """One cell with the paper's own words in its holes."""
    paper, form = wanted.paper, manner.model.form
    if form is Form.TAG and wanted.note:
        cell = in_tags(cell, wanted.note)
    if not paper.authors:
        cell = manner.without(cell, "authors")
    # A DOI is one of all versions.
    linked = wanted.linked.latest if "doi.org/" in wanted.url else wanted.linked
    url = wanted.url.replace("{id}", str(linked))
    values = {"url": url}
    for name, hole in holes(cell).items():
        match hole.form:
            case DateForm() as date:
                values[name] = date.of(paper.published.date())
            case Byline() as byline:
                values[name] = byline.of([_own_words(author.name, form) for author in paper.authors])
            case str() as link:
                values[name] = link.replace("{id}", str(wanted.linked)).replace("{url}", url)
            case None if name == "title":
                values[name] = _title(paper.title, form, linked=hole.linked)
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


def _title(title: str, form: Form, *, linked: bool) -> str:
    if linked:
        return unnamed(escape(title, Place.LINK_TEXT_IN_CELL if form is Form.ROW else Place.LINK_TEXT), WORDS_IN_TITLE)
    return _own_words(title, form)


def _own_words(text: str, form: Form) -> str:
    if form is Form.TAG:
        return escape(text, Place.HTML)
    return unnamed(escape(text, Place.TABLE_CELL if form is Form.ROW else Place.PARAGRAPH))

"""Where authors and dates go in a list of which no entry shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from papersync.entries.absent import Field
from papersync.entries.entry import Entry
from papersync.entries.field_text import field_text
from papersync.entries.layouts import bold_block, citation, fields, html_table, numbered_lines
from papersync.entries.learning_dates import DateForm
from papersync.entries.spots import Spot, behind_closing, column_of_words, insertion, words_of_entry
from papersync.entries.wrapping import newline_of
from papersync.markdown.escaping import Place, emphasised
from papersync.markdown.model import Document
from papersync.papers import Paper
from papersync.text import Edit, Span
from papersync.text.patterns import late_pattern

_LINES: Final = (bold_block.NAME, numbered_lines.NAME)
_BREAK: Final = late_pattern(r"[ \t]*\\?[ \t]*(?:\r\n|\n|\r)[ \t]*|[ \t]*<br[ ]*/?>[ \t]*", re.IGNORECASE)
_MARKER: Final = late_pattern(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+")
_CLOSING_TAGS: Final = re.compile(rb"(?:</(?:a|b|strong|i|em|u)>)*", re.IGNORECASE)
_NAMES: Final[dict[Field, str]] = {"authors": "Authors", "date": "Date"}


def by_default(
    document: Document, entry: Entry, paper: Paper, field: Field, form: DateForm | None = None
) -> Edit | None:
    """Authors in italics behind the title, a date in brackets behind the authors; None where that would not read well.

    An entry of several lines gets a line more, one of fields a field more. ``form`` is how the list writes dates.
    """
    # A citation names its authors first: where none could be read, that is not because there are none.
    if entry.title is None or (field == "authors" and entry.layout == citation.NAME):
        return None
    if entry.layout == html_table.NAME:
        return _in_html(document, entry, field_text(paper, field, form, Place.HTML), field)
    text = field_text(paper, field, form or _year_behind_names(document, entry), Place.PARAGRAPH)
    if entry.layout == fields.NAME:
        return _as_field(document, entry, f"{_NAMES[field]}: {text}")
    shown = emphasised(text) if field == "authors" else text
    if entry.layout in _LINES:
        lead, column = _own_break(document, entry) or newline_of(document), column_of_words(document, entry)
        spot = Spot("title", lead, own_line=True, column=column)
        return insertion(document, entry, spot, field, shown)
    return _behind(document, entry, field, shown)


def _behind(document: Document, entry: Entry, field: Field, shown: str) -> Edit | None:
    """Behind the title and what closes around it, on the same line."""
    within = words_of_entry(document, entry)
    if within is None or entry.title is None or not within.contains(entry.title.span):
        return None
    at = behind_closing(document.source, max(_ends(document, entry, within, field)), within.end)
    link = entry.references[0].whole
    if field == "authors" and document.source[at : link.start].strip() == b":" and link.end <= within.end:
        at = link.end  # `Title: URL`, where names behind the title would be read with it
    if field == "date":
        return Edit(Span(at, at), f" ({shown})".encode())
    joint = ", " if document.source[at : at + 1] == b"," else " "
    return Edit(Span(at, at), f"{joint}{shown}".encode())


def _year_behind_names(document: Document, entry: Entry) -> DateForm | None:
    """A year behind names in plain words: with a whole date behind them they would not be read as names alone."""
    within = words_of_entry(document, entry)
    if entry.authors is None or within is None or not within.contains(entry.authors.span):
        return None
    return None if any(inline.styles for inline in entry.authors.inlines) else DateForm("{year}")


def _ends(document: Document, entry: Entry, within: Span, field: Field) -> Iterator[int]:
    """Where the title ends, its link, and the authors if a date goes behind them."""
    assert entry.title is not None
    yield entry.title.span.end
    yield from (each.span.end for each in document.links_in(entry.span) if each.span.contains(entry.title.span))
    if field == "date" and entry.authors is not None and within.contains(entry.authors.span):
        yield entry.authors.span.end


def _in_html(document: Document, entry: Entry, text: str, field: Field) -> Edit:
    assert entry.title is not None
    closing = _CLOSING_TAGS.match(document.source, entry.title.span.end)
    at = closing.end() if closing is not None else entry.title.span.end
    # Names behind words that no tag closes would be read with these.
    gap = " " if at > entry.title.span.end else "<br>"
    return Edit(Span(at, at), (f"{gap}<i>{text}</i>" if field == "authors" else f" ({text})").encode())


def _as_field(document: Document, entry: Entry, text: str) -> Edit | None:
    """A further item above the one with the paper's link: `- Authors: A, B`."""
    line = document.lines.content(document.lines.line_of(entry.head.start))
    marker = _MARKER.match(line.of(document.source).decode("utf-8", "replace"))
    if marker is None or line.start < entry.span.start:
        return None
    return Edit(Span(line.start, line.start), f"{marker[0]}{text}{newline_of(document)}".encode())


def _own_break(document: Document, entry: Entry) -> str:
    """How the entry breaks the line behind its title."""
    assert entry.title is not None
    text = document.source[entry.title.span.end : entry.span.end].decode("utf-8", "replace")
    match = _BREAK.search(text)
    return match[0] if match is not None else ""

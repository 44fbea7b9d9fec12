"""Which of the fields asked for an entry does not show."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final, Literal

from papersync.entries.entry import Entry
from papersync.entries.field_lines import field_name
from papersync.entries.rendering import authors_line
from papersync.entries.vocabulary import AUTHOR_COLUMNS
from papersync.markdown.escaping import Place, escape
from papersync.markdown.model import Document
from papersync.papers import Paper
from papersync.text import Span

Field = Literal["title", "link", "authors", "abstract", "date"]
# As many words of an abstract's beginning are nobody else's.
_ENOUGH_WORDS: Final = 8
_YEAR: Final = r"(?<![\w.-])(?:19|20)\d\d(?!\w|\.\d{3})"


def absent(document: Document, entry: Entry, paper: Paper, fields: Collection[Field]) -> Iterator[Field]:
    """Those of the fields that the record has and the entry does not show, anywhere and in whatever form.

    A link is always shown: without one there is no entry.
    """
    if "title" in fields and entry.title is None:
        yield "title"
    if "authors" in fields and paper.authors and not _shows_authors(document, entry, paper):
        yield "authors"
    if "date" in fields and not _shows_date(document, entry, paper):
        yield "date"
    if "abstract" in fields and paper.abstract and not _shows_abstract(document, entry, paper.abstract):
        yield "abstract"


def _shows_authors(document: Document, entry: Entry, paper: Paper) -> bool:
    """Whether authors are there, on a line that says so or otherwise, or the first one's surname stands beside title
    and quote.
    """
    if entry.authors is not None or authors_line(paper.authors).encode() in entry.span.of(document.source):
        return True
    if any(map(_is_of_authors, re.split(r"[\r\n]+", entry.span.of(document.source).decode("utf-8", "replace")))):
        return True
    surname = paper.authors[0].name.split()[-1]
    beside = _beside(document, entry)
    return any(
        re.search(rf"(?<!\w){re.escape(written)}(?!\w)", beside) is not None
        for written in (surname, escape(surname, Place.TABLE_CELL), escape(surname, Place.HTML))
    )


def _is_of_authors(line: str) -> bool:
    """Whether a line is a field of authors: `- **Authors**: …`."""
    name = field_name(line)
    return name is not None and not AUTHOR_COLUMNS.isdisjoint(name.casefold().split())


def _shows_date(document: Document, entry: Entry, paper: Paper) -> bool:
    """Whether a date is there, or the year of submission stands beside title and quote otherwise.

    On a line or in a row any year will do: it may be that of a later publication.
    """
    if entry.date is not None:
        return True
    year = rf"(?<!\d){paper.published.year}(?!\d)" if entry.is_headed else _YEAR
    return re.search(year, _beside(document, entry)) is not None


def _shows_abstract(document: Document, entry: Entry, abstract: str) -> bool:
    """Whether a quote is there (the abstract or own words), or the abstract stands in the entry otherwise."""
    if entry.quote is not None or entry.abstract is not None:
        return True
    beginning = re.findall(r"\w+", abstract.casefold())[:_ENOUGH_WORDS]
    shown = re.findall(r"\w+", entry.span.of(document.source).decode("utf-8", "replace").casefold())
    return f" {' '.join(beginning)} " in f" {' '.join(shown)} "


def _beside(document: Document, entry: Entry) -> str:
    """The entry's text without title, quote and URLs; in headings what stands behind the title."""
    title = entry.title.span if entry.title is not None else Span(entry.span.start, entry.span.start)
    quote = entry.quote or Span(entry.span.end, entry.span.end)
    source = document.source
    before = b"" if entry.is_headed else source[entry.span.start : title.start]
    beside = before + b" " + source[title.end : quote.start] + b" " + source[quote.end : entry.span.end]
    return " ".join(word for word in beside.decode("utf-8", "replace").split() if "/" not in word)

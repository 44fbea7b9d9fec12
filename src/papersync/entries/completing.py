"""Entries with a heading completed with fields; abstracts made whole in all layouts."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from papersync.entries.absent import Field, absent
from papersync.entries.entry import Entry
from papersync.entries.judging import Judgement
from papersync.entries.reading import WORDS_IN_TITLE
from papersync.entries.rendering import abstract_quote, authors_line
from papersync.entries.style import HeadingStyle
from papersync.entries.wrapping import Wrap, newline_of
from papersync.markdown.escaping import Place, escape
from papersync.markdown.model import Document, InlineKind
from papersync.papers import Paper
from papersync.references.unnaming import unnamed
from papersync.text import Edit, Span
from papersync.titles import Excerpt, Whole


def field_edits(
    document: Document, entry: Entry, paper: Paper, style: HeadingStyle, fields: Collection[Field]
) -> Iterator[tuple[Field, Edit]]:
    """For each field asked for that an entry with a heading does not show, the insertion that adds it.

    Nothing is removed, nothing is shown twice. Of several insertions in one place the first goes first.
    """
    missing = list(absent(document, entry, paper, fields))
    if "title" in missing:
        yield "title", _title_insertion(document, entry, paper)
    below: dict[Field, str] = {}
    if "authors" in missing:
        below["authors"] = authors_line(paper.authors)
    if "date" in missing:
        below["date"] = paper.published.date().isoformat()
    if "abstract" in missing:
        below["abstract"] = abstract_quote(paper.abstract or "", style.wrap)
    for number, (field, paragraph) in enumerate(below.items(), 1):
        yield field, _below_heading(document, entry, paragraph, is_last=number == len(below))


def whole_abstract(document: Document, entry: Entry, paper: Paper, wrap: Wrap, judgement: Judgement) -> Iterator[Edit]:
    """The whole abstract in place of an excerpt: in its quote, or on the one line of its cell.

    A whole abstract is mended word by word. A quote in which anything may be the list author's own stays.
    """
    if entry.abstract is None or paper.abstract is None or isinstance(judgement.abstract, Whole):
        return
    if not is_arxivs(entry, judgement):
        return
    if entry.abstract.cell or entry.abstract.html:
        place = Place.HTML if entry.abstract.html else Place.TABLE_CELL
        yield Edit(entry.abstract.span, unnamed(escape(" ".join(paper.abstract.split()), place)).encode())
    elif entry.quote is not None:
        start = document.lines.span(document.lines.line_of(entry.quote.start)).start
        if not document.source[start : entry.quote.start].strip(b" \t>"):
            yield Edit(Span(start, entry.quote.end), abstract_quote(paper.abstract, wrap).encode())


def is_arxivs(entry: Entry, judgement: Judgement) -> bool:
    """Whether the abstract is the record's or a part of it, and nothing else: no word, link or emphasis of somebody's
    own.
    """
    if entry.abstract is None or not (
        isinstance(judgement.abstract, Whole)
        or (isinstance(judgement.abstract, Excerpt) and not judgement.abstract.own)
    ):
        return False
    return all(
        inline.kind in (InlineKind.TEXT, InlineKind.SOFT_BREAK) and inline.link is None and not inline.styles
        for inline in entry.abstract.inlines
    )


def _title_insertion(document: Document, entry: Entry, paper: Paper) -> Edit:
    line = document.lines.content(document.lines.line_of(entry.span.start))
    marks = line.of(document.source)
    at = line.start + len(marks) - len(marks.lstrip(b"# \t"))
    return Edit(Span(at, at), f"{unnamed(escape(paper.title, Place.PARAGRAPH), WORDS_IN_TITLE)} ".encode())


def _below_heading(document: Document, entry: Entry, paragraph: str, *, is_last: bool) -> Edit:
    """A paragraph between the heading and whatever follows it, apart from both."""
    newline = newline_of(document)
    line = document.lines.line_of(max(entry.head.end - 1, entry.head.start))
    end = document.lines.content(line).end
    below = document.lines.content(line + 1).of(document.source) if line < len(document.lines) else b""
    apart = newline if is_last and below.strip() else ""
    return Edit(Span(end, end), f"{newline * 2}{paragraph}{apart}".encode())

"""What an entry should show and does not: `fields` of the configuration, and `--regenerate`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal

from papersync.entries.entry import Entry
from papersync.entries.judging import Judgement
from papersync.entries.rendering import abstract_quote, authors_line
from papersync.entries.style import ARXIV_LINK, HeadingStyle, LinkPolicy
from papersync.entries.wrapping import newline_of
from papersync.markdown.escaping import Place, escape
from papersync.markdown.model import Document
from papersync.papers import Paper
from papersync.references.model import Reference, ReferenceKind
from papersync.text import Edit, Span
from papersync.titles import Excerpt

Field = Literal["title", "link", "authors", "abstract", "date"]
_ARXIV_LINKS: Final = (
    ReferenceKind.INLINE,
    ReferenceKind.AUTOLINK,
    ReferenceKind.BARE,
    ReferenceKind.DEFINITION,
    ReferenceKind.HTML,
)


def field_edits(
    document: Document, entry: Entry, paper: Paper, style: HeadingStyle, fields: Collection[Field]
) -> tuple[Edit, ...]:
    """Insertions of the fields asked for that the entry does not show. Nothing is removed, nothing is shown twice."""
    edits: list[Edit] = []
    if "title" in fields and entry.title is None:
        edits.append(_title_insertion(document, entry, paper))
    lines: list[str] = []
    if "authors" in fields and paper.authors and not _shows_authors(document, entry, paper):
        lines.append(authors_line(paper.authors))
    if "date" in fields and entry.date is None:
        lines.append(paper.published.date().isoformat())
    if "abstract" in fields and paper.abstract and entry.quote is None:
        lines.append(abstract_quote(paper.abstract, style))
    if lines:
        edits.append(_below_heading(document, entry, lines))
    return tuple(edits)


def regenerated(
    document: Document, entry: Entry, paper: Paper, style: HeadingStyle, *, judgement: Judgement, links: LinkPolicy
) -> tuple[Edit, ...]:
    """What `--regenerate` writes beyond mending: the whole abstract for an excerpt, links in the wished form.

    A whole abstract is mended word by word, own text stays.
    """
    edits = [edit for reference in entry.references if (edit := _relinked(reference, paper, links)) is not None]
    if entry.quote is not None and paper.abstract is not None and isinstance(judgement.abstract, Excerpt):
        start = document.lines.span(document.lines.line_of(entry.quote.start)).start
        edits.append(Edit(Span(start, entry.quote.end), abstract_quote(paper.abstract, style).encode()))
    return tuple(edits)


def _relinked(reference: Reference, paper: Paper, links: LinkPolicy) -> Edit | None:
    """The link to arXiv itself in the configured form and version; mirrors and DOIs are no form of it."""
    if reference.id is None or reference.kind not in _ARXIV_LINKS or links == LinkPolicy():
        return None
    written = ARXIV_LINK.match(reference.url)
    if written is None:
        return None
    form = written[1] if links.form == "keep" else links.form
    ending = ".pdf" if form == "pdf" and ".pdf" in reference.url.lower() else ""
    fragment = reference.url.partition("#")[2]
    url = f"https://arxiv.org/{form}/{links.named(reference.id, paper)}{ending}{'#' * bool(fragment)}{fragment}"
    return Edit(reference.span, url.encode()) if url != reference.url else None


def _title_insertion(document: Document, entry: Entry, paper: Paper) -> Edit:
    line = document.lines.content(document.lines.line_of(entry.span.start))
    marks = line.of(document.source)
    at = line.start + len(marks) - len(marks.lstrip(b"# \t"))
    return Edit(Span(at, at), f"{escape(paper.title, Place.PARAGRAPH)} ".encode())


def _shows_authors(document: Document, entry: Entry, paper: Paper) -> bool:
    """Whether an author paragraph is there, or the first author's surname stands outside the quote in some other
    form.
    """
    if entry.authors is not None:
        return True
    quote = entry.abstract.span if entry.abstract is not None else Span(entry.span.end, entry.span.end)
    start = entry.title.span.end if entry.title is not None else entry.span.start
    beside = document.source[start : quote.start] + document.source[quote.end : entry.span.end]
    return paper.authors[0].name.split()[-1].encode() in beside


def _below_heading(document: Document, entry: Entry, paragraphs: list[str]) -> Edit:
    """Paragraphs between the heading and whatever follows it, apart from both."""
    newline = newline_of(document)
    line = document.lines.line_of(entry.span.start)
    end = document.lines.content(line).end
    text = newline.join(newline + paragraph for paragraph in paragraphs)
    below = document.lines.content(line + 1).of(document.source) if line < len(document.lines) else b""
    return Edit(Span(end, end), (newline + text + (newline if below.strip() else "")).encode())

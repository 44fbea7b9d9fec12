"""What an entry should show and does not: `fields` of the configuration, and `--regenerate`."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, Literal

from papersync.entries.entry import Entry
from papersync.entries.judging import Judgement
from papersync.entries.reading import WORDS_IN_TITLE
from papersync.entries.rendering import abstract_quote, authors_line
from papersync.entries.style import ARXIV_LINK, HeadingStyle, LinkPolicy
from papersync.entries.wrapping import newline_of
from papersync.markdown.escaping import Place, escape
from papersync.markdown.model import Document, InlineKind
from papersync.papers import Paper
from papersync.references.model import Reference, ReferenceKind
from papersync.references.unnaming import unnamed
from papersync.text import Edit, Span, apply_edits
from papersync.titles import Excerpt

Field = Literal["title", "link", "authors", "abstract", "date"]
_ENOUGH_WORDS: Final = 8
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
    if "date" in fields and not _shows_date(document, entry, paper):
        lines.append(paper.published.date().isoformat())
    if "abstract" in fields and paper.abstract and not _shows_abstract(document, entry, paper):
        lines.append(abstract_quote(paper.abstract, style))
    if lines:
        edits.append(_below_heading(document, entry, lines))
    return tuple(edits)


def regenerated(
    document: Document, entry: Entry, paper: Paper, style: HeadingStyle, *, judgement: Judgement, links: LinkPolicy
) -> tuple[Edit, ...]:
    """What `--regenerate` writes beyond mending: the whole abstract for an excerpt, links in the wished form.

    A whole abstract is mended word by word. A quote in which anything may be the list author's own stays.
    """
    edits = [edit for reference in entry.references if (edit := _relinked(reference, paper, links)) is not None]
    if _is_bare_excerpt(entry, judgement) and entry.quote is not None and paper.abstract is not None:
        start = document.lines.span(document.lines.line_of(entry.quote.start)).start
        edits.append(Edit(Span(start, entry.quote.end), abstract_quote(paper.abstract, style).encode()))
    return tuple(edits)


def _is_bare_excerpt(entry: Entry, judgement: Judgement) -> bool:
    """Whether the quote is a part of the abstract and nothing else: no word, link or emphasis of somebody's own."""
    if not isinstance(judgement.abstract, Excerpt) or judgement.abstract.own or entry.abstract is None:
        return False
    return all(
        inline.kind in (InlineKind.TEXT, InlineKind.SOFT_BREAK) and inline.link is None and not inline.styles
        for inline in entry.abstract.inlines
    )


def _relinked(reference: Reference, paper: Paper, links: LinkPolicy) -> Edit | None:
    """The link to arXiv itself in the configured form and version; mirrors and DOIs are no form of it.

    A link that only an unsafe repair would mend is left as it is.
    """
    if reference.id is None or reference.kind not in _ARXIV_LINKS or links == LinkPolicy():
        return None
    if not all(defect.safe for defect in reference.defects):
        return None
    whole = _mended_url(reference)
    written = ARXIV_LINK.match(whole)
    if written is None:
        return None
    form = written[1] if links.form == "keep" else links.form
    address, mark, fragment = whole.partition("#")
    ending = ".pdf" if form == "pdf" and address.lower().endswith(".pdf") else ""
    url = f"https://arxiv.org/{form}/{links.named(reference.id, paper)}{ending}{mark}{fragment}"
    return Edit(reference.span, url.encode()) if url != reference.url else None


def _mended_url(reference: Reference) -> str:
    """The URL with its defects mended."""
    start = reference.span.start
    edits = [
        Edit(Span(edit.span.start - start, edit.span.end - start), edit.replacement)
        for edit in (defect.edit for defect in reference.defects)
    ]
    return apply_edits(reference.url.encode("utf-8", "surrogateescape"), edits).decode("utf-8", "surrogateescape")


def _title_insertion(document: Document, entry: Entry, paper: Paper) -> Edit:
    line = document.lines.content(document.lines.line_of(entry.span.start))
    marks = line.of(document.source)
    at = line.start + len(marks) - len(marks.lstrip(b"# \t"))
    return Edit(Span(at, at), f"{unnamed(escape(paper.title, Place.PARAGRAPH), WORDS_IN_TITLE)} ".encode())


def _shows_authors(document: Document, entry: Entry, paper: Paper) -> bool:
    """Whether an author paragraph is there, or the first author's surname stands beside title and quote otherwise."""
    if entry.authors is not None or authors_line(paper.authors).encode() in entry.span.of(document.source):
        return True
    surname = re.escape(paper.authors[0].name.split()[-1])
    return re.search(rf"(?<!\w){surname}(?!\w)", _beside(document, entry)) is not None


def _shows_date(document: Document, entry: Entry, paper: Paper) -> bool:
    """Whether a date slot is there, or the year of submission stands beside title and quote otherwise."""
    year = rf"(?<!\d){paper.published.year}(?!\d)"
    return entry.date is not None or re.search(year, _beside(document, entry)) is not None


def _shows_abstract(document: Document, entry: Entry, paper: Paper) -> bool:
    """Whether a quote is there (the abstract or own words), or the abstract stands in the entry otherwise."""
    if entry.quote is not None or paper.abstract is None:
        return True
    beginning = re.findall(r"\w+", paper.abstract.casefold())[:_ENOUGH_WORDS]
    shown = re.findall(r"\w+", entry.span.of(document.source).decode("utf-8", "replace").casefold())
    return f" {' '.join(beginning)} " in f" {' '.join(shown)} "


def _beside(document: Document, entry: Entry) -> str:
    """The entry's text without title, quote and URLs."""
    quote = entry.quote or Span(entry.span.end, entry.span.end)
    start = entry.title.span.end if entry.title is not None else entry.span.start
    beside = document.source[start : quote.start] + b" " + document.source[quote.end : entry.span.end]
    return " ".join(word for word in beside.decode("utf-8", "replace").split() if "/" not in word)


def _below_heading(document: Document, entry: Entry, paragraphs: list[str]) -> Edit:
    """Paragraphs between the heading and whatever follows it, apart from both."""
    newline = newline_of(document)
    line = document.lines.line_of(max(entry.head.end - 1, entry.head.start))
    end = document.lines.content(line).end
    text = newline.join(newline + paragraph for paragraph in paragraphs)
    below = document.lines.content(line + 1).of(document.source) if line < len(document.lines) else b""
    return Edit(Span(end, end), (newline + text + (newline if below.strip() else "")).encode())

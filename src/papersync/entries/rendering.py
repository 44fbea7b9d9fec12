"""A record written as a heading entry."""

from __future__ import annotations

from papersync.entries.learning_authors import MOST_AUTHORS
from papersync.entries.reading import WORDS_IN_ABSTRACT, WORDS_IN_TITLE, is_long
from papersync.entries.style import HeadingStyle
from papersync.entries.wrapping import Wrap, paragraphs_wrapped
from papersync.identifiers import ArxivId
from papersync.markdown.escaping import Place, emphasised, escape
from papersync.papers import Author, Paper
from papersync.references.unnaming import unnamed


def render(paper: Paper, linked: ArxivId, style: HeadingStyle) -> bytes:
    """The entry in the list's style, without a line ending at its end. ``linked`` may carry a version."""
    newline = style.wrap.newline
    parts = [heading_line(paper, linked, style)]
    if style.authors and paper.authors:
        parts.append(newline + authors_line(paper.authors))
    if style.date:
        parts.append(newline + paper.published.date().isoformat())
    if style.abstract and paper.abstract:
        loose = style.blank_before_quote or len(parts) > 1
        parts.append((newline if loose else "") + abstract_quote(paper.abstract, style.wrap))
    return newline.join(parts).encode()


def heading_line(paper: Paper, linked: ArxivId, style: HeadingStyle) -> str:
    """The heading with title and link."""
    url = style.url.replace("{id}", str(linked))
    if style.title_is_link:
        return f"{'#' * style.level} [{unnamed(escape(paper.title, Place.LINK_TEXT), WORDS_IN_TITLE)}]({url})"
    label = escape(style.label.replace("{id}", str(linked)), Place.LINK_TEXT)
    link = f"[{label}]({url})"
    link = f"[{link}]" if style.double_brackets else link
    return f"{'#' * style.level} {unnamed(escape(paper.title, Place.PARAGRAPH), WORDS_IN_TITLE)} {link}"


def authors_line(authors: tuple[Author, ...]) -> str:
    """The authors in italics; of more than ten the first three "et al."."""
    names = [escape(" ".join(author.name.split()), Place.PARAGRAPH) for author in authors]
    shown = ", ".join(names) if len(names) <= MOST_AUTHORS else ", ".join(names[:3]) + " et al."
    return emphasised(unnamed(shown))


def abstract_quote(abstract: str, wrap: Wrap) -> str:
    """The whole abstract as a quote, wrapped as the list wraps."""
    names = WORDS_IN_ABSTRACT if is_long(abstract) else ()
    escaped = "\n".join(unnamed(escape(paragraph, Place.PARAGRAPH), names) for paragraph in abstract.split("\n"))
    return paragraphs_wrapped(escaped, wrap)

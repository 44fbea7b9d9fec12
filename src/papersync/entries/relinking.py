"""Links to arXiv in the configured form and version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from papersync.entries.entry import Entry
from papersync.entries.style import ARXIV_LINK, LinkPolicy
from papersync.identifiers import ArxivId
from papersync.markdown.model import Document, LinkKind
from papersync.papers import Paper
from papersync.references.model import Reference, ReferenceKind
from papersync.text import Edit, Span, apply_edits

_ARXIV_LINKS: Final = (
    ReferenceKind.INLINE,
    ReferenceKind.AUTOLINK,
    ReferenceKind.BARE,
    ReferenceKind.DEFINITION,
    ReferenceKind.HTML,
)
_AROUND: Final = " \t\r\n[](){}`*_.,:;"
_SAID: Final = {"pdf": ("pdf", "paper pdf"), "abs": ("abs", "abstract"), "html": ("html", "web")}
_FIRST_WITH_HTML: Final = "2312"


def relinked(document: Document, entry: Entry, paper: Paper, links: LinkPolicy) -> Iterator[Edit]:
    """The entry's links to arXiv itself in the configured form and version; mirrors and DOIs are no form of it.

    A link whose label says its form keeps it (`[pdf](…)` leads to the PDF), and so does one beside another that has
    the form already: two forms side by side are meant. A link's text that is its address, or its identifier, follows.
    A link that only an unsafe repair would mend is left as it is.
    """
    if links == LinkPolicy():
        return
    shown_already = shows_form(entry, links)
    for reference in entry.references:
        form = _form(reference)
        if form is None or reference.id is None:
            continue
        keeps = links.form == "keep" or shown_already or says_its_form(reference, form)
        keeps = keeps or (links.form == "html" and not has_html(reference.id))
        edit = _rewritten(reference, paper, links, form if keeps else links.form)
        if edit is not None:
            yield edit
            yield from _text_that_follows(document, reference, edit, links, paper)


def shows_form(entry: Entry, links: LinkPolicy) -> bool:
    """Whether one of the entry's links has the configured form."""
    return links.form != "keep" and any(_form(each) == links.form for each in entry.references)


def says_its_form(reference: Reference, form: str) -> bool:
    """Whether the whole label says the form that the link has: then the list means it."""
    return (reference.text or "").strip(_AROUND).casefold() in _SAID.get(form, ())


def has_html(id_: ArxivId) -> bool:
    """Whether arXiv may have an HTML page of the paper: since December 2023,
    https://info.arxiv.org/about/accessible_HTML.html.
    """
    return "/" not in id_.base and id_.base >= _FIRST_WITH_HTML


def _form(reference: Reference) -> str | None:
    """In what form it links to arXiv; None if it does not, or if nobody knows to where."""
    if reference.id is None or reference.kind not in _ARXIV_LINKS or not all(each.safe for each in reference.defects):
        return None
    written = ARXIV_LINK.match(_mended_url(reference))
    return None if written is None else written[1]


def _rewritten(reference: Reference, paper: Paper, links: LinkPolicy, form: str) -> Edit | None:
    assert reference.id is not None
    address, mark, fragment = _mended_url(reference).partition("#")
    ending = ".pdf" if form == "pdf" and address.lower().endswith(".pdf") else ""
    url = f"https://arxiv.org/{form}/{links.named(reference.id, paper)}{ending}{mark}{fragment}"
    return Edit(reference.span, url.encode()) if url != reference.url else None


def _text_that_follows(
    document: Document, reference: Reference, edit: Edit, links: LinkPolicy, paper: Paper
) -> Iterator[Edit]:
    link, named = reference.link, reference.id
    if link is None or named is None or link.kind not in (LinkKind.INLINE, LinkKind.HTML):
        return
    shown = link.text_span.of(document.source).decode("utf-8", "replace")
    if shown == reference.url:
        yield Edit(link.text_span, edit.replacement)
    elif named.version is not None and shown == str(named) and links.named(named, paper) != named:
        yield Edit(link.text_span, str(links.named(named, paper)).encode())


def _mended_url(reference: Reference) -> str:
    """The URL with its defects mended."""
    start = reference.span.start
    edits: Sequence[Edit] = [
        Edit(Span(edit.span.start - start, edit.span.end - start), edit.replacement)
        for edit in (defect.edit for defect in reference.defects)
    ]
    return apply_edits(reference.url.encode("utf-8", "surrogateescape"), edits).decode("utf-8", "surrogateescape")

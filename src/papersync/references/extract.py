"""Every place in a document that names a paper."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from urllib.parse import unquote_to_bytes

from papersync.markdown.model import Document, Link, LinkKind
from papersync.markdown.sections import innermost_heading
from papersync.references.model import Defect, Reference, ReferenceKind
from papersync.references.own import Flaw
from papersync.references.text import Mention, mentions
from papersync.references.urls import UrlKind, UrlReading, read_url
from papersync.text import Edit, Span

# Cheap words one of which stands in whatever names a paper; `.find` on the lower-cased file is a thousand times faster
# than a search in every run of text.
_WORDS: Final = (b"arxiv", b"ar5iv", b"alphaxiv", b"10.48550", b"lanl.gov", b".co/papers/", b"xxx.")
_KINDS: Final = {
    LinkKind.INLINE: ReferenceKind.INLINE,
    LinkKind.AUTOLINK: ReferenceKind.AUTOLINK,
    LinkKind.DEFINITION: ReferenceKind.DEFINITION,
    LinkKind.IMAGE: ReferenceKind.IMAGE,
    LinkKind.HTML: ReferenceKind.HTML,
    LinkKind.HTML_IMAGE: ReferenceKind.IMAGE,
}
_OF_URLS: Final = {
    UrlKind.MIRROR: ReferenceKind.MIRROR,
    UrlKind.DOI: ReferenceKind.DOI,
    UrlKind.BADGE: ReferenceKind.BADGE,
}
_BRACKETS: Final = ("[", "(")
_OWN_DOMAIN: Final = re.compile(rb"arxiv\.org", re.IGNORECASE)


def find_references(document: Document, today: date | None = None) -> tuple[Reference, ...]:
    """The references of a document in order of their bytes.

    Links of every kind, bare URLs, and textual ``arXiv:ID``. A URL or an identifier that is the text of a link to a
    paper is that link's ``text``, not a reference of its own. Nothing from ``document.dark``. With ``today``,
    identifiers from the future are impossible ones.
    """
    return _Extractor(document, today).run()


def audit(document: Document, references: Sequence[Reference]) -> tuple[Span, ...]:
    """Every ``arxiv.org`` that is neither in a reference, nor in a link, nor in the dark: perhaps it was overlooked."""
    explained = sorted([*(r.whole for r in references), *(link.span for link in document.links), *document.dark])
    reach: list[int] = []
    for span in explained:
        reach.append(max(span.end, reach[-1] if reach else 0))
    found: list[Span] = []
    for match in _OWN_DOMAIN.finditer(document.source):
        index = bisect_right(explained, match.start(), key=_first) - 1
        if index < 0 or reach[index] < match.end():
            found.append(Span(*match.span()))
    return tuple(found)


class _Extractor:
    def __init__(self, document: Document, today: date | None) -> None:
        self._document = document
        self._today = today
        self._text = document.source.decode("latin-1")
        self._dark_starts = [span.start for span in document.dark]
        self._sections: dict[int, tuple[str, ...]] = {}
        self._entry_headings: frozenset[int] = frozenset()

    def run(self) -> tuple[Reference, ...]:
        found = [*self._links(), *self._runs()]
        found.sort(key=_by_span)
        self._entry_headings = frozenset(self._headings_with(found))
        return tuple(self._placed(reference) for reference in found)

    def _links(self) -> Iterator[Reference]:
        for link in self._document.links:
            destination = link.destination
            if destination is None or self._is_dark(destination):
                continue
            reading = read_url(self._text[destination.start : destination.end], today=self._today)
            if reading is not None:
                yield self._of_link(link, destination, reading)
                continue
            if self._text.startswith(_BRACKETS, destination.start):
                yield from self._pasted(link, destination)
            if link.kind in (LinkKind.INLINE, LinkKind.HTML) and "rxiv" in link.text.lower():
                yield from self._in_link(link)

    def _of_link(self, link: Link, destination: Span, reading: UrlReading) -> Reference:
        url = self._decoded(destination)
        return Reference(
            span=destination,
            whole=link.span,
            url=link.url if link.url == url else url,  # one text in memory, not two
            id=reading.id,
            kind=_OF_URLS.get(reading.kind) or _KINDS[link.kind],
            text=None if link.kind is LinkKind.DEFINITION else link.text,
            section=(),
            problem=reading.problem,
            defects=self._defects(reading, destination.start),
            link=link,
        )

    def _pasted(self, link: Link, destination: Span) -> Iterator[Reference]:
        """The URL in ``[paper]([URL](URL))``, a whole link pasted as a destination: what is wrong is not the URL."""
        for mention in mentions(self._text, *destination, today=self._today, urls=True):
            if mention.reading is not None:
                span = Span(mention.start, mention.end)
                kind, problem = _KINDS[link.kind], mention.problem
                yield Reference(
                    span, link.span, self._decoded(span), mention.id, kind, link.text, (), problem, (), link
                )
                return

    def _in_link(self, link: Link) -> Iterator[Reference]:
        """``arXiv:ID`` in the text of a link that leads elsewhere names a paper all the same."""
        for mention in mentions(self._text, *link.text_span, today=self._today, urls=False):
            if not self._is_dark(Span(mention.start, mention.end)):
                yield self._of_mention(mention, link)

    def _runs(self) -> Iterator[Reference]:
        for run in self._runs_of_interest():
            for mention in mentions(self._text, *run, today=self._today, urls=True):
                yield self._of_mention(mention, None)

    def _runs_of_interest(self) -> Iterator[Span]:
        """The text runs that hold one of the words, each once, in order."""
        lowered, runs = self._document.source.lower(), self._document.text_runs
        starts = [run.start for run in runs]
        wanted: set[int] = set()
        for word in _WORDS:
            at = lowered.find(word)
            while at >= 0:
                index = bisect_right(starts, at) - 1
                if index >= 0 and at < runs[index].end:
                    wanted.add(index)
                at = lowered.find(word, at + len(word))
        return (runs[index] for index in sorted(wanted))

    def _of_mention(self, mention: Mention, link: Link | None) -> Reference:
        span = Span(mention.start, mention.end)
        return Reference(
            span=span,
            whole=span,
            url=self._decoded(span),
            id=mention.id,
            kind=mention.kind,
            text=None,
            section=(),
            problem=mention.problem,
            defects=() if mention.reading is None else self._defects(mention.reading, span.start),
            link=link,
        )

    def _defects(self, reading: UrlReading, offset: int) -> tuple[Defect, ...]:
        return tuple(self._defect(flaw, offset) for flaw in reading.flaws) if reading.flaws else ()

    def _defect(self, flaw: Flaw, offset: int) -> Defect:
        span = Span(offset + flaw.start, offset + flaw.end)
        cut = unquote_to_bytes(span.of(self._document.source)).decode("utf-8", "replace")
        return Defect(flaw.kind, Edit(span, flaw.replacement.encode()), cut, flaw.safe)

    def _decoded(self, span: Span) -> str:
        return span.of(self._document.source).decode("utf-8", "replace")

    def _headings_with(self, references: Sequence[Reference]) -> Iterator[int]:
        """The headings that hold a reference: an entry's own headings, which are no sections."""
        headings = self._document.headings
        starts = [heading.block.span.start for heading in headings]
        for reference in references:
            index = bisect_right(starts, reference.span.start) - 1
            if index >= 0 and reference.span.start < headings[index].block.span.end:
                yield index

    def _placed(self, reference: Reference) -> Reference:
        section = self._section(innermost_heading(self._document, reference.span.start))
        if not section:
            return reference
        r = reference
        return Reference(r.span, r.whole, r.url, r.id, r.kind, r.text, section, r.problem, r.defects, r.link)

    def _section(self, index: int) -> tuple[str, ...]:
        """The names of a heading and of those above it, the outermost first, entries' own headings left out."""
        if index < 0:
            return ()
        known = self._sections.get(index)
        if known is not None:
            return known
        above = self._section(self._document.heading_parents[index])
        own = () if index in self._entry_headings else (self._document.headings[index].text,)
        self._sections[index] = above + own
        return above + own

    def _is_dark(self, span: Span) -> bool:
        dark = self._document.dark
        index = bisect_right(self._dark_starts, span.start) - 1
        if index >= 0 and span.start < dark[index].end:
            return True
        return index + 1 < len(dark) and dark[index + 1].start < span.end


def _first(span: Span) -> int:
    return span.start


def _by_span(reference: Reference) -> Span:
    return reference.span

"""Every place in a document that names a paper."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Final
from urllib.parse import unquote_to_bytes

from papersync.markdown.model import Document, Link, LinkKind
from papersync.references.doubt import is_doubtful
from papersync.references.model import Defect, OtherReference, Reference, ReferenceKind, Row, UsualReference
from papersync.references.own import Flaw
from papersync.references.sections import Sections
from papersync.references.text import Mention, mentions
from papersync.references.urls import USUAL, UrlKind, UrlReading, read_url, usual_reading
from papersync.references.words import unexplained, words
from papersync.text import Edit, Span

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
_PLACE: Final = itemgetter(0, 1, 2)

# Where it stands, where the link begins that it is or stands in, and the reference without its section.
_Find = tuple[int, int, int, OtherReference]


def find_references(document: Document, today: date | None = None) -> tuple[Reference, ...]:
    """The references of a document in order of their bytes.

    Links of every kind, bare URLs, and textual ``arXiv:ID``. A URL or an identifier that is the text of a link to a
    paper is that link's ``text``, not a reference of its own. Nothing from ``document.dark``. With ``today``,
    identifiers from the future are impossible ones.
    """
    return tuple(Extraction(document, today))


def audit(document: Document, references: Sequence[Reference]) -> tuple[Span, ...]:
    """Every ``arxiv.org`` that is neither in a reference, nor in a link, nor in the dark: perhaps it was overlooked."""
    return unexplained(document, words(document.source), [reference.whole for reference in references])


class Extraction:
    """The references of one document, as ``find_references`` gives them, but each made when it is its turn: a list of
    ten megabytes may have more of them than one would want in memory.
    """

    def __init__(self, document: Document, today: date | None = None) -> None:
        self._document = document
        self._today = today
        self._text = document.source.decode("latin-1")
        self._dark = [offset for span in document.dark for offset in span]
        self._words = words(document.source)
        self._outside: list[int] = []
        # Of links that are as usual, with a usual URL, the indices of their numbers; all else is built.
        self._usual, self._built = array("Q"), list[_Find]()
        self._read_usual()
        self._built += [*self._others(), *self._runs()]
        self._built.sort(key=_PLACE)
        self._sections = Sections(document, array("Q", (start for start, _ in self._in_order())))

    def __iter__(self) -> Iterator[Reference]:
        for found, section in self._placed():
            if isinstance(found, int):
                yield self._of_usual(found, section)
            elif section:
                f = found
                yield OtherReference(
                    f.span, f.whole, f.url, f.id, f.kind, f.text, section, f.problem, f.defects, f.link
                )
            else:
                yield found

    def rows(self) -> Iterator[Row]:
        """What is told of each of the references, made without the reference where that is not there yet."""
        text, links, usual, kind = self._text, self._document.found, USUAL.fullmatch, ReferenceKind.INLINE.value
        data, numbers = links.data, links.usual
        for found, section in self._placed():
            if not isinstance(found, int):
                yield Row.of(found, section)
            else:
                link, end, start = numbers[found], numbers[found + 1], numbers[found + 2]
                match = usual(text, start, end - 1)
                assert match is not None
                base, version = match.group("base", "version")
                shown, last = data[link + 1 : start - 2].decode(), None if version is None else int(version)
                yield Row(start, end - 1, match[0], base, last, kind, shown, section)

    def _placed(self) -> Iterator[tuple[OtherReference | int, tuple[str, ...]]]:
        """What was found, each with its section."""
        section: tuple[str, ...] = ()
        until = 0
        for start, found in self._in_order():
            if start >= until:
                section, until = self._sections.at(start)
            yield found, section

    def _in_order(self) -> Iterator[tuple[int, OtherReference | int]]:
        """What was found, each behind where it begins."""
        numbers, built = self._document.found.usual, self._built
        number, following = 0, built[0][0] if built else -1
        for at in self._usual:
            start = numbers[at + 2]
            while 0 <= following < start:
                yield following, built[number][3]
                number += 1
                following = built[number][0] if number < len(built) else -1
            yield start, at
        yield from ((each[0], each[3]) for each in built[number:])

    def is_doubtful(self) -> bool:
        """Whether some reference may be words, as ``is_doubtful`` has it, and not count."""
        return any(is_doubtful(self._document.source, each[3]) for each in self._built)

    def overlooked(self) -> tuple[Span, ...]:
        """As ``audit`` gives it."""
        return unexplained(self._document, self._outside, [each[3].whole for each in self._built])

    def _read_usual(self) -> None:
        """Read the usual links, without building those that name no paper and those whose URL is as usual; the words
        that stand outside of all of them are put aside on the way.
        """
        text, dark, found, outside = self._text, self._dark, self._document.found, self._outside
        usual = USUAL.fullmatch if self._today is None else _never
        here = [*self._words, len(text)]
        number = 0
        for at, (start, end, destination) in enumerate(found.numbers()):
            while here[number] < start:
                outside.append(here[number])
                number += 1
            if here[number] >= end:
                continue
            while here[number] < end:
                number += 1
            if not usual(text, destination, end - 1):
                self._built += self._of_any(found.usual_link(start, end, destination))
            elif not dark or not self._is_dark(destination, end - 1):
                self._usual.append(3 * at)
        outside += here[number:-1]

    def _others(self) -> Iterator[_Find]:
        for link in self._document.found.others:
            index = bisect_left(self._words, link.span.start)
            if index < len(self._words) and self._words[index] < link.span.end:
                yield from self._of_any(link)

    def _of_any(self, link: Link) -> Iterator[_Find]:
        destination = link.destination
        if destination is None or self._is_dark(*destination):
            return
        reading = read_url(self._text[destination.start : destination.end], today=self._today)
        if reading is not None:
            yield *destination, link.span.start, self._of_link(link, destination, reading)
            return
        if self._text.startswith(_BRACKETS, destination.start):
            yield from self._pasted(link, destination)
        if link.kind in (LinkKind.INLINE, LinkKind.HTML) and "rxiv" in link.text.lower():
            yield from self._in_link(link)

    def _of_link(self, link: Link, destination: Span, reading: UrlReading) -> OtherReference:
        url = self._decoded(destination)
        return OtherReference(
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

    def _pasted(self, link: Link, destination: Span) -> Iterator[_Find]:
        """The URL in ``[paper]([URL](URL))``, a whole link pasted as a destination: what is wrong is not the URL."""
        for mention in mentions(self._text, *destination, today=self._today, urls=True, words=self._words):
            if mention.reading is not None:
                span = Span(mention.start, mention.end)
                kind, problem = _KINDS[link.kind], mention.problem
                reference = OtherReference(
                    span, link.span, self._decoded(span), mention.id, kind, link.text, (), problem, (), link
                )
                yield *span, link.span.start, reference
                return

    def _in_link(self, link: Link) -> Iterator[_Find]:
        """``arXiv:ID`` in the text of a link that leads elsewhere names a paper all the same."""
        for mention in mentions(self._text, *link.text_span, today=self._today, urls=False, words=self._words):
            if not self._is_dark(mention.start, mention.end):
                yield mention.start, mention.end, link.span.start, self._of_mention(mention, link)

    def _runs(self) -> Iterator[_Find]:
        for run in self._document.runs.around(self._outside):
            for mention in mentions(self._text, *run, today=self._today, urls=True, words=self._words):
                yield mention.start, mention.end, mention.start, self._of_mention(mention, None)

    def _of_mention(self, mention: Mention, link: Link | None) -> OtherReference:
        span = Span(mention.start, mention.end)
        return OtherReference(
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
        written = span.of(self._document.source)
        cut = unquote_to_bytes(written).decode("utf-8", "replace") if written else ""
        return Defect(flaw.kind, Edit(span, flaw.replacement.encode()), cut, flaw.safe)

    def _decoded(self, span: Span) -> str:
        return span.of(self._document.source).decode("utf-8", "replace")

    def _of_usual(self, at: int, section: tuple[str, ...]) -> UsualReference:
        links = self._document.found
        start = links.usual[at + 2]
        reading = usual_reading(self._text[start : links.usual[at + 1] - 1])
        assert reading is not None
        assert reading.id is not None
        return UsualReference(links, at, reading.id, section, self._defects(reading, start))

    def _is_dark(self, start: int, end: int) -> bool:
        dark = self._dark
        index = bisect_right(dark, start)
        return index % 2 == 1 or (index < len(dark) and dark[index] < end)


def _never(*_: object) -> None:
    return None

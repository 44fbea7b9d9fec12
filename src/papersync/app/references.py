"""`papersync refs`: what the lists name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from papersync.app.aside import Aside, halves
from papersync.app.lists import ListFile
from papersync.errors import PapersyncError, Place
from papersync.markdown import Document, parse_document
from papersync.references import Extraction, Row
from papersync.text import LineIndex

# So many texts are put together at a time.
_TEXTS: Final = 2000

Texts = Callable[[str, Iterable[Row], LineIndex], Iterator[str]]


@dataclass(slots=True)
class Named:
    """What is told of the lists besides their references: how many there are and to which papers; how many lists were
    read, and which could not be parsed; places where `arxiv.org` stands that are neither a reference nor code nor a
    comment.
    """

    number: int = 0
    read: int = 0
    papers: set[str] = field(default_factory=set)
    errors: list[PapersyncError] = field(default_factory=list)
    unexplained: list[Place] = field(default_factory=list)

    def counted(self, references: Iterable[Row]) -> Iterator[Row]:
        """The references, counted on their way."""
        papers = self.papers
        for row in references:
            self.number += 1
            if row.base is not None:
                papers.add(row.base)
            yield row

    def add(self, more: Named) -> None:
        """Take in what is told of the lists that follow."""
        self.number += more.number
        self.read += more.read
        self.papers |= more.papers
        self.errors += more.errors
        self.unexplained += more.unexplained


def texts_of(lists: Sequence[ListFile], texts: Texts, joint: str, named: Named) -> Iterator[bytes]:
    """The texts of all references in order, in pieces of several with a ``joint`` between them; ``named`` is filled on
    the way. A list that cannot be parsed does not stop the others. Of many lists a second process reads the half.
    """

    def pieces(some: Sequence[ListFile], of_some: Named) -> Iterator[bytes]:
        each = (text for one in some for text in _texts(one, texts, of_some))
        while several := [*islice(each, _TEXTS)]:
            yield joint.join(several).encode("utf-8", "surrogateescape")

    half = halves([each.source for each in lists]).first
    if half == len(lists):
        yield from pieces(lists, named)
        return
    others = Named()
    with Aside(lambda: ([*pieces(lists[half:], others)], others)) as aside:
        yield from pieces(lists[:half], named)
        made = aside.result()
    if made is None:
        yield from pieces(lists[half:], named)
    else:
        yield from made[0]
        named.add(made[1])


def _texts(each: ListFile, texts: Texts, named: Named) -> Iterator[str]:
    try:
        document = each.read(parse_document)
    except PapersyncError as error:
        named.errors.append(error)
        return
    named.read += 1
    extraction = Extraction(document)
    lines = document.lines
    yield from texts(each.name, named.counted(_that_count(document, extraction)), lines)
    places = (lines.position(span.start) for span in extraction.overlooked())
    named.unexplained.extend(Place(each.name, line, column) for line, column in places)


def _that_count(document: Document, extraction: Extraction) -> Iterable[Row]:
    """The references without those that are words in a title or an abstract."""
    if not extraction.is_doubtful():
        return extraction.rows()
    from papersync.entries.reading import without_words  # noqa: PLC0415 - 20 ms that most lists do not need

    return map(Row.of, without_words(document, tuple(extraction)))

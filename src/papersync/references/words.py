"""The words without which nothing names a paper: where they stand, and where nothing accounts for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from papersync.markdown.model import Document
from papersync.text import Span

# arxiv and alphaxiv, ar5iv, and where neither stands; a DOI names arxiv too.
_WORDS: Final = (b"xiv", b"r5iv", b"lanl.gov", b".co/papers/", b"xxx.")
_OWN_DOMAIN: Final = b"arxiv.org"


def words(source: bytes) -> list[int]:
    """Where the words stand, sorted. To find them all takes a thousandth of a search in every link and run of text."""
    lowered = source.lower()
    return sorted(at for word in _WORDS for at in _each(lowered, word))


def unexplained(document: Document, words: Iterable[int], references: Iterable[Span]) -> tuple[Span, ...]:
    """Every ``arxiv.org`` of these words that is neither in one of the references, nor in a link, nor in the dark."""
    found = [Span(at - 2, at + 7) for at in words if document.source[max(at - 2, 0) : at + 7].lower() == _OWN_DOMAIN]
    if not found:
        return ()
    explained = sorted([*references, *(link.span for link in document.found.others), *document.dark])
    reach = [*accumulate((span.end for span in explained), max)]
    indices = ((span, bisect_right(explained, span.start, key=_start) - 1) for span in found)
    rest = [span for span, index in indices if index < 0 or reach[index] < span.end]
    return tuple(span for span in rest if not document.found.is_in_usual(span)) if rest else ()


def _each(source: bytes, word: bytes) -> Iterator[int]:
    at = source.find(word)
    while at >= 0:
        yield at
        at = source.find(word, at + len(word))


def _start(span: Span) -> int:
    return span.start

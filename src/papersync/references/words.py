"""The words without which nothing names a paper: where they stand, and where nothing accounts for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from papersync.markdown.model import Document
from papersync.text import Span

_WORDS: Final = (b"arxiv", b"ar5iv", b"alphaxiv", b"10.48550", b"lanl.gov", b".co/papers/", b"xxx.")
_OWN_DOMAIN: Final = b"arxiv.org"


def words(source: bytes) -> list[int]:
    """Where the words stand, sorted. To find them all takes a thousandth of a search in every link and run of text."""
    lowered = source.lower()
    return sorted(at for word in _WORDS for at in _each(lowered, word))


def overlooked(document: Document, references: Sequence[Span]) -> tuple[Span, ...]:
    """Every ``arxiv.org`` that is neither in one of these, nor in a link, nor in the dark."""
    usual = document.found.usual
    starts = usual[::3]
    rest: list[Span] = []
    for at in _each(document.source.lower(), _OWN_DOMAIN):
        index = bisect_right(starts, at) - 1
        if index < 0 or usual[3 * index + 1] < at + len(_OWN_DOMAIN):
            rest.append(Span(at, at + len(_OWN_DOMAIN)))
    if not rest:
        return ()
    explained = sorted([*references, *(link.span for link in document.found.others), *document.dark])
    reach = [*accumulate((span.end for span in explained), max)]
    indices = ((span, bisect_right(explained, span.start, key=_start) - 1) for span in rest)
    return tuple(span for span, index in indices if index < 0 or reach[index] < span.end)


def _each(source: bytes, word: bytes) -> Iterator[int]:
    at = source.find(word)
    while at >= 0:
        yield at
        at = source.find(word, at + len(word))


def _start(span: Span) -> int:
    return span.start

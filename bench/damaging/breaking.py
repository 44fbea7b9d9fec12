"""One defect at a time, as people and programs make them in lists."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from papersync.entries import Entry
from papersync.references import Reference
from papersync.text import Edit, Span

_WORDS: Final = re.compile(rb"(?<![\w&\\$%/.-])[A-Za-z]{6,}(?![\w/$])")
_JUNK: Final = (
    "%E4%B8%AD%E5%BE%97",
    "%22",
    "%20(http://example.org/x)",
    "%5Cnhttp://example.org/y",
    "mini",
    "&embed",
    "%EF%BC%8C",
)
_TRACKING: Final = ("?utm_source=newsletter", "?trk=public_post", "?context=cs", "?", "?fbclid=abc&utm_medium=x")


@dataclass(frozen=True)
class Damage:
    """A defect in an entry of an undamaged list."""

    kind: str
    layout: str
    entry: Entry
    edits: tuple[Edit, ...]


Breaking = Callable[[bytes, Entry, random.Random], tuple[Edit, ...]]
"""The edits that damage an entry; none if it cannot be damaged so."""


def typo(source: bytes, entry: Entry, chance: random.Random) -> tuple[Edit, ...]:
    """A letter lost, doubled, exchanged for another, or two swapped, in one word of the title."""
    span = entry.title.span if entry.title is not None else None
    words = list(_WORDS.finditer(source, span.start, span.end)) if span is not None else []
    if not words or len(words) < 2:
        return ()
    word = chance.choice(words)
    text = word[0].decode()
    at = chance.randrange(1, len(text) - 2)
    wrong = chance.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + chance.choice("etaoinshr") + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        ]
    )
    return (Edit(Span(*word.span()), wrong.encode()),) if wrong != text else ()


def joined(source: bytes, entry: Entry, _: random.Random) -> tuple[Edit, ...]:
    """Two words of the title run together, as copied from a PDF."""
    span = entry.title.span if entry.title is not None else Span(0, 0)
    match = re.compile(rb"(?<=[a-z]{3})( )(?=[a-z]{3})").search(source, span.start, span.end)
    return (Edit(Span(*match.span()), b""),) if match is not None else ()


def torn(source: bytes, entry: Entry, chance: random.Random) -> tuple[Edit, ...]:
    """Two words of the abstract run together, a hyphen lost, or a footnote's digit behind a word."""
    if entry.abstract is None:
        return ()
    low, high = entry.abstract.span
    pattern, wrong = chance.choice(
        [
            (rb"(?<=[a-z]{4})( )(?=[a-z]{4})", b""),
            (rb"(?<=[a-z]{4})(-)(?=[a-z]{4})", b""),
            (rb"(?<=[a-z]{4})(\.)(?=[ \r\n])", b".3"),
        ]
    )
    matches = list(re.compile(pattern).finditer(source, low, high))
    return (Edit(Span(*chance.choice(matches).span()), wrong),) if matches else ()


def junk(_: bytes, entry: Entry, chance: random.Random) -> tuple[Edit, ...]:
    """Foreign text glued to the identifier."""
    return _behind(entry, chance.choice(_JUNK))


def tracking(_: bytes, entry: Entry, chance: random.Random) -> tuple[Edit, ...]:
    """Parameters that follow whoever clicks."""
    return _behind(entry, chance.choice(_TRACKING))


def scheme(source: bytes, entry: Entry, chance: random.Random) -> tuple[Edit, ...]:
    """A scheme with a letter too few or too many, or a colon of another width."""
    reference = _link(entry)
    if reference is None or not source.startswith(b"http", reference.span.start):
        return ()
    end = source.index(b"//", reference.span.start)
    right = source[reference.span.start : end]
    wrong = chance.choice([right[1:], b"h" + right, right[:-1] + "：".encode(), right[:1] + right])
    return (Edit(Span(reference.span.start, end), wrong),)


def swapped(source: bytes, one: Entry, other: Entry) -> tuple[Edit, ...]:
    """Each identifier where the other one was."""
    return (*_renamed(source, one, other), *_renamed(source, other, one))


def _renamed(source: bytes, entry: Entry, other: Entry) -> tuple[Edit, ...]:
    assert entry.paper_id is not None
    assert other.paper_id is not None
    pattern = re.compile(re.escape(entry.paper_id.base.encode()) + rb"(?:v\d+)?")
    found = pattern.finditer(source, entry.span.start, entry.span.end)
    return tuple(Edit(Span(*match.span()), other.paper_id.base.encode()) for match in found)


def _behind(entry: Entry, text: str) -> tuple[Edit, ...]:
    reference = _link(entry)
    if reference is None or any(mark in reference.url for mark in "?#"):
        return ()
    return (Edit(Span(reference.span.end, reference.span.end), text.encode()),)


def _link(entry: Entry) -> Reference | None:
    """The entry's first link in brackets of an address that is arXiv's."""
    links = (each for each in entry.references if each.kind.value in ("inline", "autolink", "html"))
    return next((each for each in links if "arxiv.org/" in each.url and entry.span.contains(each.span)), None)


BREAKINGS: Final[dict[str, Breaking]] = {
    "typo": typo,
    "joined words": joined,
    "torn abstract": torn,
    "junk": junk,
    "tracking": tracking,
    "scheme": scheme,
}

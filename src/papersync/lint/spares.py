"""Which of two entries about one paper can be spared, and how it is taken away."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from papersync.entries import Entry, Reading
from papersync.entries.around import heading_at
from papersync.lint.finding import Fix, Safety
from papersync.lint.page import Page
from papersync.references.model import OTHER_HOSTS, Reference
from papersync.text import Span
from papersync.text.patterns import late_pattern

if TYPE_CHECKING:
    from papersync.entries.standing import Inseparable, Standing, Standings


class Spares:
    """Takes one of two entries away; what that needs is read once for all of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._standings: dict[int, Standings] = {}

    def without_one(self, entry: Entry, first: Entry) -> Fix | None:
        """The removal of the one that says nothing but what the other one says; the later of equals."""
        page = self._page
        words, first_words = _words(page, entry), _words(page, first)
        is_said = _says_all(first_words, words)
        if _is_struck_out(words) != _is_struck_out(first_words) or not (is_said or _says_all(words, first_words)):
            return None
        spare = entry if is_said else first
        if page.is_untouchable(entry) or page.is_untouchable(first) or spare.side is not None:
            return None
        # Most lists have no paper twice in a section.
        from papersync.entries.standing import Form, Inseparable  # noqa: PLC0415
        from papersync.entries.taking import removal  # noqa: PLC0415

        own = self._separable(spare)
        # Of paragraphs in a row nobody knows for sure whether a link goes with the title above it or below.
        if isinstance(own, Inseparable) or (own.form is Form.BLOCK and spare.span.start < spare.head.start):
            return None
        return Fix(Safety.UNSAFE, (removal(page.document, own, ()),), takes=own.own)

    def _separable(self, entry: Entry) -> Standing | Inseparable:
        from papersync.entries.standing import Standing  # noqa: PLC0415

        page, telling = self._page, self._page.telling
        if heading_at(page.document, entry.span.start) is not None:
            return self._among(page.entries, entry)  # what it may reach to, nobody knows yet
        own = self._among(telling, entry)
        if isinstance(own, Standing) and not self._is_all_told(entry, own.own):
            return self._among(page.contents.entries_near(entry.span), entry)
        return own

    def _is_all_told(self, entry: Entry, span: Span) -> bool:
        """Whether every entry in a span around this one has been read."""
        references = self._page.references
        first = bisect_left(references, span.start, key=_start)
        inside = references[first : bisect_left(references, span.end, first, key=_start)]
        return all(entry.span.contains(each.span) or self._page.is_told(each) for each in inside)

    def _among(self, entries: tuple[Entry, ...], entry: Entry) -> Standing | Inseparable:
        """How an entry can be taken away, if it can."""
        from papersync.entries.standing import Standings  # noqa: PLC0415
        from papersync.entries.taking import separable  # noqa: PLC0415

        page = self._page
        if id(entries) not in self._standings:  # which keeps them, so that no others can have their number
            self._standings[id(entries)] = Standings(page.document, Reading(entries, page.references), near=True)
        standings = self._standings[id(entries)]
        at = bisect_left(entries, entry.span.start, key=_entry_start)
        own = entries[at] if at < len(entries) and entries[at].span == entry.span else entry
        return separable(page.document, standings.reading, standings, own)


def _words(page: Page, entry: Entry) -> tuple[str, ...]:
    """What stands in an entry, its links' addresses and what is no letter included, whatever marks it up."""
    text = entry.span.of(page.source).decode("utf-8", "replace")
    for reference in entry.references:
        # One paper in any of its forms at arXiv is one word.
        if reference.id is not None and reference.kind not in OTHER_HOSTS:
            text = text.replace(reference.url, f" {reference.id} ")
    return tuple(_WORD.findall(text.casefold()))


# A word, an address, a line through words, or a sign that neither parts them nor marks them up.
_WORD: Final = late_pattern(r"[\w./:@?=&%#~+-]*[\w+]|~~|[^\w\s*\[\]()|#,.;:`'\"“”‘’\\-]")


def _is_struck_out(words: Sequence[str]) -> bool:
    return any("~~" in word for word in words)


def _says_all(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether all of the others are among the words, as often and in the same order."""
    left = iter(words)
    return all(other in left for other in others)


def _entry_start(entry: Entry) -> int:
    return entry.span.start


def _start(reference: Reference) -> int:
    return reference.span.start

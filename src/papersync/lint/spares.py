"""Which of two entries about one paper can be spared, and how it is taken away."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from papersync.entries import Entry, Reading
from papersync.entries.around import heading_at
from papersync.lint.finding import Fix, Safety
from papersync.lint.page import Page
from papersync.references.model import Reference
from papersync.text import Span

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
        if not words <= first_words and not first_words <= words:
            return None
        spare = entry if words <= first_words else first
        if page.is_untouchable(entry) or page.is_untouchable(first) or spare.side is not None:
            return None
        # Most lists have no paper twice in a section.
        from papersync.entries.standing import Inseparable  # noqa: PLC0415
        from papersync.entries.taking import removal  # noqa: PLC0415

        own = self._separable(spare)
        if isinstance(own, Inseparable):
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


def _words(page: Page, entry: Entry) -> frozenset[str]:
    """What stands in an entry, its links' addresses included, whatever marks it up."""
    text = entry.span.of(page.source).decode("utf-8", "replace")
    for reference in entry.references:
        # One paper in any of its forms is one word.
        text = text.replace(reference.url, f" {reference.id} " if reference.id else reference.url)
    return frozenset(re.findall(r"[\w./:@?=&%#~-]*\w", text.casefold()))


def _entry_start(entry: Entry) -> int:
    return entry.span.start


def _start(reference: Reference) -> int:
    return reference.span.start

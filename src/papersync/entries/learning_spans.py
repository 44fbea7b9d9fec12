"""Where authors and a date stand in a neighbour that is imitated, beyond what was read as evidence."""

from __future__ import annotations

import re
from typing import Final

from papersync.entries.entry import Entry
from papersync.entries.layouts import citation
from papersync.references.model import Reference
from papersync.text import Span

# What stands between authors and a year that is theirs.
_YEAR_BEHIND: Final = re.compile(rb"[ ,.]{0,2}[ (\[]{0,2}((?:19|20)\d\d)(?![\w/.-]\d)")

# Names at the beginning of a citation, as far as a year in brackets or what leads to the title.
_NAMES_BEFORE: Final = re.compile(rb"(?:[-+*]|\d{1,9}[.)])?[ \t]*([^\d()*_\"\[\r\n]{3,400})")
_YEAR_IN_BRACKETS: Final = re.compile(rb" ?[(\[]((?:19|20)\d\d)[)\]]")
# `Lovelace, A. (2022).`
_YEAR_AT_END: Final = re.compile(rb"[ ,]{1,2}[(\[](?:19|20)\d\d[a-z]?[)\]][.,:]?\s*\Z")
_DATE_BEFORE: Final = re.compile(rb"[(\[]((?:19|20)\d\d(?:[-./]\d{1,2}){0,2})[)\]]")


def authors_span(source: bytes, entry: Entry) -> Span | None:
    """Where the authors stand; in a citation, where few names are not told from other words, before the title."""
    if entry.authors is not None:
        year = _YEAR_AT_END.search(entry.authors.span.of(source))
        return (
            entry.authors.span
            if year is None
            else Span(entry.authors.span.start, entry.authors.span.start + year.start())
        )
    if entry.layout != citation.NAME or entry.title is None:
        return None
    before = _NAMES_BEFORE.match(source, entry.head.start, entry.title.span.start)
    names = before[1].rstrip(b" \t,.:") if before is not None else b""
    return Span(before.start(1), before.start(1) + len(names)) if before is not None and names else None


def date_span(source: bytes, entry: Entry, link: Reference | None) -> Span | None:
    """Where the date stands; or else one in brackets before the title, or the year directly behind authors or link."""
    if entry.date is not None:
        return entry.date.span
    behind = _YEAR_BEHIND.match(source, entry.authors.span.end, entry.span.end) if entry.authors is not None else None
    led = _DATE_BEFORE.search(source, entry.head.start, entry.title.span.start) if entry.title is not None else None
    found = led or behind or (_YEAR_IN_BRACKETS.match(source, link.whole.end) if link is not None else None)
    return Span(*found.span(1)) if found is not None else None

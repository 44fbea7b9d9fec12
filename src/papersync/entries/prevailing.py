"""After what a section without entries is written: the list's layouts, and the section beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from papersync.entries.entry import HEADING, Entry
from papersync.entries.sections import Section


def prevailing(entries: Sequence[Entry]) -> Iterator[str]:
    """The layouts that entries of a list have, the most frequent first, up to headings."""
    counted = Counter(each.layout for each in entries).most_common()
    return takewhile(lambda layout: layout != HEADING, (layout for layout, _ in counted))


def beside(section: Section, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Those in the section above at the same level, or else in the one below."""
    depth, parent = len(section.path), section.path[:-1]
    siblings = [each for each in entries if len(each.section) >= depth and each.section[: depth - 1] == parent]
    above = [each for each in siblings if each.span.start < section.heading.block.span.start]
    nearest = above[-1] if above else next(iter(siblings), None)
    return tuple(each for each in siblings if nearest and each.section[:depth] == nearest.section[:depth])

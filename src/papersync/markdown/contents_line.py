"""A new line for a table of contents."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import Final

from papersync.markdown.escaping import Place, escape
from papersync.markdown.fragments import Fragments
from papersync.markdown.model import Document, Heading
from papersync.markdown.slugs import Slugs
from papersync.markdown.table_of_contents import ContentsLine, TableOfContents, tables_of_contents
from papersync.text import Edit, Span
from papersync.text.patterns import late_pattern

# What may stand between an item's marker and its link, and behind the link, and goes into a new line as well.
_MARKER: Final = late_pattern(r"[ \t>]*(?:[-*+]|(?P<number>\d{1,9})(?P<bound>[.)]))[ \t]+(?:\[[ xX]\][ \t]+)?")
_MARKUP: Final = late_pattern(r"(?:[*_~]|<(?:b|i|strong|em|sub|sup)>)*")
_BEHIND: Final = late_pattern(r"(?:[*_~]|</(?:b|i|strong|em|sub|sup)>)*(?:[ \t]*<br ?/?>|\\|[ \t]+)?")


def contents_edits(document: Document, text: str, level: int, before: Heading | None) -> tuple[Edit, ...]:
    """The edits that list a new heading in the page's table of contents: its line, and the numbers behind that.

    ``text`` and ``level`` are the new heading's, ``before`` the heading of the document (an entry's included) that it
    will stand behind, None for the beginning. The line is written like its siblings. Empty if the page has no table,
    or none that lists headings of this level, or none that can be written like the rest.
    """
    table = next((table for table in tables_of_contents(document) if table.is_list), None)
    if table is None:
        return ()
    place = -1 if before is None else document.headings.index(before)
    writer = ContentsWriter(document, table)
    line = writer.line(text, level, place)
    if line is None:
        return ()
    first, *others = (line, *writer.renumbered(level, place))
    if others and others[0].span.start == first.span.start:
        # The new line stands before all others, whose first number begins where it ends.
        below = others.pop(0)
        first = Edit(below.span, first.replacement + below.replacement)
    return first, *others


class ContentsWriter:
    """Writes lines into one table of contents that is a list."""

    def __init__(self, document: Document, table: TableOfContents) -> None:
        fragments = Fragments(document)
        self._document = document
        self._table = table
        self._in_conflict = any(conflict.span.overlaps(table.span) for conflict in document.conflicts)
        self._headings = [fragments.heading(line.fragment) for line in table.lines]
        self._of_depth: dict[int, list[int]] = {}
        for number, line in enumerate(table.lines):
            self._of_depth.setdefault(line.depth, []).append(number)

    @cached_property
    def listed(self) -> frozenset[int]:
        """The indices of the headings that the lines lead to."""
        return frozenset(index for index in self._headings if index is not None)

    def line(self, text: str, level: int, place: int, slug: str | None = None) -> Edit | None:
        """The edit that lists a heading that stands behind the one with the index ``place``; ``slug`` if it is there.

        None if the table does not list headings of this level, if its lines are of a kind that cannot be copied, or if
        the heading has no words that make an anchor.
        """
        depth = self._depths.get(level)
        if depth is None or self._in_conflict:
            return None
        last = self._last_before(place)
        table = self._table.lines
        if depth > (table[0].depth if last is None else table[last].depth + 1):
            return None
        name = slug or _new_slug(self._document, text, place)
        written = self._dressed(f"[{escape(text, Place.LINK_TEXT)}](#{name})", depth, last)
        if written is None or not text.strip() or not name:
            return None
        lines, gap = self._document.lines, _newline(self._document) * self._gap
        if last is None:
            start = lines.span(lines.line_of(table[0].text.start)).start
            return Edit(Span(start, start), f"{written}{gap}".encode())
        text_above = table[self._end_of(last)].text
        end = lines.content(lines.line_of(max(text_above.start, text_above.end - 1))).end
        return Edit(Span(end, end), f"{gap}{written}".encode())

    def renumbered(self, level: int, place: int) -> Iterator[Edit]:
        """The edits that count the lines behind a new one on, as far as they count one by one and as it stands."""
        depth, last, table = self._depths[level], self._last_before(place), self._table.lines
        siblings = self._of_depth[depth]
        at = -1 if last is None else bisect_right(siblings, last) - 1
        numbers = [self._written_number(table[each]) for each in siblings]
        number = self._number(siblings, at) if at >= 0 else numbers[0]
        above = siblings[at] if at >= 0 else -1
        for each in range(at + 1, len(siblings)):
            following, behind = siblings[each], siblings[each + 1] if each + 1 < len(siblings) else len(table)
            marker = self._marker(table[following])
            if (
                marker is None
                or marker["number"] != str(number)
                or number in (numbers[each - 1 : each] if each else numbers[1:2])
            ):
                return
            # Below a wider number what is nested would stand too far to the left.
            is_wider = len(str(number + 1)) > len(str(number)) and behind > following + 1
            if is_wider or any(table[between].depth < depth for between in range(above + 1, following)):
                return
            start, number, above = self._line_start(table[following]), number + 1, following
            yield Edit(Span(start + marker.start("number"), start + marker.end("number")), str(number).encode())

    def _last_before(self, place: int) -> int | None:
        """The number of the lowest line that leads to that heading or one above it."""
        at = bisect_right(self._lowest, place, key=itemgetter(0)) - 1
        return self._lowest[at][1] if at >= 0 else None

    @cached_property
    def _lowest(self) -> list[tuple[int, int]]:
        """For each heading that is listed the number of the lowest line of those that lead to it or one above it."""
        pairs = sorted((index, number) for number, index in enumerate(self._headings) if index is not None)
        numbers = accumulate((number for _, number in pairs), max)
        return [(index, number) for (index, _), number in zip(pairs, numbers, strict=True)]

    @cached_property
    def _depths(self) -> dict[int, int]:
        """At which depth of the table headings of each level stand, mostly."""
        counted: dict[int, Counter[int]] = {}
        for line, index in zip(self._table.lines, self._headings, strict=True):
            if index is not None:
                counted.setdefault(self._document.headings[index].level, Counter())[line.depth] += 1
        return {level: counts.most_common(1)[0][0] for level, counts in counted.items()}

    def _end_of(self, last: int) -> int:
        """Behind a line stand those below it that lead nowhere we know: they belong to it."""
        table, at = self._table.lines, last
        while at + 1 < len(table) and self._headings[at + 1] is None and table[at + 1].depth > table[last].depth:
            at += 1
        return at

    def _dressed(self, link: str, depth: int, last: int | None) -> str | None:
        """A link dressed like the line of its depth that comes before, else like the first one."""
        siblings = self._of_depth.get(depth, [])
        if not siblings:
            return None
        at = -1 if last is None else bisect_right(siblings, last) - 1
        sibling = self._table.lines[siblings[max(at, 0)]]
        lines, source = self._document.lines, self._document.source
        line = lines.content(lines.line_of(sibling.text.start))
        whole = sibling.link.span
        if not line.contains(whole):
            return None
        ahead = source[line.start : whole.start].decode("utf-8", "replace")
        behind = source[whole.end : line.end].decode("utf-8", "replace")
        marker = _MARKER.match(ahead)
        if marker is None:
            return None
        head, markup = marker[0], ahead[marker.end() :]
        if marker["number"] is not None:
            number = self._number(siblings, at) if at >= 0 else int(marker["number"])
            head = f"{ahead[: marker.start('number')]}{number}{ahead[marker.end('number') : marker.end()]}"
        is_markup = _MARKUP.fullmatch(markup) is not None and _BEHIND.fullmatch(behind) is not None
        return f"{head}{markup}{link}{behind}" if is_markup else head + link

    def _number(self, siblings: Sequence[int], at: int) -> int:
        """The number behind a sibling's; the same one in a list that is numbered 1, 1, 1."""
        table = self._table.lines
        number = self._written_number(table[siblings[at]])
        near = siblings[at - 1] if at else siblings[at + 1] if len(siblings) > 1 else None
        same = near is not None and table[near].ordered and self._written_number(table[near]) == number
        return number if same else number + 1

    def _written_number(self, line: ContentsLine) -> int:
        marker = self._marker(line)
        return int(marker["number"]) if marker is not None and marker["number"] is not None else 0

    def _marker(self, line: ContentsLine) -> re.Match[str] | None:
        return _MARKER.match(self._document.source[self._line_start(line) : line.text.start].decode("utf-8", "replace"))

    def _line_start(self, line: ContentsLine) -> int:
        return self._document.lines.span(self._document.lines.line_of(line.text.start)).start

    @cached_property
    def _gap(self) -> int:
        """How many line endings stand between two lines of the table: 2 where most are apart."""
        lines = self._document.lines
        numbers = [lines.line_of(line.text.start) for line in self._table.lines[1:]]
        apart = sum(not lines.content(number - 1).of(self._document.source).strip() for number in numbers if number > 1)
        return 2 if 2 * apart > len(numbers) else 1


def _newline(document: Document) -> str:
    first = document.lines.span(1)
    return document.source[document.lines.content(1).end : first.end].decode() or "\n"


def _new_slug(document: Document, text: str, place: int) -> str:
    slugs = Slugs()
    for heading in document.headings[: place + 1]:
        slugs.unique(heading.slug)
    return slugs.unique(text)

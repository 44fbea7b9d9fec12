"""A new line for a table of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from papersync.markdown.escaping import Place, escape
from papersync.markdown.fragments import Fragments
from papersync.markdown.model import Document, Heading
from papersync.markdown.slugs import Slugs
from papersync.markdown.table_of_contents import ContentsLine, TableOfContents, tables_of_contents
from papersync.text import Edit, Span

# What may stand between an item's marker and its link, and behind the link, and goes into a new line as well.
_MARKER: Final = re.compile(r"[ \t>]*(?:[-*+]|(?P<number>\d{1,9})(?P<bound>[.)]))[ \t]+(?:\[[ xX]\][ \t]+)?")
_MARKUP: Final = re.compile(r"(?:[*_~]|<(?:b|i|strong|em|sub|sup)>)*")
_BEHIND: Final = re.compile(r"(?:[*_~]|</(?:b|i|strong|em|sub|sup)>)*(?:[ \t]*<br ?/?>|\\|[ \t]+)?")


def contents_edit(document: Document, text: str, level: int, before: Heading | None) -> Edit | None:
    """The edit that lists a new heading in the page's table of contents.

    ``text`` and ``level`` are the new heading's, ``before`` the heading of the document (an entry's included) that it
    will stand behind, None for the beginning. The line is written like its siblings. None if the page has no table,
    or none that lists headings of this level, or none that can be written like the rest.
    """
    table = next((table for table in tables_of_contents(document) if table.is_list), None)
    place = -1 if before is None else document.headings.index(before)
    return None if table is None else ContentsWriter(document, table).line(text, level, place)


class ContentsWriter:
    """Writes lines into one table of contents that is a list."""

    def __init__(self, document: Document, table: TableOfContents) -> None:
        fragments = Fragments(document)
        self._document = document
        self._table = table
        self._in_conflict = any(conflict.span.overlaps(table.span) for conflict in document.conflicts)
        self.headings: dict[ContentsLine, int] = {}
        """For each line that leads to a heading the index of that heading."""
        for line in table.lines:
            if (index := fragments.heading(line.fragment)) is not None:
                self.headings[line] = index
        self._depths = self._depths_of_levels()

    def line(self, text: str, level: int, place: int, slug: str | None = None) -> Edit | None:
        """The edit that lists a heading that stands behind the one with the index ``place``; ``slug`` if it is there.

        None if the table does not list headings of this level, or its lines are of a kind that cannot be copied.
        """
        depth = self._depths.get(level)
        if depth is None or self._in_conflict:
            return None
        behind = len(self._document.headings)
        above = [line for line in self._table.lines if self.headings.get(line, behind) <= place]
        last = above[-1] if above else None
        first = self._table.lines[0]
        if depth > (last.depth + 1 if last is not None else first.depth):
            return None
        link = f"[{escape(text, Place.LINK_TEXT)}](#{slug or _new_slug(self._document, text, place)})"
        written = self._dressed(link, depth, last)
        if written is None:
            return None
        lines, gap = self._document.lines, _newline(self._document) * self._gap
        if last is None:
            start = lines.span(lines.line_of(first.text.start)).start
            return Edit(Span(start, start), f"{written}{gap}".encode())
        last = self._end_of(last)
        end = lines.content(lines.line_of(max(last.text.start, last.text.end - 1))).end
        return Edit(Span(end, end), f"{gap}{written}".encode())

    def _depths_of_levels(self) -> dict[int, int]:
        """At which depth of the table headings of each level stand, mostly."""
        counted: dict[int, Counter[int]] = {}
        for line, index in self.headings.items():
            counted.setdefault(self._document.headings[index].level, Counter())[line.depth] += 1
        return {level: counts.most_common(1)[0][0] for level, counts in counted.items()}

    def _end_of(self, last: ContentsLine) -> ContentsLine:
        """Behind a line stand those below it that lead nowhere we know: they belong to it."""
        lines = self._table.lines
        for line in lines[lines.index(last) + 1 :]:
            if line in self.headings or line.depth <= last.depth:
                break
            last = line
        return last

    def _dressed(self, link: str, depth: int, last: ContentsLine | None) -> str | None:
        """A link dressed like the line of its depth that comes before, else like the first one."""
        siblings = [line for line in self._table.lines if line.depth == depth]
        before = [line for line in siblings if last is not None and line.text.start <= last.text.start]
        if not siblings:
            return None
        sibling = before[-1] if before else siblings[0]
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
            number = self._number(siblings, sibling) if before else int(marker["number"])
            head = f"{ahead[: marker.start('number')]}{number}{ahead[marker.end('number') : marker.end()]}"
        is_markup = _MARKUP.fullmatch(markup) is not None and _BEHIND.fullmatch(behind) is not None
        return f"{head}{markup}{link}{behind}" if is_markup else head + link

    def _number(self, siblings: Sequence[ContentsLine], sibling: ContentsLine) -> int:
        """The number behind a sibling's; the same one in a list that is numbered 1, 1, 1."""
        at = siblings.index(sibling)
        number = self._written_number(sibling)
        near = siblings[at - 1] if at else siblings[at + 1] if len(siblings) > 1 else None
        same = near is not None and near.ordered and self._written_number(near) == number
        return number if same else number + 1

    def _written_number(self, line: ContentsLine) -> int:
        start = self._document.lines.span(self._document.lines.line_of(line.text.start)).start
        marker = _MARKER.match(self._document.source[start : line.text.start].decode("utf-8", "replace"))
        return int(marker["number"]) if marker is not None and marker["number"] is not None else 0

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

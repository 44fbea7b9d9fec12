"""Entries written anew with the template of their layout; what a person wrote beside stays, or else the entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from papersync.entries.anatomy import BREAKING, MARK, SEPARATOR, closes, lexemes
from papersync.entries.completing import is_arxivs
from papersync.entries.entry import HEADING, Entry
from papersync.entries.judging import Judgement
from papersync.entries.learning_lines import marks_of, paper_link, url_of
from papersync.entries.manner import LINES, TABLES
from papersync.entries.own_words import own_words
from papersync.entries.part_blocks import block_at
from papersync.entries.reading_alone import reads_alone
from papersync.entries.refusing import Refused
from papersync.entries.retitling import is_part
from papersync.entries.spots import words_of_entry
from papersync.entries.style import LinkPolicy
from papersync.entries.templating import EntryTemplate, Verbatim, cells_of, indented, values_of
from papersync.entries.wrapping import newline_of
from papersync.markdown.model import Block, Document
from papersync.papers import Paper
from papersync.text import Edit, Span
from papersync.text.patterns import late_pattern
from papersync.titles import Differs, Same

TEMPLATED: Final = frozenset((HEADING, "citation")) | LINES | TABLES
"""The layouts that a template can write."""
_HASHES: Final = re.compile(rb"[ ]{0,3}#{1,6}[ \t]+")
_OPENING: Final = late_pattern(r"(?:\*+|_+|[\[({（【《「『“«\"])+\Z")
_CLOSING: Final = late_pattern(r"(?:[.。]?(?:\*+|_+|[\])}）】》」』”»\"])+)?")


_OWN_WORDS: Final = Refused("own words where the template writes")
_UNTOLD: Final = Refused("what the template writes would read as something else")
_NAMED: Final = Refused("own words in place of the title, which the template would write over")


@dataclass(frozen=True)
class Templated:
    """Writes the entries of one document with templates, by layout."""

    document: Document
    templates: Mapping[str, EntryTemplate]
    links: LinkPolicy

    def rewritten(self, entry: Entry, paper: Paper, judgement: Judgement) -> tuple[Edit, ...] | Refused:
        """The edits that make the entry what its template says; none if it says that already.

        What stands before and behind title, links, authors and date stays there. An entry in which other words stand
        between them is refused unless the template writes those again, and one that shows no title of the record's, as
        a template would write over that.
        """
        template, link = self.templates[entry.layout], paper_link(self.document, entry)
        if link is None or link.id is None:
            return _UNTOLD
        if not isinstance(judgement.title, Same | Differs) and not is_part(judgement):
            return _NAMED
        named = self.links.named(link.id, paper)
        url = self.links.url(url_of(self.document, entry)).replace("{id}", str(named))
        values = values_of(paper, named, url)
        if entry.is_row:
            edits = self._cells(entry, template.fill(values), judgement)
        else:
            own = self._own(entry, judgement)
            words = own.of(self.document.source).decode("utf-8", "replace") if own is not None else ""
            text = template.fill({**values, "own": Verbatim(words)})
            edits = self._words(entry, text, judgement, own if words in text else None)
        if isinstance(edits, Refused) or not edits:
            return edits
        return edits if reads_alone(self.document, entry, edits, paper) else _UNTOLD

    def _own(self, entry: Entry, judgement: Judgement) -> Span | None:
        """Words of the entry that are in no slot, for the template to write again."""
        start = _first_word(self.document, entry)
        known = [
            span for span in self._known(entry, judgement, below=False) if start is not None and span.start >= start
        ]
        return own_words(self.document.source, known, entry.date.span if entry.date is not None else None)

    def _words(self, entry: Entry, text: str, judgement: Judgement, own: Span | None) -> tuple[Edit, ...] | Refused:
        start = _first_word(self.document, entry)
        if start is None:
            return _UNTOLD
        source, written = self.document.source, self._lines(entry, text, start)
        if source.find(written, start, entry.span.end) >= 0:
            return ()
        known = [span for span in self._known(entry, judgement, below="\n" in text) if span.start >= start]
        known += (own,) if own is not None else ()
        together = _with_title(source, entry, known)
        if not all(any(span.overlaps(each) for span in together) for each in self._needed(entry, text)):
            return _OWN_WORDS
        region = _around(source, Span(start, entry.span.end), together)
        return (Edit(region, written),) if _is_known(source, region, together) else _OWN_WORDS

    def _needed(self, entry: Entry, text: str) -> Iterator[Span]:
        """What must go with the title, lest it stand there twice: the link, the authors, a quote where the template
        has one.
        """
        link = paper_link(self.document, entry)
        yield from (each.whole for each in (link,) if each is not None)
        yield from (slot.span for slot in (entry.title, entry.authors) if slot is not None)
        if entry.quote is not None and "\n>" in text:
            yield entry.quote

    def _lines(self, entry: Entry, text: str, start: int) -> bytes:
        """The text with the line endings and the indentation of the entry."""
        line = self.document.lines.content(self.document.lines.line_of(start))
        lead = self.document.source[line.start : start].decode("utf-8", "replace").removeprefix("\ufeff")
        shown = text if entry.is_headed else indented(text, lead)
        return shown.replace("\n", newline_of(self.document)).encode()

    def _known(self, entry: Entry, judgement: Judgement, *, below: bool) -> Iterator[Span]:
        """What in the entry a template may write over: title, links to the paper, authors, date; the abstract where
        the template has lines below as well.
        """
        slots = [slot.span for slot in (entry.authors, entry.date) if slot is not None]
        head = entry.head if entry.is_headed and not below else entry.span
        named = (mark.span for mark in marks_of(self.document, entry) if mark.name)
        links = (each.whole for each in entry.references)
        yield from (span for span in (*named, *links, *slots) if head.contains(span))
        if below and entry.quote is not None and is_arxivs(entry, judgement):
            yield entry.quote

    def _cells(self, entry: Entry, text: str, judgement: Judgement) -> tuple[Edit, ...] | Refused:
        """The cells that the template fills; one that it leaves empty keeps what it holds."""
        row = block_at(self.document, entry.head)
        cells = [each.strip() for each in cells_of(text)]
        if row is None or "\n" in text or len(cells) != len(row.children):
            return Refused("another number of cells than the template has")
        known = [*self._known(entry, judgement, below=False)]
        known += [entry.abstract.span] if entry.abstract is not None and is_arxivs(entry, judgement) else []
        edits: list[Edit] = []
        for cell, written in zip(row.children, cells, strict=True):
            if not written or written.encode() == cell.span.of(self.document.source):
                continue
            inside = [span for span in known if cell.span.contains(span)]
            if not _is_known(self.document.source, cell.span, inside):
                return _OWN_WORDS
            edits.append(self._filled(cell, written))
        return tuple(edits)

    def _filled(self, cell: Block, written: str) -> Edit:
        if cell.span.end > cell.span.start:
            return Edit(cell.span, written.encode())
        blank = self.document.source[cell.span.start : cell.span.start + 1] in (b" ", b"\t")
        return Edit(cell.span, f" {written}{'' if blank else ' '}".encode())


def _first_word(document: Document, entry: Entry) -> int | None:
    """Where the entry's words begin: behind the hashes of its heading, behind the marker of its item."""
    if entry.is_headed:
        hashes = _HASHES.match(document.source, entry.head.start, entry.head.end)
        return hashes.end() if hashes is not None else None
    words = words_of_entry(document, entry)
    return words.start if words is not None else None


def _with_title(source: bytes, entry: Entry, known: Sequence[Span]) -> list[Span]:
    """Those of the spans that stand together with the title, with nothing but marks and separators between them."""
    groups: list[list[Span]] = []
    for span in sorted(known):
        if groups and _is_free(source, max(each.end for each in groups[-1]), span.start):
            groups[-1].append(span)
        else:
            groups.append([span])
    title = entry.title
    return next((group for group in groups if title and any(each.overlaps(title.span) for each in group)), [])


def _is_free(source: bytes, start: int, end: int) -> bool:
    between = lexemes(source[start : max(start, end)].decode("utf-8", "replace"))
    return all(kind in (MARK, SEPARATOR, BREAKING) for kind, _ in between)


def _around(source: bytes, within: Span, known: Sequence[Span]) -> Span:
    """From the first to the last of the spans, with the marks that open and close around them."""
    first, last = min(span.start for span in known), max(span.end for span in known)
    opening = _OPENING.search(source[within.start : first].decode("utf-8", "replace"))
    closing = _CLOSING.match(source[last : within.end].decode("utf-8", "replace"))
    return Span(
        first - (len(opening[0].encode()) if opening is not None else 0),
        last + (len(closing[0].encode()) if closing is not None else 0),
    )


def _is_known(source: bytes, region: Span, known: Sequence[Span]) -> bool:
    """Whether nothing stands in the region but the spans, and marks and separators around them, in pairs."""
    at, stack = region.start, list[str]()
    for span in (*sorted(known), Span(region.end, region.end)):
        for kind, text in lexemes(source[at : max(at, span.start)].decode("utf-8", "replace")):
            if kind == MARK:
                if stack and closes(stack[-1], text):
                    stack.pop()
                else:
                    stack.append(text)
            elif kind not in (SEPARATOR, BREAKING):
                return False
        at = max(at, span.end)
    return not stack

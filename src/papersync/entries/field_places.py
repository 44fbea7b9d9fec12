"""Fields added to the entries of all layouts but headings: where the neighbours have them, or else where they read
well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from papersync.entries.absent import Field, absent
from papersync.entries.entry import Entry
from papersync.entries.field_columns import FieldColumns, learnt_date
from papersync.entries.field_defaults import by_default
from papersync.entries.field_text import field_text
from papersync.entries.layouts import html_table
from papersync.entries.learning_dates import DateForm
from papersync.entries.manner import LINES
from papersync.entries.rendering import abstract_quote
from papersync.entries.retitling import grown_link
from papersync.entries.spots import Written, insertion, learn_spot, words_of_entry
from papersync.entries.wrapping import DEFAULT_WIDTH, Wrap, newline_of, quote_wrap
from papersync.markdown.escaping import Place
from papersync.markdown.model import Document
from papersync.papers import Paper
from papersync.text import Edit, Span

# So many neighbours tell what a list does; more of the same tell no more.
_MOST_NEIGHBOURS = 40


class FieldPlaces:
    """Where the fields of entries go in one list; ``width`` is the configured wrap."""

    def __init__(self, document: Document, entries: Sequence[Entry], width: int | None = None) -> None:
        self._document = document
        self._entries = entries
        self._width = width
        self._columns = FieldColumns(document)
        self._learnt: dict[tuple[object, ...], Written | None] = {}
        self._showing: dict[tuple[object, ...], Sequence[Entry]] = {}

    def edits(self, entry: Entry, paper: Paper, wanted: Collection[Field]) -> Iterator[tuple[Field, Edit | None]]:
        """Insertions of what the entry does not show; None for a field for which it has no place.

        Nothing is removed and nothing shown twice. A table gets no new column. Of several insertions in one place the
        first goes first.
        """
        inserted: dict[str, Edit] = {}
        for field in absent(self._document, entry, paper, wanted):
            edit = self._edit(entry, paper, field, inserted)
            if edit is not None:
                inserted[field] = edit
            yield field, edit

    def _edit(self, entry: Entry, paper: Paper, field: Field, inserted: dict[str, Edit]) -> Edit | None:
        is_row = entry.is_row and entry.layout != html_table.NAME
        if is_row:
            filled = self._columns.filled(entry, paper, field, self._neighbours(entry, field))
            if filled is not None:
                return filled
        match field:
            case "title":
                return next(iter(grown_link(self._document, entry, paper)), None)
            case "abstract":
                return self._abstract(entry, paper.abstract or "")
            case _:
                beside = self._beside(entry, paper, field, inserted)
                return beside if beside is not None or is_row else self._by_default(entry, paper, field, inserted)

    def _beside(self, entry: Entry, paper: Paper, field: Field, inserted: dict[str, Edit]) -> Edit | None:
        """Authors or a date where the neighbours have them; behind the title if what stands between is not there."""
        written = self._written(entry, field)
        if written is None:
            return None
        spot = written.spot
        text = field_text(paper, field, written.form, Place.TABLE_CELL if entry.is_row else Place.PARAGRAPH)
        if spot.anchor in inserted and not spot.own_line:
            return Edit(inserted[spot.anchor].span, (spot.lead + spot.opening + text + spot.closing).encode())
        found = insertion(self._document, entry, spot, field, text)
        if found is None and spot.anchor not in ("title", ""):
            return insertion(self._document, entry, replace(spot, anchor="title"), field, text)
        return found

    def _by_default(self, entry: Entry, paper: Paper, field: Field, inserted: dict[str, Edit]) -> Edit | None:
        edit = by_default(self._document, entry, paper, field, self._date_form(entry) if field == "date" else None)
        if edit is None or field != "date" or "authors" not in inserted:
            return edit
        # Behind the authors, wherever the neighbours have those.
        return Edit(inserted["authors"].span, edit.replacement)

    def _date_form(self, entry: Entry) -> DateForm | None:
        """How most neighbours write a date, wherever that stands."""
        forms = [form for each in self._neighbours(entry, "date") if (form := learnt_date(self._document, each))]
        return Counter(forms).most_common(1)[0][0] if forms else None

    def _written(self, entry: Entry, field: Field) -> Written | None:
        """What most neighbours do: those of the same layout in the same section, or else in the list."""
        key = (entry.layout, entry.section, field)
        if key not in self._learnt:
            neighbours = self._neighbours(entry, field)
            self._learnt[key] = _most([learn_spot(self._document, each, field) for each in neighbours])
        return self._learnt[key]

    def _neighbours(self, entry: Entry, field: Field) -> Sequence[Entry]:
        """Entries of the same layout that show the field, those of the same section if there are any."""
        key = (entry.layout, entry.section, field)
        if key not in self._showing:
            showing = [each for each in self._by_layout[entry.layout] if _shows(each, field)]
            near = [each for each in showing if each.section == entry.section]
            self._showing[key] = (near or showing)[:_MOST_NEIGHBOURS]
        return self._showing[key]

    @cached_property
    def _by_layout(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries:
            if entry.paper_id is not None and not entry.cut:
                found[entry.layout].append(entry)
        return found

    def _abstract(self, entry: Entry, abstract: str) -> Edit | None:
        """A quote below the entry's words, as loose and as wide as those that are there."""
        within = words_of_entry(self._document, entry)
        if within is None or entry.layout not in LINES or entry.title is None or not within.contains(entry.title.span):
            return None
        document, newline = self._document, newline_of(self._document)
        line = document.lines.content(document.lines.line_of(within.start))
        lead = document.source[line.start : within.start].decode("utf-8", "replace").removeprefix("\ufeff")
        prefix = "".join(each if each in "> \t" else " " for each in lead) + "> "
        model = next((each for each in self._by_layout[entry.layout] if each.abstract is not None), None)
        width = self._width or (quote_wrap(document, model.abstract).width if model and model.abstract else None)
        gap = newline + prefix[:-2].rstrip() if model is not None and self._is_loose(model) else ""
        quote = abstract_quote(abstract, Wrap(width or DEFAULT_WIDTH, prefix, newline))
        return Edit(Span(within.end, within.end), f"{gap}{newline}{quote}".encode())

    def _is_loose(self, entry: Entry) -> bool:
        """Whether the line above its quote is blank."""
        assert entry.abstract is not None
        line = self._document.lines.line_of(entry.abstract.span.start)
        above = self._document.lines.content(line - 1).of(self._document.source) if line > 1 else b"x"
        return not above.strip(b" \t>")


def _shows(entry: Entry, field: Field) -> bool:
    """Whether it has a slot from which the field's place can be learnt."""
    return (entry.authors if field == "authors" else entry.date if field == "date" else None) is not None


def _most(found: Sequence[Written | None]) -> Written | None:
    """The most usual spot, with the most usual form there."""
    learnt = [each for each in found if each is not None]
    if not learnt:
        return None
    spot = Counter(each.spot for each in learnt).most_common(1)[0][0]
    return Written(spot, Counter(each.form for each in learnt if each.spot == spot).most_common(1)[0][0])

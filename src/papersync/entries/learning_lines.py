"""A template from one neighbour: its bytes cut into marks, separators, holes, and what is its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from papersync.entries.anatomy import LEXEMES, closes
from papersync.entries.entry import Entry
from papersync.entries.learning_authors import Byline, learn_authors
from papersync.entries.learning_dates import DateForm, learn_date
from papersync.entries.learning_labels import label_of
from papersync.entries.learning_spans import authors_span, date_span
from papersync.entries.style import url_pattern
from papersync.entries.template import Atom, Kind, pruned
from papersync.markdown.model import Document, LinkKind
from papersync.references.model import OTHER_HOSTS, OtherReference, Reference, ReferenceKind
from papersync.text import Span

# arXiv's DOIs, https://info.arxiv.org/help/doi.html
_DOI_URL: Final = "https://doi.org/10.48550/arXiv.{id}"
_PLAIN_URL: Final = "https://arxiv.org/abs/{id}"
_PAPERS: Final = (ReferenceKind.INLINE, ReferenceKind.AUTOLINK, ReferenceKind.BARE)
_TEXT: Final = ReferenceKind.TEXT
_DEFINED: Final = ReferenceKind.DEFINITION
# `Paper: ` and `preprint available as ` go with the link behind them.
_LED_BY: Final = re.compile(
    r"(?:(?:\*\*|__)?(?:paper|pdf|arxiv|link|url|abs|preprint|论文|論文)(?:\*\*|__)? ?(?::|：)(?:\*\*|__)?"
    r"|(?:preprint )?available (?:as|at|from)|preprint(?: at)?) *\Z".encode(),
    re.IGNORECASE,
)
_LED_BY_AUTHORS: Final = re.compile("(?:by|authors?:|作者[:：]|著者[:：]) *\\Z".encode(), re.IGNORECASE)
_LONGEST_LEAD: Final = 24


class Mark(NamedTuple):
    """Bytes that become holes."""

    span: Span
    atoms: tuple[Atom, ...]

    @property
    def name(self) -> str:
        """What goes there; empty for what is the entry's own."""
        named = (atom.text for atom in self.atoms if atom.kind is Kind.HOLE and atom.text != "url")
        return next(named, "")

    @property
    def form(self) -> str | DateForm | Byline | None:
        """How it is written."""
        return next((atom.form for atom in self.atoms if atom.kind is Kind.HOLE), None)


def paper_link(document: Document, entry: Entry) -> Reference | None:
    """The link that is written: the one that is the title, or else the first; None if it cannot be written so.

    One by label is written as if its address stood beside it.
    """
    usable = [each for each in entry.references if _is_usable(each) and entry.span.contains(each.whole)]
    usable = usable or list(_by_label(document, entry)) or [each for each in entry.references if each.kind is _TEXT]
    titled = [each for each in usable if entry.title is not None and each.whole.overlaps(entry.title.span)]
    return next(iter(titled or usable), None)


def _by_label(document: Document, entry: Entry) -> Iterator[Reference]:
    others = (each for each in entry.references if isinstance(each, OtherReference) and each.kind is _DEFINED)
    defined = {each.link.url: each for each in others if each.link is not None}
    for link in document.links_in(entry.span) if defined else ():
        if link.kind is LinkKind.REFERENCE and link.url in defined:
            again = defined[link.url]
            yield replace(again, whole=link.span, kind=ReferenceKind.INLINE, link=link)


def _is_usable(reference: Reference) -> bool:
    inline = reference.link is not None and reference.link.kind is LinkKind.INLINE
    return reference.kind in _PAPERS or (inline and reference.kind in OTHER_HOSTS)


def url_of(document: Document, entry: Entry) -> str:
    """The URL of the paper's link with ``{id}`` for the identifier."""
    reference = paper_link(document, entry) or next(iter(entry.references), None)
    if reference is not None and reference.kind is ReferenceKind.DOI:
        return _DOI_URL
    return (reference is not None and reference.id is not None and url_pattern(reference)) or _PLAIN_URL


def learn_atoms(document: Document, entry: Entry, span: Span) -> tuple[Atom, ...]:
    """The atoms of these bytes of an entry."""
    marks = [mark for mark in marks_of(document, entry) if span.contains(mark.span)]
    return _numbered(pruned(_paired(_atoms(document.source, span, marks), len(document.source))))


def written_span(document: Document, entry: Entry, start: int, end: int) -> Span:
    """From the first of these bytes to the end of the line in which the last hole is, or to the last byte."""
    line = document.lines.content(document.lines.line_of(last_hole(document, entry)))
    return Span(start, max(start, min(line.end, end)))


def last_hole(document: Document, entry: Entry) -> int:
    """The end of the last thing that becomes a hole."""
    return max((mark.span.end for mark in marks_of(document, entry)), default=entry.head.start)


def marks_of(document: Document, entry: Entry) -> list[Mark]:
    """What becomes a hole or goes as a whole, in order and apart."""
    source, link = document.source, paper_link(document, entry)
    marks: list[Mark] = []
    if link is not None:
        marks.append(_of_link(document, entry, link))
    if entry.title is not None:
        within = [each.span for each in document.links_in(entry.span) if each.span.contains(entry.title.span)]
        marks.append(Mark(within[0] if within else entry.title.span, (Atom(Kind.HOLE, "title"),)))
    named = authors_span(source, entry)
    if named is not None:
        raw = named.of(source)
        spare = len(raw) - len(raw.rstrip(b".")) if not raw.endswith(b"al.") else 0
        written = entry.authors.text if entry.authors is not None else raw.decode("utf-8", "replace")
        hole = Atom(Kind.HOLE, "authors", form=learn_authors(written))
        marks.append(_with_lead(source, entry, Mark(Span(named.start, named.end - spare), (hole,)), _LED_BY_AUTHORS))
    when = date_span(source, entry, link)
    if when is not None:
        form = learn_date(when.of(source).decode("utf-8", "replace"))
        marks.append(Mark(when, (Atom(Kind.HOLE, "date", form=form) if form is not None else Atom(Kind.GONE),)))
    marks += [Mark(each.span, (Atom(Kind.GONE),)) for each in document.links_in(entry.span)]
    apart: list[Mark] = []
    for mark in marks:
        if not any(mark.span.overlaps(each.span) for each in apart):
            apart.append(mark)
    return sorted(apart, key=lambda mark: mark.span.start)


def _of_link(document: Document, entry: Entry, reference: Reference) -> Mark:
    """The paper's link with its title in it, or as a hole."""
    title, link, source = entry.title, reference.link, document.source
    if title is None or link is None or not reference.whole.overlaps(title.span):
        return _with_lead(
            source, entry, Mark(reference.whole, (Atom(Kind.HOLE, "link", form=label_of(source, reference)),))
        )
    around = Span(min(reference.whole.start, title.span.start), max(reference.whole.end, title.span.end))
    hole = Atom(Kind.HOLE, "title", linked=True)
    inner: Sequence[Atom] = (hole,)
    if link.text_span.contains(title.span):
        inner = _paired(_atoms(source, link.text_span, [Mark(title.span, (hole,))]), around.start + 1)
    opening, closing = Atom(Kind.OPEN, "[", pair=around.start), Atom(Kind.CLOSE, "](", pair=around.start)
    target = Atom(Kind.HOLE, "url")
    linked = (opening, *inner, closing, target, Atom(Kind.CLOSE, ")", pair=around.start))
    return _with_lead(source, entry, Mark(around, linked))


def _with_lead(source: bytes, entry: Entry, mark: Mark, leads: re.Pattern[bytes] = _LED_BY) -> Mark:
    """The link with a label that leads to it, or authors with theirs."""
    start = mark.span.start
    low = max(entry.span.start, start - _LONGEST_LEAD)
    lead = leads.search(source, low, start)
    if lead is None or (lead.start() > 0 and source[lead.start() - 1 : lead.start()].isalnum()):
        return mark
    opening, closing = Atom(Kind.OPEN, lead[0].decode(), pair=lead.start()), Atom(Kind.CLOSE, pair=lead.start())
    return Mark(Span(lead.start(), mark.span.end), (opening, *mark.atoms, closing))


def _atoms(source: bytes, span: Span, marks: Sequence[Mark]) -> Iterator[Atom]:
    at = span.start
    for mark in marks:
        yield from _lexed(source[at : mark.span.start].decode("utf-8", "replace"))
        yield from mark.atoms
        at = mark.span.end
    yield from _lexed(source[at : span.end].decode("utf-8", "replace"))


def _lexed(text: str) -> Iterator[Atom]:
    for match in LEXEMES.finditer(text):
        match match.lastgroup:
            case "breaking":
                yield Atom(Kind.BREAK, match[0])
            case "mark":
                yield Atom(Kind.OPEN, match[0])
            case "separator":
                yield Atom(Kind.SEPARATOR, match[0])
            case _:
                yield Atom(Kind.GONE)


def _paired(atoms: Iterator[Atom], base: int) -> list[Atom]:
    """The atoms with each mark as one that opens or closes; one without a counterpart on its line is gone."""
    found: list[Atom] = []
    stack: list[int] = []
    for at, atom in enumerate(atoms):
        found.append(atom)
        if atom.kind is Kind.BREAK:
            stack.clear()
        elif atom.kind is Kind.OPEN and atom.pair < 0:
            partner = next((n for n in reversed(stack) if closes(found[n].text, atom.text)), None)
            if partner is not None:
                del stack[stack.index(partner) :]
                found[partner] = Atom(Kind.OPEN, found[partner].text, pair=base + partner)
                found[at] = Atom(Kind.CLOSE, atom.text, pair=base + partner)
            else:
                stack.append(at)
    return [Atom(Kind.GONE) if atom.kind is Kind.OPEN and atom.pair == -1 else atom for atom in found]


def _numbered(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """The atoms with their pairs counted from one: where they stood says nothing."""
    pairs = {
        pair: number for number, pair in enumerate(dict.fromkeys(atom.pair for atom in atoms if atom.pair >= 0), 1)
    }
    return tuple(replace(atom, pair=pairs.get(atom.pair, -1)) for atom in atoms)

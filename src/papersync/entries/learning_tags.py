"""A template from one neighbour in raw HTML: its tags, and holes where the paper's own words go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from papersync.entries.entry import Entry, Slot
from papersync.entries.learning_authors import learn_authors
from papersync.entries.learning_dates import learn_date
from papersync.entries.template import Atom, Kind
from papersync.markdown.model import Document
from papersync.text import Span

_TAG: Final = re.compile(rb"<!--.*?-->|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>", re.DOTALL)
# What makes the row; all other tags stay only around something of the paper's.
_FRAME: Final = (b"tr", b"td", b"th", b"li")
# Between tags, these part what stands in them.
_PARTING: Final = " \t\r\n,;:|·–—-"
_AFTER_TAG: Final = re.compile(rb">(?:[\s,;:|-]|\xc2\xb7|\xe2\x80[\x93\x94])*\Z")
_BEFORE_TAG: Final = re.compile(rb"(?:[\s,;:|-]|\xc2\xb7|\xe2\x80[\x93\x94])*<")
_NEAR: Final = 40
_EMPTY: Final = (b"br", b"img", b"hr", b"input", b"wbr")


def learn_tags(document: Document, entry: Entry, span: Span) -> tuple[Atom, ...]:
    """The atoms of a row's bytes: tags and blanks between them as they are, words and other links gone."""
    source, atoms, at = document.source, list[Atom](), span.start
    found = _holes(source, entry)
    holes = {slot.span.start: atom for slot, atom in found}
    ends = {slot.span.start: slot.span.end for slot, _ in found}
    links = {each.span.start: each for each in document.links_in(span)}
    own = next((each.link for each in entry.references if each.link is not None and span.contains(each.whole)), None)
    while at < span.end:
        tag, link = _TAG.match(source, at, span.end), links.get(at)
        if at in holes:
            atoms.append(holes[at])
            at = ends[at]
        elif link is not None and own is not None and link.span == own.span and own.destination is not None:
            low, high = own.destination
            atoms += [_literal(source, Span(at, low)), Atom(Kind.HOLE, "url")]
            atoms.append(_literal(source, Span(high, own.text_span.start)))
            at = own.text_span.start
            if entry.title is None:
                atoms.append(Atom(Kind.HOLE, "title"))
                at = own.text_span.end
            elif not any(own.text_span.contains(Span(start, ends[start])) for start in holes):
                atoms.append(_literal(source, own.text_span))
                at = own.text_span.end
        elif link is not None:
            at = max(link.span.end, at + 1)
        elif tag is not None:
            atoms += _of_tag(tag)
            at = tag.end()
        else:
            until = min(each for each in (*holes, *links, _next_tag(source, at, span.end)) if each > at)
            text = source[at:until].decode("utf-8", "replace")
            atoms.append(Atom(Kind.GONE) if text.strip(_PARTING) else Atom(Kind.SEPARATOR, text))
            at = until
    return tuple(_without_hollow(atoms))


def stripped(source: bytes, span: Span) -> Span:
    """The span without blanks at its ends."""
    text = span.of(source)
    return Span(span.start + len(text) - len(text.lstrip()), span.start + len(text.rstrip()))


def without_in_tags(atoms: Sequence[Atom], *names: str) -> tuple[Atom, ...]:
    """The atoms of a row without these holes, and without the tags that were around them alone."""
    return tuple(_without_hollow([each for each in atoms if each.kind is not Kind.HOLE or each.text not in names]))


def _holes(source: bytes, entry: Entry) -> list[tuple[Slot, Atom]]:
    """The slots that become holes: authors and dates alone between tags, for the rest of `ICML 2021` says nothing."""
    found: list[tuple[Slot, Atom]] = []
    if entry.title is not None:
        found.append((entry.title, Atom(Kind.HOLE, "title")))
    if entry.authors is not None and _is_alone(source, entry.authors.span):
        found.append((entry.authors, Atom(Kind.HOLE, "authors", form=learn_authors(entry.authors.text))))
    form = learn_date(entry.date.text) if entry.date is not None else None
    if entry.date is not None and form is not None and _is_alone(source, entry.date.span):
        found.append((entry.date, Atom(Kind.HOLE, "date", form=form)))
    return found


def _is_alone(source: bytes, span: Span) -> bool:
    return _AFTER_TAG.search(source, max(0, span.start - _NEAR), span.start) is not None and (
        _BEFORE_TAG.match(source, span.end) is not None
    )


def _of_tag(tag: re.Match[bytes]) -> list[Atom]:
    name = (tag["name"] or b"").lower()
    if not name or name in _EMPTY:
        return [Atom(Kind.SEPARATOR, tag[0].decode("utf-8", "replace"))] if name == b"br" else []
    text = tag[0].decode("utf-8", "replace")
    if name in _FRAME:
        return [Atom(Kind.SEPARATOR, text)]
    return [Atom(Kind.CLOSE if tag["close"] else Kind.OPEN, text)]


def _next_tag(source: bytes, at: int, end: int) -> int:
    tag = _TAG.search(source, at, end)
    return tag.start() if tag is not None else end


def _literal(source: bytes, span: Span) -> Atom:
    return Atom(Kind.SEPARATOR, span.of(source).decode("utf-8", "replace"))


def _without_hollow(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms without tags around nothing, without a second of two marks that part, and without either or line breaks
    at the ends of cells.
    """
    kept: list[Atom] = []
    for atom in atoms:
        if atom.kind is Kind.GONE:
            continue
        opened = next((n for n in range(len(kept) - 1, -1, -1) if not _is_blank(kept[n])), -1)
        if atom.kind is Kind.CLOSE and opened >= 0 and kept[opened].kind is Kind.OPEN:
            del kept[opened:]
            continue
        if atom.text.lower().startswith(("</td", "</th", "</li")):
            while kept and (kept[-1].text.lower().startswith("<br") or _parts(kept[-1])):
                if _is_blank(kept[-1]) and "\n" in kept[-1].text:
                    break
                kept.pop()
        if not (kept and _parts(atom) and _parts(kept[-1]) and not _is_blank(atom) and not _is_blank(kept[-1])):
            kept.append(atom)
    return kept


def _parts(atom: Atom) -> bool:
    return atom.kind is Kind.SEPARATOR and not atom.text.strip(_PARTING)


def _is_blank(atom: Atom) -> bool:
    return atom.kind is Kind.SEPARATOR and not atom.text.strip()

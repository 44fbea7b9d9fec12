"""Which section a name means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from papersync.entries.entry import Entry
from papersync.errors import SectionError
from papersync.markdown.model import BlockKind, Document, Heading
from papersync.text import Span
from papersync.text.patterns import late_pattern

# Words that initials leave out (design, section 4).
_SMALL: Final = frozenset(("from", "of", "the", "a", "in", "for", "and"))
_ACRONYM: Final = late_pattern(r"\(([A-Z][A-Za-z0-9&/-]{1,15})\)")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that is no entry's own, and what stands directly under it: up to the next section of any level.

    ``path`` names the headings from the outermost, this one last. ``entries`` are those directly under it.
    """

    heading: Heading
    path: tuple[str, ...]
    body: Span
    entries: tuple[Entry, ...]
    document: Document = field(repr=False, compare=False)

    @property
    def introduction(self) -> str:
        """The text of the paragraph directly below the heading, if there is one; read when somebody asks."""
        part = next(each for each in self.document.parts if each.start >= self.heading.block.span.start)
        below = self.document.blocks_in(part)[1:2]
        texts = (inline.text for block in below if block.kind is BlockKind.PARAGRAPH for inline in block.inlines)
        return "".join(texts)

    def filled(self, entries: Sequence[Entry]) -> Section:
        """The section with those of these entries, in order, that stand directly under its heading."""
        low, high = (bisect_left(entries, bound, key=_start) for bound in self.body)
        return replace(self, entries=tuple(entries[low:high]))

    @property
    def name(self) -> str:
        """The path as a person reads it."""
        return " > ".join(self.path)


def sections_of(document: Document, entries: Sequence[Entry]) -> tuple[Section, ...]:
    """All sections in order."""
    own = {entry.span.start for entry in entries}
    headings = [
        heading
        for heading in document.headings
        if heading.block.span.start not in own
        and not any(region.contains(heading.block.span) for region in document.off)
    ]
    starts = [entry.span.start for entry in entries]
    found: list[Section] = []
    path: list[Heading] = []
    for index, heading in enumerate(headings):
        end = headings[index + 1].block.span.start if index + 1 < len(headings) else len(document.source)
        path = [*(above for above in path if above.level < heading.level), heading]
        body = Span(heading.block.span.end, end)
        found.append(
            Section(
                heading,
                tuple(above.text for above in path),
                body,
                tuple(entries[bisect_left(starts, body.start) : bisect_left(starts, body.end)]),
                document,
            )
        )
    return tuple(found)


def find_section(
    sections: Sequence[Section], name: str, aliases: Mapping[str, str] | None = None, *, exactly: bool = False
) -> Section:
    """The section that a person means; the first kind of name with a hit decides.

    Kinds in order: slug, explicit anchor, heading, alias, acronym in brackets (in heading or first paragraph),
    initials, part of the heading; ``exactly`` leaves out the last three. ``A > B`` looks for B below A. Raises
    SectionError, which lists the candidates, for none or several.
    """
    wanted = " ".join(name.split()).lstrip("#").strip()
    hits = _hits(sections, wanted, aliases or {}, exactly=exactly)
    if not hits and ">" in wanted:
        outer, _, inner = wanted.rpartition(">")
        parent = find_section(sections, outer, aliases)
        below = [each for each in sections if each.path[:-1][: len(parent.path)] == parent.path]
        hits = _hits(below, inner.strip(), aliases or {}, exactly=exactly)
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise SectionError(
            f"{name!r} means several sections: {_listed(hits)}", hint=f"name one by its anchor: {_slugs(hits)}"
        )
    if not sections:
        raise SectionError("the list has no sections", hint="add a heading for the new entry first")
    raise SectionError(f"there is no section {name!r}", hint=f"sections of the list: {_listed(sections)}")


def _hits(
    sections: Sequence[Section], wanted: str, aliases: Mapping[str, str], *, exactly: bool = False
) -> list[Section]:
    if not wanted:
        return []
    folded = wanted.casefold()
    target = next((to for alias, to in aliases.items() if alias.casefold() == folded), None)
    # A slug has no capitals: `Survey` is what several headings say before it is the slug of the first of them.
    kinds: tuple[Callable[[Section], bool], ...] = (
        lambda section: section.heading.slug == wanted,
        lambda section: folded in (anchor.casefold() for anchor in section.heading.anchors),
        lambda section: " ".join(section.heading.text.split()).casefold() == folded,
        lambda section: section.heading.slug == folded,
        lambda section: target is not None and section in _hits(sections, target, {}),
        lambda section: folded in (acronym.casefold() for acronym in _acronyms(section)),
        lambda section: folded == _initials(section.heading.text),
        lambda section: folded in section.heading.text.casefold(),
    )
    kinds = kinds[:5] if exactly else kinds
    return next((found for kind in kinds if (found := [section for section in sections if kind(section)])), [])


def _acronyms(section: Section) -> Iterable[str]:
    return _ACRONYM.findall(f"{section.heading.text}\n{section.introduction}")


def _initials(text: str) -> str:
    words = [word for word in re.findall(r"\w+", text.casefold()) if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _listed(sections: Iterable[Section]) -> str:
    return ", ".join(repr(section.name) for section in sections)


def _start(entry: Entry) -> int:
    return entry.span.start


def _slugs(sections: Iterable[Section]) -> str:
    return ", ".join(f"#{section.heading.slug}" for section in sections)

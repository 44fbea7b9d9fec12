"""A section that is not there yet: how deep its heading is, and where it goes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from papersync.entries.extent import is_lead
from papersync.entries.sections import Section
from papersync.entries.wrapping import newline_of
from papersync.markdown.contents_line import contents_edits
from papersync.markdown.model import Document
from papersync.references.model import Reference
from papersync.text import Edit, Span
from papersync.text.patterns import late_pattern

_DEEPEST: Final = 6
_USUAL_LEVEL: Final = 2
# Fewer sections than this show no order.
_FEWEST_IN_ORDER: Final = 3
_FEWEST_YEARS: Final = 2
_YEAR: Final = late_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER: Final = late_pattern(r"\d+")


@dataclass(frozen=True, slots=True)
class NewSection:
    """The edits that make the section, a line in the table of contents among them; ``level`` of its heading."""

    edits: tuple[Edit, ...]
    level: int


def new_section(
    document: Document,
    sections: Sequence[Section],
    references: Sequence[Reference],
    text: str,
    parent: Section | None,
) -> NewSection:
    """A section with this Markdown for its heading, among the sections with papers.

    Those are the outermost that are at least two of one level under one heading (``parent`` if it is given, else any).
    A heading that is another but for its numbers (`2024 Venues`, `2023 Venues`) stands beside that. It goes behind the
    last of them, or into the order of their names or years if they have one; where there are none to the end of
    ``parent`` or of the list. The table of contents gets its line if it lists such sections.
    """
    siblings = _siblings(sections, references, text, parent)
    level = siblings[0].heading.level if siblings else _level_below(sections, parent)
    behind = _behind(siblings, text)
    at = _place(document, sections, siblings, behind, parent)
    newline = newline_of(document)
    heading = f"{'#' * level} {text}"
    before = document.source[:at]
    parted = not before.strip() or re.search(rb"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\Z", before)
    if before and not before.endswith((b"\n", b"\r")):
        written = f"{newline * 2}{heading}"
    else:
        written = f"{'' if parted else newline}{heading}{newline * 2}"
    edits = [Edit(Span(at, at), written.encode())]
    above = [each for each in document.headings if each.block.span.start < at]
    edits += contents_edits(document, text, level, above[-1] if above else None)
    return NewSection(tuple(edits), level)


def _siblings(
    sections: Sequence[Section], references: Sequence[Reference], text: str, parent: Section | None
) -> list[Section]:
    """The sections with papers in them or below that the new one is to stand among; the parent's own, all of them."""
    if parent is not None:
        return [each for each in sections if each.path[:-1] == parent.path]
    namesake = next((each for each in sections if _are_namesakes(each.heading.text, text)), None)
    if namesake is not None:
        return [
            each
            for each in sections
            if each.path[:-1] == namesake.path[:-1] and (each is namesake or _are_namesakes(each.heading.text, text))
        ]
    starts = [reference.span.start for reference in references]
    families: dict[tuple[tuple[str, ...], int], list[Section]] = {}
    for at, each in enumerate(sections):
        if bisect_left(starts, each.body.start) < bisect_left(starts, _end_of(sections, at)):
            families.setdefault((each.path[:-1], each.heading.level), []).append(each)
    several = [family for family in families.values() if len(family) > 1] or list(families.values())
    return min(several, key=lambda family: (family[0].heading.level, -len(family)), default=[])


def _end_of(sections: Sequence[Section], at: int) -> int:
    """Where a section ends with all that is below it."""
    level = sections[at].heading.level
    following = (each for each in sections[at + 1 :] if each.heading.level <= level)
    return next((each.heading.block.span.start for each in following), sections[-1].body.end)


def _level_below(sections: Sequence[Section], parent: Section | None) -> int:
    if parent is not None:
        return min(parent.heading.level + 1, _DEEPEST)
    levels = [each.heading.level for each in sections[1:]] or [_USUAL_LEVEL]
    return min(levels)


def _behind(siblings: Sequence[Section], text: str) -> int:
    """Behind how many siblings it goes."""
    names = [_sorted_by(each.heading.text) for each in siblings]
    if len(names) >= _FEWEST_IN_ORDER and names == sorted(names):
        return sum(name <= _sorted_by(text) for name in names)
    return _behind_years([_year(each.heading.text) for each in siblings], _year(text))


def _behind_years(years: Sequence[int | None], year: int | None) -> int:
    """Behind how many it goes by the years that siblings have in their names, if those go up or down."""
    known = [each for each in years if each is not None]
    falls = known == sorted(known, reverse=True)
    if year is None or len(known) < _FEWEST_YEARS or not (falls or known == sorted(known)):
        return len(years)
    before = [at for at, each in enumerate(years) if each is not None and (each >= year if falls else each <= year)]
    return before[-1] + 1 if before else next(at for at, each in enumerate(years) if each is not None)


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[0]) if found else None


def _are_namesakes(one: str, other: str) -> bool:
    """Whether the names differ in their numbers, and in nothing else."""
    return one != other and _NUMBER.search(one) is not None and _NUMBER.sub("0", one) == _NUMBER.sub("0", other)


def _sorted_by(text: str) -> str:
    return re.sub(r"^\W+", "", text).casefold()


def _place(
    document: Document, sections: Sequence[Section], siblings: Sequence[Section], behind: int, parent: Section | None
) -> int:
    """The byte at which the new heading is written: before another heading and what belongs to that, or at the end."""
    if not siblings and parent is None:
        return _last_text(document)
    if siblings and behind == 0:
        return _above(document, siblings[0].heading.block.span.start)
    above = siblings[behind - 1] if siblings else parent
    assert above is not None
    end = _end_of(sections, sections.index(above))
    return _last_text(document) if end >= sections[-1].body.end else _above(document, end)


def _last_text(document: Document) -> int:
    """The end of the last block: definitions behind it stay at the end."""
    for part in reversed(document.parts):
        blocks = document.blocks_in(part)
        if blocks:
            return document.lines.content(document.lines.line_of(blocks[-1].span.end)).end
    return len(document.source)


def _above(document: Document, start: int) -> int:
    """The beginning of a heading's line, or of the anchors and comments directly above it."""
    lines = document.lines
    line = lines.line_of(start)
    while line > 1 and (text := lines.content(line - 1).of(document.source)).strip() and is_lead(text):
        line -= 1
    return lines.span(line).start

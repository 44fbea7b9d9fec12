"""PS401, PS402: one paper in two entries."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterator
from typing import Final

from papersync.entries import Entry
from papersync.identifiers import ArxivId
from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Level, Safety
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.lint.wording import shortened, shown
from papersync.text import Span
from papersync.text.patterns import late_pattern

_ONE = "### Scaling Laws for Neural Language Models [ArXiv](https://arxiv.org/abs/2001.08361)\n> How loss falls.\n"
_AGAIN = "### Scaling Laws [PDF](https://arxiv.org/pdf/2001.08361v1)\n> The same paper.\n"
_COPIED = (
    "### Training Compute-Optimal Large Language Models [ArXiv](https://arxiv.org/abs/2001.08361)\n> Data count.\n"
)


class DuplicateInSection(Rule):
    """The same paper has two entries in one section.

    Nobody lists a paper twice in one section on purpose: one entry was forgotten, or a merge brought it back. Entries
    on the two sides of a merge conflict are versions of one text and not reported.

    Where one entry has no word and no link that the other has not, the fix takes it away. It is unsafe, for nobody
    knows what the place meant. Where each has something of its own, which is the better one is for a person to decide.
    arXiv's pages of one version count as one link; a mirror's is another. What a comment to papersync means is not
    taken away.

    Two titles with little in common are said: then an entry may have been copied to begin another, and its link left.
    """

    code = "PS401"
    name = "duplicate-in-section"
    level = Level.WARNING
    fixes = (Safety.UNSAFE,)
    examples = (
        Example(
            "the very same entry twice",
            f"## Scaling\n\n{_ONE}\n### Other [ArXiv](https://arxiv.org/abs/2203.15556)\n\n{_ONE}",
            fixed=f"## Scaling\n\n{_ONE}\n### Other [ArXiv](https://arxiv.org/abs/2203.15556)\n",
            unsafe=True,
        ),
        Example("twice in a section", f"## Scaling\n\n{_ONE}\n{_AGAIN}", says="line 3"),
        Example(
            "with another title",
            f"## Scaling\n\n{_ONE}\n{_COPIED}",
            says="perhaps one of the two identifiers is wrong",
        ),
        Example("in two sections", f"## Scaling\n\n{_ONE}\n## Laws\n\n{_AGAIN}", findings=0),
        Example(
            "two sides of a conflict",
            f"## Scaling\n\n<<<<<<< HEAD\n{_ONE}\n=======\n{_AGAIN}\n>>>>>>> main\n",
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        if not page.repeated:
            return
        from papersync.lint.spares import Spares  # noqa: PLC0415 - start-up

        firsts, tables, spares = _Firsts(), _Tables(page.source), Spares(page)
        for entry in page.repeated:
            apart = (_apart(page, entry), tables.of(entry))
            first = firsts.of(_papers(entry), (entry.section, *apart), entry)
            if first is not None and not _stands_below(page, entry, first):
                line = page.document.lines.line_of(first.span.start)
                message = (
                    f"{_named(entry)} stands in this section already, on line {line}{_otherwise_titled(entry, first)}"
                )
                fix = spares.without_one(entry, first)
                yield self.finding(page, _place(entry), message, id=entry.ids[0], fix=fix)


class DuplicateAcrossSections(Rule):
    """The same paper has entries in two sections.

    Often that is on purpose, for a paper may belong to two subjects; so this only informs. Reported once for each
    further section. Rows of tables are not, unless they are the same to the last cell.
    """

    code = "PS402"
    name = "duplicate-across-sections"
    level = Level.INFO
    examples = (
        Example("in two sections", f"## Scaling\n\n{_ONE}\n## Laws\n\n{_AGAIN}", says="“Scaling”"),
        Example("twice in a section", f"## Scaling\n\n{_ONE}\n{_AGAIN}", findings=0),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        anywhere, in_section = _Firsts(), _Firsts()
        for entry in page.repeated:
            papers, apart = _papers(entry), _apart(page, entry)
            first = anywhere.of(papers, (apart,), entry)
            again = in_section.of(papers, (entry.section, apart), entry) is not None
            if first is None or again or first.section == entry.section:
                continue
            line = page.document.lines.line_of(first.span.start)
            section = shortened(" > ".join(first.section), 80) or "the beginning"
            message = f"{_named(entry)} stands in “{section}” as well, on line {line}{_otherwise_titled(entry, first)}"
            yield self.finding(page, _place(entry), message, id=entry.ids[0])


def _stands_below(page: Page, entry: Entry, first: Entry) -> bool:
    """Whether an entry's heading stands below that of the other one: it is a section of that."""
    if not (entry.is_headed and first.is_headed):
        return False
    headings, parents = page.document.headings, page.document.heading_parents
    number = bisect_left(headings, entry.span.start, key=lambda each: each.block.span.start)
    while number >= 0 and headings[number].block.span.start > first.span.start:
        number = parents[number]
    return number >= 0 and headings[number].block.span.start == first.span.start


class _Firsts:
    """The first entry of each key, kept apart for each conflict side."""

    def __init__(self) -> None:
        self._seen: dict[Hashable, dict[tuple[int, int] | None, Entry]] = {}

    def of(self, papers: tuple[ArxivId, ...], place: Hashable, entry: Entry) -> Entry | None:
        """The first entry with this key that is not another version of this one; remembers ``entry`` where there is
        none.
        """
        by_side = self._seen.setdefault((papers, place), {})
        # At most the other sides of one hunk are passed over before one is found.
        for side, first in by_side.items():
            if not _opposite(side, entry.side):
                return first
        by_side[entry.side] = entry
        return None


def _opposite(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and one[0] == other[0] and one[1] != other[1]


def _papers(entry: Entry) -> tuple[ArxivId, ...]:
    """The papers in an order that the list does not set."""
    return entry.ids if len(entry.ids) == 1 else tuple(sorted(entry.ids, key=str))


class _Tables:
    """Tells apart the tables of one section: results of one paper on several data sets may be the same."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._gaps: list[int] | None = None

    def of(self, entry: Entry) -> int:
        """How many blank lines stand above a row; 0 for what is none."""
        if not entry.is_row:
            return 0
        if self._gaps is None:
            pattern = _BLANK_LINE if b"\r" in self._source else _BLANK_LINE_BEHIND_LF
            self._gaps = [match.start() for match in pattern.finditer(self._source)]
        return bisect_left(self._gaps, entry.span.start)


_BLANK_LINE: Final = late_pattern(rb"(?:\r\n|\n|\r(?!\n))[ \t]*(?=[\r\n])")
# The same where no carriage return is, at a third of the time.
_BLANK_LINE_BEHIND_LF: Final = re.compile(rb"\n[ \t]*(?=\n)")


def _apart(page: Page, entry: Entry) -> str:
    """What tells an entry from another about the same paper: a table's rows by their cells (results of one paper under
    several models), and so entries without a title; those that show what may be a name by the name.
    """
    if entry.is_headed:
        return ""
    if entry.title is not None and not entry.is_row:
        words = entry.title.text.casefold().split()
        return " ".join(words) if len(words) <= _MOST_NAME_WORDS else ""
    return " ".join(entry.span.of(page.source).decode("utf-8", "replace").split())


# "UDC v1" and "UDC v2" are two data sets of one paper.
_MOST_NAME_WORDS: Final = 4
_WORD: Final = late_pattern(r"\w+")


def _named(entry: Entry) -> str:
    return ", ".join(map(str, entry.ids[:3]))


def _otherwise_titled(entry: Entry, first: Entry) -> str:
    """What a message adds where the titles have few words in common: an entry was copied, and its link forgotten."""
    if entry.title is None or first.title is None:
        return ""
    texts = (entry.title.text, first.title.text)
    words, first_words = (frozenset(_WORD.findall(text.casefold())) for text in texts)
    fewer = min(len(words), len(first_words))
    if fewer <= _MOST_NAME_WORDS or 2 * len(words & first_words) >= fewer:
        return ""
    # Much to load for what most lists have not; a translation is no other title.
    from papersync.titles.languages import is_translated  # noqa: PLC0415
    from papersync.titles.tokens import tokenise  # noqa: PLC0415

    one, other = map(tokenise, texts)
    if is_translated(one, other) or is_translated(other, one):
        return ""
    return f", with another title, {shown(first.title.text, 80)}: perhaps one of the two identifiers is wrong"


def _place(entry: Entry) -> Span:
    """The title if it has one, else the first reference: an entry may go over a hundred lines."""
    return entry.references[0].span if entry.title is None else entry.title.span

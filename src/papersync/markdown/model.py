"""What a Markdown file is made of, each part with its exact bytes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from papersync.markdown.sources import BlockSource, Outline
from papersync.text import LineIndex, Span

if TYPE_CHECKING:
    from papersync.markdown.found import Links
    from papersync.markdown.runs import Runs


class LinkKind(Enum):
    """How a link is written."""

    INLINE = "inline"  # [text](destination)
    AUTOLINK = "autolink"  # <destination>
    REFERENCE = "reference"  # [text][label], [label][], [label]: its destination stands in a definition
    DEFINITION = "definition"  # [label]: destination
    IMAGE = "image"  # ![text](destination)
    HTML = "html"  # <a href="destination">
    HTML_IMAGE = "html image"  # <img src="destination">


class Link(NamedTuple):
    """One link. ``span`` covers the whole construct, ``destination`` the bytes of the destination as written.

    ``url`` is the destination as a reader follows it (escapes and entities resolved). ``destination`` is None for
    REFERENCE links and where the bytes could not be found exactly. ``text`` is what a reader sees of the link.
    ``parent`` is the link this one stands in, for images inside links.
    """

    kind: LinkKind
    span: Span
    destination: Span | None
    url: str
    text: str
    text_span: Span
    parent: Span | None = None


class InlineKind(Enum):
    """What a run of inline content is."""

    TEXT = "text"
    CODE = "code"
    SOFT_BREAK = "soft break"
    HARD_BREAK = "hard break"
    HTML = "html"
    IMAGE = "image"


class Inline(NamedTuple):
    """A run of inline content in reading order.

    ``text`` is what a reader sees: a line feed for breaks, nothing for HTML and footnote marks, the alternative text
    for images. For TEXT that is ``verbatim`` the bytes of ``span`` decode to ``text``; otherwise (an entity, an escape)
    ``span`` covers what yields ``text`` as a whole. A break's span runs to the first byte of the next line's content,
    quote marks and indentation included. ``link`` is the link it stands in, ``styles`` the emphasis around it,
    outermost first ("em", "strong", "del"). Formulas between dollar signs are TEXT as written: GitHub reads no Markdown
    in them.
    """

    kind: InlineKind
    text: str
    span: Span
    verbatim: bool = True
    link: Link | None = None
    styles: tuple[str, ...] = ()


class BlockKind(Enum):
    """CommonMark's and GFM's blocks."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    CODE = "code"
    HTML = "html"
    FOOTNOTE = "footnote"
    RULE = "rule"


class Block(NamedTuple):
    """A block with its children; leaves (heading, paragraph, cell, the text of a tight item) have ``inlines``.

    ``span`` has no line ending at its end and none of the container's prefix at its start. A tight list item's text is
    a PARAGRAPH child of the item, as it is for a loose one. ``level`` is a heading's level, a list's first number
    (0: bullets). A cell's span has no blanks around it.
    """

    kind: BlockKind
    span: Span
    children: tuple[Block, ...] = ()
    inlines: tuple[Inline, ...] = ()
    level: int = 0


class Heading(NamedTuple):
    """A heading outside quotes and lists: its block, its text without images, GitHub's slug for it, its own anchors.

    Anchors are ``<a name=…>`` and the ``id`` of any tag.
    """

    block: Block
    level: int
    text: str
    slug: str
    anchors: tuple[str, ...] = ()


class Conflict(NamedTuple):
    """One hunk that a merge left: the spans of its marker lines and of its sides (line endings included)."""

    opening: Span
    base_marker: Span | None
    separator: Span
    closing: Span
    ours: Span
    base: Span | None
    theirs: Span

    @property
    def span(self) -> Span:
        """From the first byte of the first marker to the end of the last marker's line."""
        return Span(self.opening.start, self.closing.end)


class Ignore(NamedTuple):
    """``<!-- papersync: ignore[PS203] -->``: the codes, and the bytes of the comment."""

    codes: tuple[str, ...]
    span: Span


@dataclass(frozen=True)
class Document:
    """A parsed file. All spans count in ``source``, whatever was masked for parsing.

    ``dark`` are the bytes in which nothing is a reference (code, comments, front matter, conflict marker lines,
    ``papersync: off`` regions), sorted, not overlapping; ``off`` are those regions alone. What follows from ``found``
    and ``runs``, and ``blocks`` that ``reader`` makes, is made when it is asked for.
    """

    source: bytes
    lines: LineIndex
    headings: tuple[Heading, ...]
    dark: tuple[Span, ...]
    conflicts: tuple[Conflict, ...]
    ignores: tuple[Ignore, ...]
    off: tuple[Span, ...]
    front_matter: Span | None
    found: Links = field(repr=False, compare=False)
    runs: Runs = field(repr=False, compare=False)
    reader: BlockSource = field(repr=False, compare=False)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links in order of their bytes, definitions and HTML included, those in ``off`` left out."""
        links = self.found.in_order()
        return tuple(link for link in links if not self.is_off(link.span)) if self.off else links

    def links_in(self, span: Span) -> list[Link]:
        """Those of ``links`` that begin in a span; they are built anew each time, and not kept."""
        return [link for link in self.found.within(span) if not self.is_off(link.span)]

    def is_off(self, span: Span) -> bool:
        """Whether it lies wholly in a region that is ``off``."""
        index = bisect_right(self.off, span.start, key=_first) - 1
        return index >= 0 and span.end <= self.off[index].end

    @cached_property
    def text_runs(self) -> tuple[Span, ...]:
        """The runs of visible text outside links, adjacent pieces merged."""
        return self.runs.all()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks at the top level, in order; their headings are those of ``headings``."""
        return self.reader.whole()

    def blocks_from(self, heading: Heading, end: int) -> tuple[Block, ...]:
        """Those of ``blocks`` from a heading on to ``end``, which is where another heading begins, or the file's end.

        To ask for the blocks of a few entries takes less time and memory than to ask for all.
        """
        return self.blocks_in(Span(heading.block.span.start, end))

    @cached_property
    def parts(self) -> tuple[Span, ...]:
        """The document from heading to heading, long stretches without one in pieces: each can be read alone."""
        starts = {0, *(heading.block.span.start for heading in self.headings), *self.reader.ends, len(self.source)}
        return tuple(Span(*pair) for pair in pairwise(sorted(starts)))

    def blocks_in(self, part: Span) -> tuple[Block, ...]:
        """Those of ``blocks`` in one of ``parts``; a list that goes on in the next part reads as two."""
        alone = None if "blocks" in self.__dict__ else self.reader.part(part)
        if alone is not None:
            return alone
        first = bisect_left(self.blocks, part.start, key=_start)
        return self.blocks[first : bisect_left(self.blocks, part.end, first, key=_start)]

    def outline_in(self, part: Span) -> Outline:
        """As ``blocks_in``, long tables without their rows."""
        alone = None if "blocks" in self.__dict__ else self.reader.outline(part)
        return Outline(self.blocks_in(part), {}) if alone is None else alone

    @cached_property
    def heading_ends(self) -> tuple[int, ...]:
        """Where each heading's block ends."""
        return tuple(heading.block.span.end for heading in self.headings)

    @cached_property
    def heading_parents(self) -> tuple[int, ...]:
        """For each heading the index of the one it stands under, -1 for none."""
        parents: list[int] = []
        path: list[int] = []
        for index, heading in enumerate(self.headings):
            while path and self.headings[path[-1]].level >= heading.level:
                path.pop()
            parents.append(path[-1] if path else -1)
            path.append(index)
        return tuple(parents)


def _start(block: Block) -> int:
    return block.span.start


def _first(span: Span) -> int:
    return span.start

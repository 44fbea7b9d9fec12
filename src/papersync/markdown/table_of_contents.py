"""Tables of contents: lists of links to the headings of the same page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from papersync.markdown.fragments import fragment_of
from papersync.markdown.model import Block, BlockKind, Document, Inline, Link
from papersync.text import Span
from papersync.text.patterns import late_pattern

# "Contents" as maintainers write it above a table, in the languages of the lists we know; compared in lower case.
_NAMES: Final = frozenset(
    [
        "contents",
        "content",
        "table of contents",
        "table of content",
        "toc",
        "index",
        "outline",
        "navigation",
        "quick navigation",
        "目录",
        "目錄",
        "目次",
        "目录表",
        "内容",
        "もくじ",
        "목차",
        "차례",
        "i̇çindekiler",
        "içindekiler",
        "inhalt",
        "inhaltsverzeichnis",
        "índice",
        "indice",
        "sommaire",
        "contenido",
        "table des matières",
        "contenidos",
        "tabla de contenido",
        "tabla de contenidos",
        "conteúdo",
        "sumário",
        "содержание",
        "оглавление",
        "зміст",
        "spis treści",
        "inhoud",
        "inhoudsopgave",
        "innehåll",
        "mục lục",
        "daftar isi",
        "المحتويات",
        "فهرست",
        "विषय सूची",
    ]
)
_SOMEWHERE: Final = re.compile(r"\btables? of contents?\b", re.IGNORECASE)
_EDGES: Final = late_pattern(r"^[\W\d_]+|[\W\d_]+$")
_TAG: Final = re.compile(rb"<[^<>]{0,300}>")
# Apart, as what has no brackets to look for takes ten times as long.
_IN_PAGE: Final = late_pattern(rb"\]\([ \t]{0,5}<?#")
_IN_PAGE_OF_HTML: Final = late_pattern(rb"""href\s{0,5}=\s{0,5}["']?#""")
# What can be an anchor and hardly a file.
_BARE_SLUG: Final = late_pattern(r"\w[\w-]{2,99}")
_FEWEST: Final = 2
# Without a name above it a table is one by its looks alone.
_FEWEST_UNNAMED: Final = 4


class ContentsLine(NamedTuple):
    """One link of a table. ``depth`` counts from 0; ``text`` is the item's own paragraph, its marker left out.

    ``unmarked`` says that the ``#`` is missing: the link leads to a file of that name, if there is one.
    """

    link: Link
    fragment: str
    depth: int
    text: Span
    ordered: bool = False
    unmarked: bool = False


class TableOfContents(NamedTuple):
    """``lines`` in order; ``is_list`` tells that each is an item of a list. ``span`` goes from the first to the last;
    ``named`` tells that a name stands above it.
    """

    span: Span
    lines: tuple[ContentsLine, ...]
    is_list: bool
    named: bool


def tables_of_contents(document: Document) -> tuple[TableOfContents, ...]:
    """The tables of contents of a page: what stands under such a name, or a list near the top that looks like one.

    Takes no time to speak of where a page has no links within itself.
    """
    found = [match.start() for match in _IN_PAGE.finditer(document.source)]
    lowered = document.source.lower()
    if b"href" in lowered:
        found = sorted([*found, *(match.start() for match in _IN_PAGE_OF_HTML.finditer(lowered))])
    if len(found) < _FEWEST:
        return ()
    return tuple(
        table for part in document.parts if _count(found, part) >= _FEWEST for table in _in_part(document, part)
    )


def _count(found: Sequence[int], part: Span) -> int:
    return bisect_left(found, part.end) - bisect_left(found, part.start)


def _in_part(document: Document, part: Span) -> Iterator[TableOfContents]:
    """Those between a heading and the next."""
    named = False
    tables: list[TableOfContents] = []
    for block in document.outline_in(part).blocks:
        if block.kind is BlockKind.RULE or document.is_off(block.span):
            continue
        lines, is_list = _lines_of(block, named), block.kind is BlockKind.LIST
        if len(lines) >= (1 if named else _FEWEST_UNNAMED) and (named or _is_near_top(document, block.span)):
            if is_list and tables and tables[-1].is_list and tables[-1].named is named:
                # One table whose bullets change is several lists to CommonMark.
                last = tables.pop()
                tables.append(TableOfContents(Span(last.span.start, block.span.end), last.lines + lines, True, named))
            else:
                tables.append(TableOfContents(block.span, lines, is_list, named))
        elif not lines:
            named = _names(document, block) or (named and not tables and _is_short(block))
    for table in tables:
        if len(table.lines) >= _FEWEST:
            yield table


def _is_near_top(document: Document, span: Span) -> bool:
    above = bisect_right(document.heading_ends, span.start)
    return above <= max(3, len(document.headings) // 10)


def _is_short(block: Block) -> bool:
    """Whether a table may still come below: a line of explanation, a bit of HTML."""
    return block.span.end - block.span.start <= 300 and block.kind in (BlockKind.HTML, BlockKind.PARAGRAPH)


def _names(document: Document, block: Block) -> bool:
    match block.kind:
        case BlockKind.HEADING | BlockKind.PARAGRAPH:
            text = "".join(inline.text for inline in block.inlines)
        case BlockKind.HTML:
            text = _TAG.sub(b"", block.span.of(document.source)[:1000]).decode("utf-8", "replace")
        case _:
            return False
    words = " ".join(text.split())
    if len(words) > 100:
        return False
    return _EDGES.sub("", words).lower() in _NAMES or _SOMEWHERE.search(words) is not None


def _lines_of(block: Block, named: bool) -> tuple[ContentsLine, ...]:
    """The links of a list or of a paragraph that is made of links within the page; none if it is made of more."""
    match block.kind:
        case BlockKind.LIST:
            items = list(_items(block, 0))
            lines = [line for line in items if line is not None]
            if all(line.unmarked for line in lines):
                return ()
            return tuple(lines) if len(lines) >= len(items) * (0.5 if named else 0.75) else ()
        case BlockKind.PARAGRAPH:
            links = _links(block.inlines)
            fragments = [fragment_of(link.url) for link in links]
            between = sum(len(inline.text.strip(" |•·,/-–—\n")) for inline in block.inlines if inline.link is None)
            if len(links) < _FEWEST or None in fragments or between > 2 * len(links):
                return ()
            return tuple(
                ContentsLine(link, fragment, 0, block.span)
                for link, fragment in zip(links, fragments, strict=True)
                if fragment is not None
            )
        case _:
            return ()


def _items(block: Block, depth: int) -> Iterator[ContentsLine | None]:
    """Each item of a list and of the lists in it; None for one that does not begin with a link within the page."""
    # As deep as anybody nests sections.
    if depth > 8:
        return
    for item in block.children:
        own = next((child for child in item.children if child.kind is BlockKind.PARAGRAPH), None)
        yield None if own is None else _line(own, depth, block.level > 0)
        for child in item.children:
            if child.kind is BlockKind.LIST:
                yield from _items(child, depth + 1)


def _line(paragraph: Block, depth: int, ordered: bool) -> ContentsLine | None:
    links = _links(paragraph.inlines)
    if not links:
        return None
    url = links[0].url
    fragment, unmarked = fragment_of(url), _BARE_SLUG.fullmatch(url) is not None
    if fragment is None and not unmarked:
        return None
    return ContentsLine(links[0], url if fragment is None else fragment, depth, paragraph.span, ordered, unmarked)


def _links(inlines: Sequence[Inline]) -> list[Link]:
    return list(dict.fromkeys(inline.link for inline in inlines if inline.link is not None))

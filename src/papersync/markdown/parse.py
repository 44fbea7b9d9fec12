"""From the bytes of a file to a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from papersync.markdown.conflicts import find_conflicts
from papersync.markdown.definitions import definition_links
from papersync.markdown.directives import read_directives
from papersync.markdown.found import Found
from papersync.markdown.html import Html, anchors, read_html
from papersync.markdown.masking import mask
from papersync.markdown.model import Block, Conflict, Document, Heading, InlineKind, Link, LinkKind
from papersync.markdown.parts import PART, read_parts
from papersync.markdown.reader import BlockReader
from papersync.markdown.runs import Runs, is_inside, merged
from papersync.markdown.slugs import Slugs
from papersync.text import LineIndex, Span


def parse_document(source: bytes, part: int = PART) -> Document:
    """Read any bytes as Markdown, so many of them at a time where that makes no difference.

    Spans count in ``source``, a byte order mark included. Raises FileError if the Markdown parser gives up, and nothing
    else.
    """
    conflicts, markers = _conflicts(source)
    masked = mask(source, markers)
    found, known = read_parts(masked, part)
    html = read_html(masked.data, found.html_blocks, found.html_inline)
    comments = sorted(html.comments)
    off, ignores = read_directives(source, comments)
    front_matter = () if masked.front_matter is None else (masked.front_matter,)
    dark = merged([*found.code, *comments, *html.invisible, *off, *markers, *front_matter])
    found.links.others += [*definition_links(masked.data, known, partial(_not_shown, found)), *html.links]
    return Document(
        source=source,
        lines=LineIndex(source),
        headings=_headings(source, found.headings),
        runs=Runs(found.text, html.text, _holes(html, dark)),
        dark=dark,
        conflicts=conflicts,
        ignores=ignores,
        off=tuple(off),
        front_matter=masked.front_matter,
        found=found.links,
        reader=BlockReader(masked, found, known),
    )


def _not_shown(found: Found, links: Iterable[Link]) -> Iterator[Link]:
    """Those that begin neither in what a reader sees nor in HTML."""
    others = [link.span for link in found.links.others]
    spans = merged([*others, *found.code, *found.html_blocks, *found.html_inline])
    for link in links:
        first = Span(link.span.start, link.span.start + 1)
        is_text = bisect_right(found.text, first.start) % 2 == 1
        if not (is_text or found.links.is_in_usual(first) or is_inside(first, spans)):
            yield link


def _conflicts(source: bytes) -> tuple[tuple[Conflict, ...], tuple[Span, ...]]:
    """Hunks and marker lines, without those hunks that are an example inside one block of code."""
    conflicts, markers = find_conflicts(source)
    if not conflicts or (b"```" not in source and b"~~~" not in source):
        return conflicts, markers
    masked = mask(source)
    code = [span for span in read_parts(masked)[0].code if b"\n" in span.of(source)]
    kept = tuple(conflict for conflict in conflicts if not is_inside(conflict.span, code))
    hunks = [conflict.span for conflict in kept]
    return kept, tuple(marker for marker in markers if is_inside(marker, hunks))


def _headings(source: bytes, blocks: Sequence[Block]) -> tuple[Heading, ...]:
    slugs = Slugs()
    headings: list[Heading] = []
    for block in blocks:
        shown = [inline.text for inline in block.inlines if inline.kind is not InlineKind.IMAGE]
        text = "".join(shown).replace("\n", " ")
        tags = [inline.span.of(source) for inline in block.inlines if inline.kind is InlineKind.HTML]
        named = tuple(anchor for tag in tags for anchor in anchors(tag))
        headings.append(Heading(block, block.level, text.strip(), slugs.unique(text), named))
    return tuple(headings)


def _holes(html: Html, dark: tuple[Span, ...]) -> tuple[Span, ...]:
    """Where no text is outside of links: in the dark, and in the texts of HTML links."""
    texts = [link.text_span for link in html.links if link.kind is LinkKind.HTML and link.text]
    return merged([*dark, *texts]) if texts else dark

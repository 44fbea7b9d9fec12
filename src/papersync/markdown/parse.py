"""From the bytes of a file to a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from papersync.markdown.blocks import BlockReader
from papersync.markdown.conflicts import find_conflicts
from papersync.markdown.definitions import definition_links
from papersync.markdown.directives import read_directives
from papersync.markdown.html import Html, anchors, read_html
from papersync.markdown.masking import Masked, mask
from papersync.markdown.model import Block, Conflict, Document, Heading, InlineKind, Link, LinkKind
from papersync.markdown.parts import PART, scans
from papersync.markdown.slugs import Slugs
from papersync.text import LineIndex, Span


def parse_document(source: bytes, part: int = PART) -> Document:
    """Read any bytes as Markdown, so many of them at a time where that makes no difference.

    Spans count in ``source``, a byte order mark included. Raises FileError if the Markdown parser gives up, and nothing
    else.
    """
    conflicts, markers = _conflicts(source)
    masked = mask(source, markers)
    found = _read(masked, part)
    html = read_html(masked.data, found.html_blocks, found.html_inline)
    comments = sorted(html.comments)
    off, ignores = read_directives(source, comments)
    front_matter = () if masked.front_matter is None else (masked.front_matter,)
    dark = merged([*found.code, *comments, *html.invisible, *off, *markers, *front_matter])
    links = [*found.links, *definition_links(masked, found.shown), *html.links]
    links.sort(key=_start)
    return Document(
        source=source,
        lines=LineIndex(source),
        headings=_headings(source, found.headings),
        links=tuple(link for link in links if not _inside(link.span, off)) if off else tuple(links),
        text_runs=_text_runs(found.text, html, dark),
        dark=dark,
        conflicts=conflicts,
        ignores=ignores,
        off=tuple(off),
        front_matter=masked.front_matter,
        reader=BlockReader(masked, links, found.headings, found.borrowing),
    )


@dataclass(slots=True)
class _Found:
    """What the first pass finds in all parts: see Scan."""

    links: list[Link] = field(default_factory=list)
    text: list[Span] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    html_blocks: list[Span] = field(default_factory=list)
    html_inline: list[Span] = field(default_factory=list)
    borrowing: list[int] = field(default_factory=list)
    headings: list[Block] = field(default_factory=list)

    def shown(self) -> tuple[Span, ...]:
        """What is no definition, because a reader sees it or it is HTML."""
        links = [link.span for link in self.links]
        return merged([*self.text, *links, *self.code, *self.html_blocks, *self.html_inline])


def _read(masked: Masked, part: int) -> _Found:
    found = _Found()
    for each in scans(masked, part):
        found.links += each.links
        found.text += each.text
        found.code += each.code
        found.html_blocks += each.html_blocks
        found.html_inline += each.html_inline
        found.borrowing += each.borrowing
        found.headings += each.headings
    return found


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The bytes covered by at least one of the spans, as sorted spans that neither overlap nor touch."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            if span.end > result[-1].end:
                result[-1] = Span(result[-1].start, span.end)
        else:
            result.append(span)
    return tuple(result)


def _conflicts(source: bytes) -> tuple[tuple[Conflict, ...], tuple[Span, ...]]:
    """Hunks and marker lines, without those hunks that are an example inside one block of code."""
    conflicts, markers = find_conflicts(source)
    if not conflicts or (b"```" not in source and b"~~~" not in source):
        return conflicts, markers
    code = [span for found in scans(mask(source)) for span in found.code if b"\n" in span.of(source)]
    kept = tuple(conflict for conflict in conflicts if not _inside(conflict.span, code))
    hunks = [conflict.span for conflict in kept]
    return kept, tuple(marker for marker in markers if _inside(marker, hunks))


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


def _text_runs(text: list[Span], html: Html, dark: Sequence[Span]) -> tuple[Span, ...]:
    """The text runs of Markdown and of HTML blocks, without what stands in HTML links or in the dark."""
    runs = sorted([*text, *html.text]) if html.text else text
    texts = [link.text_span for link in html.links if link.kind is LinkKind.HTML and link.text]
    return tuple(_outside(runs, merged([*dark, *texts]) if texts else dark))


def _outside(runs: Sequence[Span], holes: Sequence[Span]) -> Iterable[Span]:
    index = 0
    for run in runs:
        at, end = run
        while index < len(holes) and holes[index].end <= at:
            index += 1
        if index == len(holes) or holes[index].start >= end:
            yield run
            continue
        reach = index
        while reach < len(holes) and holes[reach].start < end:
            if holes[reach].start > at:
                yield Span(at, holes[reach].start)
            at = max(at, holes[reach].end)
            reach += 1
        if at < end:
            yield Span(at, end)


def _inside(span: Span, sorted_spans: Sequence[Span]) -> bool:
    """Whether the span lies wholly in one of those given, which are sorted and do not overlap."""
    index = bisect_right(sorted_spans, span.start, key=_first) - 1
    return index >= 0 and span.end <= sorted_spans[index].end


def _first(span: Span) -> int:
    return span.start


def _start(link: Link) -> Span:
    return link.span

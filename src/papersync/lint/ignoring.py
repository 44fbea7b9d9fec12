"""``<!-- papersync: ignore[PS203] -->``: what it silences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from papersync.lint.finding import Finding
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.lint.selection import means
from papersync.markdown.model import Block, BlockKind
from papersync.text import Span


def without_ignored(page: Page, rules: Collection[Rule], findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that no comment in the list silences.

    A comment means the entry it stands in; else the paragraph, heading or table row it stands in the midst of; else
    the entry or block that comes next. A finding belongs to where it begins.
    """
    if not page.document.ignores:
        yield from findings
        return
    silenced = _silenced(page, rules)
    for finding in findings:
        spans = silenced.get(finding.code, ())
        at = bisect_right(spans, finding.span.start, key=attrgetter("start")) - 1
        if at < 0 or finding.span.start >= spans[at].end:
            yield finding


def _silenced(page: Page, rules: Collection[Rule]) -> Mapping[str, Sequence[Span]]:
    """For each code the bytes in which it is silent, sorted, not overlapping."""
    blocks = tuple(_flattened(page.document.blocks))
    rows = tuple(block for block in blocks if block.kind is BlockKind.ROW)
    spans: dict[str, list[Span]] = {}
    meant: dict[tuple[str, ...], tuple[str, ...]] = {}
    for ignore in page.document.ignores:
        scope = _scope(page, blocks, rows, ignore.span)
        if scope is None:
            continue
        codes = meant.get(ignore.codes)
        if codes is None:
            codes = meant[ignore.codes] = tuple(r.code for r in rules if any(means(word, r) for word in ignore.codes))
        for code in codes:
            spans.setdefault(code, []).append(scope)
    return {code: _merged(each) for code, each in spans.items()}


def _flattened(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks in order of their first bytes, the outer before the inner."""
    waiting = list(blocks)[::-1]
    while waiting:
        block = waiting.pop()
        yield block
        waiting += block.children[::-1]


def _scope(page: Page, blocks: Sequence[Block], rows: Sequence[Block], comment: Span) -> Span | None:
    start, end = comment
    at = bisect_right(page.entries, start, key=lambda entry: entry.span.start) - 1
    if at >= 0 and page.entries[at].span.contains(comment):
        return page.entries[at].span
    inside = _text_around(blocks, rows, comment)
    if inside is not None:
        return inside
    next_entry = page.entries[at + 1].span if at + 1 < len(page.entries) else None
    next_block = bisect_left(blocks, end, key=lambda block: block.span.start)
    if next_block == len(blocks):
        return None
    block = blocks[next_block].span
    # An entry may be several blocks (a heading and a quote), or a part of one (an item of a list).
    if (
        next_entry is not None
        and next_entry.start < block.end
        and _only_markers(page.source, block.start, next_entry.start)
    ):
        return next_entry
    return block


def _text_around(blocks: Sequence[Block], rows: Sequence[Block], comment: Span) -> Span | None:
    """The row or the text that a comment stands in, if it stands in one."""
    block = _last_begun(blocks, comment.start)
    if block is None or not block.span.contains(comment):
        return None
    if block.kind is BlockKind.CELL:
        block = _last_begun(rows, comment.start) or block
        return block.span
    return block.span if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) else None


def _last_begun(blocks: Sequence[Block], offset: int) -> Block | None:
    at = bisect_right(blocks, offset, key=lambda block: block.span.start) - 1
    return blocks[at] if at >= 0 else None


def _only_markers(source: bytes, start: int, end: int) -> bool:
    """Whether nothing but the marker of an item or a quote stands between: an entry may begin behind it."""
    return end <= start or (end - start < 20 and not source[start:end].strip(b" \t>-*+0123456789.)"))


def _merged(spans: Iterable[Span]) -> Sequence[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged

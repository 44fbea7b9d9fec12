"""``<!-- papersync: ignore[PS203] -->``: what it silences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from papersync.lint.finding import Finding, Fix
from papersync.lint.page import Page
from papersync.lint.registry import RULES
from papersync.lint.rule import Basis, Rule
from papersync.lint.selection import means
from papersync.markdown.model import Block, BlockKind, Ignore
from papersync.references.model import Reference
from papersync.text import Span


class Silence:
    """The comments of a page: what they silence, and which silence nothing.

    A comment means the entry it stands in; else the paragraph, heading or table row it stands in the midst of; else
    the entry or block that comes next. A finding belongs to where it begins.
    """

    def __init__(self, page: Page, rules: Collection[Rule]) -> None:
        self._page = page
        self._rules = tuple(rules)
        blocks = tuple(_flattened(page.document.blocks))
        rows = tuple(block for block in blocks if block.kind is BlockKind.ROW)
        self._scopes = [(ignore, _scope(page, blocks, rows, ignore.span)) for ignore in page.document.ignores]
        self._meant: dict[str, tuple[Rule, ...]] = {}
        spans: dict[str, list[Span]] = {}
        for ignore, scope in self._scopes:
            for code in {rule.code for word in ignore.codes for rule in self._rules_of(word)}:
                if scope is not None:
                    spans.setdefault(code, []).append(scope)
        self._spans = {code: _merged(each) for code, each in spans.items()}
        self._all = _merged(scope for _, scope in self._scopes if scope is not None)

    def covers(self, finding: Finding) -> bool:
        """Whether a comment silences the finding."""
        spans = self._spans.get(finding.code, ())
        at = bisect_right(spans, finding.span.start, key=attrgetter("start")) - 1
        return at >= 0 and finding.span.start < spans[at].end

    def forbids(self, fix: Fix) -> bool:
        """Whether a fix would take away something that a comment means, and with it what a person said of that."""
        if fix.takes is None:
            return False
        at = bisect_right(self._all, fix.takes.start, key=attrgetter("end"))
        return at < len(self._all) and self._all[at].start < fix.takes.end

    def unused(self, findings: Iterable[Finding]) -> Iterator[tuple[Ignore, list[str], list[str]]]:
        """The comments with codes of which none of these findings (all that the rules made) is silenced by them: the
        comment, those codes, and those that are no rule's.

        Of rules that are not among those of this run nothing is said, nor of those that have not what they rest on.
        """
        starts: dict[str, list[int]] = {}
        for finding in findings:
            starts.setdefault(finding.code, []).append(finding.span.start)
        for each in starts.values():
            each.sort()
        for ignore, scope in self._scopes:
            unknown = [word for word in ignore.codes if not any(means(word, rule) for rule in RULES)]
            idle = [word for word in ignore.codes if self._is_idle(word, scope, starts)]
            if idle or unknown:
                yield ignore, idle, unknown

    def _rules_of(self, word: str) -> tuple[Rule, ...]:
        if word not in self._meant:
            self._meant[word] = tuple(rule for rule in self._rules if means(word, rule))
        return self._meant[word]

    def _is_idle(self, word: str, scope: Span | None, starts: Mapping[str, Sequence[int]]) -> bool:
        rules = self._rules_of(word)
        if not rules or len(rules) < sum(means(word, rule) for rule in RULES if rule.on_by_default):
            return False
        if scope is None:
            return True
        found = (bisect_left(starts.get(rule.code, ()), scope.start) for rule in rules)
        if any(
            at < len(starts.get(rule.code, ())) and starts[rule.code][at] < scope.end
            for rule, at in zip(rules, found, strict=True)
        ):
            return False
        return all(self._could_find(rule, scope) for rule in rules)

    def _could_find(self, rule: Rule, scope: Span) -> bool:
        match rule.basis:
            case Basis.LIST:
                return True
            case Basis.ANSWERS:
                return False
            case Basis.RECORDS:
                return all(self._page.record(each.id) is not None for each in self._references_in(scope))

    def _references_in(self, scope: Span) -> Sequence[Reference]:
        references = self._page.references
        first = bisect_left(references, scope.start, key=lambda each: each.span.start)
        return references[first : bisect_left(references, scope.end, first, key=lambda each: each.span.start)]


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

"""The entries of one document, gathered from all layouts and put apart from one another: all of them, or some."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from papersync.entries import heading
from papersync.entries.entry import Entry
from papersync.markdown.model import Block, BlockKind, Document
from papersync.references.model import Reference
from papersync.text import Span

if TYPE_CHECKING:
    from papersync.entries.anchors import Anchors
    from papersync.entries.walking import IsSettled

# A heading over so many other papers is their section, whatever it links to itself.
_MOST_OTHERS: Final = 2


@dataclass(frozen=True)
class Gatherer:
    """Gathers the entries of a document; what it needs for that is read when it is first needed."""

    document: Document
    references: Sequence[Reference]

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where the references begin."""
        # A list of so many numbers takes five times as much memory.
        return array("Q", [reference.span.start for reference in self.references])

    def all(self) -> list[Entry]:
        """Every entry, in order."""
        return sorted([*self._headed, *self._others(self.references, None)], key=_start)

    def some(self, wanted: Collection[Reference], is_settled: IsSettled | None = None) -> list[Entry]:
        """The entries in which one of the wanted references stands, those of the layout of headings, and perhaps more,
        in order: each as it is among all of them. Rows of which ``is_settled`` says so are left out.
        """
        return sorted([*self._headed, *self._others(self._with_those_beside(wanted), is_settled)], key=_start)

    def _with_those_beside(self, wanted: Collection[Reference]) -> Sequence[Reference]:
        """The wanted references, and all below a heading where one stands of the only paper there: what is said in
        several blocks may be one entry, that of the heading.
        """
        if len(wanted) == len(self.references):
            return self.references
        starts = {reference.span.start for reference in wanted}
        beside = [self.references[low:high] for low, high in self.alone]
        more = [each for group in beside if any(one.span.start in starts for one in group) for each in group]
        return sorted({*wanted, *more}, key=_first) if more else list(wanted)

    @cached_property
    def alone(self) -> list[tuple[int, int]]:
        """From which reference to which they stand under a heading that has no other paper below it: such a heading may
        be an entry's title.
        """
        starts = self.starts
        bounds = [*(each.block.span.start for each in self.document.headings), len(self.document.source)]
        ranges = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in pairwise(bounds)]
        return [(low, high) for low, high in ranges if low < high and _is_one_paper(self.references[low:high])]

    @cached_property
    def _headed(self) -> list[Entry]:
        """The entries of headings, those cut short below which a list or a table of other papers begins."""
        starts = self.starts
        kept: list[Entry] = []
        for entry in heading.read(self.document, self.references, starts):
            inside = self.references[bisect_left(starts, entry.head.end) : bisect_left(starts, entry.span.end)]
            others = {each.id.base for each in inside if each.id is not None} - {id_.base for id_ in entry.ids}
            if len(others) > _MOST_OTHERS or (others and not entry.ids):
                kept.append(_cut_short(self.document, entry, inside))
            else:
                kept.append(entry)
        return kept

    @cached_property
    def _taken(self) -> list[Span]:
        return [entry.span for entry in self._headed]

    @cached_property
    def _anchors(self) -> Anchors:
        from papersync.entries.anchors import Anchors  # noqa: PLC0415

        return Anchors(self.document, self.references, self._taken)

    def _others(self, wanted: Sequence[Reference], is_settled: IsSettled | None) -> list[Entry]:
        """The entries of all layouts but that of headings, where wanted references stand."""
        document, taken = self.document, self._taken
        if all(_is_in(reference.span.start, taken) for reference in wanted):
            return []
        # Not above: much to load for a list of headings.
        from papersync.entries.anchors import Anchors  # noqa: PLC0415
        from papersync.entries.describing import entries_in  # noqa: PLC0415
        from papersync.entries.hunks import Hunks  # noqa: PLC0415
        from papersync.entries.plain_blocks import PlainBlocks  # noqa: PLC0415
        from papersync.entries.rereading import Rereader  # noqa: PLC0415
        from papersync.entries.walking import Walk, nothing_is_settled  # noqa: PLC0415

        hunks, reader = Hunks(document), Rereader(document)
        only = self._anchors if wanted is self.references else Anchors(document, wanted, taken)
        plain = PlainBlocks.of(document.source, hunks, reader)
        walk = Walk(document, self._anchors, plain, is_settled or nothing_is_settled)
        found: list[Entry] = []
        for part in self._stretches(only):
            outline = document.outline_in(part)
            for passage in walk.passages(_free_blocks(outline.blocks, taken), only, outline.tables):
                if isinstance(passage, Entry):
                    _put(document, found, passage)
                elif not hunks.is_off(passage.span):
                    for entry in entries_in(passage, hunks, reader):
                        _put(document, found, entry)
        return found

    def _stretches(self, only: Anchors) -> Iterator[Span]:
        """What must be read for the entries in which one of these anchors stands."""
        from papersync.entries.stretches import Stretches  # noqa: PLC0415 - as above

        found = Stretches(self.document.source, self.references, self.starts)
        for part in self.document.parts:
            if (inside := only.within(part)) and len(inside) == len(self._anchors.within(part)):
                yield part
            elif inside:
                yield from found.around(part, [anchor.at for anchor in inside])


def _cut_short(document: Document, entry: Entry, inside: Sequence[Reference]) -> Entry:
    """The entry up to the first list, table or HTML below its heading in which one of these references stands."""
    starts = [reference.span.start for reference in inside]
    end = entry.head.end
    for block in _blocks_below(document, entry):
        held = bisect_left(starts, block.span.start) < bisect_left(starts, block.span.end)
        if held and block.kind in (BlockKind.LIST, BlockKind.TABLE, BlockKind.HTML):
            break
        end = block.span.end
    return entry.within(Span(entry.span.start, min(end, entry.span.end)))


def _blocks_below(document: Document, entry: Entry) -> Iterator[Block]:
    """The blocks of an entry below its heading, read a part of the document at a time."""
    parts = document.parts
    number = bisect_right(parts, entry.head.start, key=lambda part: part.start) - 1
    while number < len(parts) and parts[number].start < entry.span.end:
        for block in document.blocks_in(parts[number]):
            if entry.head.end <= block.span.start < entry.span.end:
                yield block
        number += 1


def _put(document: Document, found: list[Entry], entry: Entry) -> None:
    """Add an entry behind those found; one nested in the last ends that, unless both are about the same paper."""
    last = found[-1] if found else None
    if last is not None and entry.span.start < last.span.end:
        line = document.lines.line_of(entry.span.start)
        above = document.lines.content(line - 1).end if line > 1 else 0
        if entry.ids == last.ids:
            found[-1] = _joined(last, entry)
            return
        if above <= last.head.start or above <= (last.title or last.references[0]).span.end:
            return
        while above > last.span.start and document.source[above - 1 : above].isspace():
            above -= 1
        found[-1] = last.within(Span(last.span.start, above))
    found.append(entry)


def _joined(last: Entry, entry: Entry) -> Entry:
    """An entry with what another of the same paper adds to it that begins inside it, or whose title stands above it."""
    references = tuple(dict.fromkeys((*last.references, *entry.references)))
    title = entry.title if entry.title is not None and last.span.contains(entry.title.span) else None
    if last.title is not None or title is None:
        return replace(last, references=references)
    return replace(last, title=title, layout=entry.layout, references=references)


def _free_blocks(blocks: Sequence[Block], taken: Sequence[Span]) -> list[Block]:
    return [block for block in blocks if not _is_in(block.span.start, taken)] if taken else list(blocks)


def _is_in(offset: int, spans: Sequence[Span]) -> bool:
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return index >= 0 and offset < spans[index].end


def _start(entry: Entry) -> int:
    return entry.span.start


def _first(reference: Reference) -> int:
    return reference.span.start


def _is_one_paper(references: Sequence[Reference]) -> bool:
    """Whether no two of them name different papers; one that names none is no other."""
    return len({each.id.base for each in references if each.id is not None}) < 2

"""Papers that a list names again and that have no second entry in it, known without reading one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence, Set

from papersync.markdown.model import Document
from papersync.references.model import Reference, ReferenceKind
from papersync.text import Span


def unrepeated(
    document: Document, references: Sequence[Reference], starts: Sequence[int], papers: Collection[str]
) -> Set[int]:
    """Where those of the references, which begin there, stand that name one of these papers, and of which PS401 and
    PS402 have nothing to say: the paper stands on one line alone, or in rows of tables alone, beside no other paper and
    not in the same words again (results of one paper on several data sets).

    A line without raw HTML is in one block, and of a paper a block makes one entry at most. Rows are told apart by
    their words, and one that names a paper is an entry whatever else stands in it.
    """
    if not papers or document.conflicts or document.off:
        return frozenset()
    index = document.lines
    lines: dict[str, dict[Span, list[int]]] = {}
    for at, reference in zip(starts, references, strict=True):
        if reference.id is not None and reference.id.base in papers:
            # A definition stands for links elsewhere.
            is_elsewhere = reference.kind is ReferenceKind.DEFINITION
            line = Span(at, at) if is_elsewhere else index.content(index.line_of(at))
            lines.setdefault(reference.id.base, {}).setdefault(line, []).append(at)
    return {at for named in lines.values() for at in _unrepeated(document, named, starts)}


def _unrepeated(document: Document, named: Mapping[Span, Sequence[int]], starts: Sequence[int]) -> Iterator[int]:
    """The same of one paper, by the lines that name it."""
    texts = {line: line.of(document.source) for line in named}
    if len(texts) == 1 and all(text and b"<" not in text for text in texts.values()):
        yield from next(iter(named.values()))
        return
    for line, places in named.items():
        beside = bisect_left(starts, line.end) - bisect_left(starts, line.start)
        if beside > len(places) or not _is_row(document.reader.tables, line):
            return
    words = {line: tuple(text.decode("utf-8", "replace").split()) for line, text in texts.items()}
    times = Counter(words.values())
    for line, places in named.items():
        if times[words[line]] == 1:
            yield from places


def _is_row(tables: Sequence[Span], line: Span) -> bool:
    at = bisect_right(tables, line.start, key=_start) - 1
    return at >= 0 and tables[at].start <= line.start < tables[at].end


def _start(span: Span) -> int:
    return span.start

"""Rows of tables and items of lists in raw HTML, as passages."""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import Final

from papersync.entries.columns import columns_from
from papersync.entries.passages import Passage, Shape
from papersync.entries.pieces import Piece, PieceKind
from papersync.markdown.model import Document, Inline, InlineKind, Link, LinkKind
from papersync.references.model import Reference
from papersync.text import Span

_ROW: Final = re.compile(rb"<(?:tr|li)\b[^<>]*>", re.IGNORECASE)
_ROW_END: Final = re.compile(rb"</?(?:tr|li|table|tbody|thead|ul|ol)\b[^<>]*>", re.IGNORECASE)
_HEAD: Final = re.compile(rb"<(summary|h[1-6])\b[^<>]*>((?:(?!</\1)[^\n]){1,600})</\1\s*>", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(
    rb"</?(?:div|p|section|article|blockquote|center|dd|dt|dl|h[1-6]|summary|details|td|th)\b[^<>]*>", re.IGNORECASE
)
_TAG: Final = re.compile(rb"<!--.*?(?:-->|\Z)|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>", re.DOTALL)
_CHARACTER: Final = re.compile(rb"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BREAKS: Final = frozenset((b"br", b"p", b"div", b"summary", b"details"))
_CELLS: Final = frozenset((b"td", b"th"))
_BOLD: Final = frozenset((b"b", b"strong"))
_ITALIC: Final = frozenset((b"i", b"em"))


def html_passages(document: Document, block: Span, references: Sequence[Reference]) -> Iterator[Passage]:
    """The rows and items of one HTML block in which references stand; ``references`` are the block's, in order."""
    starts = [reference.span.start for reference in references]
    rows: list[tuple[Span, tuple[Piece, ...], tuple[int, ...]]] = []
    for span in _row_spans(document.source, block):
        pieces, cells = _pieces(document, span)
        rows.append((span, pieces, cells))
    columns = columns_from([_texts(pieces, cells) for _, pieces, cells in rows if cells])
    taken = [span for span, _, _ in rows]
    outside = [each for each in references if not _is_in(each.span.start, taken)]
    yield from _paragraphs(document, block, outside)
    for span, pieces, cells in rows:
        own = references[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        marks = _marks(pieces, own)
        if marks:
            # The link of an image shows nothing, and is a sibling of the one that does.
            shown = {each.id.base: at for at, each in reversed(marks) if each.id is not None}
            seen = {each for _, each in marks}
            marks += [
                (shown[each.id.base], each) for each in own if each not in seen and each.id and each.id.base in shown
            ]
            marks.sort(key=lambda mark: (mark[0], mark[1].span))
            yield Passage(document, Shape.HTML_ROW, span, pieces, tuple(marks), cells=cells, columns=columns)


def html_head(document: Document, block: Span) -> tuple[Piece, ...]:
    """What a reader sees of the last summary or heading in an HTML block, if nothing but tags stands behind it."""
    heads = list(_HEAD.finditer(document.source, *block))
    if not heads or _TAG.sub(b"", document.source[heads[-1].end() : block.end]).strip():
        return ()
    return _pieces(document, Span(heads[-1].start(2), heads[-1].end(2)))[0]


def html_heads(document: Document) -> list[Span]:
    """All summaries and headings in HTML, those in code included."""
    return [Span(*match.span()) for match in _HEAD.finditer(document.source)]


def _paragraphs(document: Document, block: Span, references: Sequence[Reference]) -> Iterator[Passage]:
    """What stands between two tags that end a paragraph, as lists and tables do, where one of these references stands,
    none of which stands in a row.
    """
    if not references:
        return
    tags = (match.start() for tag in (_PARAGRAPH, _ROW_END) for match in tag.finditer(document.source, *block))
    edges = sorted({block.start, *tags, block.end})
    at = 0
    for low, high in pairwise(edges):
        own = []
        while at < len(references) and references[at].span.start < high:
            own.append(references[at])
            at += 1
        if own:
            span = Span(low, high)
            pieces, _ = _pieces(document, span)
            if marks := _marks(pieces, own):
                yield Passage(document, Shape.HTML_PARAGRAPH, span, pieces, tuple(marks))


def _is_in(offset: int, spans: Sequence[Span]) -> bool:
    number = bisect_right(spans, offset, key=_span_start) - 1
    return number >= 0 and offset < spans[number].end


def _span_start(span: Span) -> int:
    return span.start


def _row_spans(source: bytes, block: Span) -> Iterator[Span]:
    """Each row's bytes, its opening tag included, what closes it left out."""
    for match in _ROW.finditer(source, *block):
        end = _ROW_END.search(source, match.end(), block.end)
        yield Span(match.start(), end.start() if end else block.end)


def _pieces(document: Document, row: Span) -> tuple[tuple[Piece, ...], tuple[int, ...]]:
    """What a reader sees of a row, and with which pieces its cells begin."""
    source = document.source
    links = list(_links(document, row))
    # What stands in front of the first cell, then each cell.
    parts: list[list[Piece]] = [[]]
    bold = italic = 0
    shown = False
    at = row.start
    for match in (*_TAG.finditer(source, *row), None):
        end = row.end if match is None else match.start()
        if source[at:end].strip():
            shown = True
            parts[-1].append(_text(source, Span(at, end), strong=bold > 0, em=italic > 0))
        if match is None:
            break
        at, name, step = match.end(), (match["name"] or b"").lower(), -1 if match["close"] else 1
        bold, italic = bold + step * (name in _BOLD), italic + step * (name in _ITALIC)
        if name in _CELLS and step > 0:
            if len(parts) > 1 and parts[-1]:
                parts[-1].append(_break(Span(*match.span())))
            parts.append([])
        elif name in _BREAKS and shown:
            parts[-1].append(_break(Span(*match.span())))
    joined = [_linked(part, links) for part in parts]
    cells = accumulate((len(part) for part in joined), initial=0)
    return tuple(chain.from_iterable(joined)), tuple(cells)[1:-1]


def _break(tag: Span) -> Piece:
    return Piece(PieceKind.BREAK, "\n", (Inline(InlineKind.HARD_BREAK, "\n", tag, verbatim=False),), hard=True)


def _links(document: Document, row: Span) -> Iterator[Link]:
    return (link for link in document.links_in(row) if link.kind is LinkKind.HTML)


def _linked(pieces: Sequence[Piece], links: Sequence[Link]) -> tuple[Piece, ...]:
    """The pieces, those that stand in one link joined."""
    found: list[Piece] = []
    for piece in pieces:
        before = bisect_right(links, piece.span.start, key=_text_start)
        link = links[before - 1] if before and links[before - 1].text_span.contains(piece.span) else None
        if link is not None and piece.kind is PieceKind.TEXT:
            runs = tuple(run._replace(link=link) for run in piece.runs)
            if found and found[-1].link is link:
                runs = (*found[-1].runs, *runs)
                found.pop()
            found.append(Piece(PieceKind.LINK, "".join(run.text for run in runs), runs, link))
        else:
            found.append(piece)
    return tuple(found)


def _text(source: bytes, span: Span, *, strong: bool, em: bool) -> Piece:
    runs = tuple(_runs(source, span))
    return Piece(PieceKind.TEXT, "".join(run.text for run in runs), runs, strong=strong, em=em)


def _runs(source: bytes, span: Span) -> Iterator[Inline]:
    """The text in runs, each reference to a character one of its own: what stands around it can be cut and changed."""
    at = span.start
    for match in _CHARACTER.finditer(source, *span):
        if match.start() > at:
            yield _run(source, Span(at, match.start()))
        yield _run(source, Span(*match.span()))
        at = match.end()
    if at < span.end or at == span.start:
        yield _run(source, Span(at, span.end))


def _run(source: bytes, span: Span) -> Inline:
    raw = span.of(source).decode("utf-8", "replace")
    text = html.unescape(raw)
    verbatim = text == raw and "\ufffd" not in raw
    return Inline(InlineKind.TEXT, text, span, verbatim)


def _marks(pieces: Sequence[Piece], references: Sequence[Reference]) -> list[tuple[int, Reference]]:
    """For each piece the references whose link it stands in, or that stand in it as text."""
    by_link: dict[Span, list[Reference]] = {}
    for reference in references:
        if reference.link is not None:
            by_link.setdefault(reference.link.span, []).append(reference)
    marks: list[tuple[int, Reference]] = []
    for at, piece in enumerate(pieces):
        if piece.link is not None:
            marks += [(at, each) for each in by_link.get(piece.link.span, ())]
            continue
        first = bisect_left(references, piece.span.start, key=_start)
        for reference in references[first : bisect_left(references, piece.span.end, first, key=_start)]:
            if piece.span.contains(reference.span):
                marks.append((at, reference))
    return marks


def _start(reference: Reference) -> int:
    return reference.span.start


def _text_start(link: Link) -> int:
    return link.text_span.start


def _texts(pieces: Sequence[Piece], cells: Sequence[int]) -> list[str]:
    ends = [*cells[1:], len(pieces)]
    return [
        " ".join("".join(piece.text for piece in pieces[low:high]).split())
        for low, high in zip(cells, ends, strict=True)
    ]

"""Inline runs: what a reader sees, piece by piece, and the bytes that yield it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from papersync.markdown.masking import Masked
from papersync.markdown.model import Inline, InlineKind, Link
from papersync.text import Span

_STYLES: Final = {"Emphasis": "em", "Strong": "strong", "Strikethrough": "del"}
# Emphasis nested deeper is not told apart; keeping all names for each run would be quadratic.
_DEEPEST_STYLE: Final = 8
_BACKSLASH: Final = 0x5C


class InlineReader:
    """Collects the runs of one block after the other: ``add``, ``add_break``, ``start`` and ``end``, then ``take``."""

    def __init__(self, masked: Masked, links: Mapping[int, Link]) -> None:
        self._source = masked.source
        self._masked = masked
        self._data = masked.data
        self._links = links
        self._runs: list[Inline] = []
        self._styles: list[str] = []
        self._shown_styles: tuple[str, ...] = ()
        self._opened: list[Span] = []
        self._link_stack: list[Link | None] = []
        self._image: list[Span] = []
        self._alternative: list[str] = []
        self._break: tuple[InlineKind, int] | None = None
        self.last_end = 0

    def content_start(self, span: Span) -> int:
        """The first byte of what yields this run: a backslash before it belongs to it."""
        return span.start - 1 if span.start > self.last_end and self._escaped(span.start) else span.start

    def take(self) -> tuple[Inline, ...]:
        """The runs since the last call."""
        self._end_break(None)
        runs = tuple(self._runs)
        self._runs.clear()
        return runs

    def start(self, name: str, span: Span) -> None:
        """Emphasis, a link or an image begins."""
        self._end_break(span.start)
        if name == "Image":
            if not self._image:
                self._alternative.clear()
            self._image.append(span)
        elif name == "Link":
            self._link_stack.append(self._links.get(span.start))
        else:
            self._styles.append(_STYLES.get(name, name))
            self._shown_styles = tuple(self._styles[:_DEEPEST_STYLE])
        self._opened.append(span)
        self.last_end = max(self.last_end, span.start)

    def end(self, name: str) -> None:
        """… and ends."""
        span = self._opened.pop()
        self._end_break(span.end)
        if name == "Image":
            self._image.pop()
            if not self._image:
                link = self._links.get(span.start)
                whole = span if link is None else link.span
                self._append(InlineKind.IMAGE, "".join(self._alternative), whole, verbatim=False)
                span = whole
        elif name == "Link":
            closed = self._link_stack.pop()
            span = span if closed is None else closed.span
        else:
            self._styles.pop()
            self._shown_styles = tuple(self._styles[:_DEEPEST_STYLE])
        self.last_end = max(self.last_end, span.end)

    def add_break(self, name: str, span: Span) -> None:
        """A soft or hard break."""
        kind = InlineKind.HARD_BREAK if name == "HardBreak" else InlineKind.SOFT_BREAK
        if self._image:
            self._alternative.append(" ")
            return
        self._end_break(span.start)
        self._break = (kind, self.last_end if self._runs or self._opened else span.start)
        self.last_end = span.end

    def add(self, event: Mapping[str, object], span: Span) -> None:
        """Text, code, an HTML tag or a footnote mark."""
        ((name, value),) = event.items()
        text = str(value)
        if self._image:
            if name in ("Text", "Code"):
                self._alternative.append(text)
            return
        if name == "Text":
            self._add_text(text, span)
            return
        self._end_break(span.start)
        kind = InlineKind.CODE if name == "Code" else InlineKind.HTML
        self._append(kind, text if name == "Code" else "", span, verbatim=False)

    def _add_text(self, text: str, span: Span) -> None:
        start = span.start
        if start > self.last_end and self._escaped(start):
            self._end_break(start - 1)
            # In a table cell `\\|` is a pipe: the row's parser takes one backslash, the cell's the other.
            first = max(self.last_end, start - 2) if self._escaped(start - 1) and text[:1] == "|" else start - 1
            self._append(InlineKind.TEXT, text[:1], Span(first, start + 1), verbatim=False)
            text, start = text[1:], start + 1
            if not text:
                return
        if self._break is not None:
            self._end_break(start)
        if start != span.start:
            span = Span(start, span.end)
        raw = self._data[start : span.end]
        verbatim = raw == text.encode()
        if verbatim and (raw != self._source[start : span.end]):
            text = self._source[start : span.end].decode("utf-8", "replace")
            verbatim = not self._masked.is_replaced(span)
        self._append(InlineKind.TEXT, text, span, verbatim=verbatim)

    def _append(self, kind: InlineKind, text: str, span: Span, *, verbatim: bool) -> None:
        link = self._link_stack[-1] if self._link_stack else None
        self._runs.append(Inline(kind, text, span, verbatim, link, self._shown_styles))
        self.last_end = max(self.last_end, span.end)

    def _end_break(self, at: int | None) -> None:
        """A break reaches to where the next run begins; without one, to the end of its own bytes."""
        if self._break is None:
            return
        kind, start = self._break
        self._break = None
        end = self.last_end if at is None else max(at, self.last_end)
        self._append(kind, "\n", Span(start, end), verbatim=False)

    def _escaped(self, start: int) -> bool:
        return start > 0 and self._data[start - 1] == _BACKSLASH

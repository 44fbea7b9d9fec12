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
# A named tuple from its values without a call in between: there are hundreds of thousands.
_NEW: Final = tuple.__new__
_TEXT: Final = InlineKind.TEXT


class InlineReader:
    """Collects the runs of one block after the other: ``text``, ``add``, ``add_break``, ``start`` and ``end``, then
    ``take``. All take the first byte, and the one behind the last.
    """

    def __init__(self, masked: Masked, links: Mapping[int, Link]) -> None:
        self._source = masked.source
        self._masked = masked
        self._data = masked.data
        self._is_masked = masked.data is not masked.source
        self._links = links
        self._runs: list[Inline] = []
        self._styles: list[str] = []
        self._shown_styles: tuple[str, ...] = ()
        self._opened: list[tuple[int, int]] = []
        self._link_stack: list[Link | None] = []
        self._link: Link | None = None
        self._images = 0
        self._alternative: list[str] = []
        self._break: tuple[InlineKind, int] | None = None
        self.last_end = 0

    def content_start(self, start: int) -> int:
        """The first byte of what yields the run that begins here: a backslash before it belongs to it."""
        return start - 1 if start > self.last_end and self._escaped(start) else start

    def take(self) -> tuple[Inline, ...]:
        """The runs since the last call."""
        if self._break is not None:
            self._end_break(None)
        runs = tuple(self._runs)
        self._runs.clear()
        return runs

    def start(self, name: str, start: int, end: int) -> None:
        """Emphasis, a link or an image begins."""
        if self._break is not None:
            self._end_break(start)
        if name == "Image":
            if not self._images:
                self._alternative.clear()
            self._images += 1
        elif name == "Link":
            self._link = self._links.get(start)
            self._link_stack.append(self._link)
        else:
            self._styles.append(_STYLES.get(name, name))
            self._shown_styles = tuple(self._styles[:_DEEPEST_STYLE])
        self._opened.append((start, end))
        self.last_end = max(self.last_end, start)

    def end(self, name: str) -> None:
        """… and ends."""
        start, end = self._opened.pop()
        if self._break is not None:
            self._end_break(end)
        if name == "Image":
            self._images -= 1
            if not self._images:
                link = self._links.get(start)
                whole = Span(start, end) if link is None else link.span
                self._append(InlineKind.IMAGE, "".join(self._alternative), whole, verbatim=False)
                end = whole.end
        elif name == "Link":
            closed = self._link_stack.pop()
            self._link = self._link_stack[-1] if self._link_stack else None
            end = end if closed is None else closed.span.end
        else:
            self._styles.pop()
            self._shown_styles = tuple(self._styles[:_DEEPEST_STYLE])
        self.last_end = max(self.last_end, end)

    def add_break(self, name: str, start: int, end: int) -> None:
        """A soft or hard break."""
        kind = InlineKind.HARD_BREAK if name == "HardBreak" else InlineKind.SOFT_BREAK
        if self._images:
            self._alternative.append(" ")
            return
        if self._break is not None:
            self._end_break(start)
        self._break = (kind, self.last_end if self._runs or self._opened else start)
        self.last_end = end

    def add(self, event: Mapping[str, object], start: int, end: int) -> None:
        """Code, an HTML tag or a footnote mark."""
        ((name, value),) = event.items()
        text = str(value)
        if self._images:
            if name == "Code":
                self._alternative.append(text)
            return
        if self._break is not None:
            self._end_break(start)
        kind = InlineKind.CODE if name == "Code" else InlineKind.HTML
        self._append(kind, text if name == "Code" else "", Span(start, end), verbatim=False)

    def text(self, text: str, start: int, end: int) -> None:
        """Text as the engine gives it: an escaped character begins a piece of its own."""
        if self._images:
            self._alternative.append(text)
            return
        if start > self.last_end and self._data[start - 1] == _BACKSLASH:
            self._add_escaped(text, start)
            text, start = text[1:], start + 1
            if not text:
                return
        if self._break is not None:
            self._end_break(start)
        raw = self._data[start:end]
        verbatim = raw == text.encode()
        span = _NEW(Span, (start, end))
        if verbatim and self._is_masked and raw != self._source[start:end]:
            text = self._source[start:end].decode("utf-8", "replace")
            verbatim = not self._masked.is_replaced(span)
        self._runs.append(_NEW(Inline, (_TEXT, text, span, verbatim, self._link, self._shown_styles)))
        if end > self.last_end:  # noqa: PLR1730 - a call less for each of some hundred thousand
            self.last_end = end

    def _add_escaped(self, text: str, start: int) -> None:
        self._end_break(start - 1)
        # In a table cell `\\|` is a pipe: the row's parser takes one backslash, the cell's the other.
        first = max(self.last_end, start - 2) if self._escaped(start - 1) and text[:1] == "|" else start - 1
        self._append(InlineKind.TEXT, text[:1], Span(first, start + 1), verbatim=False)

    def _append(self, kind: InlineKind, text: str, span: Span, *, verbatim: bool) -> None:
        self._runs.append(_NEW(Inline, (kind, text, span, verbatim, self._link, self._shown_styles)))
        self.last_end = max(self.last_end, span[1])

    def _end_break(self, at: int | None) -> None:
        """A break reaches to where the next run begins; without one, to the end of its own bytes."""
        if self._break is None:
            return
        kind, start = self._break
        self._break = None
        end = self.last_end if at is None else max(at, self.last_end)
        self._append(kind, "\n", _NEW(Span, (start, end)), verbatim=False)

    def _escaped(self, start: int) -> bool:
        return start > 0 and self._data[start - 1] == _BACKSLASH

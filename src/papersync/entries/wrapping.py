"""How a list breaks its lines, and text broken the same way."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from papersync.entries.entry import Slot
from papersync.markdown.model import Document
from papersync.text.patterns import late_pattern

DEFAULT_WIDTH: Final = 80
# Below this a list does not wrap on purpose; above it a line is a paragraph that nobody broke.
_NARROWEST: Final = 40
_WIDEST: Final = 200
_PREFIX: Final = re.compile(rb"[ \t]*(?:>[ ]?)+")
# A line that began with one of these would be a list, a heading, a quote, a rule, a fence or a setext underline.
_BLOCK_START: Final = late_pattern(r"[-+*#>=~`|:<]|\d{1,9}[.)]")


class Wrap(NamedTuple):
    """Lines are at most ``width`` columns where a blank allows it; each begins with ``prefix``."""

    width: int
    prefix: str
    newline: str


DEFAULT_WRAP: Final = Wrap(DEFAULT_WIDTH, "> ", "\n")


def quote_wrap(document: Document, slot: Slot) -> Wrap:
    """The wrapping of a quote as its author has it."""
    first, last = (
        document.lines.line_of(slot.span.start),
        document.lines.line_of(max(slot.span.end - 1, slot.span.start)),
    )
    lines = [document.lines.content(line).of(document.source) for line in range(first, last + 1)]
    prefix = _PREFIX.match(lines[0])
    widths = sorted(columns(line.decode("utf-8", "replace")) for line in lines[:-1])
    return Wrap(
        _typical(widths) if widths else max(DEFAULT_WIDTH, columns(lines[0].decode("utf-8", "replace"))),
        prefix[0].decode() if prefix else "",
        newline_of(document),
    )


def _typical(widths: list[int]) -> int:
    """What nine of ten lines keep to: a line that lost its break does not widen the rest."""
    return min(max(widths[(len(widths) - 1) * 9 // 10], _NARROWEST), _WIDEST)


def newline_of(document: Document) -> str:
    """The line ending of the document's first line, LF if it has none."""
    first = document.lines.span(1).of(document.source)
    return "\r\n" if first.endswith(b"\r\n") else "\n"


def columns(text: str) -> int:
    """Columns in a terminal: wide East Asian characters take two, combining marks none (UAX #11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def may_begin_line(text: str) -> bool:
    """Whether a line may begin with this and still be the paragraph's text."""
    return bool(text) and not _BLOCK_START.match(text)


def wrapped(text: str, wrap: Wrap, column: int = 0) -> str:
    """``text`` broken at its blanks; ``column`` is where its first word will stand. No line begins what is not text."""
    pieces: list[str] = []
    at = column
    for index, word in enumerate(re.split(r"[ \n]+", text)):
        width = columns(word)
        if index == 0:
            pieces.append(word)
            at += width
        elif at + 1 + width > wrap.width and may_begin_line(word):
            pieces.append(f"{wrap.newline}{wrap.prefix}{word}")
            at = columns(wrap.prefix) + width
        else:
            pieces.append(f" {word}")
            at += 1 + width
    return "".join(pieces)


def paragraphs_wrapped(text: str, wrap: Wrap) -> str:
    """Paragraphs (one a line in ``text``) each wrapped, a line with the bare prefix between them."""
    between = f"{wrap.newline}{wrap.prefix.rstrip()}{wrap.newline}"
    return between.join(wrap.prefix + wrapped(line, wrap, columns(wrap.prefix)) for line in text.split("\n") if line)

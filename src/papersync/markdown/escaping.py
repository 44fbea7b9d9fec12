"""Text written into Markdown so that a reader, and every parser, sees exactly that text."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from papersync.markdown.formulas import find_formulas
from papersync.text.patterns import late_pattern


class Place(Enum):
    """Where text is put; PARAGRAPH also stands for headings and quotes, HTML for an element's content."""

    PARAGRAPH = "paragraph"
    LINK_TEXT = "link text"
    TABLE_CELL = "table cell"
    LINK_TEXT_IN_CELL = "link text in a table cell"
    HTML = "html"


_LINK_TEXTS: Final = (Place.LINK_TEXT, Place.LINK_TEXT_IN_CELL)
_CELLS: Final = (Place.TABLE_CELL, Place.LINK_TEXT_IN_CELL)
_LINE_ENDING: Final = late_pattern(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")
# What may need an escape inside a line: CommonMark 0.31 sections 2.4, 2.5 and 6, GFM section 6.5.
_SPECIAL: Final = late_pattern(r"[\\*`\[\]<|@~]|_+|&(?=#?[A-Za-z0-9]{1,40};)")
_PUNCTUATION: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# What begins a block where a line begins: heading, quote, bullet, underline or rule; and a numbered item.
_LINE_START: Final = late_pattern(r"#(?=#{0,5}(?:[ \t]|$))|>|[-+](?=[ \t]|$)|-(?=[- \t]*$)|=(?==*[ \t]*$)")
_NUMBERED: Final = late_pattern(r"[0-9]{1,9}(?=[.)](?:[ \t]|$))")
# The hashes that close a heading, section 4.2.
_CLOSING: Final = late_pattern(r"[ \t](#+[ \t]*)$")
# An asterisk without a backslash of its own: harmless in text, not inside emphasis.
_BARE_STAR: Final = late_pattern(r"(?<!\\)((?:\\\\)*)\*")
_HTML: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape(text: str, place: Place) -> str:
    """Markdown, or HTML, that shows exactly ``text`` as plain text at this place; line endings become blanks.

    No more than needed is escaped: underscores inside words and a star between blanks stay, and so do formulas
    between dollar signs, which GitHub takes out before it reads Markdown. ``@name`` becomes ``&#64;name``, so that
    it mentions nobody. Bare URLs are left alone. What stands around the text is taken to be blanks.
    """
    line = _LINE_ENDING.sub(" ", text)
    if place is Place.HTML:
        return re.sub(r"[&<>]", lambda match: _HTML[match[0]], line)
    pieces: list[str] = []
    at = 0
    for start, end in find_formulas(line):
        pieces += (_escaped(line, at, start, place), _formula(line, start, end, place))
        at = end
    pieces.append(_escaped(line, at, len(line), place))
    return _at_the_ends(line, "".join(pieces), place)


def escape_anywhere(text: str, *, in_cell: bool) -> str:
    """The same for text that may come to stand in a link's text, in emphasis, or where a line begins."""
    written = escape(text, Place.LINK_TEXT_IN_CELL if in_cell else Place.LINK_TEXT)
    if written[:1] not in ("", "\\"):
        written = _at_the_ends(_LINE_ENDING.sub(" ", text), written, Place.PARAGRAPH)
    return _starless(written)


def emphasised(markdown: str) -> str:
    """Escaped text in italics."""
    return f"*{_starless(markdown)}*"


def _starless(markdown: str) -> str:
    return _BARE_STAR.sub(r"\1\*", markdown)


def _escaped(line: str, start: int, end: int, place: Place) -> str:
    pieces: list[str] = []
    for match in _SPECIAL.finditer(line, start, end):
        pieces += (line[start : match.start()], _special(line, match, place))
        start = match.end()
    return "".join((*pieces, line[start:end]))


def _special(line: str, match: re.Match[str], place: Place) -> str:
    """One special piece, escaped if its neighbours make it special; beyond the text there are blanks, perhaps."""
    written = match[0]
    before = line[match.start() - 1 : match.start()]
    behind = line[match.end() : match.end() + 1]
    between_blanks = before.isspace() and behind.isspace()
    match written[0]:
        case "@":
            return "&#64;" if behind.isalnum() and not before.isalnum() else "@"
        case "_":
            needed = not between_blanks and not (before.isalnum() and behind.isalnum())
        case "*":
            needed = not between_blanks
        case "\\":
            needed = not behind or behind in _PUNCTUATION
        case "]":
            needed = place in _LINK_TEXTS
        case "|":
            needed = place in _CELLS or "\\|" in line
        case "<":
            needed = not behind or behind.isalpha() or behind in "/!?"
        case "~":
            needed = bool(before) and not before.isspace()
        case _:
            needed = True
    return "".join(f"\\{character}" for character in written) if needed else written


def _formula(line: str, start: int, end: int, place: Place) -> str:
    """A formula stays, but for pipes in a table; one that would end a link's text too early is shown as text."""
    formula = line[start:end]
    if place in _CELLS:
        if place is Place.LINK_TEXT_IN_CELL and not _balanced(formula):
            return f"\\${_escaped(line, start + 1, end - 1, place)}\\$"
        return re.sub(r"(\\?)(\|)", r"\1\1\\\2", formula)
    if place is Place.LINK_TEXT and not _balanced(formula):
        return f"\\${_escaped(line, start + 1, end - 1, place)}\\$"
    return formula


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "[") - (character == "]")
        if depth < 0:
            return False
    return depth == 0


def _at_the_ends(line: str, written: str, place: Place) -> str:
    """Escape what would begin a block, or end a heading, if the text began or ended a line.

    None of these characters is special inside a line, so they stand in ``written`` as they do in ``line``.
    """
    if place in _LINK_TEXTS:
        return f"\\{written}" if line.startswith("^") else written
    closing = _CLOSING.search(line)
    if closing is not None:
        hashes = len(closing[1])
        written = f"{written[:-hashes]}\\{written[-hashes:]}"
    if _LINE_START.match(line):
        return f"\\{written}"
    number = _NUMBERED.match(line)
    return f"{number[0]}\\{written[number.end() :]}" if number else written

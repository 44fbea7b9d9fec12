"""Formulas between dollar signs, as GitHub recognises them before it reads Markdown."""

from __future__ import annotations

import re
from typing import Final

from papersync.text.patterns import late_pattern

# https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
# The opening sign stands behind no word character and before no blank, the closing one the other way round; an escape
# behind the closing sign must not change what is a formula. A pattern that begins with the sign itself is searched for
# ten times as fast as one that begins with what must not stand before it.
_FORMULA: Final = late_pattern(r"\$(?<![\w$\\]\$)(?![\s$])[^$\r\n`]{1,300}+(?<![\s\\])\$(?!\\?[\w$])", re.ASCII)
# What could be read as a link, a tag, a comment or a character reference wins: it is hardly a formula.
_NOT_A_FORMULA: Final = late_pattern(r"\]\(|://|<[!?/]|<[A-Za-z][^$]*>|&#?[A-Za-z0-9]{1,40};")
_MARKUP: Final = late_pattern(r"[\\*_~]")
# In a table GitHub takes the backslash before a pipe away first.
_MARKUP_IN_ROW: Final = late_pattern(r"\\(?!\\*\|)|[*_~]")
_PIPE: Final = late_pattern(r"(?<!\\)(?:\\\\)*\|")


def find_formulas(text: str) -> list[tuple[int, int]]:
    """Where formulas stand, dollar signs included, in order. Never across lines."""
    return [match.span() for match in _FORMULA.finditer(text) if _NOT_A_FORMULA.search(match[0]) is None]


def without_markup(text: str, substitute: str) -> str:
    """The text with what Markdown would read as markup in formulas replaced, character by character."""
    if "$" not in text:
        return text
    pieces: list[str] = []
    at = row_end = 0
    markup = _MARKUP
    for start, end in find_formulas(text):
        if start >= row_end:
            row_end = _line_end(text, end)
            markup = _MARKUP_IN_ROW if _may_be_row(text, max(text.rfind("\n", at, start), at), row_end) else _MARKUP
        pieces += (text[at:start], markup.sub(substitute, text[start:end]))
        at = end
    return "".join((*pieces, text[at:]))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _may_be_row(text: str, start: int, end: int) -> bool:
    """Whether a pipe that could part cells stands outside of formulas."""
    return _PIPE.search(_FORMULA.sub("", text[start:end])) is not None

"""The anchors that GitHub gives to headings."""

from __future__ import annotations

import unicodedata
from typing import Final

from papersync.text.patterns import late_pattern

# Ruby's \p{Word}, by which GitHub keeps characters: letters, marks, digits, letter numbers, connectors.
_WORD: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
# The same for ASCII, a hundred times faster.
_DROPPED: Final = late_pattern("[^a-z0-9_ -]")
# … and the symbols that Unicode counts as alphabetic (Other_Alphabetic): circled, squared, negative Latin letters.
_ALPHABETIC_SYMBOLS: Final = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))


def slug(text: str) -> str:
    """GitHub's slug of a heading's text, before duplicates are told apart.

    Rule of html-pipeline's TableOfContentsFilter: lower case, everything dropped but word characters, hyphens and
    blanks, each blank a hyphen.
    """
    lowered = text.lower()
    if lowered.isascii():
        return _DROPPED.sub("", lowered).replace(" ", "-")
    return "".join("-" if character == " " else character for character in lowered if _kept(character))


class Slugs:
    """Slugs of one document: the second of a kind gets ``-1``, the third ``-2``, never one that is taken."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def unique(self, text: str) -> str:
        """The slug of the next heading, which must be asked for in the document's order."""
        base = candidate = slug(text)
        while candidate in self._taken:
            self._taken[base] += 1
            candidate = f"{base}-{self._taken[base]}"
        self._taken[candidate] = 0
        return candidate


def _kept(character: str) -> bool:
    if character in "- " or unicodedata.category(character) in _WORD:
        return True
    return any(first <= ord(character) <= last for first, last in _ALPHABETIC_SYMBOLS)

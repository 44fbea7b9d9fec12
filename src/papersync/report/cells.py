"""How many cells of a terminal a text takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from unicodedata import category, east_asian_width

_JOINER: Final = "\u200d"
_AS_EMOJI: Final = "\ufe0f"  # variation selector 16: what stands before is shown as an emoji, two cells wide
_SKINS: Final = range(0x1F3FB, 0x1F400)
_JAMO: Final = range(0x1160, 0x1200)  # vowels and finals, which go into the syllable before
_INVISIBLE: Final = ("Mn", "Me", "Cf")
_SOFT_HYPHEN: Final = "\xad"


def cells(text: str) -> Iterator[int]:
    """For each character the cells that it adds: 2 for wide ones (UAX 11), 0 for what is drawn into those before it.

    An emoji made of several takes two, as in terminals that know such. Right-to-left text is counted, not reordered.
    """
    base, joined = 0, False
    for character in text:
        if "\x20" <= character <= "\x7e":
            width = 1
        elif joined and base == 2 and character != _JOINER:
            width = 0
        elif character == _AS_EMOJI:
            width = 1 if base == 1 else 0
        else:
            width = _alone(character, base)
        yield width
        joined = character == _JOINER
        if width == 2 or (width == 1 and character == _AS_EMOJI):
            base = 2
        elif width:
            base = width


def _alone(character: str, base: int) -> int:
    code = ord(character)
    if code in _JAMO or (code in _SKINS and base == 2):
        return 0
    if character != _SOFT_HYPHEN and category(character) in _INVISIBLE:
        return 0
    return 2 if east_asian_width(character) in ("W", "F") else 1

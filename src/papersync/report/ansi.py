"""Colours, where they are wanted: those that can be read on dark and on light backgrounds alike, so no yellow."""

from __future__ import annotations

from typing import Final

RED: Final = "31"
GREEN: Final = "32"
MAGENTA: Final = "35"
CYAN: Final = "36"
BOLD: Final = "1"
DIM: Final = "2"


def painted(text: str, style: str, colour: bool) -> str:
    """The text in a style (ECMA-48 SGR parameters), or as it is if no colour is wanted."""
    return f"\x1b[{style}m{text}\x1b[0m" if colour and text else text

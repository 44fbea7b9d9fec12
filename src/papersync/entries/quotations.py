"""Words between quotation marks, in the scripts of real lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_OPENING_QUOTES: Final = {"“": "”", "„": "“”", "«": "»", "»": "«", "《": "》", "「": "」", "『": "』", '"': '"'}
# What may stand before an opening and behind a closing straight quote.
_OUTSIDE: Final = frozenset(" \t\n([{<,.;:|-–—!?)]}>*_/")
_FEWEST_QUOTED: Final = 3
_LONGEST_QUOTED: Final = 500


def has_quotation(text: str) -> bool:
    """Whether a mark that may open a quotation stands in the text."""
    return not _OPENING_QUOTES.keys().isdisjoint(text)


def wraps_quotation(above: str, below: str) -> bool:
    """Whether a quotation opens in a line, by a mark that only opens, and closes in the next."""
    opening = max(above.rfind(mark) for mark in _DIRECTED)
    if opening < 0 or len(above) - opening > _LONGEST_QUOTED:
        return False
    closing = _CLOSINGS[_OPENING_QUOTES[above[opening]]]
    return closing.search(above, opening + 1) is None and closing.search(below) is not None


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand between quotation marks, the marks left out."""
    behind = 0
    # Up to where marks are known to be missing: each byte is looked at once.
    missing = dict.fromkeys(_CLOSINGS, 0)
    for opening in _OPENING.finditer(text):
        at, closing = opening.start(), _OPENING_QUOTES[opening[0]]
        if at < behind or (at and text[at] == '"' and text[at - 1] not in _OUTSIDE):
            continue
        limit = min(len(text), at + 1 + _LONGEST_QUOTED)
        end = _closed(text, max(at + 1, missing[closing]), limit, closing)
        if end is None:
            missing[closing] = limit
        elif end - at > _FEWEST_QUOTED:
            yield at + 1, end
            behind = end + 1


def _closed(text: str, start: int, limit: int, closing: str) -> int | None:
    for match in _CLOSINGS[closing].finditer(text, start, limit):
        at = match.start()
        if text[at] != '"' or text[at + 1 : at + 2] in _AFTER_QUOTE:
            return at
    return None


# Marks that only open.
_DIRECTED: Final = "“«《「『"
_OPENING: Final = re.compile(f"[{''.join(_OPENING_QUOTES)}]")
_CLOSINGS: Final = {closing: re.compile(f"[{closing}]") for closing in _OPENING_QUOTES.values()}
_AFTER_QUOTE: Final = frozenset(("", *_OUTSIDE))

"""Words between quotation marks, in the scripts of real lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from papersync.text.patterns import late_pattern

_OPENING_QUOTES: Final = {"“": "”", "„": "“”", "«": "»", "»": "«", "《": "》", "「": "」", "『": "』", '"': '"'}
# Where none of these stands, no quotation begins.
OPENING_MARK: Final = late_pattern(f"[{''.join(_OPENING_QUOTES)}]")
# What may stand before an opening and behind a closing straight quote.
_OUTSIDE: Final = frozenset(" \t\n([{<,.;:|-–—!?)]}>*_/")
_FEWEST_QUOTED: Final = 3
_LONGEST_QUOTED: Final = 500


def wraps_quotation(above: str, below: str) -> bool:
    """Whether a quotation opens in a line, and closes in the next."""
    opening = max(above.rfind(mark) for mark in _DIRECTED)
    straight = above.rfind('"')
    if straight > opening and above.count('"') % 2 and (straight == 0 or above[straight - 1] in _OUTSIDE):
        opening = straight
    if opening < 0 or len(above) - opening > _LONGEST_QUOTED:
        return False
    closing = _OPENING_QUOTES[above[opening]]
    return (
        _closed(above, opening + 1, len(above), closing) is None and _closed(below, 0, len(below), closing) is not None
    )


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand between quotation marks, the marks left out."""
    behind = 0
    # Up to where marks are known to be missing: each byte is looked at once.
    missing = dict.fromkeys(_CLOSINGS, 0)
    for opening in OPENING_MARK.finditer(text):
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
_CLOSINGS: Final = {closing: re.compile(f"[{closing}]") for closing in _OPENING_QUOTES.values()}
_AFTER_QUOTE: Final = frozenset(("", *_OUTSIDE))

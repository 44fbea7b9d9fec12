"""Words that are to be read as words, although they name a paper."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from papersync.references.model import ReferenceKind
from papersync.references.text import mentions

# ASCII punctuation, so that a backslash before it shows as nothing (CommonMark 0.31, section 2.4).
_BREAKABLE: Final = ".:/-"


def unnamed(markdown: str, but: Container[ReferenceKind] = ()) -> str:
    """Inline Markdown that shows the same and names no paper, ``but`` in these kinds of ways.

    Where a record's own words name a paper, the list does not. Each mention gets a backslash before its first full
    stop, colon, slash or hyphen.
    """
    text = markdown.encode("utf-8", "surrogateescape").decode("latin-1")
    at = 0
    while (found := next(mentions(text, at, len(text), today=None, urls=True), None)) is not None:
        place = next((i for i in range(found.start, found.end) if _is_breakable(text, i)), None)
        if place is None or found.kind in but:
            at = found.end
            continue
        text, at = f"{text[:place]}\\{text[place:]}", found.start
    return text.encode("latin-1").decode("utf-8", "surrogateescape")


def _is_breakable(text: str, at: int) -> bool:
    return text[at] in _BREAKABLE and text[at - 1 : at] != "\\"

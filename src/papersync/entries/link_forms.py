"""Where the links of a list lead that have one label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from papersync.entries.style import url_pattern
from papersync.references.model import Reference, ReferenceKind

# Fewer links with a label show no habit.
_FEWEST: Final = 3
_LINKS: Final = (ReferenceKind.INLINE, ReferenceKind.HTML)


def usual_url(references: Sequence[Reference], like: Reference | None) -> str | None:
    """The URL, ``{id}`` for the identifier, of most links of a list with the label of this one; None if there is none
    that most have, or if this one is none of arXiv's pages.
    """
    if like is None or like.id is None or like.kind not in _LINKS or not like.text or url_pattern(like) is None:
        return None
    label = like.text.casefold()
    alike = [
        url_pattern(each)
        for each in references
        if each.kind in _LINKS and each.id is not None and each.text is not None and each.text.casefold() == label
    ]
    if len(alike) < _FEWEST:
        return None
    url, often = Counter(alike).most_common(1)[0]
    return url if often * 2 > len(alike) else None

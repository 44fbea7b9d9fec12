"""What neighbours say besides what every entry says: words of their own in a cell, notes behind the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from papersync.entries.entry import Entry
from papersync.entries.learning_lines import last_hole, marks_of
from papersync.entries.noting import USUAL_LEAD
from papersync.markdown.model import Document
from papersync.text import Span
from papersync.text.patterns import late_pattern

# What parts a note from the entry it stands behind: at least three words follow.
_BEFORE_NOTE: Final = late_pattern(
    r"[\])}*_`\"”’]{0,6}(?P<lead>\s?[:;,–—-]{1,2}\s|\.\s|\s(?=\())(?:[^\W\d_][\w'’-]{0,40}[ ,]{1,2}){3}[^\W\d_]"
)


def has_words_of_its_own(document: Document, entry: Entry, span: Span) -> bool:
    """Whether words stand in these bytes beside what becomes a hole."""
    source, at, left = document.source, span.start, b""
    for mark in marks_of(document, entry):
        if span.contains(mark.span):
            left, at = left + source[at : mark.span.start] + b" ", mark.span.end
    text = (left + source[at : span.end]).decode("utf-8", "replace")
    return any(len(word) > 1 and any(map(str.isalpha, word)) for word in re.findall(r"\w+", text))


def learn_lead(document: Document, entries: Sequence[Entry]) -> str:
    """What most of these that have a note put before it: `: `, ` - `."""
    leads: list[str] = []
    for entry in entries:
        at = last_hole(document, entry)
        line = document.lines.content(document.lines.line_of(at))
        found = _BEFORE_NOTE.match(document.source[at : line.end].decode("utf-8", "replace"))
        if found is not None:
            leads.append(found["lead"])
    return Counter(leads).most_common(1)[0][0] if leads else USUAL_LEAD

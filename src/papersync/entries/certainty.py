"""How sure it is that what was read as a title is one."""

from __future__ import annotations

from typing import Final

from papersync.entries.entry import Entry, Slot
from papersync.entries.layouts import fields
from papersync.entries.titling import is_capitalised
from papersync.markdown.model import Document

_QUOTES: Final = ('"', "“", "«", "《", "「", "『", "‘")
_LONGEST_QUOTE: Final = 3


def is_surely_a_title(document: Document, entry: Entry, slot: Slot) -> bool:
    """Whether somebody marked the words as a title, or wrote them as titles are written.

    Plain words in small letters may be a description, and what stands above a list of fields a topic.
    """
    if entry.layout == fields.NAME:
        return False
    if slot.cell or slot.html or any(inline.link is not None or inline.styles for inline in slot.inlines):
        return True
    before = document.source[max(0, slot.span.start - _LONGEST_QUOTE) : slot.span.start].decode("utf-8", "ignore")
    return before.endswith(_QUOTES) or is_capitalised(slot.text)

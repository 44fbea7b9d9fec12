"""How sure it is that what was read as a title is one."""

from __future__ import annotations

import re
from typing import Final

from papersync.entries.entry import Entry, Slot
from papersync.entries.layouts import fields
from papersync.entries.titling import is_capitalised
from papersync.markdown.model import Document
from papersync.papers import Paper
from papersync.titles.normalise import letters_of
from papersync.titles.support import Support, support_of
from papersync.titles.verdicts import Evidence

_QUOTES: Final = ('"', "“", "«", "《", "「", "『", "‘")
_LONGEST_QUOTE: Final = 3
# Shorter names are words, and other papers' too.
_SHORTEST_NAME: Final = 5
_PARTS_OF_A_URL: Final = re.compile(r"[/.?#]")


def is_surely_a_title(document: Document, entry: Entry, slot: Slot) -> bool:
    """Whether somebody marked the words as a title, or wrote them as titles are written.

    Plain words in small letters may be a description, and what stands above a list of fields a topic. Words that lead
    to something else than the paper may be the title of that.
    """
    if entry.layout == fields.NAME or _leads_elsewhere(entry, slot):
        return False
    if slot.cell or slot.html or any(inline.link is not None or inline.styles for inline in slot.inlines):
        return True
    before = document.source[max(0, slot.span.start - _LONGEST_QUOTE) : slot.span.start].decode("utf-8", "ignore")
    return before.endswith(_QUOTES) or is_capitalised(slot.text)


def _leads_elsewhere(entry: Entry, slot: Slot) -> bool:
    """Whether the words are a link to a page that is none of the entry's papers, such as what a company says of one."""
    papers = {reference.url for reference in entry.references}
    links = {inline.link.url for inline in slot.inlines if inline.link is not None}
    return bool(links) and links.isdisjoint(papers)


def is_named_by_a_link(document: Document, entry: Entry, paper: Paper, evidence: Evidence) -> bool:
    """Whether a link in the entry has the name in front of the record's colon: ``…/DragView`` for ``Drag View: …``.

    Code and project pages keep the name of a paper that was renamed. Where the authors are others that is no sign.
    """
    name, colon, _ = paper.title.partition(":")
    name = letters_of(name)
    if not colon or len(name) < _SHORTEST_NAME or support_of(paper, evidence) is Support.AGAINST:
        return False
    parts = {letters_of(part) for link in document.links_in(entry.head) for part in _PARTS_OF_A_URL.split(link.url)}
    return name in parts

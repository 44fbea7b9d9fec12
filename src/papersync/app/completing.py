"""What a shell may complete: names that stand in the lists, read fast and bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from papersync.app.discovery import find_lists
from papersync.config import Config
from papersync.markdown import parse_document
from papersync.markdown.model import Document
from papersync.references import find_references

# Half a second's work, on all lists together. A longer list is read so far.
MOST_BYTES: Final = 1_500_000
# A heading that names a paper is an entry's own, and no section.
_NAMES_A_PAPER: Final = re.compile(rb"xiv\.org/|r5iv|arxiv:\s*\d|10\.48550/", re.IGNORECASE)
_LEAST_TITLE: Final = 12


def section_names(named: Sequence[Path], config: Config) -> Iterator[tuple[str, str]]:
    """The anchors of the sections of the lists that are meant, in order, each with its heading and the one above;
    and the configured aliases.

    An entry under a heading that does not name its paper counts as a section: only headings are looked at.
    """
    seen: set[str] = set()
    for document in _documents(named, config):
        for index, heading in enumerate(document.headings):
            own = _NAMES_A_PAPER.search(document.source, heading.block.span.start, heading.block.span.end)
            if not own and heading.slug and heading.slug not in seen:
                seen.add(heading.slug)
                yield heading.slug, _named(document, index)
    yield from config.section_aliases.items()


def paper_names(named: Sequence[Path], config: Config) -> Iterator[tuple[str, str]]:
    """The identifiers that the lists name, each once, in order, with the text of the link if it may be a title, or
    else the section.
    """
    seen: set[str] = set()
    for document in _documents(named, config):
        for reference in find_references(document):
            if reference.id is not None and reference.id.base not in seen:
                seen.add(reference.id.base)
                text = reference.text or ""
                yield reference.id.base, text if len(text) > _LEAST_TITLE else " / ".join(reference.section[-2:])


def _documents(named: Sequence[Path], config: Config) -> Iterator[Document]:
    room = MOST_BYTES
    for path in find_lists(named, config)[0]:
        if room <= 0:
            return
        # A pipe would wait for whoever writes into it.
        if path.is_file():
            with path.open("rb") as file:
                source = file.read(room)
            room -= len(source)
            yield parse_document(source)


def _named(document: Document, index: int) -> str:
    """A heading behind the one above it, if there is one."""
    above = document.heading_parents[index]
    path = (above, index) if above >= 0 else (index,)
    return " / ".join(document.headings[each].text for each in path)

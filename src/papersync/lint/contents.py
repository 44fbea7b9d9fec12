"""What a list says, whatever is known of its papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from papersync.entries import Entry, read_entries
from papersync.markdown import parse_document
from papersync.markdown.model import Document
from papersync.references import find_references
from papersync.references.model import Reference


@dataclass(frozen=True, slots=True)
class Contents:
    """Read once, for any number of pages."""

    document: Document
    references: tuple[Reference, ...]
    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, source: bytes, today: date | None = None) -> Contents:
        """Read ``source`` as a list; with ``today``, identifiers of a later month are impossible.

        Raises FileError if the Markdown parser gives up on it, and nothing else.
        """
        document = parse_document(source)
        reading = read_entries(document, find_references(document, today))
        return cls(document, reading.references, reading.entries)

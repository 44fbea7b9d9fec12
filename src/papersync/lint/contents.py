"""What a list says, whatever is known of its papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from papersync.markdown import parse_document
from papersync.markdown.model import Document
from papersync.references import find_references
from papersync.references.doubt import is_doubtful
from papersync.references.model import Reference

if TYPE_CHECKING:
    from papersync.entries import Entry, Reading


@dataclass(frozen=True)
class Contents:
    """Read once, for any number of pages; ``found`` are all references, those that are words of a title included.

    Entries are read when somebody first asks for them: which papers a list names is known without, mostly.
    """

    document: Document
    found: tuple[Reference, ...]

    @classmethod
    def of(cls, source: bytes, today: date | None = None) -> Contents:
        """Read ``source`` as a list; with ``today``, identifiers of a later month are impossible.

        Raises FileError if the Markdown parser gives up on it, and nothing else.
        """
        document = parse_document(source)
        return cls(document, find_references(document, today))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The references that count. Raises FileError as ``of`` does."""
        if any(is_doubtful(self.document.source, reference) for reference in self.found):
            return self._reading.references
        return self.found

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in order. Raises FileError as ``of`` does."""
        return self._reading.entries

    @cached_property
    def _reading(self) -> Reading:
        from papersync.entries.reading import read_entries  # noqa: PLC0415 - the first question leaves without

        return read_entries(self.document, self.found)

"""`papersync refs`: what the lists name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from papersync.app.lists import ListFile
from papersync.entries.reading import read_entries
from papersync.errors import PapersyncError, Place
from papersync.markdown import parse_document
from papersync.references import Reference, audit, find_references
from papersync.text import LineIndex


@dataclass(frozen=True, slots=True)
class Named:
    """The references of the lists in order (name, what it names, its lines), lists that could not be parsed, and places
    where `arxiv.org` stands that are neither a reference nor code nor a comment.
    """

    files: list[tuple[str, tuple[Reference, ...], LineIndex]]
    errors: list[PapersyncError]
    unexplained: list[Place]


def references_of(lists: Sequence[ListFile]) -> Named:
    """Read each list on its own: one that cannot be parsed does not stop the others."""
    named = Named([], [], [])
    for each in lists:
        try:
            document = each.read(parse_document)
        except PapersyncError as error:
            named.errors.append(error)
            continue
        references = find_references(document)
        named.files.append((each.name, read_entries(document, references).references, document.lines))
        places = (document.lines.position(span.start) for span in audit(document, references))
        named.unexplained.extend(Place(each.name, line, column) for line, column in places)
    return named

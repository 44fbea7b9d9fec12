"""`papersync refs`: what the lists name."""

from __future__ import annotations

from collections.abc import Sequence

from papersync.app.lists import ListFile
from papersync.entries.reading import read_entries
from papersync.errors import PapersyncError
from papersync.markdown import parse_document
from papersync.references import Reference, find_references
from papersync.text import LineIndex


def references_of(
    lists: Sequence[ListFile],
) -> tuple[list[tuple[str, tuple[Reference, ...], LineIndex]], list[PapersyncError]]:
    """The references of each list in order (its name, what it names, its lines), and the lists that could not be
    parsed.
    """
    found: list[tuple[str, tuple[Reference, ...], LineIndex]] = []
    errors: list[PapersyncError] = []
    for each in lists:
        try:
            document = parse_document(each.source)
        except PapersyncError as error:
            errors.append(error)
            continue
        found.append((each.name, read_entries(document, find_references(document)).references, document.lines))
    return found, errors

"""What a person types for a paper: an identifier, a URL, a DOI."""

from __future__ import annotations

from datetime import date

from papersync.errors import IdentifierError
from papersync.identifiers import ArxivId
from papersync.references.urls import UrlKind, read_url


def identify(text: str, today: date | None = None) -> ArxivId:
    """The paper that somebody means by ``2212.10560``, ``arXiv:ID``, a DOI, or a URL of arXiv's or of a mirror.

    Blanks, angle brackets and quotation marks around it are accepted, and a URL may have every defect that lists have.
    Raises IdentifierError that says why when it names no paper; with ``today`` also when its month lies in the future.
    """
    bare = text.strip().strip("<>\"'()[]").strip()
    try:
        return ArxivId.parse(bare, today=today)
    except IdentifierError as error:
        reading = read_url(bare, today=today)
        if reading is not None and reading.id is not None and reading.kind is not UrlKind.BADGE:
            return reading.id
        if reading is not None and reading.problem is not None:
            raise IdentifierError(reading.problem, hint=error.hint) from error
        raise

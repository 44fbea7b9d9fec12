"""Shorthand for the tests of entries: a text read by the real stack."""

from __future__ import annotations

from papersync.entries import Entry, read_entries
from papersync.markdown import Document, parse_document
from papersync.references import find_references


def read(text: str | bytes) -> tuple[Document, tuple[Entry, ...]]:
    """The document and its entries."""
    document = parse_document(text.encode() if isinstance(text, str) else text)
    return document, read_entries(document, find_references(document)).entries

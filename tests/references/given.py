"""Documents with one link, for tables of URLs."""

from __future__ import annotations

from papersync.markdown import parse_document
from papersync.references import Reference, find_references
from papersync.text import apply_edits


def linked(url: str) -> tuple[bytes, tuple[Reference, ...]]:
    """A document with one link to the URL, and its references."""
    source = f"[x](<{url}>)".encode()
    return source, find_references(parse_document(source))


def mended(source: bytes, references: tuple[Reference, ...]) -> str:
    """The URL after all defects' edits."""
    edits = [defect.edit for reference in references for defect in reference.defects]
    return apply_edits(source, edits).decode().removeprefix("[x](<").removesuffix(">)")

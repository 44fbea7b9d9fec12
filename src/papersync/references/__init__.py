"""Which papers a document names: every reference with its exact bytes, its identifier, and what is wrong with it."""

from papersync.references.extract import Extraction, audit, find_references
from papersync.references.identify import identify
from papersync.references.model import Defect, DefectKind, Reference, ReferenceKind, Row

__all__ = [
    "Defect",
    "DefectKind",
    "Extraction",
    "Reference",
    "ReferenceKind",
    "Row",
    "audit",
    "find_references",
    "identify",
]

"""Which papers a document names: every reference with its exact bytes, its identifier, and what is wrong with it."""

from papersync.references.extract import Extraction, audit, find_references
from papersync.references.identify import identify
from papersync.references.model import Defect, DefectKind, OtherReference, Reference, ReferenceKind, Row, UsualReference

__all__ = [
    "Defect",
    "DefectKind",
    "Extraction",
    "OtherReference",
    "Reference",
    "ReferenceKind",
    "Row",
    "UsualReference",
    "audit",
    "find_references",
    "identify",
]

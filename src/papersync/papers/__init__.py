"""The record: what arXiv says of a paper, checked where it enters."""

from papersync.papers.reading import RecordError, read_record
from papersync.papers.record import Author, Origin, Paper, Withdrawal

__all__ = ["Author", "Origin", "Paper", "RecordError", "Withdrawal", "read_record"]

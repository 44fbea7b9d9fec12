"""Rows of which no rule has anything to say: most of those that a machine makes every day."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Final

from papersync.entries.names import author_names, is_one_name
from papersync.identifiers import ArxivId
from papersync.papers import Author, Paper
from papersync.references.model import Reference
from papersync.titles.verbatim import is_verbatim_title

_AND_OTHERS: Final = frozenset(("", " et.al.", " et al.", " et al"))
# One word may be a label, and is read before anybody knows.
_FEWEST_BLANKS: Final = 2


class Settled:
    """Knows such a row by its title, which is the record's, its authors, who are the record's, and the record, which
    has nothing else to be told. ``count`` are the titles that it knew, of so many papers.
    """

    def __init__(self, record: Callable[[ArxivId], Paper | None], named_twice: Set[str]) -> None:
        self._record = record
        self._named_twice = named_twice
        self.count = 0

    def __call__(self, reference: Reference, title: str, authors: str) -> bool:
        """Whether no rule has anything to say of the entry of this reference."""
        id_ = reference.id
        record = None if id_ is None or id_.base in self._named_twice else self._record(id_)
        if record is None or record.withdrawn is not None or record.journal_ref or record.doi:
            return False
        if title.count(" ") < _FEWEST_BLANKS or not is_verbatim_title(title, record.title):
            return False
        if not _are_by(authors, record.authors):
            return False
        self.count += 1
        return True


def _are_by(words: str, authors: tuple[Author, ...]) -> bool:
    """Whether whoever is named is one of these authors, as arXiv writes them; all are, where arXiv names nobody."""
    if not authors:
        return True
    first = authors[0].name
    if words.startswith(first) and words[len(first) :] in _AND_OTHERS and is_one_name(first):
        return True
    written = [author.name for author in authors]
    return all(name in written for name in author_names(words))

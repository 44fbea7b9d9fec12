"""Entries of which no rule has anything to say, known without being read: most of those of a list that is kept true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Set
from typing import Final

from papersync.entries.entry import BARE_URL, DAILY_TABLE, LINKED_TITLE
from papersync.entries.names import author_names, is_one_name
from papersync.entries.plain_lines import Shown, item_around, plain_line
from papersync.lint.known import Known
from papersync.papers import Author, Paper
from papersync.references.model import Reference, UsualReference
from papersync.text import Span
from papersync.text.patterns import late_pattern
from papersync.titles.verbatim import is_verbatim_title

_AND_OTHERS: Final = frozenset(("", " et.al.", " et al.", " et al"))
# One word may be a label, and is read before anybody knows.
_FEWEST_BLANKS: Final = 2
_FIELDS: Final = late_pattern(r"[,;:()]")
_AROUND: Final = " .\u00b7\u2022-\u2013\u2014"


class Settled:
    """Knows such an entry by its title, which is the record's, its authors, who are the record's, and the record, which
    has nothing else to be told. ``starts`` are the references of those that it knew, ``counts`` how many of each layout
    there were, all about papers of their own.
    """

    def __init__(self, source: bytes, known: Known, named_twice: Set[str]) -> None:
        self._source = source
        self._known = known
        self._named_twice = named_twice
        self.starts: set[int] = set()
        self.counts: Counter[str] = Counter()

    def is_row(self, reference: Reference, title: str, authors: str) -> bool:
        """Whether it is that of a row with one reference, this title and these authors."""
        record = self._plain_record(reference)
        if record is None or not _is_title(title, record) or not _are_by(authors, record.authors):
            return False
        return self._is_known(reference, DAILY_TABLE)

    def is_line(self, reference: Reference, alone: Callable[[Span], bool]) -> bool:
        """Whether it is that of an item of one line; ``alone`` tells whether one reference stands in a span."""
        # Most lines of a list with tables are none.
        if not isinstance(reference, UsualReference) or item_around(self._source, reference.whole.start) < 0:
            return False
        record = self._plain_record(reference)
        line = None if record is None else plain_line(self._source, reference)
        if record is None or line is None or not alone(line.span):
            return False
        own = next(each for each in line.shown if each.link == reference.whole.start)
        if _is_title(own.text, record):
            title, layout = own, LINKED_TITLE
        elif own.text == reference.url:
            bold = [each for each in line.shown if each.bold and each.link is None]
            title, layout = bold[0] if len(bold) == 1 else own, BARE_URL
        else:
            return False
        if not _is_title(title.text, record):
            return False
        if not all(_says_nothing(each, record) for each in line.shown if each is not title):
            return False
        return self._is_known(reference, layout)

    def _plain_record(self, reference: Reference) -> Paper | None:
        """The record of a paper that is named once, and of which there is nothing to be told."""
        id_ = reference.id
        record = None if id_ is None or id_.base in self._named_twice else self._known.of(id_)
        if record is None or record.withdrawn is not None or record.journal_ref or record.doi:
            return None
        return record

    def _is_known(self, reference: Reference, layout: str) -> bool:
        self.starts.add(reference.span.start)
        self.counts[layout] += 1
        return True


def _is_title(words: str, record: Paper) -> bool:
    return words.count(" ") >= _FEWEST_BLANKS and is_verbatim_title(words, record.title)


def _are_by(words: str, authors: tuple[Author, ...]) -> bool:
    """Whether whoever is named is one of these authors, as arXiv writes them; all are, where arXiv names nobody."""
    if not authors:
        return True
    first = authors[0].name
    if words.startswith(first) and words[len(first) :] in _AND_OTHERS and is_one_name(first):
        return True
    written = [author.name for author in authors]
    return all(name in written for name in author_names(words))


def _says_nothing(shown: Shown, record: Paper) -> bool:
    """Whether it is a date, a label, a URL or one of the authors, so that it is neither a title nor a stranger."""
    from papersync.entries.wording import is_label  # noqa: PLC0415 - start-up

    if shown.link is not None:
        return shown.text.startswith(("http://", "https://")) or is_label(shown.text)
    fields = [field for each in _FIELDS.split(shown.text) if (field := each.strip(_AROUND))]
    names = tuple(author.name for author in record.authors)
    return all(_are_by(field, record.authors) and (field.startswith(names) or is_label(field)) for field in fields)

"""Facts become a record, or an error that says which of them cannot be.

pydantic judges (``checking``), and loading it takes longer than a whole lint of a short list. So what is plainly a
record, just as the store writes it, is read without; the judge has the word wherever there is any doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from papersync.identifiers import ArxivId
from papersync.papers.cleaning import is_clean
from papersync.papers.record import LARGEST_VERSION, Author, Paper, Withdrawal


class RecordError(ValueError):
    """Facts that are no record: ``at`` is the path of the first that cannot be, ``message`` names it and says why."""

    def __init__(self, at: tuple[str | int, ...], why: str) -> None:
        self.at = at
        self.message = f'"{_shown(".".join(map(str, at)))}" {why}'
        super().__init__(self.message)


def read_record(facts: Mapping[str, Any]) -> Paper:
    """The record with these members, named as the fields of ``Paper`` are; authors and withdrawals may be objects.

    A version of ``id`` is dropped, times become UTC, texts are cleaned of what nobody sees and put on one line (an
    abstract keeps its paragraphs), an empty optional text becomes None. Raises RecordError for members that are
    unknown, missing or of another type, for a title without words, and for lone surrogates.
    """
    paper = plain_record(facts)
    if paper is not None:
        return paper
    from pydantic import ValidationError  # noqa: PLC0415 - see above

    from papersync.papers.checking import PaperFacts, words_of  # noqa: PLC0415

    try:
        return PaperFacts.model_validate(facts).paper()
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        raise RecordError(tuple(problem["loc"]), words_of(problem)) from error


def plain_record(facts: Mapping[str, Any]) -> Paper | None:
    """The record if the facts are in the form that the store writes, with ``id`` as an identifier; None in doubt.

    What it returns is what ``checking`` makes of the same facts.
    """
    try:
        return _plain(**facts)
    except (_DoubtError, TypeError):
        return None


# As `datetime.isoformat` writes UTC, but for the Z; a time of 24:00 is not for every Python the same.
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{6})?Z", re.ASCII)
_ORIGINS: Final = ("bundled", "list", "oai-pmh", "snapshot")


class _DoubtError(Exception):
    pass


def _plain(
    *,
    id: Any,  # noqa: A002
    title: Any,
    authors: Any,
    abstract: Any = None,
    primary_category: Any,
    categories: Any,
    version: Any,
    published: Any,
    updated: Any,
    comment: Any = None,
    journal_ref: Any = None,
    doi: Any = (),
    withdrawn: Any = None,
    former_titles: Any = (),
    first_title_known: Any = False,
    origin: Any = None,
) -> Paper:
    if type(id) is not ArxivId or type(version) is not int or not title:
        raise _DoubtError
    if not 1 <= version <= LARGEST_VERSION or type(authors) is not list or not (origin is None or origin in _ORIGINS):
        raise _DoubtError
    if type(first_title_known) is not bool:
        raise _DoubtError
    return Paper(
        id=id.latest,
        title=_text(title),
        authors=tuple(_author(**author) for author in authors),
        abstract=_paragraphs(abstract),
        primary_category=_text(primary_category),
        categories=_texts(categories),
        version=version,
        published=_moment(published),
        updated=_moment(updated),
        comment=_optional(comment),
        journal_ref=_optional(journal_ref),
        doi=_texts(doi),
        withdrawn=None if withdrawn is None else _withdrawal(**withdrawn),
        former_titles=_texts(former_titles),
        first_title_known=first_title_known,
        origin=origin,
    )


def _author(*, name: Any, affiliations: Any = ()) -> Author:
    return Author(_text(name), _texts(affiliations))


def _withdrawal(*, reason: Any, certain: Any) -> Withdrawal:
    if type(certain) is not bool:
        raise _DoubtError
    return Withdrawal(_text(reason), certain)


def _text(value: Any) -> str:
    if type(value) is not str or not is_clean(value):
        raise _DoubtError
    return value


def _paragraphs(value: Any) -> str | None:
    if type(value) is not str:
        return _optional(value)
    return "\n".join(map(_text, value.split("\n"))) or None


def _optional(value: Any) -> str | None:
    return None if value is None else _text(value) or None


def _texts(value: Any) -> tuple[str, ...]:
    if value == ():
        return ()
    if type(value) is not list:
        raise _DoubtError
    return tuple(map(_text, value))


def _moment(value: Any) -> datetime:
    if type(value) is not str or _MOMENT.fullmatch(value) is None:
        raise _DoubtError
    try:
        return datetime.fromisoformat(value)
    except ValueError:  # the 30th of February
        raise _DoubtError from None


def _shown(name: str) -> str:
    plain = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name)
    return plain if len(plain) <= 40 else plain[:39] + "…"

"""From `arxiv.Result` to `Paper`: the record as the project keeps it."""

from __future__ import annotations

import re
from typing import Final

import arxiv

from papersync.errors import IdentifierError
from papersync.identifiers import ArxivId
from papersync.papers import Author, Paper, RecordError, read_record
from papersync.papers.cleaning import without_controls
from papersync.sources.outcomes import FeedError
from papersync.sources.withdrawn import withdrawal

_ENTRY_ID: Final = re.compile(r"https?://(?:[a-z]+\.)?arxiv\.org/abs/(\S{1,60})")
_PARAGRAPH: Final = re.compile(r"\n(?:[ \t]{2,}|[ \t]*\n)")


def paper_from(result: arxiv.Result) -> Paper:
    """The record of one entry. Raises FeedError if it has no versioned identifier, no category or no title."""
    identifier, version = _identifier(result.entry_id)
    categories = _categories(result)
    abstract = abstract_of(result.summary)
    comment = _line(result.comment)
    try:
        return read_record(
            {
                "id": identifier,
                "title": _line(result.title) or "",
                "authors": tuple(
                    Author(name, tuple(filter(None, map(_line, a.affiliation))))
                    for a in result.authors
                    if (name := _line(a.name))
                ),
                "abstract": abstract or None,
                "primary_category": categories[0],
                "categories": categories,
                "version": version,
                "published": result.published,
                "updated": result.updated,
                "comment": comment,
                "journal_ref": _line(result.journal_ref),
                "doi": tuple(dict.fromkeys(without_controls(result.doi or "").split())),
                "withdrawn": withdrawal(comment, abstract),
            }
        )
    except RecordError as error:
        raise FeedError(f"the entry of {identifier} is not a record: {error.message}") from error


def abstract_of(summary: str) -> str:
    """A summary with each paragraph on one line.

    arXiv begins a paragraph with a newline and two spaces (older abstracts begin with two spaces as well); other
    newlines are where a line was full.
    """
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPH.split(without_controls(summary)))
    return "\n".join(part for part in paragraphs if part)


def _identifier(entry_id: str) -> tuple[ArxivId, int]:
    match = _ENTRY_ID.fullmatch(entry_id)
    try:
        identifier = ArxivId.parse(match[1]) if match else None
    except IdentifierError as error:
        raise FeedError(f"an entry has an impossible id: {error.message}") from error
    if identifier is None or identifier.version is None:
        raise FeedError(f"an entry's id names no paper and version: {entry_id[:80]!r}")
    return identifier.latest, identifier.version


def _categories(result: arxiv.Result) -> tuple[str, ...]:
    names = dict.fromkeys(filter(None, (_line(name) for name in (result.primary_category, *result.categories))))
    if not names:
        raise FeedError(f"the entry {result.entry_id[:80]!r} has no category")
    return tuple(names)


def _line(text: str | None) -> str | None:
    return " ".join(without_controls(text or "").split()) or None

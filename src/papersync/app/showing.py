"""`papersync show`: one record, from the store or the source."""

from __future__ import annotations

from typing import assert_never

from papersync.errors import MissingPaperError, SourceError
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.sources.answers import Failed, Found, Missing, Source
from papersync.store.codec import Store


async def show(asked: ArxivId, store: Store, source: Source | None) -> Paper:
    """The record; a version is always asked for. Nothing is stored.

    Raises MissingPaperError if arXiv has no such paper or version, SourceError if that could not be found out.
    """
    record = store.get(asked)
    if record is not None and asked.version is None and record.abstract is not None:
        return record
    if source is None:
        if record is not None and asked.version in (None, record.version):
            return record
        raise SourceError(f"{asked} is not in the store, and nothing is asked offline", hint="run it without --offline")
    answers = [answer async for answer in source.fetch([asked])]
    for answer in answers:
        match answer:
            case Found(paper=paper):
                return paper
            case Missing():
                raise MissingPaperError(f"arXiv has no such paper: {asked}", hint="check the identifier")
            case Failed(reason=reason):
                raise SourceError(f"{asked} could not be looked up: {reason}", hint="run it again later")
            case _:
                assert_never(answer)
    raise SourceError(f"{asked} was not answered for")

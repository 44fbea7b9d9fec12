"""Papers and feeds of our own making."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from papersync.identifiers import ArxivId
from papersync.papers import Author, Paper, read_record
from papersync.standin.render import Query, error_feed, result_feed

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def ids(*texts: str) -> list[ArxivId]:
    return [ArxivId.parse(text) for text in texts]


def paper(identifier: str, **changes: Any) -> Paper:
    facts: dict[str, Any] = {
        "id": identifier,
        "title": f"On {identifier}",
        "authors": (Author(name="Ada Example"),),
        "abstract": f"We study {identifier}.",
        "primary_category": "cs.CL",
        "categories": ("cs.CL",),
        "version": 3,
        "published": datetime(2022, 12, 1, 10, 0, tzinfo=UTC),
        "updated": datetime(2023, 1, 5, 10, 0, tzinfo=UTC),
    }
    return read_record(facts | changes)


def feed(papers: Iterable[Paper], total: int | None = None) -> bytes:
    listed = list(papers)
    query = Query(id_list=",".join(str(p.id) for p in listed), max_results=len(listed))
    return result_feed(query, listed, len(listed) if total is None else total, AT)


def malformed(identifier: str) -> bytes:
    return error_feed(f"incorrect id format for {identifier}", AT)

"""The query API: from a request and the records to what arXiv would answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qs, urlsplit

from papersync.errors import IdentifierError
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.standin.records import Records
from papersync.standin.render import Query, error_feed, result_feed
from papersync.standin.search import matching

PATH: Final = "/api/query"
_ATOM: Final = {"content-type": "application/atom+xml; charset=utf-8"}
_MOST_RESULTS: Final = 2_000
# arXiv's own check is this lenient: it looks for an identifier somewhere in what was sent.
_PASSES: Final = re.compile(r"\d{4}\.\d{4,5}|[a-zA-Z-]+(?:\.[A-Za-z-]+)?/\d{7}", re.ASCII)
_FINDS: Final = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Request:
    """A GET: path with query string, and when it came."""

    target: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def answer(request: Request, records: Records) -> Response:
    """What arXiv answers to *request* if its papers are *records*; the same request always gives the same order."""
    parts = urlsplit(request.target)
    if parts.path.rstrip("/") != PATH:
        return Response(404, {"content-type": "text/html"}, b"<html><body>Not Found</body></html>")
    query = _query(parse_qs(parts.query, keep_blank_values=True), request.at)
    if isinstance(query, bytes):
        return Response(400, _ATOM, query)
    return _results(query, request.at, records)


def served_in_process(
    records: Records, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Callable[[str, Mapping[str, str]], tuple[int, Mapping[str, str], bytes]]:
    """`answer` in the shape that `http.inprocess.transport_for` takes."""

    def respond(target: str, _headers: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
        response = answer(Request(target, now()), records)
        return response.status, response.headers, response.body

    return respond


def _query(parameters: Mapping[str, list[str]], at: datetime) -> Query | bytes:
    """The request's parameters, or the feed with which arXiv refuses them."""
    numbers = {"start": 0, "max_results": 10}
    for name in ("start", "max_results"):
        text = parameters.get(name, [""])[-1] or str(numbers[name])
        if not re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
            return error_feed(f"{name} must be an integer", at)
        numbers[name] = int(text)
        if numbers[name] < 0:
            return error_feed(f"{name} must be non-negative", at)
    query = Query(parameters.get("search_query", [""])[-1], parameters.get("id_list", [""])[-1], **numbers)
    if not query.search_query and not query.id_list:
        message = "Either a search_query or id_list must be specified for the classic API."
        return error_feed(message, at, named=False)
    malformed = next((element for element in query.elements if not _PASSES.search(element)), None)
    return query if malformed is None else error_feed(f"incorrect id format for {malformed}", at)


def _results(query: Query, at: datetime, records: Records) -> Response:
    if query.max_results == 0:
        return Response(500, {"content-type": "text/html"}, b"<html><body>Internal Server Error</body></html>")
    if records.refuse_unknown and any(_found(element, records) is None for element in query.elements):
        return Response(403, {}, b"")
    papers = _ordered(query, records)
    page = papers[query.start : query.start + min(query.max_results, _MOST_RESULTS)]
    return Response(200, _ATOM, result_feed(query, page, len(papers), at))


def _ordered(query: Query, records: Records) -> list[Paper]:
    """All results in an order that depends on the question, not on the page, and is not the order asked."""
    found = filter(None, (_found(element, records) for element in query.elements))
    papers = list({f"{p.id}v{p.version}": p for p in (found if query.elements else records.papers.values())}.values())
    if query.search_query:
        papers = matching(query.search_query, papers)
    seed = f"{query.search_query}&{query.id_list}"
    shuffled = sorted(papers, key=lambda paper: hashlib.sha256(f"{seed}&{paper.id}v{paper.version}".encode()).digest())
    return shuffled[1:] + shuffled[:1] if shuffled == papers else shuffled


def _found(element: str, records: Records) -> Paper | None:
    if not _FINDS.fullmatch(element):
        return None
    try:
        identifier = ArxivId.parse(element)
    except IdentifierError:
        return None
    paper = records.papers.get(identifier.base)
    if paper is None or identifier.version is None:
        return paper
    return _at_version(paper, identifier.version)


def _at_version(paper: Paper, version: int) -> Paper | None:
    """*paper* as it was: the records know the first title and the first date, and else only the newest."""
    if version > paper.version:
        return None
    if version == paper.version:
        return paper
    if version > 1:
        return paper.model_copy(update={"version": version})
    title = paper.former_titles[-1] if paper.former_titles else paper.title
    return paper.model_copy(update={"version": 1, "title": title, "updated": paper.published})

"""The query API: from a request and the records to what arXiv would answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlsplit

from papersync.errors import IdentifierError
from papersync.http.delivery import Response
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.standin.records import Records
from papersync.standin.render import Query, error_feed, result_feed
from papersync.standin.search import matching

PATH: Final = "/api/query"
_MOST_RESULTS: Final = 2_000
# arXiv's own check is this lenient: it looks for an identifier somewhere in what was sent.
_PASSES: Final = re.compile(r"\d{4}\.\d{4,5}|[a-zA-Z-]+(?:\.[A-Za-z-]+)?/\d{7}", re.ASCII)
_FINDS: Final = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Request:
    """A GET, or a POST with a form: path with query string, and when it came. What stands in the form wins."""

    target: str
    at: datetime
    method: str = "GET"
    form: str = ""

    @property
    def parameters(self) -> Mapping[str, list[str]]:
        """All values of each parameter in their order."""
        parts = _split(self.target)
        texts = filter(None, (parts.query if parts else "", self.form))
        return parse_qs("&".join(texts), keep_blank_values=True)

    @property
    def elements(self) -> list[str]:
        """What the request lists, as it was sent."""
        return Query(id_list=self.parameters.get("id_list", [""])[-1]).elements


@dataclass(frozen=True, slots=True)
class Page:
    """What was found: the papers of the slice asked for, and how many there are in all."""

    query: Query
    papers: tuple[Paper, ...]
    total: int


def answer(request: Request, records: Records) -> Response:
    """What arXiv answers to *request* if its papers are *records*; the same request always gives the same order."""
    page = find(request, records)
    return page if isinstance(page, Response) else rendered(page, request.at)


def find(request: Request, records: Records) -> Page | Response:
    """The results, or how arXiv refuses to look for any."""
    elsewhere = _elsewhere(request)
    if elsewhere is not None:
        return elsewhere
    query = _query(request.parameters, request.at)
    if isinstance(query, bytes):
        return atom(400, query)
    if query.max_results == 0:
        return web_page(500, "Internal Server Error")
    if records.refuse_unknown and any(_found(element, records) is None for element in query.elements):
        return Response(403, {}, b"")
    papers = _ordered(query, records)
    return Page(query, tuple(papers[query.start : query.start + min(query.max_results, _MOST_RESULTS)]), len(papers))


def rendered(page: Page, at: datetime) -> Response:
    """*page* as arXiv writes it."""
    return atom(200, result_feed(page.query, page.papers, page.total, at))


def atom(status: int, feed: bytes) -> Response:
    """A feed as an answer."""
    return Response(status, {"content-type": "application/atom+xml; charset=utf-8"}, feed)


def web_page(status: int, words: str, headers: Mapping[str, str] | None = None) -> Response:
    """What a server says that is not the query API itself."""
    body = f"<html><body>{words}</body></html>".encode()
    return Response(status, {"content-type": "text/html", **(headers or {})}, body)


def _elsewhere(request: Request) -> Response | None:
    """How a request is refused that does not reach the query API; None if it does."""
    if request.method not in ("GET", "POST"):
        return web_page(405, "Method Not Allowed", {"allow": "GET, POST"})
    parts = _split(request.target)
    if parts is None:
        return web_page(400, "Bad Request")
    return None if parts.path.rstrip("/") == PATH else web_page(404, "Not Found")


def _split(target: str) -> SplitResult | None:
    try:
        return urlsplit(target)
    except ValueError:
        return None


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
        return replace(paper, version=version)
    title = paper.former_titles[-1] if paper.former_titles else paper.title
    return replace(paper, version=1, title=title, updated=paper.published)

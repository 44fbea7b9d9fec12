"""A source asked over a transport, in virtual time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

from papersync.http.manners import Manners
from papersync.identifiers import ArxivId
from papersync.sources.answers import Answer
from papersync.sources.query import Progress, QueryApi
from tests.http.virtual import VirtualClock, run

URL = "https://export.arxiv.org/api/query"
MIRROR = "https://mirror.example/api/query"
Serve = Callable[[list[str]], httpx.Response]


def asked_in(request: httpx.Request) -> list[str]:
    """The identifiers of a request, which must be one that `QueryApi` may send."""
    parameters = parse_qs(urlsplit(str(request.url)).query)
    listed = parameters["id_list"][0].split(",")
    assert parameters["max_results"] == [str(len(listed))], "the default would cut silently at 10"
    assert parameters["start"] == ["0"]
    return listed


def fetch(
    serve: Serve,
    *asked: Sequence[ArxivId],
    retries: int = 1,
    progress: list[Progress] | None = None,
    starts: list[float] | None = None,
    url: str = URL,
    known: Sequence[ArxivId] = (),
) -> list[Answer]:
    """The answers to one fetch after another of the same source."""

    async def handle(request: httpx.Request) -> httpx.Response:
        if starts is not None:
            starts.append(clock.monotonic())
        return serve(asked_in(request))

    async def work(folder: Path) -> list[Answer]:
        api = QueryApi(
            Manners(lock_dir=folder, retries=retries, interval_s=0),
            url=url,
            clock=clock,
            transport=httpx.MockTransport(handle),
            on_progress=None if progress is None else progress.append,
            known=known,
        )
        async with api:
            return [answer for ids in asked async for answer in api.fetch(ids)]

    clock = VirtualClock()
    with tempfile.TemporaryDirectory() as folder:
        return run(work(Path(folder)))

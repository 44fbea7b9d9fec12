"""The arxiv package's own client, pointed at the stand-in, must tell of the same records as ours."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import arxiv
import pytest

from papersync.http.manners import Manners
from papersync.identifiers import ArxivId
from papersync.papers import Author, Paper
from papersync.sources.answers import Found
from papersync.sources.atom import paper_from
from papersync.sources.query import QueryApi
from papersync.standin.records import Records
from papersync.standin.server import StandinServer
from tests.sources.made import paper

PAPERS = [
    paper("2104.12255", title="0", version=1),
    paper("hep-th/9901001", comment="12 pages", journal_ref="J. Ex. 1 (1999) 1-12"),
    paper("2212.10560", abstract="One & two.\nThree < four.", doi=("10.1000/x(1)",)),
    paper("2301.00001", authors=(Author(name="Jo Ünï", affiliations=("Here", "There")), Author(name="B. C."))),
    paper("2301.00002", comment="Withdrawn by the author", categories=("cs.CL", "math.PR")),
    *(paper(f"2302.{n:05}") for n in range(1, 131)),
]


@pytest.fixture
def standin() -> Iterator[str]:
    server = StandinServer(Records({str(p.id): p for p in PAPERS}))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.query_url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def by_arxiv_client(url: str, search: arxiv.Search) -> dict[str, arxiv.Result]:
    client = arxiv.Client(page_size=50, delay_seconds=0, num_retries=0)
    client.query_url_format = url + "?{}"
    try:
        return {result.get_short_id(): result for result in client.results(search)}
    finally:
        client._session.close()


def by_us(url: str, folder: Path, ids: list[ArxivId]) -> dict[str, Paper]:
    async def work() -> dict[str, Paper]:
        async with QueryApi(Manners(lock_dir=folder, interval_s=0, retries=0), url=url) as api:
            found = [answer async for answer in api.fetch(ids)]
        return {f"{a.paper.id}v{a.paper.version}": a.paper for a in found if isinstance(a, Found)}

    return asyncio.run(work())


def test_both_clients_tell_the_same(standin: str, tmp_path: Path) -> None:
    names = [str(p.id) for p in PAPERS]
    theirs = by_arxiv_client(standin, arxiv.Search(id_list=names, max_results=None))
    ours = by_us(standin, tmp_path, [ArxivId.parse(name) for name in names])
    assert set(theirs) == set(ours) == {f"{p.id}v{p.version}" for p in PAPERS}
    for name, result in theirs.items():
        assert paper_from(result) == ours[name]


def test_ours_are_the_records_but_for_what_was_noticed(standin: str, tmp_path: Path) -> None:
    ours = by_us(standin, tmp_path, [p.id for p in PAPERS])
    assert {replace(p, withdrawn=None) for p in ours.values()} == set(PAPERS)
    assert [str(p.id) for p in ours.values() if p.withdrawn] == ["2301.00002"]


def test_the_other_client_pages_through_a_search(standin: str) -> None:
    found = by_arxiv_client(standin, arxiv.Search(query="ti:2302 AND cat:cs.CL", max_results=None))
    assert len(found) == 130

from __future__ import annotations

import subprocess
import sys

import arxiv
import httpx
import pytest

from papersync.sources import endpoint
from tests.sources.made import ids


def test_the_address_is_the_one_that_the_arxiv_package_asks() -> None:
    assert arxiv.Client.query_url_format.format("") == f"{endpoint.QUERY_URL}?"


@pytest.mark.parametrize(
    ("url", "wanted_s", "interval_s"),
    [
        pytest.param("https://export.arxiv.org/api/query", 0.0, 3.0, id="arXiv is not asked faster"),
        pytest.param("https://ARXIV.org/api/query", 1.0, 3.0, id="whatever the case"),
        pytest.param("https://export.arxiv.org./api/query", 1.0, 3.0, id="with the root's dot"),
        pytest.param("https://export.arxiv.org/api/query", 10.0, 10.0, id="slower is allowed"),
        pytest.param("http://127.0.0.1:8000/api/query", 0.0, 0.0, id="a machine of one's own"),
        pytest.param("https://notarxiv.org/", 0.0, 0.0, id="a name that only ends alike"),
        pytest.param("http://[::1/", 0.5, 0.5, id="no address"),
    ],
)
def test_the_interval(url: str, wanted_s: float, interval_s: float) -> None:
    assert endpoint.interval_s(url, wanted_s) == interval_s


@pytest.mark.parametrize(
    ("url", "lane"),
    [
        pytest.param("https://export.arxiv.org/api/query", "arxiv", id="arXiv's hosts share one lane"),
        pytest.param("https://oaipmh.arxiv.org/oai", "arxiv", id="the other interface, too"),
        pytest.param("http://127.0.0.1:8000/api/query", "127.0.0.1-8000", id="each server of one's own"),
        pytest.param("http://[::1]:80/", "__1-80", id="fit for a file name"),
        pytest.param("http://a/../../x", "a-default", id="no path gets in"),
        pytest.param("http://x:99999/", "x-default", id="no such port"),
    ],
)
def test_the_lane(url: str, lane: str) -> None:
    assert endpoint.lane(url) == lane


def test_the_query() -> None:
    url = endpoint.query_url("https://example.org/api/query", ids("2212.10560v2", "hep-th/9901001"))
    assert url == "https://example.org/api/query?id_list=2212.10560v2,hep-th/9901001&start=0&max_results=2"
    assert str(httpx.URL(url)) == url, "commas and slashes go out as they are"


def test_a_query_that_has_one_already() -> None:
    assert (
        endpoint.query_url("http://x/?a=b", ids("2212.10560"))
        == "http://x/?a=b&id_list=2212.10560&start=0&max_results=1"
    )


def test_importing_the_sources_loads_no_network() -> None:
    code = (
        "import sys, papersync.sources, papersync.sources.endpoint;"
        "print([m for m in ('httpx', 'arxiv', 'lxml', 'tenacity', 'requests') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"

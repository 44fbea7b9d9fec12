from __future__ import annotations

import base64
import hashlib
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.http.delivery import Asked, Response
from papersync.papers import Paper
from papersync.sources.atom import paper_from
from papersync.sources.feed import Feed, read_feed
from papersync.sources.outcomes import ErrorFeed
from papersync.standin.api import Request, answer
from papersync.standin.records import Records
from papersync.standin.service import Standin
from tests.http.virtual import VirtualClock, run
from tests.sources.made import AT, paper

PAPERS = {
    str(p.id): p
    for p in (
        paper("2212.10560", version=2, former_titles=("A Middle Title", "The First Title")),
        paper("2204.05862", version=1),
        paper("hep-th/9901001", title="Strings attached"),
        *(paper(f"2301.{n:05}") for n in range(1, 31)),
    )
}
RECORDS = Records(PAPERS)
THIRTY = [f"2301.{n:05}" for n in range(1, 31)]


def get(query: str, records: Records = RECORDS) -> Response:
    return answer(Request(f"/api/query?{query}", AT), records)


def papers(query: str) -> list[Paper]:
    response = get(query)
    assert response.status == 200
    feed = read_feed(response.body)
    assert isinstance(feed, Feed)
    return [paper_from(result) for result in feed.results]


def listed(*ids: str) -> list[str]:
    return [f"{p.id}v{p.version}" for p in papers(f"id_list={','.join(ids)}&max_results={len(ids)}")]


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        pytest.param(["2212.10560"], ["2212.10560v2"], id="the current version"),
        pytest.param(["2212.10560v1"], ["2212.10560v1"], id="an earlier version"),
        pytest.param(["hep-th/9901001v3"], ["hep-th/9901001v3"], id="an old identifier with version"),
        pytest.param(["2212.10560v3"], [], id="a version that does not exist is absent"),
        pytest.param(["2101.00001"], [], id="a paper that does not exist is absent"),
        pytest.param(["2101.00001", "2204.05862"], ["2204.05862v1"], id="absent in a batch as well"),
        pytest.param(["2204.05862", "2204.05862"], ["2204.05862v1"], id="duplicates give one entry"),
        pytest.param(["2204.05862", "2204.05862v1"], ["2204.05862v1"], id="one entry for two names of one version"),
        pytest.param(["0000.0000"], [], id="passes arXiv's lenient check"),
        pytest.param(["hep-th.XX/9901001"], [], id="a subject class silently finds nothing"),
        pytest.param(["arXiv:2204.05862"], [], id="a prefix silently finds nothing"),
        pytest.param(["https://arxiv.org/abs/2204.05862"], [], id="a URL silently finds nothing"),
        pytest.param(["%202204.05862"], [], id="a blank silently finds nothing"),
        pytest.param(["2212.10560v0"], [], id="version 0 is absent"),
    ],
)
def test_id_list(ids: list[str], found: list[str]) -> None:
    assert listed(*ids) == found


@pytest.mark.parametrize(
    ("query", "status", "summary"),
    [
        pytest.param("id_list=abc", 400, "incorrect id format for abc", id="malformed"),
        pytest.param("id_list=2204.05862,abc,def", 400, "incorrect id format for abc", id="the first bad one"),
        pytest.param("id_list=2204.05862,", 400, "incorrect id format for", id="a trailing comma"),
        pytest.param("", 400, "Either a search_query or id_list must be specified for th…", id="nothing asked"),
        pytest.param("id_list=", 400, "Either a search_query or id_list must be specified for th…", id="an empty list"),
        pytest.param("id_list=2204.05862&start=x", 400, "start must be an integer", id="start is no number"),
        pytest.param("id_list=2204.05862&max_results=-1", 400, "max_results must be non-negative", id="negative"),
    ],
)
def test_refusals_are_feeds(query: str, status: int, summary: str) -> None:
    response = get(query)
    feed = read_feed(response.body)
    assert isinstance(feed, ErrorFeed)
    assert (response.status, feed.summary) == (status, summary)
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"


@pytest.mark.parametrize(
    ("target", "status"),
    [
        pytest.param("/api/query?id_list=2204.05862&max_results=0", 500, id="no results wanted is an error"),
        pytest.param("/oai?verb=Identify", 404, id="another path"),
    ],
)
def test_other_statuses(target: str, status: int) -> None:
    assert answer(Request(target, AT), RECORDS).status == status


def test_ten_results_by_default() -> None:
    assert len(papers(f"id_list={','.join(THIRTY)}")) == 10


def test_pages_are_slices_of_one_order() -> None:
    query = f"id_list={','.join(THIRTY)}"
    whole = papers(f"{query}&max_results=30")
    assert [p for start in (0, 12, 24) for p in papers(f"{query}&start={start}&max_results=12")] == whole


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(THIRTY), min_size=2, max_size=8, unique=True))
def test_the_order_is_never_the_one_asked_and_always_the_same(ids: list[str]) -> None:
    first = listed(*ids)
    assert first == listed(*ids)
    assert first != [f"{i}v3" for i in ids]
    assert sorted(first) == sorted(f"{i}v3" for i in ids)


def test_version_1_has_the_first_title_and_date() -> None:
    (first,) = papers("id_list=2212.10560v1")
    assert (first.title, first.version, first.updated) == ("The First Title", 1, first.published)


def test_the_head_of_a_feed() -> None:
    text = get("id_list=astro-ph/0601001&start=0&max_results=100").body.decode()
    digest = hashlib.sha1(b"search_query=&id_list=astro-ph/0601001&start=0&max_results=100").digest()
    assert f"<id>https://arxiv.org/api/{base64.b64encode(digest).decode()[:-1]}</id>" in text
    assert "<id>https://arxiv.org/api/UYD++GGrMRBcNyYZKVyqJHdTM3s</id>" in text, "the id that arXiv really gave"
    assert (
        "<title>arXiv Query: search_query=&amp;id_list=astro-ph/0601001&amp;start=0&amp;max_results=100</title>" in text
    )
    assert "<updated>2026-11-22T12:00:00Z</updated>" in text
    assert "<opensearch:itemsPerPage>100</opensearch:itemsPerPage>" in text
    assert "<opensearch:totalResults>0</opensearch:totalResults>" in text


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        pytest.param("ti:strings", ["hep-th/9901001"], id="a word of the title"),
        pytest.param("all:2212.10560", ["2212.10560"], id="anywhere"),
        pytest.param('ti:"strings attached"', ["hep-th/9901001"], id="a phrase"),
        pytest.param("ti:strings AND abs:2204", [], id="all terms"),
        pytest.param("AND", [], id="no term"),
        pytest.param("((((", [], id="brackets alone"),
    ],
)
def test_search(query: str, ids: list[str]) -> None:
    assert [str(p.id) for p in papers(urlencode({"search_query": query}))] == ids


def test_a_query_filters_a_list() -> None:
    assert [str(p.id) for p in papers("search_query=ti:strings&id_list=hep-th/9901001,2204.05862")] == [
        "hep-th/9901001"
    ]


@pytest.mark.parametrize(
    ("ids", "status"),
    [
        pytest.param("2204.05862", 200, id="known"),
        pytest.param("2204.05862,2101.00001", 403, id="one unknown refuses all"),
        pytest.param("2204.05862v2", 403, id="an unknown version as well"),
    ],
)
def test_unknown_may_be_refused(ids: str, status: int) -> None:
    response = get(f"id_list={ids}", Records(PAPERS, refuse_unknown=True))
    assert response.status == status
    assert (response.body == b"") is (status == 403)


@settings(max_examples=80, deadline=None)
@given(title=st.text(min_size=1).filter(lambda t: t.strip()), comment=st.text(max_size=30))
def test_any_record_makes_a_well_formed_feed(title: str, comment: str) -> None:
    record = paper("2204.05862", title=f"x{title}", comment=comment, journal_ref=comment)
    response = get("id_list=2204.05862", Records({"2204.05862": record}))
    assert isinstance(read_feed(response.body), Feed)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_request_is_answered(query: str) -> None:
    response = answer(Request(f"/api/query?{query}", AT), RECORDS)
    assert response.status in (200, 400, 404, 500)


def test_in_process_it_is_the_same_function() -> None:
    async def work() -> Response:
        with Standin(RECORDS, clock=VirtualClock()).serve(Asked("GET", "/api/query?id_list=2204.05862")) as response:
            return response

    assert run(work()) == get("id_list=2204.05862")


def request(method: str, target: str, form: str = "") -> Response:
    return answer(Request(target, AT, method, form), RECORDS)


@pytest.mark.parametrize(
    ("target", "form"),
    [
        pytest.param("/api/query", "id_list=2204.05862,2212.10560&max_results=2", id="all in the form"),
        pytest.param("/api/query?max_results=2", "id_list=2204.05862%2C2212.10560", id="some of it in the form"),
        pytest.param("/api/query?id_list=abc&max_results=2", "id_list=2204.05862,2212.10560", id="the form wins"),
    ],
)
def test_a_form_is_answered_as_a_query(target: str, form: str) -> None:
    assert request("POST", target, form) == get("id_list=2204.05862,2212.10560&max_results=2")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD", "FOO"])
def test_other_methods_are_not_allowed(method: str) -> None:
    response = request(method, "/api/query?id_list=2204.05862")
    assert (response.status, response.headers["allow"]) == (405, "GET, POST")


def test_a_target_that_is_none_is_a_bad_request() -> None:
    assert request("GET", "http://[/api/query?id_list=2204.05862").status == 400

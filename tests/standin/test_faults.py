from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.errors import UsageError
from papersync.http.delivery import Cut, Refused, Reset, Response, Trickle, Unreachable, Unresolvable
from papersync.http.retry import retry_after_s
from papersync.sources.feed import Feed, read_feed
from papersync.sources.outcomes import ErrorFeed, FeedError
from papersync.standin.api import Request, answer
from papersync.standin.fault_kinds import KINDS
from papersync.standin.faults import fault_for, parse, parse_all, played
from papersync.standin.records import Records
from tests.records import paper

AT = datetime(2026, 11, 22, 12, 0, 0, 250_000, tzinfo=UTC)
NINE = tuple(f"2301.{n:05}" for n in range(1, 10))
RECORDS = Records(
    {identifier: paper(identifier, f"On {identifier}") for identifier in (*NINE, "2212.10560", "2204.05862")}
)
NAMES = [kind.name for kind in KINDS]


def asking(*ids: str) -> Request:
    return Request(f"/api/query?id_list={','.join(ids)}&max_results={len(ids)}", AT)


def met(
    faults: str | Sequence[str], request: Request, number: int = 1, records: Records = RECORDS
) -> tuple[str | None, Response]:
    """What the request meets, and what is answered."""
    asked = parse_all(*([faults] if isinstance(faults, str) else faults))
    fault = fault_for(asked, number, request, records)
    return fault.name if fault else None, played(fault, number, request, records)


def under(fault: str, request: Request, number: int = 1, records: Records = RECORDS) -> Response:
    """The answer of a request that meets the fault."""
    name, response = met(fault, request, number, records)
    assert name == parse(fault).name
    return response


def told(response: Response) -> tuple[int, list[str]]:
    """What a feed promises, and the identifiers it holds."""
    assert response.status == 200
    feed = read_feed(response.body)
    assert isinstance(feed, Feed)
    return feed.total, sorted(result.get_short_id().partition("v")[0] for result in feed.results)


@pytest.mark.parametrize(
    ("fault", "status", "body", "retry_after"),
    [
        pytest.param("429", 429, b"Rate exceeded.", None, id="429"),
        pytest.param("429-seconds", 429, b"Rate exceeded.", "5", id="seconds"),
        pytest.param("429-seconds=86400", 429, b"Rate exceeded.", "86400", id="a day"),
        pytest.param("429-date", 429, b"Rate exceeded.", "Sun, 22 Nov 2026 12:00:06 GMT", id="a date, rounded up"),
        pytest.param("429-date=3600", 429, b"Rate exceeded.", "Sun, 22 Nov 2026 13:00:01 GMT", id="a later date"),
        pytest.param("429-zero", 429, b"Rate exceeded.", "0", id="zero"),
        pytest.param("503", 503, b"<html><body>Service Unavailable</body></html>", None, id="503"),
        pytest.param("503-zero", 503, b"<html><body>Service Unavailable</body></html>", "0", id="503 and zero"),
        pytest.param("406", 406, b"", None, id="406"),
        pytest.param("403", 403, b"", None, id="403"),
        pytest.param("rate-exceeded", 200, b"Rate exceeded.", None, id="200 that is a refusal"),
        pytest.param("empty", 200, b"", None, id="200 with nothing"),
    ],
)
def test_refusals(fault: str, status: int, body: bytes, retry_after: str | None) -> None:
    response = under(fault, asking(*NINE))
    assert (response.status, response.body, response.headers.get("retry-after")) == (status, body, retry_after)


def test_the_date_is_understood_and_not_too_early() -> None:
    waits_s = retry_after_s(under("429-date=7", asking("2212.10560")).headers["retry-after"], AT)
    assert waits_s is not None
    assert 7 <= waits_s < 8


def test_a_web_page_is_no_feed() -> None:
    response = under("html", asking("2212.10560"))
    assert (response.status, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    with pytest.raises(FeedError, match="it is a web page"):
        read_feed(response.body)


def test_a_login_page_is_elsewhere() -> None:
    response = under("proxy-login", asking("2212.10560"))
    assert (response.status, response.headers["location"]) == (302, "https://login.proxy.invalid/?then=arxiv")


@pytest.mark.parametrize(
    ("fault", "delivery", "latency_s"),
    [
        pytest.param("reset", Reset(), 0, id="reset"),
        pytest.param("refused", Refused(), 0, id="refused"),
        pytest.param("unresolvable", Unresolvable(), 0, id="unresolvable"),
        pytest.param("unreachable", Unreachable(), 0, id="unreachable"),
        pytest.param("503-late=9", None, 9, id="late refusal"),
        pytest.param("503-late", None, 183, id="as late as was seen"),
    ],
)
def test_delivered_without_the_papers(fault: str, delivery: object, latency_s: float) -> None:
    response = under(fault, asking(*NINE))
    assert response.latency_s == latency_s
    assert delivery in (None, response.delivery)
    assert b"<entry>" not in response.body


@pytest.mark.parametrize(
    ("fault", "changes"),
    [
        pytest.param("stall", {"latency_s": 3_600.0}, id="stall"),
        pytest.param("stall=0.5", {"latency_s": 0.5}, id="a short stall"),
        pytest.param("trickle", {"delivery": Trickle(200)}, id="trickle"),
        pytest.param("trickle=1.5", {"delivery": Trickle(1.5)}, id="a thinner trickle"),
    ],
)
def test_true_but_slow(fault: str, changes: dict[str, object]) -> None:
    assert under(fault, asking(*NINE)) == replace(answer(asking(*NINE), RECORDS), **changes)  # type: ignore[arg-type] # a table of fields


@pytest.mark.parametrize(
    ("fault", "ids", "total", "held"),
    [
        pytest.param("no-entries", NINE, 9, 0, id="promised and not there"),
        pytest.param("nothing-found", NINE, 0, 0, id="said not to be there"),
        pytest.param("some-missing", NINE, 9, 6, id="a third is not there"),
        pytest.param("some-missing", NINE[:2], 2, 1, id="one of two"),
        pytest.param("some-missing", NINE[:1], 1, 0, id="the only one"),
        pytest.param("some-hidden", NINE, 6, 6, id="a third is hidden"),
        pytest.param("some-hidden", NINE[:1], 0, 0, id="the only one hidden"),
        pytest.param("some-hidden", (*NINE, "2101.00001"), 6, 6, id="hidden where something is missing in truth"),
    ],
)
@pytest.mark.parametrize("number", [1, 2, 3, 8])
def test_papers_left_out(fault: str, ids: tuple[str, ...], total: int, held: int, number: int) -> None:
    promised, papers = told(under(fault, asking(*ids), number))
    assert (promised, len(papers)) == (total, held)
    assert set(papers) <= set(ids)


def test_each_request_leaves_out_others() -> None:
    left_out = {frozenset(NINE) - set(told(under("some-hidden", asking(*NINE), number))[1]) for number in range(1, 10)}
    assert frozenset().union(*left_out) == set(NINE)


@pytest.mark.parametrize("fault", ["no-entries", "nothing-found", "some-missing", "some-hidden", "stub-entries"])
@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(asking("2101.00001"), id="nothing found"),
        pytest.param(asking("abc"), id="refused in truth"),
        pytest.param(Request("/elsewhere", AT), id="another path"),
        pytest.param(Request("/api/query?id_list=2212.10560", AT, "PUT"), id="another method"),
    ],
)
def test_there_is_no_lie_about_nothing(fault: str, request_: Request) -> None:
    assert met(fault, request_) == (None, answer(request_, RECORDS))


@pytest.mark.parametrize(
    ("ids", "count"),
    [
        pytest.param(("2212.10560",), 1, id="one for one"),
        pytest.param(("2212.10560v1",), 1, id="one for a version"),
        pytest.param(NINE[:4], 4, id="as many as were found"),
        pytest.param(NINE, 2, id="as many as there are"),
        pytest.param(("2101.00001",), 1, id="one for nothing"),
        pytest.param((*NINE, "2212.10560", "2204.05862"), 1, id="an invented one where all were asked for"),
        pytest.param((*NINE, "2212.10560", "2204.05862", "0704.0001"), 1, id="never one that was asked for"),
    ],
)
def test_other_papers(ids: tuple[str, ...], count: int) -> None:
    promised, papers = told(under("other-paper", asking(*ids)))
    assert promised == len(papers) == count
    assert not {identifier.partition("v")[0] for identifier in ids} & set(papers)


def test_stubs_are_no_entries() -> None:
    with pytest.raises(FeedError, match="an entry has no"):
        read_feed(under("stub-entries", asking("2212.10560")).body)


WHOLE = answer(asking(*NINE), RECORDS).body


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 1_000_000))
def test_no_cut_leaves_a_feed(number: int) -> None:
    cut = under("cut", asking(*NINE), number).body
    assert WHOLE.startswith(cut)
    with pytest.raises(FeedError):
        read_feed(cut)
    response = under("cut-connection", asking(*NINE), number)
    assert (response.body, response.delivery) == (WHOLE, Cut(len(cut)))


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_cuts_are_everywhere(step: int) -> None:
    """Also for faults that meet each second, third or fourth request."""
    places = [len(under("cut", asking(*NINE), number).body) for number in range(step, 200 * step, step)]
    assert len(set(places)) > 90
    assert {10 * place // len(WHOLE) for place in places} == set(range(10))
    assert {place for place in places if WHOLE[:place].endswith(b"</entry>\n")} >= {
        found.end() for found in re.finditer(b"</entry>\n", WHOLE)
    }
    assert WHOLE.rstrip()[:-1] in {WHOLE[:place] for place in places}


@pytest.mark.parametrize("number", range(1, 30))
def test_a_cut_compressed_body(number: int) -> None:
    response = under("cut-gzip", asking(*NINE), number)
    assert response.headers["content-encoding"] == "gzip"
    unpacked = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(response.body)
    assert WHOLE.startswith(unpacked)
    assert gzip.compress(WHOLE, mtime=0).startswith(response.body)
    assert response.body != gzip.compress(WHOLE, mtime=0)


@pytest.mark.parametrize(
    ("fault", "status", "named"),
    [
        pytest.param("400", 400, None, id="400"),
        pytest.param("500", 500, None, id="500"),
        pytest.param("400-feed", 400, None, id="a feed that names none"),
        pytest.param("400-named", 400, "2301.00002", id="a feed that names one"),
    ],
)
def test_batches_are_refused_and_single_identifiers_are_not(fault: str, status: int, named: str | None) -> None:
    response = under(fault, asking(*NINE))
    assert response.status == status
    assert met(fault, asking("2212.10560")) == (None, answer(asking("2212.10560"), RECORDS))
    if fault in ("400", "500"):
        with pytest.raises(FeedError):
            read_feed(response.body)
        return
    feed = read_feed(response.body)
    assert isinstance(feed, ErrorFeed)
    assert feed.identifier == named


@pytest.mark.parametrize("condition", ["", ":first=1", ":every=2"])
def test_long_requests_are_refused_whatever_the_condition(condition: str) -> None:
    long = asking(*NINE)
    fault = f"414={len(long.target) - 1}{condition}"
    assert [under(fault, long, number).status for number in (1, 2, 3)] == [414] * 3
    assert met(f"414={len(long.target)}{condition}", long) == (None, answer(long, RECORDS))


@pytest.mark.parametrize(
    ("faults", "meets"),
    [
        pytest.param(["429"], "aaaaaa", id="always"),
        pytest.param(["429:first=2"], "aa----", id="the first two"),
        pytest.param(["429:every=2"], "-a-a-a", id="each second"),
        pytest.param(["429:every=1"], "aaaaaa", id="each"),
        pytest.param(["429:after=4"], "----aa", id="all after the fourth"),
        pytest.param(["429:at=3"], "--a---", id="the third alone"),
        pytest.param(["429:at=1", "429:at=6"], "a----a", id="twice the same fault"),
        pytest.param(["429:first=3", "503"], "aaabbb", id="one and then the other"),
        pytest.param(["503:every=3", "429:first=4"], "aaba-b", id="the first one named wins"),
        pytest.param(["503", "429:first=3"], "bbbbbb", id="what comes after always is never met"),
        pytest.param(["400", "429:every=2"], "-a-a-a", id="what does not concern a request passes it by"),
    ],
)
def test_conditions(faults: list[str], meets: str) -> None:
    letters = {"429": "a", "503": "b", None: "-"}
    one = asking("2212.10560")
    assert "".join(letters[met(faults, one, number)[0]] for number in range(1, 7)) == meets


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "there is no fault ''", id="empty"),
        pytest.param("nope", "there is no fault 'nope'", id="unknown"),
        pytest.param("429 ", "there is no fault '429 '", id="a blank"),
        pytest.param("429:first", "in '429:first' first needs a whole number from 1", id="no number"),
        pytest.param("429:first=", "in '429:first=' first needs a whole number from 1", id="an empty number"),
        pytest.param("429:first=0", "in '429:first=0' first needs a whole number from 1", id="zero"),
        pytest.param("429:every=-1", "in '429:every=-1' every needs a whole number from 1", id="negative"),
        pytest.param("429:every=1.5", "in '429:every=1.5' every needs a whole number from 1", id="a fraction"),
        pytest.param("429:every=٣", "in '429:every=٣' every needs a whole number from 1", id="digits of others"),
        pytest.param("429:first=" + "9" * 5_000, None, id="a number without end"),
        pytest.param("429:last=1", "in '429:last=1' 'last' is no condition", id="another condition"),
        pytest.param("429:", "in '429:' '' is no condition", id="an empty condition"),
        pytest.param("429:first=1:every=2", "in '429:first=1:every=2' first needs a whole number from 1", id="two"),
        pytest.param("429=5", "in '429=5' the fault takes no number", id="a number too many"),
        pytest.param("429-seconds=", "in '429-seconds=' '' is not a whole number", id="an amount of nothing"),
        pytest.param("429-seconds=1.5", "in '429-seconds=1.5' '1.5' is not a whole number", id="half a second"),
        pytest.param("trickle=0", "in 'trickle=0' '0' is not a number above 0", id="no trickle at all"),
        pytest.param("stall=nan", "in 'stall=nan' 'nan' is not a number above 0", id="not a number"),
        pytest.param("stall=1e999", "in 'stall=1e999' '1e999' is not a number above 0", id="infinite"),
    ],
)
def test_what_cannot_be_read(text: str, message: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert message in (None, caught.value.message)
    assert caught.value.hint


def test_who_does_not_know_the_names_is_told() -> None:
    with pytest.raises(UsageError) as caught:
        parse("nope")
    assert caught.value.hint is not None
    assert caught.value.hint.removeprefix("known are ").split(", ") == NAMES
    assert len(set(NAMES)) == len(NAMES)


def test_contributors_are_told_as_well() -> None:
    page = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    assert [name for name in NAMES if f"`{name}`" not in page and f"`{name}=N`" not in page] == []


QUERIES = st.one_of(
    st.lists(st.sampled_from([*NINE, "2101.00001", "abc", ""]), max_size=5).map(lambda ids: f"id_list={','.join(ids)}"),
    st.sampled_from(["search_query=ti:on", "search_query=ti:on&max_results=3&start=2", "max_results=0", "start=x"]),
    st.text(max_size=30),
)
REQUESTS = st.builds(
    Request, QUERIES.map(lambda query: f"/api/query?{query}"), st.just(AT), st.sampled_from(["GET", "POST"])
)


@settings(max_examples=100, deadline=None)
@given(REQUESTS, st.integers(1, 9), st.sampled_from([(), ("429:after=9",), ("cut:at=10", "500:at=11")]))
def test_without_a_fault_the_answer_is_the_true_one(request: Request, number: int, faults: tuple[str, ...]) -> None:
    assert met(faults, request, number) == (None, answer(request, RECORDS))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(NAMES), REQUESTS, st.integers(1, 100), st.sampled_from([RECORDS, Records({})]))
def test_any_request_is_answered_under_any_fault(name: str, request: Request, number: int, records: Records) -> None:
    first, again = (met(name, request, number, records) for _ in range(2))
    assert first == again
    assert 200 <= first[1].status < 600

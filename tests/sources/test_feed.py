from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.sources.feed import ErrorFeed, Feed, FeedError, read_feed
from tests.sources.made import feed, malformed, paper

WHOLE = feed([paper("2212.10560"), paper("hep-th/9901001")])
BOMB = b"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&b;</title></feed>"""
OUTSIDE = b"""<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&x;</title></feed>"""


def without(tag: str) -> bytes:
    start, end = f"<{tag}>".encode(), f"</{tag}>".encode()
    inside = WHOLE.index(b"<entry>")
    first = WHOLE.index(start, inside)
    return WHOLE[:first] + WHOLE[WHOLE.index(end, first) + len(end) :]


def test_a_whole_feed_is_read() -> None:
    answer = read_feed(WHOLE)
    assert isinstance(answer, Feed)
    assert answer.total == 2
    assert [r.entry_id for r in answer.results] == [
        "http://arxiv.org/abs/2212.10560v3",
        "http://arxiv.org/abs/hep-th/9901001v3",
    ]
    assert answer.results[0].get_short_id() == "2212.10560v3"
    assert answer.results[0].pdf_url == "https://arxiv.org/pdf/2212.10560v3"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        pytest.param(b"", "empty", id="200 with nothing, seen in 2026"),
        pytest.param(b" \n", "empty", id="only blanks"),
        pytest.param(b"Rate exceeded.", "Rate exceeded", id="200 with a refusal, seen in 2026"),
        pytest.param(b"\x1b[31mno", "[31mno", id="control characters do not reach the message"),
        pytest.param(WHOLE[: len(WHOLE) // 2], "cut short", id="half a feed, which the arxiv package takes for whole"),
        pytest.param(WHOLE[:-8], "cut short", id="only the last tag is missing"),
        pytest.param(WHOLE + b"x", "not well-formed", id="something after the end"),
        pytest.param(b"<html><body>Service unavailable</body></html>", "'html'", id="a page that is XML by chance"),
        pytest.param(b"<!DOCTYPE html><html><br></html>", "web page", id="an ordinary page"),
        pytest.param(b"<rss version='2.0'><channel/></rss>", "'rss'", id="another kind of feed"),
        pytest.param(b"<feed><entry/></feed>", "'feed'", id="no namespace, so not Atom"),
        pytest.param(WHOLE.replace(b"2005/Atom", b"2004/Atom"), "not Atom", id="another namespace"),
        pytest.param(BOMB, "document type", id="entities that multiply"),
        pytest.param(OUTSIDE, "document type", id="entities from files"),
        pytest.param(b"<!DOCTYPE feed>" + WHOLE.partition(b"\n")[2], "document type", id="even an empty document type"),
        pytest.param(WHOLE.replace(b"totalResults", b"totalResult"), "how many", id="no number of results"),
        pytest.param(WHOLE.replace(b"totalResults>2<", b"totalResults>-2<"), "how many", id="a negative number"),
        pytest.param(WHOLE.replace(b"totalResults>2<", b"totalResults>two<"), "how many", id="no number"),
        pytest.param(without("id"), "no id", id="an entry without id: the stubs of before November 2025"),
        pytest.param(without("title"), "no title", id="an entry without title"),
        pytest.param(without("published"), "no published", id="an entry without date of v1"),
        pytest.param(without("updated"), "no updated", id="an entry without date"),
        pytest.param(WHOLE.replace(b"2022-12-01T", b"2022-13-01T"), "no time", id="month 13"),
        pytest.param(WHOLE.replace(b"2022-12-01T10:00:00Z", b"2022-12-01T10:00:00"), "no time", id="no time zone"),
        pytest.param(WHOLE.replace(b"2022-12-01T10:00:00Z", b"2022-W48-4"), "no time", id="ISO, but not RFC 3339"),
        pytest.param(b"<a>" * 100_000, "cut short", id="nested without end"),
        pytest.param(b"\x00" * 100, "it says", id="NUL bytes"),
    ],
)
def test_what_is_not_a_whole_answer_is_refused(body: bytes, why: str) -> None:
    with pytest.raises(FeedError, match=why.replace("[", r"\[")):
        read_feed(body)


@pytest.mark.parametrize(
    ("body", "identifier"),
    [
        pytest.param(malformed("abc"), "abc", id="names the malformed identifier"),
        pytest.param(malformed(""), None, id="an empty element has no name"),
        pytest.param(malformed("abc").replace(b"incorrect id format for abc", b"no"), None, id="another error"),
    ],
)
def test_an_error_entry_is_no_paper(body: bytes, identifier: str | None) -> None:
    answer = read_feed(body)
    assert isinstance(answer, ErrorFeed)
    assert answer.identifier == identifier


def test_times_become_utc() -> None:
    answer = read_feed(WHOLE.replace(b"2022-12-01T10:00:00Z", b"2022-12-01T00:00:00-05:00"))
    assert isinstance(answer, Feed)
    assert answer.results[0].published == datetime(2022, 12, 1, 5, 0, tzinfo=UTC)


def test_children_are_found_by_name_not_by_place() -> None:
    start, end = WHOLE.index(b"    <title>"), WHOLE.index(b"    <updated>")
    title = WHOLE[start:end]
    moved = WHOLE[:start] + WHOLE[end:].replace(b"  </entry>", title + b"  </entry>", 1)
    answer = read_feed(moved)
    assert isinstance(answer, Feed)
    assert answer.results[0].title == "On 2212.10560"


def test_comments_inside_a_text_do_not_cut_it() -> None:
    answer = read_feed(WHOLE.replace(b"On 2212.10560", b"On <!-- x -->2212.10560"))
    assert isinstance(answer, Feed)
    assert answer.results[0].title == "On 2212.10560"


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(WHOLE.rstrip()) - 1))
def test_no_beginning_of_a_feed_is_a_feed(length: int) -> None:
    with pytest.raises(FeedError):
        read_feed(WHOLE[:length])


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.integers(0, len(WHOLE)))
def test_anything_is_a_feed_or_a_feed_error(junk: bytes, place: int) -> None:
    for body in (junk, WHOLE[:place] + junk + WHOLE[place:]):
        try:
            answer = read_feed(body)
        except FeedError:
            continue
        assert isinstance(answer, Feed | ErrorFeed)

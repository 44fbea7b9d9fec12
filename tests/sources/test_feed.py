from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.sources.feed import Feed, read_feed
from papersync.sources.outcomes import ErrorFeed, FeedError
from tests.sources.made import feed, malformed, paper

WHOLE = feed([paper("2212.10560"), paper("hep-th/9901001")])
BOMB = b"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&b;</title></feed>"""
OUTSIDE = b"""<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&x;</title></feed>"""
TITLE = b"On 2212.10560"
ENTRY = WHOLE[WHOLE.index(b"<entry>") : WHOLE.index(b"</entry>") + len(b"</entry>")]


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


def with_type(declarations: bytes, title: bytes = TITLE) -> bytes:
    """The feed with a document type in front of it."""
    declaration, feed_ = WHOLE.split(b"<feed", 1)
    return declaration + b"<!DOCTYPE feed " + declarations + b">\n<feed" + feed_.replace(TITLE, title)


LAUGHS = b'[<!ENTITY a0 "ha">' + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(with_type(LAUGHS + b"]", b"&a11;"), id="a billion laughs"),
        pytest.param(with_type(LAUGHS + b"]"), id="a billion laughs that nobody tells"),
        pytest.param(with_type(LAUGHS + b"]").replace(b'"cs.CL"', b'"&a11;"'), id="in an attribute"),
        pytest.param(
            with_type(b'[<!ENTITY a "' + b"x" * 100_000 + b'">]', b"&a;" * 20_000), id="a quadratic blowup: 2 GB"
        ),
        pytest.param(with_type(b'[<!ENTITY x SYSTEM "file:///etc/passwd">]', b"&x;"), id="a file"),
        pytest.param(with_type(b'[<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]', b"&x;"), id="another host"),
        pytest.param(with_type(b'[<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]'), id="a parameter entity"),
        pytest.param(with_type(b'SYSTEM "file:///etc/passwd"'), id="a document type from a file"),
        pytest.param(with_type(b'PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://127.0.0.1:9/"'), id="from another host"),
        pytest.param(WHOLE.replace(TITLE, b"On&nbsp;2212"), id="an entity that nobody declared"),
        pytest.param(WHOLE.replace(TITLE, b"&#0;"), id="a reference to NUL"),
        pytest.param(WHOLE.replace(TITLE, b"&#27;[31m"), id="a reference to an escape"),
        pytest.param(WHOLE.replace(TITLE, b"&#xd800;"), id="a reference to half a character"),
        pytest.param(WHOLE.replace(TITLE, b"\x08"), id="a control character"),
        pytest.param(WHOLE.replace(TITLE, b"a\x00b"), id="a NUL inside"),
        pytest.param(WHOLE + b"\x00", id="a NUL behind"),
        pytest.param(WHOLE.replace(TITLE, b"\xff"), id="what is not UTF-8"),
        pytest.param(WHOLE.replace(b"UTF-8", b"UTF-16"), id="another encoding than declared"),
        pytest.param(WHOLE.replace(b"UTF-8", b"x-nothing"), id="an encoding that there is not"),
        pytest.param(b"\n" + WHOLE, id="something before the declaration"),
        pytest.param(WHOLE + WHOLE, id="twice"),
        pytest.param(WHOLE.replace(TITLE, b"x" * 12_000_000), id="a title of 12 MB"),
        pytest.param(WHOLE.replace(b'"cs.CL"', b'"' + b"x" * 12_000_000 + b'"'), id="an attribute of 12 MB"),
        pytest.param(WHOLE.replace(TITLE, b"<b>" * 9_999 + b"</b>" * 9_999), id="nested without end"),
        pytest.param(WHOLE.replace(b"<entry>", b"<entry/>" * 50_000 + b"<entry>", 1), id="50,000 empty entries"),
        pytest.param(
            WHOLE.replace(b"schemas/atom", b"x").replace(b"2005/Atom", b"schemas/atom"), id="namespaces swapped"
        ),
        pytest.param(WHOLE.replace(TITLE, b"On <b>2212</b>"), id="markup in a title"),
        pytest.param(WHOLE.replace(TITLE, b"<script xmlns='http://www.w3.org/1999/xhtml'>x</script>"), id="a script"),
        pytest.param(
            WHOLE.replace(
                TITLE, b"On <i:include xmlns:i='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>"
            ),
            id="an inclusion in a title: a part of it would be gone",
        ),
        pytest.param(WHOLE.replace(b"We study", b"We <i>study</i>"), id="markup in an abstract"),
        pytest.param(WHOLE.replace(TITLE, b"One</title><title>Two"), id="two titles"),
        pytest.param(
            WHOLE.replace(b"<published>", b"<published>2020-01-01T00:00:00Z</published><published>"), id="dates"
        ),
        pytest.param(WHOLE.replace(b"<summary>", b"<summary>Another.</summary><summary>"), id="two abstracts"),
        pytest.param(
            WHOLE.replace(b"<id>http://arxiv.org/abs/2212", b"<id>http://arxiv.org/abs/2001.00001v1</id><id>x"),
            id="two ids",
        ),
        pytest.param(
            WHOLE.replace(b"totalResults>2<", b"totalResults>2</opensearch:totalResults><opensearch:totalResults>3<"),
            id="two totals",
        ),
        pytest.param(WHOLE.replace(b"totalResults>2<", "totalResults>\u0662<".encode()), id="Arabic digits"),
        pytest.param(WHOLE.replace(b"totalResults>2<", b"totalResults>" + b"2" * 5_000 + b"<"), id="5,000 digits"),
    ],
)
def test_hostile_feeds_are_refused_at_once(body: bytes) -> None:
    assert body != WHOLE
    started = time.process_time()
    with pytest.raises(FeedError) as caught:
        read_feed(body)
    assert time.process_time() - started < 2
    assert "root:" not in str(caught.value)
    assert len(str(caught.value)) < 200
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(WHOLE.replace(b"<entry>", b"<?php evil() ?><entry>"), id="instructions between entries"),
        pytest.param(WHOLE.replace(TITLE, b"On <?php x?>2212.10560"), id="an instruction in a title"),
        pytest.param(WHOLE.replace(TITLE, b"<![CDATA[On 2212.10560]]>"), id="CDATA"),
        pytest.param(WHOLE.replace(b"<entry>", b'<entry xml:base="http://evil.example/">'), id="another base"),
        pytest.param(
            WHOLE.replace(b"<arxiv:", b"<z:").replace(b"</arxiv:", b"</z:").replace(b"xmlns:arxiv=", b"xmlns:z="),
            id="another prefix",
        ),
        pytest.param(b"\xef\xbb\xbf" + WHOLE, id="a byte order mark"),
        pytest.param(WHOLE.decode().replace("UTF-8", "UTF-16").encode("utf-16"), id="UTF-16, declared as such"),
        pytest.param(
            WHOLE.replace(b"<entry>", b"<entry><x xmlns='y'><title>No</title></x>"), id="what is not Atom inside"
        ),
        pytest.param(WHOLE.replace(b"</entry>", ENTRY + b"</entry>", 1), id="an entry inside another"),
    ],
)
def test_other_ways_to_write_the_same_say_the_same(body: bytes) -> None:
    assert body != WHOLE
    whole, answer = read_feed(WHOLE), read_feed(body)
    assert isinstance(whole, Feed)
    assert isinstance(answer, Feed)
    assert answer.total == whole.total
    assert [vars(result) for result in answer.results] == [vars(result) for result in whole.results]


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


def test_no_beginning_of_a_feed_is_a_feed() -> None:
    for length in range(len(WHOLE.rstrip())):
        with pytest.raises(FeedError):
            read_feed(WHOLE[:length])


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255) | st.sampled_from(b"<>/&;\"'=!?-[]013v "))
def test_one_changed_byte_never_hides_a_paper(place: int, byte: int) -> None:
    """It is an error, or all entries are there. That a letter of a title changed cannot be noticed."""
    try:
        answer = read_feed(WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :])
    except FeedError:
        return
    assert isinstance(answer, Feed)
    assert len(answer.results) == 2


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.integers(0, len(WHOLE)))
def test_anything_is_a_feed_or_a_feed_error(junk: bytes, place: int) -> None:
    for body in (junk, WHOLE[:place] + junk + WHOLE[place:]):
        try:
            answer = read_feed(body)
        except FeedError:
            continue
        assert isinstance(answer, Feed | ErrorFeed)

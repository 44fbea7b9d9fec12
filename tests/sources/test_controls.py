"""What has no shape has no place in a record: it would be written into lists."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.papers import Author
from papersync.papers.cleaning import without_controls
from papersync.sources.atom import paper_from
from papersync.sources.feed import Feed, read_feed
from papersync.sources.outcomes import FeedError
from tests.sources.made import feed, paper

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
INDIC = "\u0915\u094d\u200d\u0937"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("On $x < y$ & 100 %", "On $x < y$ & 100 %", id="ASCII stays"),
        pytest.param(
            "\u00dcber G\u00f6del \u2013 \u91cf\u5b50", "\u00dcber G\u00f6del \u2013 \u91cf\u5b50", id="letters stay"
        ),
        pytest.param("a\x7fb", "ab", id="delete"),
        pytest.param("a\x1b[31mb\x07", "a[31mb", id="escape and bell, which XML cannot hold"),
        pytest.param("a\x81b\x8dc\x8fd\x90e\x9df", "abcdef", id="C1 controls"),
        pytest.param("a\x9b31mb", "a\u203a31mb", id="a terminal's 8-bit escape is a quotation mark in Windows-1252"),
        pytest.param(
            "don\x92t \x93quote\x94 1\x962", "don\u2019t \u201cquote\u201d 1\u20132", id="Windows-1252 read as Latin-1"
        ),
        pytest.param("a\x85b\u2028c\u2029d", "a b c d", id="line ends of other systems"),
        pytest.param("a\u202eb\u202cc\u202ad\u202be\u202df", "abcdef", id="bidirectional embeddings and overrides"),
        pytest.param("a\u2066b\u2067c\u2068d\u2069e", "abcde", id="bidirectional isolates"),
        pytest.param("a\u200eb\u200fc\u061cd", "abcd", id="bidirectional marks"),
        pytest.param("learn\u00ading", "learning", id="soft hyphen"),
        pytest.param("Trans\u200bformer\u2060s\ufeff", "Transformers", id="zero widths"),
        pytest.param("x\u2062y\u2063z\u206a", "xyz", id="invisible operators, shaping controls"),
        pytest.param("a\ufff9b\ufffac\ufffb", "abc", id="annotations"),
        pytest.param("a\U000e0068\U000e0069\U000e007f", "a", id="tags, in which text hides"),
        pytest.param("Trans\u200dformer \u200cX", "Transformer X", id="joiners that join nothing"),
        pytest.param("\u200dX", "X", id="a joiner first"),
        pytest.param("a\u200b\u200db", "ab", id="a joiner after what goes"),
        pytest.param(f"On {FAMILY}", f"On {FAMILY}", id="emoji are joined"),
        pytest.param(PERSIAN, PERSIAN, id="Persian is kept apart"),
        pytest.param(INDIC, INDIC, id="Indic scripts need both"),
        pytest.param(
            "\u2764\ufe0f \u845b\U000e0100", "\u2764\ufe0f \u845b\U000e0100", id="variation selectors choose a shape"
        ),
    ],
)
def test_what_nobody_sees_goes(raw: str, clean: str) -> None:
    assert without_controls(raw) == clean
    assert without_controls(clean) == clean


def test_every_text_of_a_record_is_clean() -> None:
    noise = "\u202e\u200b\x9d\u00ad"
    words = ("Title", "One.", "Two.", "9 pages", "J. 1", "10.1/a", "Ada Example", "Here")
    names = {word: f"{word[:2]}{noise}{word[2:]}{noise}" for word in words}
    clean = paper(
        "2212.10560",
        title="Title",
        abstract="One.\nTwo.",
        comment="9 pages",
        journal_ref="J. 1",
        doi=("10.1/a",),
        authors=(Author("Ada Example", ("Here",)),),
    )
    body = feed([clean]).decode()
    for word, noisy in names.items():
        assert f">{word}<" in body or word in ("One.", "Two.")
        body = body.replace(f"{word}<", f"{noisy}<").replace(f"{word}\n", f"{noisy}\n")
    assert body.count(noise) >= 2 * len(words)
    answer = read_feed(body.replace("</author>", "</author><author><name>\u200b</name></author>").encode())
    assert isinstance(answer, Feed)
    assert paper_from(answer.results[0]) == clean


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_left_has_a_shape(text: str) -> None:
    clean = without_controls(text)
    assert without_controls(clean) == clean, "once is enough"
    controls = {c for c in clean if unicodedata.category(c) == "Cc"}
    assert controls <= set("\t\n\v\f\r"), "what `split` takes for blanks"
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")
    letters = [c for c in text if c.isalnum()]
    assert [c for c in clean if c in letters] == letters


def test_a_title_of_nothing_visible_is_no_title() -> None:
    body = feed([paper("2212.10560", title="Title")]).decode().replace(">Title<", ">\u200b\u202e<")
    answer = read_feed(body.encode())
    assert isinstance(answer, Feed)
    with pytest.raises(FeedError, match="is not a record"):
        paper_from(answer.results[0])

"""Rows that are read at once say what the layouts say of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.entries.at_once import read_at_once

HEAD = "|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
FIRST = "|**2024-01-02**|**On Words and What They Say**|Ada Lovelace et.al.|[2401.00001](http://arxiv.org/abs/2401.00001v1)|null|\n"

_words = st.sampled_from(
    [
        "On",
        "Words",
        "of",
        "a",
        "BERT",
        "ICML",
        "2023",
        "et al.",
        "and",
        "Learning",
        "Ada",
        "Lovelace",
        "数学",
        "“Say”",
        "code",
    ]
)
_phrases = st.lists(_words, max_size=9).map(" ".join)
_titles = st.one_of(
    _phrases,
    st.builds("{}: {}".format, _phrases, _phrases),
    st.builds("{}, {} ({})".format, _phrases, _phrases, _phrases),
)
_marked = st.one_of(_titles, st.builds("**{}**".format, _titles), st.builds("*{}*".format, _titles))
_links = st.one_of(
    st.integers(1, 9).map(lambda n: f"[2401.0000{n}](http://arxiv.org/abs/2401.0000{n}v1)"),
    st.integers(1, 9).map(lambda n: f"**[2401.0000{n}](https://arxiv.org/pdf/2401.0000{n})**"),
    st.sampled_from(
        ["[paper](https://arxiv.org/abs/2401.00001)", "https://arxiv.org/abs/2401.00001", "2401.00001", ""]
    ),
)
_code = st.sampled_from(["null", "", "**[link](https://github.com/a/b)**", "[a](b) c", "arXiv:2401.00003", "[", "("])
_rows = st.one_of(
    st.just(FIRST),
    st.builds("|{}|{}|{}|{}|{}|\n".format, _code, _marked, _marked, _links, _code),
    st.builds("|**2024-01-02**|{}|{}|{}|null|\n".format, _marked, _marked, _links),
    st.builds("|{}|{}|{}|\n".format, _links, _marked, _links),
)
_heads = st.sampled_from(
    [HEAD, HEAD.replace("Code", "Abstract"), HEAD.replace("Title", "Paper"), HEAD.replace("PDF", "Title")]
)
_turned_off = st.sampled_from(["", "", "<!-- papersync: off -->"])
tables = st.builds("{}{}{}\n".format, _heads, st.lists(_rows, min_size=1, max_size=20).map("".join), _turned_off)


@given(tables)
def test_rows_read_at_once_are_as_the_layouts_read_them(source: str) -> None:
    read_at_once(source)


def test_usual_rows_are_read_at_once() -> None:
    assert read_at_once(HEAD + FIRST) == 1

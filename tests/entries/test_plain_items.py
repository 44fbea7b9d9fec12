"""Items that are read at once say what the layouts say of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries.at_once import read_at_once

_TITLES = (
    "On Words and What They Say of Us",
    "Ranking: How Texts of Models are Told from Texts of Men",
    "Proceedings of the Conference on Learning Words in Context 2020",
    "Lovelace and Turing and Babbage and Hopper 2020",
    "Ranking: How Texts of Models are Told from Texts of Men.",
    "On Words and What They Say of Vitamin C.",
    "On Words and What They Say of Us..",
    "BERT",
    "On *Words* and What They Say of Us",
    "**On Words and What They Say of Us**",
    "`code` of Words and What They Say of Us",
    "On Words\n  and What They Say of Us Today",
)
_URLS = ("https://arxiv.org/abs/2401.00001", "http://arxiv.org/pdf/2401.00001v2", "https://arxiv.org/abs/2401.00002")
_links = st.one_of(
    st.builds("[{}]({})".format, st.sampled_from(_TITLES), st.sampled_from(_URLS)),
    st.builds("**[{}]({})**".format, st.sampled_from(_TITLES), st.sampled_from(_URLS)),
    st.sampled_from(["[code](https://github.com/a/b)", "[On Words and What They Say of Us](https://example.org)"]),
    st.sampled_from(
        ["https://arxiv.org/abs/2401.00001", "arXiv:2401.00003", '<a href="https://arxiv.org/abs/1706.03762">x</a>']
    ),
)
_rests = st.sampled_from(
    [
        "",
        ", Ada Lovelace, Alan Turing, 2024",
        " - Lovelace et al. (ICML 2023)",
        " is what we use to rank the words of our models",
        " *Ada Lovelace and Alan Turing.* arXiv 2024-01-02.",
        ' "Words and What They Say of Men". ',
        "<br>Ada Lovelace, Alan Turing<br>March 2024",
        "\n  > Words say what they say, and what they say is said by those who say it, again and again, as words do.",
        "\n  - Ada Lovelace, Alan Turing",
        "\n\n  Ada Lovelace, Alan Turing",
        " ![a](https://img.shields.io/badge/arXiv-2401.00001-red)",
        " <!-- papersync: off -->",
    ]
)
_leads = st.sampled_from(["", "", "", "see ", "Paper: ", "<b>", "![a](b.png) ", "[x] "])
_items = st.builds(
    "- {}{}{}{}{}\n".format, _leads, _links, _rests, st.one_of(st.just(""), st.builds(" {}".format, _links)), _rests
)
_above = st.sampled_from(["", "# On Words\n\n", "Of words\n\n"])
lists = st.builds("{}{}".format, _above, st.lists(_items, min_size=1, max_size=6).map("".join))


@given(lists)
def test_items_read_at_once_are_as_the_layouts_read_them(source: str) -> None:
    read_at_once(source)


@pytest.mark.parametrize(
    ("source", "number"),
    [
        pytest.param(f"- [{_TITLES[0]}]({_URLS[0]})\n", 1, id="a link alone"),
        pytest.param(f"- [{_TITLES[0]}]({_URLS[0]}), Ada Lovelace, Alan Turing\n", 1, id="names behind it"),
        pytest.param(f"- [BERT]({_URLS[0]})\n", 0, id="a name may be anything"),
        pytest.param(f"- see [{_TITLES[0]}]({_URLS[0]})\n", 0, id="words lead to it"),
    ],
)
def test_usual_items_are_read_at_once(source: str, number: int) -> None:
    assert read_at_once(source) == number

"""Paragraphs that are read at once say what the layouts say of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries.at_once import read_at_once

_TITLE = "On Words and What They Say of Us"
_LINK = "[Paper](https://arxiv.org/abs/2401.00001)"
_titles = st.sampled_from(
    [
        f"**{_TITLE}**",
        f"**{_TITLE}**",
        "**Ranking: How Texts of Models are Told from Texts of Men**",
        "**Proceedings of the Conference on Learning Words in Context 2020**",
        "**Lovelace and Turing and Babbage and Hopper 2020**",
        f"**{_TITLE}.**",
        "**On *Words* and What They Say of Us**",
        f"<b>{_TITLE}</b>",
        f"**[{_TITLE}](https://example.org)**",
        "**BERT**",
        _TITLE,
    ]
)
_lines = st.sampled_from(
    [
        "*Ada Lovelace, Alan Turing*",
        "Ada Lovelace, Alan Turing, 2024",
        "arXiv 2024.",
        "5 Jan 2024",
        f"arXiv 2024. [{_LINK}] [[Code](https://github.com/a/b)]",
        f"[{_LINK}]",
        _LINK,
        f"{_LINK} is what we use to rank the words of our models",
        f"{_LINK} **Of Ranks and What They Say of Men and Models**",
        "[On Ranks and What They Say of Us](https://arxiv.org/abs/2401.00001)",
        "[(Lovelace, 2024)](https://arxiv.org/abs/2401.00001)",
        "[[code](https://github.com/a/b)] see https://arxiv.org/abs/2401.00002",
        "**Of Ranks and What They Say of Men and Models**",
        "Paper: ![a](https://img.shields.io/badge/arXiv-2401.00001-red)",
        '"Of Ranks and What They Say of Men". ',
        "*Of Ranks and What They Say of Men and Models*",
        "Title: Of Ranks and What They Say of Men",
        "**Authors:** Ada Lovelace, Alan Turing",
        "<!-- papersync: off -->",
    ]
)
_endings = st.sampled_from([" \\\n", "\n", "  \n", "<br>\n", " "])
_paragraphs = st.builds(
    "{}{}{}\n".format, _titles, _endings, st.lists(st.builds("{}{}".format, _lines, _endings), max_size=4).map("".join)
)
_blocks = st.one_of(
    _paragraphs,
    _paragraphs,
    st.sampled_from(
        ["# On Words\n", "- an item\n", "- Ada Lovelace, Alan Turing\n", "- Lovelace\n\n  ", "Title: Of Ranks\n"]
    ),
    st.just(
        "> Words say what they say, and what they say is said by those who say it, again and again, as words do.\n"
    ),
)
texts = st.lists(_blocks, min_size=1, max_size=6).map("\n".join)


@given(texts)
def test_paragraphs_read_at_once_are_as_the_layouts_read_them(source: str) -> None:
    read_at_once(source)


@pytest.mark.parametrize(
    ("source", "number"),
    [
        pytest.param(f"**{_TITLE}** \\\n*Ada Lovelace* \\\narXiv 2024. [{_LINK}]\n", 1, id="title, authors, link"),
        pytest.param(f"**{_TITLE}**\n{_LINK}\n", 1, id="line endings that only wrap"),
        pytest.param(f"**{_TITLE}** {_LINK}\n", 0, id="all on one line"),
        pytest.param(f"**BERT** \\\n{_LINK}\n", 0, id="a name may be anything"),
        pytest.param(f"**{_TITLE}** \\\n{_LINK}\n\n> Words say.\n", 0, id="a quote may belong to it"),
    ],
)
def test_usual_paragraphs_are_read_at_once(source: str, number: int) -> None:
    assert read_at_once(source) == number

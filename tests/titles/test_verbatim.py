"""What is plainly the record's is judged as the whole comparison judges it, and quickly."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from papersync.titles.abstracts import compare_abstract
from papersync.titles.compare import compare_title
from papersync.titles.verbatim import is_verbatim_abstract, is_verbatim_title
from papersync.titles.verdicts import Same, Whole
from tests.records import paper

WORDS = (
    *(
        "a",
        "word",
        "The",
        "x2",
        "3.5",
        "don't",
        "“q”",
        '"q"',
        "``q''",
        "(x)",
        "[12]",
        "A*",
        "C++",
        "—",
        "-",
        "--",
        "...",
    ),
    *(
        "…",
        ".",
        "..",
        ",",
        ":",
        "well-known",
        "inter-",
        "-esting",
        "é",
        "e\u0301",
        "\u200b",
        "\ufeff",
        "中文",
        "🔥",
        "{a}",
    ),
    *("~", "_", "^", "$x$", "$", "\\emph", "\\", "{\\'e}", "\u00ad", "ﬁ", "¹", "`", "‐", "−", ":+1:", "my", "TODO"),
)
BLANKS = (" ", "\n", "  ", "\u00a0", "\t", " \n")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=20)


@given(texts, st.data())
def test_an_abstract_in_other_lines_is_whole_and_needs_no_change(words: list[str], data: st.DataObject) -> None:
    abstract = " ".join(words)
    broken = "".join(word + data.draw(st.sampled_from(BLANKS)) for word in words)
    assume(is_verbatim_abstract(broken, abstract))
    # A soft hyphen at the end means nothing, and has all be compared.
    assert not is_verbatim_abstract(f"{broken}\u00ad", abstract)
    assert compare_abstract(f"{broken}\u00ad", abstract) == compare_abstract(broken, abstract) == Whole()


@given(texts)
def test_a_title_byte_for_byte_is_the_title(words: list[str]) -> None:
    title = " ".join(words)
    assume(is_verbatim_title(title, title))
    record = paper("2205.09726", title)
    # A blank at the end means nothing, and has all be compared.
    assert compare_title(f"{title} ", record) == compare_title(title, record) == Same()


@pytest.mark.parametrize(
    ("words", "abstract"),
    [
        pytest.param("inter-\nesting words", "inter- esting words", id="a word torn by a line break"),
        pytest.param("a $x\ny$ b", "a $x y$ b", id="a formula over two lines"),
        pytest.param("a .\n. b", "a . . b", id="an ellipsis over two lines"),
        pytest.param("a b", "a c", id="another word"),
        pytest.param("a\u00ad\nb", "a\u00ad b", id="a soft hyphen"),
        pytest.param("", "", id="nothing"),
        pytest.param("' \"", "' \"", id="no word"),
        pytest.param("a " * 3_001, "a " * 3_001, id="more than is compared"),
    ],
)
def test_in_doubt_an_abstract_is_compared(words: str, abstract: str) -> None:
    assert not is_verbatim_abstract(words, abstract)


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("''", id="no word"),
        pytest.param("\\emph", id="TeX"),
        pytest.param("inter-\nesting", id="over two lines"),
        pytest.param("a" * 1_501, id="longer than is told"),
    ],
)
def test_in_doubt_a_title_is_compared(title: str) -> None:
    assert not is_verbatim_title(title, title)

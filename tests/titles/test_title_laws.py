"""Laws of the judge of titles, for any words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.titles import CannotTell, Contradicts, Differs, Evidence, Same, Why
from papersync.titles.compare import compare_title
from tests.titles.given import AUTHORS, changed, paper

SOURCE = (
    "Learning learning to Rank with Neural neural Networks Network Meta Language Models 2D 3D BERT II and of the for "
    "Über R\\'enyi $k$ $R^3$ GPT-4 self-supervised state-of-the-art don't 1.5 : - -- — … ... , . ( ) ? & ' “ ” \" {A} "
    "\\emph{x} 数据"
)
WORDS = st.sampled_from(SOURCE.split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
GLUED = st.lists(st.one_of(WORDS, st.sampled_from([" ", "\n", "", "  ", "-", "'"])), min_size=1, max_size=24).map(
    "".join
)
TITLES = st.one_of(SENTENCES, GLUED, st.text(min_size=1, max_size=40)).filter(lambda text: bool(text.strip()))


@given(TITLES)
def test_a_title_is_the_same_as_itself(title: str) -> None:
    assert isinstance(compare_title(title, paper(title)), Same | CannotTell)


@given(SENTENCES.filter(lambda text: any(char.isalpha() for char in text)))
def test_a_title_with_words_is_same_as_itself(title: str) -> None:
    assert compare_title(title, paper(title)) == Same()


@settings(max_examples=300)
@given(TITLES, TITLES, st.booleans(), st.sampled_from([(), AUTHORS, ("Nobody Else", "Some Body")]))
def test_whatever_differs_is_the_same_once_changed(
    words: str, title: str, keep_case: bool, authors: tuple[str, ...]
) -> None:
    record, evidence = paper(title), Evidence(authors=authors)
    verdict = compare_title(words, record, evidence, keep_case=keep_case)
    if isinstance(verdict, Differs):
        assert compare_title(changed(words, verdict.changes), record, evidence, keep_case=keep_case) == Same()


@given(TITLES, TITLES)
def test_a_former_title_becomes_the_present_one(former: str, title: str) -> None:
    record = paper(title, former=(former,))
    verdict = compare_title(former, record)
    if isinstance(verdict, Differs) and verdict.why is Why.RENAMED:
        assert compare_title(changed(former, verdict.changes), record) == Same()
    else:
        assert not isinstance(verdict, Contradicts) or not any(char.isalnum() for char in former)


@settings(max_examples=200)
@given(SENTENCES, st.data())
def test_one_lost_word_is_never_filled_in_unless_it_is_small(title: str, data: st.DataObject) -> None:
    words = title.split()
    at = data.draw(st.integers(0, len(words) - 1))
    verdict = compare_title(" ".join(words[:at] + words[at + 1 :]) or "x", paper(title))
    assert not isinstance(verdict, Contradicts)


@given(SENTENCES.filter(lambda text: len(text) > 20), st.sampled_from(["upper", "lower", "title"]))
def test_with_keep_case_letter_case_is_no_difference(title: str, how: str) -> None:
    recased = getattr(title, how)()
    if recased.casefold() == title.casefold() and "$" not in title and "\\" not in title:
        assert compare_title(recased, paper(title), keep_case=True) == Same()


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("[" * 50_000, id="brackets"),
        pytest.param("- " * 50_000, id="dashes apart"),
        pytest.param("a" * 1_000_000, id="one long word"),
        pytest.param("$" * 1_400, id="dollars"),
        pytest.param("{\\'" * 480, id="TeX never closed"),
        pytest.param("(a" * 700, id="brackets never closed"),
        pytest.param("2021, " * 240, id="years"),
    ],
)
def test_hostile_words_take_no_time(words: str) -> None:
    before = time.process_time()
    compare_title(words, paper("Learning to Rank with Neural Networks"))
    compare_title("Learning to Rank with Neural Networks", paper(words))
    assert time.process_time() - before < 2

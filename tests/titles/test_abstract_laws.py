"""Laws of the judge of abstracts, for any text and any damage."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.titles import Excerpt, OwnText, Whole
from papersync.titles.abstracts import compare_abstract
from tests.titles.given import changed

SOURCE = (
    "we measure how well small models copy longer texts when their training data is noisy; results from three labs "
    "agree, and (surprisingly) the error falls by 12.5% with well-tuned decoding -- not with more data. A web-browsing "
    "agent's answers improve too \\'etude $10^{-3}$ R\\'enyi \"quoted\" InstructGPT-001, state-of-the-art 64,000 e.g. "
    "Meta-Learning"
)
WORDS = SOURCE.split()
ABSTRACTS = st.lists(st.sampled_from(WORDS), min_size=25, max_size=90).map(" ".join)
DAMAGE = st.sampled_from(["", ">", "[12]", "extra words", "-", "–", "\n", "X", ".", "“", "'", "und", "(", "3"])


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """An abstract and the same with a few words lost, replaced, joined or surrounded by damage."""
    abstract = draw(ABSTRACTS)
    words = abstract.split()
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(words) - 1))
        damage = draw(DAMAGE)
        words[at] = draw(st.sampled_from([damage, words[at] + damage, damage + words[at], f"{words[at]} {damage}"]))
    text = "".join(word + draw(st.sampled_from([" ", " ", " ", "\n", "  ", ""])) for word in words)
    return abstract, text


@given(ABSTRACTS)
def test_an_abstract_is_whole_and_needs_nothing(abstract: str) -> None:
    assert compare_abstract(abstract, abstract) == Whole()
    assert compare_abstract(abstract.replace(" ", "\n"), abstract) == Whole()


@settings(max_examples=250)
@given(damaged())
def test_what_is_mended_needs_no_mending(pair: tuple[str, str]) -> None:
    abstract, words = pair
    verdict = compare_abstract(words, abstract)
    if isinstance(verdict, Whole | Excerpt):
        again = compare_abstract(changed(words, verdict.changes), abstract)
        assert type(again) is type(verdict)
        assert again.changes == ()


@settings(max_examples=150)
@given(damaged())
def test_mending_doubles_no_blank(pair: tuple[str, str]) -> None:
    abstract, words = pair
    words = " ".join(words.split())
    verdict = compare_abstract(words, abstract)
    if isinstance(verdict, Whole | Excerpt):
        mended = changed(words, verdict.changes)
        assert "  " not in mended
        assert mended == mended.strip()


@given(ABSTRACTS, st.integers(0, 60), st.integers(12, 40))
def test_an_excerpt_never_grows(abstract: str, start: int, length: int) -> None:
    words = " ".join(abstract.split()[start : start + length])
    verdict = compare_abstract(words, abstract)
    if isinstance(verdict, Excerpt):
        assert len(changed(words, verdict.changes)) <= len(words) + 2 * len(verdict.changes)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_gets_a_verdict_that_holds(words: str, abstract: str) -> None:
    verdict = compare_abstract(words, abstract)
    if isinstance(verdict, Whole | Excerpt):
        again = compare_abstract(changed(words, verdict.changes), abstract)
        assert not isinstance(again, OwnText)
        assert again.changes == ()


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("[" * 20_000, id="brackets"),
        pytest.param("a " * 10_000, id="one word again and again"),
        pytest.param("a. " * 1_900, id="as many tokens as are looked at"),
        pytest.param("a-\n" * 6_000, id="line breaks"),
        pytest.param("x" * 10_000_000, id="a long line"),
    ],
)
def test_hostile_text_takes_no_time(words: str) -> None:
    before = time.process_time()
    compare_abstract(words, "a. " * 1_900)
    compare_abstract("a. " * 1_900, words)
    assert time.process_time() - before < 3

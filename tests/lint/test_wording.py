from __future__ import annotations

import time

import pytest

from papersync.lint.wording import counted, shown, shown_edit
from papersync.text import Edit, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Short", "“Short”", id="as it is"),
        pytest.param("  a\n b\t\u2028c ", "“a b c”", id="white space collapsed"),
        pytest.param("one two three four", "“one two…”", id="cut at a blank"),
        pytest.param("abcdefghijklmnop", "“abcdefghij…”", id="no blank to cut at"),
        pytest.param("a bcdefghijklmnop", "“a bcdefghi…”", id="a blank too early to cut at"),
        pytest.param("exactly 10", "“exactly 10”", id="just fits"),
        pytest.param("eight, and more", "“eight…”", id="no comma before the dots"),
        pytest.param("", "“”", id="nothing"),
    ],
)
def test_shown(text: str, expected: str) -> None:
    assert shown(text, 10) == expected


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    text = "word " * 2_000_000
    start = time.process_time()
    shown(text)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("source", "start", "end", "new", "expected"),
    [
        pytest.param("of MetaLearning now", 7, 7, "-", "“MetaLearning” → “Meta-Learning”", id="a hyphen put in"),
        pytest.param("of big models", 3, 6, "large", "“big” → “large”", id="a word replaced"),
        pytest.param("the model [63] is", 9, 14, "", "“model [63]” → “model”", id="a word cut with its blank"),
        pytest.param("fully > able", 6, 8, "", "“> able” → “able”", id="cut before a word"),
        pytest.param("of models", 2, 2, " large", "“of” → “of large”", id="a word put in"),
        pytest.param("Müllér", 0, 8, "Müller", "“Müllér” → “Müller”", id="beyond ASCII"),
    ],
)
def test_an_edit_is_shown_with_whole_words(source: str, start: int, end: int, new: str, expected: str) -> None:
    assert shown_edit(source.encode(), Edit(Span(start, end), new.encode())) == expected


def test_counted() -> None:
    assert (counted(1, "word", "words"), counted(2, "word", "words")) == ("1 word", "2 words")

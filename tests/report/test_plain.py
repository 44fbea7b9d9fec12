from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.report.plain import plain, unaddressed

HOSTILE = [
    pytest.param("Scaling laws", "Scaling laws", id="plain text stays"),
    pytest.param("Müller über ∫ 数学 🔥", "Müller über ∫ 数学 🔥", id="other scripts and emoji stay"),
    pytest.param("👩\u200d🔬", "👩\u200d🔬", id="the joiner of an emoji stays"),
    pytest.param("a\x1b[31mred\x1b[0m", "ared", id="colours go"),
    pytest.param("a\x1b[2J\x1b[1;1Hb", "ab", id="clearing the screen goes"),
    pytest.param("a\x9b31mb", "ab", id="the 8-bit opener too"),
    pytest.param("a\x1b]0;new window title\x07b", "ab", id="setting the window's title goes"),
    pytest.param("a\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\b", "aclickb", id="a terminal's link goes"),
    pytest.param("a\x1bPpayload\x1b\\b", "ab", id="device control strings go"),
    pytest.param("a\x1b]never ended", "anever ended", id="a string without an end takes nothing along"),
    pytest.param("a\x1b", "a", id="a lone escape"),
    pytest.param("a\x1b(0b", "ab", id="another character set"),
    pytest.param(
        "first\nsecond\r\nthird", "first second  third", id="line ends are blanks: a message stays on its line"
    ),
    pytest.param("a\tb\vc\fd\u2028e\u2029f\x85g", "a b c d e f g", id="every other break too"),
    pytest.param("a\x00b\x08c\x7fd", "abcd", id="NUL, backspace, delete"),
    pytest.param("gnp\u202eexe.\u202c", "gnpexe.", id="bidirectional override"),
    pytest.param("\u2066a\u2069\u2067b\u2069\u200fc\u061c", "abc", id="bidirectional isolates and marks"),
    pytest.param("a\u200bb\ufeffc\u2060d", "abcd", id="zero-width blanks"),
    pytest.param("a\U000e0041\U000e007fb", "ab", id="tag characters spell hidden text"),
    pytest.param("a\udcffb", "a\ufffdb", id="a byte that is not UTF-8"),
    pytest.param("::error::<b>[x](y)</b>", "::error::<b>[x](y)</b>", id="markup is no control: its place escapes it"),
]


@pytest.mark.parametrize(("text", "expected"), HOSTILE)
def test_text_is_made_harmless(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\x9d[]0;mJ\x07\\"), max_size=60))
def test_no_control_survives_and_once_is_enough(text: str) -> None:
    shown = plain(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", shown)
    assert not any(unicodedata.category(character) == "Cs" for character in shown)
    assert plain(shown) == shown


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("README.md:1:1: a::b", "README.md:1:1: a::b", id="within a line it is none"),
        pytest.param("::error::forged", ": :error::forged", id="at the front"),
        pytest.param(" \t::stop-commands::x", " \t: :stop-commands::x", id="the runner drops blanks before it"),
        pytest.param("a ##[group]b ##[x]", "a ## [group]b ## [x]", id="the old form, which holds anywhere"),
        pytest.param("### [a](b)", "### [a](b)", id="a heading with a link"),
    ],
)
def test_no_line_is_a_workflow_command(line: str, expected: str) -> None:
    assert unaddressed(line) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\x1b]" * 200_000, id="strings opened and never ended"),
        pytest.param("\x1b[" + "0" * 400_000, id="one long parameter"),
        pytest.param("\x1bP" + "x" * 400_000, id="one long string"),
        pytest.param("\x9d\x90" * 200_000, id="8-bit openers"),
    ],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    plain(text)
    assert time.process_time() - start < 1

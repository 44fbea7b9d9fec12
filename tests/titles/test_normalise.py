"""TeX to Unicode, and what compares as equal."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.titles.abstracts import compare_abstract
from papersync.titles.compare import compare_title
from papersync.titles.normalise import plain, to_unicode
from tests.titles.given import paper


@pytest.mark.parametrize(
    ("text", "unicode"),
    [
        pytest.param('Schr\\"odinger', "Schrödinger", id="an accent"),
        pytest.param('Schr\\"{o}dinger', "Schrödinger", id="an accent, its letter in braces"),
        pytest.param('Schr{\\"o}dinger', "Schrödinger", id="an accent in braces"),
        pytest.param("R\\'enyi gains 50% here", "Rényi gains 50% here", id="a percent sign is no comment"),
        pytest.param("\\c{C}a\\u{g}lar", "Çağlar", id="cedilla and breve"),
        pytest.param("Erd\\H{o}s", "Erdős", id="two strokes"),
        pytest.param("\\O sterg{\\aa}rd", "Ø stergård", id="letters of their own"),
        pytest.param('Na\\"{\\i}ve', "Naïve", id="a dotless i"),
        pytest.param("$10^{-3}$ R\\'enyi", "$10^{-3}$ Rényi", id="mathematics stays"),
        pytest.param("10^{-3} R\\'enyi", "10^{-3} Rényi", id="a power without dollars keeps its braces"),
        pytest.param("{BERT} and {\\it more}", "BERT and more", id="braces and formatting go"),
        pytest.param("\\emph{all} of it", "all of it", id="emphasis goes"),
        pytest.param("R\\&D at 5\\%", "R&D at 5%", id="escapes"),
        pytest.param("Just Add $100 More", "Just Add $100 More", id="a lone dollar"),
        pytest.param("\\unknownmacro here", "\\unknownmacro here", id="what stands for nothing stays"),
        pytest.param("no TeX -- at all", "no TeX -- at all", id="a text without TeX is returned as it is"),
    ],
)
def test_to_unicode(text: str, unicode: str) -> None:
    assert to_unicode(text) == unicode


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("a — b", "a -- b", id="dashes"),
        pytest.param("“a”", "'a'", id="quotation marks"),
        pytest.param("eﬃcient", "efficient", id="ligatures"),
        pytest.param("a\u00a0\n b", "a b", id="blanks"),
        pytest.param("na\u00adive", "naive", id="a soft hyphen"),
        pytest.param('Schr\\"odinger', "Schrödinger", id="TeX"),
        pytest.param("e\u0301", "é", id="composition"),
    ],
)
def test_plain_makes_equal(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@given(st.text())
def test_plain_is_idempotent_without_tex(text: str) -> None:
    bare = text.translate({ord(char): None for char in "\\{}`'\"´＇"})
    assert plain(plain(bare)) == plain(bare)


@pytest.mark.parametrize("macro", ["\\frac", "\\frac{1}", "\\sqrt", "\\cite{x}", "\\'", "\\begin{a}", "\\(", "{"])
def test_tex_that_lacks_its_arguments_is_read_in_silence(macro: str, caplog: pytest.LogCaptureFixture) -> None:
    compare_title(f"On {macro} and ${macro}$", paper(f"On ${macro}$ and {macro}"))
    compare_abstract(f"On {macro} and ${macro}$", f"{macro} ${macro}$")
    assert caplog.records == []


@given(st.text(alphabet="\\{}$\"'`^~=.cvuHab%&_ \n"))
def test_any_tex_is_read(text: str) -> None:
    assert isinstance(plain(text), str)


def test_the_judge_imports_neither_library_before_it_needs_it() -> None:
    code = (
        "import sys, papersync.titles.compare, papersync.titles.abstracts; "
        "print([name for name in ('pylatexenc', 'rapidfuzz') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

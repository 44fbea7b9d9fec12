"""What the parser gets instead of the file: as long, byte for byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from papersync.errors import FileError
from papersync.markdown import parse_document
from papersync.markdown.engine import raise_if_panic
from papersync.markdown.masking import mask
from papersync.text import Span
from tests.markdown.generated import documents


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("---\ntitle: a\n---\nb", "---\ntitle: a\n---\n", id="front matter"),
        pytest.param(
            "---\n\n# comment\ntitle:\n  - a\n...\nb", "---\n\n# comment\ntitle:\n  - a\n...\n", id="dots close it"
        ),
        pytest.param("---\r\na: b\r\n---\r\n", "---\r\na: b\r\n---\r\n", id="CR LF"),
        pytest.param("\ufeff---\na: b\n---", "---\na: b\n---", id="behind a byte order mark, at the end"),
        pytest.param("\n---\na: b\n---\n", None, id="not at byte 0"),
        pytest.param("---\na: b\n", None, id="never closed"),
        pytest.param("---\n# Papers\n---\n", None, id="a heading between rules"),
        pytest.param("---\n[a](https://b.c)\n---\n", None, id="a link between rules"),
        pytest.param("----\na: b\n----\n", None, id="a longer rule"),
        pytest.param("---\n\n---\n", None, id="nothing between rules"),
    ],
)
def test_front_matter(source: str, expected: str | None) -> None:
    document = parse_document(source.encode())
    found = document.front_matter
    assert (None if found is None else found.of(document.source).decode()) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(b"a\x00b\xffc", "aZbZc", id="NUL and a bad byte"),
        pytest.param("é中".encode()[:-1], "éZZ", id="a character cut in two: each byte"),
        pytest.param(b"\xed\xa0\x80", "ZZZ", id="a surrogate is no character"),
        pytest.param(b"\xef\xbb\xbfa", "\n\n\na", id="byte order mark"),
        pytest.param("a\ufeffb".encode(), "a\ufeffb", id="the same character later is text"),
        pytest.param(rb"$x_1\{y*z$ a_b", "$xZ1Z{yZz$ a_b", id="markup in a formula"),
        pytest.param(rb"| $\|x_1\|$ |", r"| $\|xZ1\|$ |", id="a table's pipes keep their backslash"),
        pytest.param(rb"norm $\|x_1\|$", "norm $Z|xZ1Z|$", id="elsewhere they need none"),
        pytest.param(b"$a_b](http://c)$ $x_`y`_$", "$a_b](http://c)$ $x_`y`_$", id="links and code are no formulas"),
        pytest.param(b"5$ *a* 6$ b_c", "5$ *a* 6$ b_c", id="money"),
        pytest.param(b"$$x_1$$", "$$x_1$$", id="displayed formulas are left"),
    ],
)
def test_masked_text(source: bytes, expected: str) -> None:
    assert mask(source).data.decode() == expected


def test_blanks_keep_line_endings() -> None:
    assert mask(b"ab\r\nc\nd", [Span(0, 6)]).data == b"  \r\n \nd"


ENDING = re.compile(rb"\r\n|\r|\n")


@given(documents)
def test_as_long_as_the_source(source: bytes) -> None:
    masked = mask(source)
    assert len(masked.data) == len(source)
    assert masked.text(Span(0, len(source))).encode() == masked.data
    # A byte order mark becomes three blank lines.
    assert len(ENDING.findall(masked.data)) - len(ENDING.findall(source)) in (0, 3)


def test_a_lone_carriage_return_is_given_as_a_line_feed() -> None:
    assert mask(b"a\rb\r\nc\r\r\nd\n\re\r").data == b"a\nb\r\nc\n\r\nd\n\ne\n"


def test_a_panic_of_the_parser_is_an_unreadable_file() -> None:
    class PanicException(BaseException):
        """As pyo3 names it."""

    with pytest.raises(FileError, match="gave up"):
        raise_if_panic(PanicException("index out of bounds"))


def test_other_errors_are_not_taken_for_a_panic() -> None:
    assert raise_if_panic(KeyboardInterrupt()) is None  # type: ignore[func-returns-value]

"""Lines in `.gitattributes`: what is there keeps its bytes, and what was put in can be taken out again."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papersync.app.attributes_file import pattern_of, with_lines, without_lines

BLOCK = with_lines(b"", ["/README.md"])


@pytest.mark.parametrize(
    ("folder", "path", "pattern"),
    [
        pytest.param("", "README.md", "/README.md", id="a path"),
        pytest.param("", "./docs//research.md", "/docs/research.md", id="a path in another spelling"),
        pytest.param("sub/folder", "README.md", "/sub/folder/README.md", id="the configuration in a subfolder"),
        pytest.param("sub", "../README.md", "/README.md", id="up and inside still"),
        pytest.param("", "../README.md", None, id="outside"),
        pytest.param("sub", "../../README.md", None, id="outside, from a subfolder"),
        pytest.param("", "/etc/passwd", None, id="absolute"),
        pytest.param("", "**/*.md", "/**/*.md", id="a glob"),
        pytest.param("a[b]*", "*.md", r"/a\[b]\*/*.md", id="a glob, below a folder with its characters in the name"),
        pytest.param("", "../*.md", None, id="a glob outside"),
        pytest.param("", "a b.md", '"/a b.md"', id="a blank"),
        pytest.param("", 'a"b.md', r'"/a\"b.md"', id="a quotation mark"),
        pytest.param("", "a\\b.md", r"/a\\b.md", id="a backslash"),
        pytest.param("", "a \\b.md", r'"/a \\\\b.md"', id="a backslash where there are quotes"),
        pytest.param("", "a\tb\x01.md", r'"/a\tb\001.md"', id="controls"),
        pytest.param("", "#a!é.md", "/#a!é.md", id="what would mean something at the start of a line"),
    ],
)
def test_patterns(folder: str, path: str, pattern: str | None) -> None:
    assert pattern_of(folder, path) == pattern


LINES = st.lists(
    st.sampled_from([b"*.md text", b"# a comment", b"", b"*.png binary", b"/x.md merge=papersync", b"  "]), max_size=5
)
FILES = st.builds(
    lambda lines, newline, end: newline.join(lines) + (newline if end else b""),
    LINES,
    st.sampled_from([b"\n", b"\r\n"]),
    st.booleans(),
) | st.binary(max_size=30)


@given(FILES, st.lists(st.sampled_from(["/a.md", '"/a b.md"', "/**/*.md"]), unique=True, min_size=1))
@example(b"*.md text", ["/a.md"])
@example(b"*.md text\r", ["/a.md"])
@example(b"a\r\nb", ["/a.md"])
def test_they_can_be_taken_out_again(text: bytes, patterns: list[str]) -> None:
    put = with_lines(text, patterns)
    assert with_lines(put, patterns) == put
    assert with_lines(with_lines(text, ["/other.md"]), patterns) == put
    assert put.startswith(text)
    assert without_lines(put) == text
    assert without_lines(text) == text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param(BLOCK + b"*.png binary\n", b"*.png binary\n", id="lines added behind"),
        pytest.param(b"*.md text\n" + BLOCK, b"*.md text\n", id="lines before"),
        pytest.param(
            BLOCK.replace(b"# papersync: end", b"*.md text\n# papersync: end"), b"*.md text\n", id="a line added within"
        ),
        pytest.param(BLOCK.replace(b"# papersync: end\n", b""), b"", id="its end is gone"),
        pytest.param(BLOCK + b"x\n" + BLOCK, b"x\n", id="twice, as after a merge"),
        pytest.param(b"/a.md merge=papersync\n", b"/a.md merge=papersync\n", id="a line that somebody wrote"),
    ],
)
def test_only_our_lines_are_taken(text: bytes, rest: bytes) -> None:
    assert without_lines(text) == rest


def test_a_block_stays_where_it_is() -> None:
    text = b"a\n" + BLOCK + b"b\n"
    assert with_lines(text, ["/README.md"]) == text
    assert with_lines(text, ["/x.md"]) == text.replace(b"/README.md", b"/x.md")

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.report.diff import unified

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def patched(before: bytes, diff: str) -> bytes:
    """What `patch` would make of it; asserts that every line of context and every count is right."""
    old = before.decode("utf-8", "surrogateescape").split("\n")
    source = [line + "\n" for line in old[:-1]] + ([old[-1]] if old[-1] else [])
    result: list[str] = []
    lines = diff.split("\n")[2:-1]
    at = 0
    while lines:
        match = _HUNK.fullmatch(lines.pop(0))
        assert match is not None
        start, length, length_new = int(match[1]), int(match[2] or 1), int(match[4] or 1)
        first = start - 1 if length else start
        result += source[at:first]
        assert int(match[3]) == (len(result) + 1 if length_new else len(result))
        at = first
        body: list[tuple[str, str]] = []
        while lines and not lines[0].startswith("@@"):
            line = lines.pop(0)
            if line.startswith("\\"):
                body[-1] = (body[-1][0], body[-1][1].removesuffix("\n"))
            else:
                body.append((line[0], line[1:] + "\n"))
        olds = [text for mark, text in body if mark in " -"]
        news = [text for mark, text in body if mark in " +"]
        assert (len(olds), len(news)) == (length, length_new)
        assert source[at : at + length] == olds
        at += length
        result += news
    return "".join(result + source[at:]).encode("utf-8", "surrogateescape")


def test_the_usual_diff() -> None:
    before = b"".join(b"line %d\n" % number for number in range(20))
    assert unified("docs/a.md", before, before.replace(b"line 9\n", b"line nine\n")) == (
        "--- a/docs/a.md\n+++ b/docs/a.md\n@@ -7,7 +7,7 @@\n"
        " line 6\n line 7\n line 8\n-line 9\n+line nine\n line 10\n line 11\n line 12\n"
    )


@pytest.mark.parametrize(
    ("before", "after", "body"),
    [
        pytest.param(b"a\n", b"a\n", "", id="no change, no diff"),
        pytest.param(b"", b"a\n", "@@ -0,0 +1 @@\n+a\n", id="from nothing"),
        pytest.param(b"a\n", b"", "@@ -1 +0,0 @@\n-a\n", id="to nothing"),
        pytest.param(
            b"a",
            b"b",
            "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n",
            id="no newline on both sides",
        ),
        pytest.param(
            b"a\nb", b"a\nb\n", "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n", id="a newline added"
        ),
        pytest.param(b"a\r\nb\r\n", b"a\r\nc\r\n", "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n", id="CR LF stays in the line"),
        pytest.param(b"a\fb\xe2\x80\xa8c\rd\n", b"x\n", "@@ -1 +1 @@\n-a\fb\u2028c\rd\n+x\n", id="only LF ends a line"),
        pytest.param(b"\xff\n", b"\xfe\n", "@@ -1 +1 @@\n-\udcff\n+\udcfe\n", id="bytes that are not UTF-8"),
    ],
)
def test_corners(before: bytes, after: bytes, body: str) -> None:
    assert unified("a", before, after) == (f"--- a/a\n+++ b/a\n{body}" if body else "")


@pytest.mark.parametrize(
    ("path", "header"),
    [
        pytest.param("a b.md", "--- a/a b.md\t", id="a tab ends a name with blanks"),
        pytest.param('a"\n\\.md', '--- "a/a\\"\\012\\\\.md"', id="quoted as git does"),
    ],
)
def test_paths(path: str, header: str) -> None:
    assert unified(path, b"a\n", b"b\n").startswith(header + "\n")


def test_terminal_and_colour() -> None:
    before, after = b"a\x1b[2J\n", b"b\x1b[2J\n"
    assert "-a\x1b[2J\n" in unified("x", before, after)
    assert unified("x", before, after, terminal=True).endswith("-a\n+b\n")
    assert "\x1b[31m-a\x1b[0m\n\x1b[32m+b\x1b[0m\n" in unified("x", before, after, terminal=True, colour=True)


LINES = st.lists(st.sampled_from([b"a", b"b", b"c", b"", b"\xff", b"d\r", b"---", b"@@", b"\\ No"]), max_size=30)


@settings(max_examples=300)
@given(LINES, LINES)
def test_applied_to_the_old_it_gives_the_new(old: list[bytes], new: list[bytes]) -> None:
    before, after = b"\n".join(old), b"\n".join(new)
    assert patched(before, unified("x", before, after)) == after


def test_a_large_file_without_a_common_order_takes_no_quadratic_time() -> None:
    lines = [b"line %d" % number for number in range(40_000)]
    before = b"\n".join([*lines, *[b"same"] * 40_000])
    after = b"\n".join([*[b"same"] * 39_000, *lines[::-1]])
    start = time.process_time()
    diff = unified("x", before, after)
    assert time.process_time() - start < 3
    assert patched(before, diff) == after

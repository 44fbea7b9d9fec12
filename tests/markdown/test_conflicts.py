"""Merge-conflict markers: found as hunks, kept as bytes, blank to the parser."""

from __future__ import annotations

import pytest

from papersync.markdown import Conflict, parse_document

HUNK = "<<<<<<< HEAD\n# a\n=======\n# b\n>>>>>>> 66891dd\n"


def sides(source: str) -> list[tuple[str, str | None, str]]:
    """Our side, the base, their side of each hunk."""
    document = parse_document(source.encode())
    return [_sides(document.source, conflict) for conflict in document.conflicts]


def _sides(source: bytes, conflict: Conflict) -> tuple[str, str | None, str]:
    base = None if conflict.base is None else conflict.base.of(source).decode()
    return conflict.ours.of(source).decode(), base, conflict.theirs.of(source).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(HUNK, [("# a\n", None, "# b\n")], id="as git merge writes them"),
        pytest.param(HUNK * 2, [("# a\n", None, "# b\n")] * 2, id="two hunks"),
        pytest.param(
            "<<<<<<< a\n1\n||||||| b\n2\n=======\n3\n>>>>>>> c", [("1\n", "2\n", "3\n")], id="diff3, no final newline"
        ),
        pytest.param("<<<<<<<\n=======\n>>>>>>>\n", [("", None, "")], id="no labels, nothing on either side"),
        pytest.param("<<<<<<< a\r\n1\r\n=======\r\n2\r\n>>>>>>> b\r\n", [("1\r\n", None, "2\r\n")], id="CR LF"),
        pytest.param(
            "<<<<<<<<< a\n<<<<<<< b\n1\n=======\n2\n>>>>>>> b\n=========\n3\n>>>>>>>>> a\n",
            [("<<<<<<< b\n1\n=======\n2\n>>>>>>> b\n", None, "3\n")],
            id="the outer hunk of two sizes counts",
        ),
        pytest.param("<<<<<<< a\n" + HUNK, [("# a\n", None, "# b\n")], id="an opening without partners is passed over"),
        pytest.param("a\n=======\n", [], id="a heading's underline"),
        pytest.param(">>>>>>> 66891dd\n", [], id="seven quotes"),
        pytest.param("<<<<<<< a\n1\n>>>>>>> b\n", [], id="no separator"),
        pytest.param("=======\n<<<<<<< a\n>>>>>>> b\n", [], id="wrong order"),
        pytest.param(" <<<<<<< a\n =======\n >>>>>>> b\n", [], id="indented is not git's"),
        pytest.param("<<<<<<<a\n=======\n>>>>>>>b\n", [], id="a label is set off by a blank"),
        pytest.param("<<<<<<< a\n======= x\n>>>>>>> b\n", [], id="a separator has no label"),
        pytest.param("<<<<<<< a\n========\n>>>>>>> b\n", [], id="sizes differ"),
        pytest.param(f"```\n{HUNK}```\n", [], id="an example in a fence"),
        pytest.param(f"```\ncode\n```\n{HUNK}", [("# a\n", None, "# b\n")], id="behind a fence"),
        pytest.param(f"`x`\n{HUNK}~~~\n", [("# a\n", None, "# b\n")], id="before a fence that stays open"),
    ],
)
def test_hunks(source: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert sides(source) == expected


def test_each_side_is_read_as_text_of_its_own() -> None:
    document = parse_document(f"text\n{HUNK}[x](y)\n".encode())
    assert [heading.text for heading in document.headings] == ["a", "b"]
    assert [block.kind.value for block in document.blocks] == ["paragraph", "heading", "heading", "paragraph"]


def test_marker_lines_are_dark_and_no_setext_underline() -> None:
    source = b"<<<<<<< HEAD [x](https://arxiv.org/abs/2001.08361)\na\n=======\nb\n>>>>>>> c\n"
    document = parse_document(source)
    assert [span.of(source).split(b" ")[0].strip() for span in document.dark] == [b"<<<<<<<", b"=======", b">>>>>>>"]
    assert (document.links, document.headings) == ((), ())


def test_the_span_of_a_hunk_reaches_from_marker_to_marker() -> None:
    (conflict,) = parse_document(f"a\n{HUNK}b\n".encode()).conflicts
    assert conflict.span == (2, 2 + len(HUNK))
    assert conflict.span.contains(conflict.separator)

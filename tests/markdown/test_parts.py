"""A document read part by part, and only where somebody asks, is the document read in the whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papersync.markdown import Document, parse_document
from papersync.text import Span
from tests.markdown.generated import PIECES, documents

# What goes on over a blank line or a heading, what ends there, and what only seems to.
OVER_LINES = (
    *("\n\n", "\n", "\n \n", "\r\n\r\n", "\r\r", "# h\n", "### h [a](b)\n", "text\n", "===\n", "---\n", "> q\n"),
    *(
        "- item\n",
        "* item\n",
        "- | -\n",
        "a | b\n",
        "- -|-\n",
        "| a | b |\n|---|---|\n",
        "1. a\n",
        "  more\n",
        "    code\n",
    ),
    *("```\n", "~~~~\n", "<!--", "-->", "<pre>\n", "</pre>\n", "<?", "?>", "<div>\n", "<script>\n", "</script>\n"),
    *(
        "[a]",
        "[a]: b\n",
        "[^1]",
        "[^1]: c\n",
        "\n[^N a]: > [a]\n",
        "[^n  A]",
        "[t][A]",
        "![i][ B\n> c]",
        "`",
        "\\",
        "\x0c\n",
    ),
    *("> [b c]: d 'e'\n", "- [^2]: f\n\n", "[^2](g)", "[x]: y\n  'z'\n"),
)
over_lines = st.lists(st.sampled_from([*OVER_LINES, *PIECES]), max_size=25).map("".join).map(str.encode)


def facts(document: Document) -> tuple[object, ...]:
    return (
        document.headings,
        document.links,
        document.text_runs,
        document.dark,
        document.off,
        document.ignores,
        document.conflicts,
    )


@settings(max_examples=300)
@given(st.one_of(over_lines, documents))
@example(b"```\n\n# a\n\n```\n# b\n")
@example(b"<!--\n\n- [a](b)\n\n-->\n\n[c](d)\n")
@example(b"a | b\n- | -\n[c](d) | e\n")
@example(b"[a]\n\n# h\n\n[a]: b\n")
@example(b"[a]\n\n# h [a]\n\n> [a]: b 'c'\n\n[a]: d\n\n[A][]\n")
@example(b"[a\\]:b]\n\n# h\n\n[a\\]:b]: c\n")
@example(b"[a]\n\n[a]:\nb\n\n[a]\n")
@example(b"[a]: <b c>\n\n- [^1] [a]\n\n[^1]: [a]\n")
def test_parts_add_up_to_the_whole(source: bytes) -> None:
    assert facts(parse_document(source, part=1)) == facts(parse_document(source, part=len(source) + 1))


@settings(max_examples=300)
@given(st.one_of(over_lines, documents))
@example(b"# a\n\n> [b]\n\n# c\n\n[b]: d\n")
@example(b"[x]: y\n-   \na\n---\n")
@example(b"# h\n\n*\r\r\x0c\na\n---\n")
def test_blocks_of_a_part_are_those_of_the_whole(source: bytes) -> None:
    whole = parse_document(source).blocks
    starts = [heading.block.span.start for heading in parse_document(source).headings]
    for index, (start, end) in enumerate(pairwise([*starts, len(source)])):
        document = parse_document(source)
        expected = tuple(block for block in whole if start <= block.span.start < end)
        assert document.blocks_from(document.headings[index], end) == expected


@pytest.mark.parametrize(
    ("defined", "used"),
    [
        pytest.param(b"[b]: c\n", b"[b]", id="a link by label"),
        pytest.param(b"[B c]: d\n", b"> [t][b\n> C]", id="a label over two lines of a quote"),
        pytest.param(b"[^1]: c\n", b"[^1]", id="a footnote"),
        pytest.param(b"- [^N]:\n  c\n", b"[^n](d)", id="a footnote before what looks like a link"),
    ],
)
def test_what_is_defined_elsewhere_is_read_alone(defined: bytes, used: bytes) -> None:
    document = parse_document(b"# a\n\n" + used + b"\n\n# e\n\n" + defined)
    first = document.reader.part(document.parts[0])
    assert first == document.blocks[: len(first or ())]
    assert len(first or ()) == 2


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(b"[b]\n\n[b]:\nc\n", id="a definition in two lines"),
        pytest.param(b"[^1]\n\n[^1]: c\n\n```\n[^2]: d\n```\n", id="code that looks like a footnote"),
        pytest.param(b"[b]\n\n[b]: " + b"c" * 5_000, id="a very long definition"),
    ],
)
def test_what_cannot_be_defined_again_is_not_read_alone(below: bytes) -> None:
    document = parse_document(b"# a\n\n" + below)
    assert document.reader.part(Span(0, len(document.source))) is None
    assert document.blocks_from(document.headings[0], len(document.source)) == document.blocks


def test_a_part_is_read_without_the_rest() -> None:
    document = parse_document(b"# a\n\n> b\n\n# c\n\n> d\n")
    assert len(document.blocks_from(document.headings[0], 10)) == 2
    assert "blocks" not in document.__dict__


def test_a_heading_of_a_whole_file_holds_nothing() -> None:
    (heading,) = parse_document(b"[a](https://b.org)\n" * 10_000 + b"===\n").headings
    assert heading.block.inlines == ()
    assert heading.level == 1

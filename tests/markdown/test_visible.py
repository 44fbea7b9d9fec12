"""From what a reader sees to the bytes to change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.markdown import Block, Document, InlineKind, VisibleText, parse_document, visible
from papersync.text import Edit, apply_edits
from tests.markdown.generated import documents


def leaf(document: Document) -> Block:
    """The first block with inline runs."""
    block = document.blocks[0]
    while block.children:
        block = block.children[0]
    return block


def seen(source: str) -> VisibleText:
    """The visible text of the first leaf."""
    return visible(leaf(parse_document(source.encode())).inlines)


def found(source: str, wanted: str) -> str | None:
    """The bytes behind a piece of the visible text."""
    text = seen(source)
    start = text.text.index(wanted)
    span = text.source_span(start, start + len(wanted))
    return None if span is None else span.of(source.encode()).decode()


@pytest.mark.parametrize(
    ("source", "wanted", "expected"),
    [
        pytest.param("# A title", "title", "title", id="verbatim"),
        pytest.param("größer 中文", "文", "文", id="code points, not bytes"),
        pytest.param("a\nb", "a\nb", "a\nb", id="over a soft break"),
        pytest.param("> a\n> b c", "a\nb", "a\n> b", id="a quote's mark belongs to the break"),
        pytest.param("a  \nb", "\nb", "  \nb", id="a hard break as a whole"),
        pytest.param("a &amp; b", "&", "&amp;", id="an entity as a whole"),
        pytest.param("a &amp; b", "a & b", "a &amp; b", id="over an entity"),
        pytest.param(r"a \* b", "a * b", r"a \* b", id="over an escape"),
        pytest.param(r"\*b", "*b", r"\*b", id="an escape at the start comes along"),
        pytest.param("[a b](c)", "a", "a", id="inside a link"),
        pytest.param("*a b*", "a b", "a b", id="all of an emphasis, its marks outside"),
        pytest.param("| a b |\n|-|", "b", "b", id="in a cell"),
        pytest.param("a [b](c)", "a b", None, id="into a link"),
        pytest.param("a *b* c", "a b c", None, id="across emphasis"),
        pytest.param("*a* *b*", "a b", None, id="two emphases"),
        pytest.param("[a](b)[c](d)", "ac", None, id="two links side by side"),
        pytest.param("a `b` c", "b", None, id="code"),
        pytest.param("a `b` c", "a b c", None, id="over code"),
        pytest.param("a <br> b", "a  b", None, id="over a tag"),
        pytest.param("a ![b](c)", "a b", None, id="over an image"),
        pytest.param("a &NotEqualTilde; b", "\u2242", None, id="half of an entity that yields two code points"),
    ],
)
def test_source_span(source: str, wanted: str, expected: str | None) -> None:
    assert found(source, wanted) == expected


@pytest.mark.parametrize(
    ("source", "at", "expected"),
    [
        pytest.param("ab", 0, "|ab", id="at the start"),
        pytest.param("ab", 1, "a|b", id="in a run"),
        pytest.param("ab", 2, "ab|", id="at the end"),
        pytest.param("a *b*", 2, "a |*b*", id="behind the preceding run rather than into emphasis"),
        pytest.param("*a* b", 1, "*a|* b", id="behind the preceding run, even in emphasis"),
        pytest.param("[a](b)", 0, "[|a](b)", id="at the start of a link's text"),
        pytest.param("`a` b", 1, "`a`| b", id="not into code"),
        pytest.param("a\n> b", 1, "a|\n> b", id="before a break"),
        pytest.param("> a\n> b", 2, "> a\n> |b", id="behind a break"),
        pytest.param("a&amp;b", 1, "a|&amp;b", id="before an entity"),
        pytest.param("a&amp;", 2, "a&amp;|", id="behind an entity"),
        pytest.param("<b>a</b>", 0, "<b>|a</b>", id="behind a tag"),
    ],
)
def test_insertion(source: str, at: int, expected: str) -> None:
    span = seen(source).source_span(at, at)
    assert span is not None
    assert span.start == span.end
    assert f"{source[: span.start]}|{source[span.start :]}" == expected


@pytest.mark.parametrize("source", [pytest.param("`a`", id="code alone"), pytest.param("![a](b)", id="image alone")])
def test_no_insertion_into_what_is_not_text(source: str) -> None:
    assert seen(source).source_span(0, 0) is None


def test_nothing_has_no_place() -> None:
    assert visible(()).source_span(0, 0) is None


def test_a_range_outside_the_text_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="not inside"):
        seen("ab").source_span(1, 3)


@given(documents, st.data())
def test_replacing_a_span_replaces_what_is_seen(source: bytes, data: st.DataObject) -> None:
    document = parse_document(source)
    blocks = list(document.blocks)
    leaves: list[Block] = []
    while blocks:
        block = blocks.pop()
        blocks += block.children
        leaves += [block] if any(inline.kind is InlineKind.TEXT and inline.verbatim for inline in block.inlines) else []
    if not leaves:
        return
    text = visible(data.draw(st.sampled_from(leaves)).inlines)
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    span = text.source_span(start, end)
    if span is None:
        return
    decoded = span.of(source).decode("utf-8", "replace")
    covered = [inline for inline in text.inlines if inline.span.overlaps(span)]
    if all(inline.verbatim for inline in covered):
        assert decoded == text.text[start:end]
    assert len(apply_edits(source, [Edit(span, b"")])) == len(source) - (span.end - span.start)

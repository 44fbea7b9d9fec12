"""What holds for any bytes at all."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given

from papersync.markdown import Block, BlockKind, InlineKind, parse_document
from tests.markdown.generated import documents


def tree(blocks: tuple[Block, ...]) -> list[Block]:
    """All blocks, parents first."""
    return [block for top in blocks for block in (top, *tree(top.children))]


@given(documents)
def test_blocks_lie_in_their_parents_and_in_order(source: bytes) -> None:
    blocks = parse_document(source).blocks
    for block in tree(blocks):
        assert 0 <= block.span.start <= block.span.end <= len(source)
        assert not block.span.of(source).endswith((b"\r", b"\n"))
        assert all(block.span.contains(child.span) for child in block.children)
        assert all(left.span.end <= right.span.start for left, right in pairwise(block.children))


@given(documents)
def test_runs_are_exact_and_in_order(source: bytes) -> None:
    for block in tree(parse_document(source).blocks):
        assert all(left.span.end <= right.span.start for left, right in pairwise(block.inlines))
        for inline in block.inlines:
            assert 0 <= inline.span.start <= inline.span.end <= len(source)
            if inline.kind is InlineKind.TEXT and inline.verbatim:
                assert inline.span.of(source).decode() == inline.text


def leaves(blocks: tuple[Block, ...]) -> list[tuple[object, ...]]:
    """What has no blocks in it, with its runs but without the links of these, which are built anew."""
    runs = [
        (block.kind, block.span, [(run.kind, run.text, run.span, run.styles) for run in block.inlines])
        for block in tree(blocks)
        if not block.children and block.span.start < block.span.end
    ]
    return [run for run in runs if run[0] not in (BlockKind.LIST, BlockKind.ITEM, BlockKind.QUOTE)]


@given(documents)
def test_parts_read_as_the_whole_does(source: bytes) -> None:
    """However small they are: what stands in them is the same, but for a list that goes on in the next part."""
    parted = parse_document(source, part=8)
    alone = [leaf for part in parted.parts for leaf in leaves(parted.blocks_in(part))]
    assert alone == leaves(parse_document(source).blocks)


@given(documents)
def test_links_are_exact(source: bytes) -> None:
    document = parse_document(source)
    for link in document.links:
        assert link.span.contains(link.text_span)
        assert link.destination is None or link.span.contains(link.destination)
    assert [link.span for link in document.links] == sorted(link.span for link in document.links)


@given(documents)
def test_text_dark_and_conflicts_are_apart(source: bytes) -> None:
    document = parse_document(source)
    spans = sorted([*document.text_runs, *document.dark])
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.start < span.end for span in spans)
    for conflict in document.conflicts:
        assert conflict.opening.end == conflict.ours.start
        assert conflict.theirs.end == conflict.closing.start
        assert conflict.span.of(source).startswith(b"<<<<<<<")


@given(documents)
def test_headings_are_blocks_and_their_slugs_differ(source: bytes) -> None:
    document = parse_document(source)
    assert all(any(heading.block is block for block in document.blocks) for heading in document.headings)
    slugs = [heading.slug for heading in document.headings]
    assert len(set(slugs)) == len(slugs)


@given(documents)
def test_a_byte_order_mark_shifts_everything_and_changes_nothing(source: bytes) -> None:
    if source.startswith(b"\xef\xbb\xbf"):
        return
    plain, marked = parse_document(source), parse_document(b"\xef\xbb\xbf" + source)
    assert [(link.kind, link.url, link.span.start + 3) for link in plain.links] == [
        (link.kind, link.url, link.span.start) for link in marked.links
    ]
    assert [heading.slug for heading in plain.headings] == [heading.slug for heading in marked.headings]


# Linear work takes a tenth of it, quadratic work many times as much, under coverage too.
MOST_SECONDS = 15


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param(b"[", id="opening brackets"),
        pytest.param(b"](", id="closing brackets"),
        pytest.param(b"![", id="images without end"),
        pytest.param(b"[a](", id="links without end"),
        pytest.param(b"*_", id="emphasis"),
        pytest.param(b"<!--", id="comments without end"),
        pytest.param(b'<a href="', id="tags without end"),
        pytest.param(b"<a", id="tag names"),
        pytest.param(b"`", id="backticks"),
        pytest.param(b"$a", id="dollar signs"),
        pytest.param(b"> ", id="quotes in quotes"),
        pytest.param(b"<<<<<<< a\n", id="openings of hunks"),
        pytest.param(b"<<<<<<< a\n=======\n", id="openings and separators"),
        pytest.param(b"<<<<<<< a\n=======\n>>>>>>> b\n", id="hunks"),
        pytest.param(b"[a]: b\n", id="one label defined again and again"),
        pytest.param(b"\xff", id="bad bytes"),
        pytest.param(b"&#", id="broken entities"),
        pytest.param(b"| a ", id="one wide row"),
        pytest.param(b"\\", id="backslashes"),
        pytest.param(b"a " * 50, id="a line of megabytes"),
        pytest.param(b"[*a*](b) ", id="links on one line"),
        pytest.param(b"- ", id="lists in lists"),
        pytest.param(b"---\n", id="rules or front matter"),
    ],
)
def test_work_is_bounded(piece: bytes) -> None:
    source = piece * 20_000
    started = time.process_time()
    assert isinstance(parse_document(source).blocks, tuple)
    assert time.process_time() - started < MOST_SECONDS

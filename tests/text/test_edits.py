"""Law 1: bytes outside edits survive, for any bytes at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.text import Edit, OverlapError, Span, apply_edits, joined_edits


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[bytes, list[Edit]]:
    """Arbitrary bytes and edits that do not collide, in arbitrary order."""
    source = draw(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=12, unique=True)))
    edits = [
        Edit(Span(start, end), draw(st.binary(max_size=20)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        if draw(st.booleans())
    ]
    return source, draw(st.permutations(edits))


@given(texts_with_edits())
def test_bytes_outside_edits_survive(case: tuple[bytes, list[Edit]]) -> None:
    source, edits = case
    result = apply_edits(source, edits)
    at_source = at_result = 0
    for edit in sorted(edits):
        kept = edit.span.start - at_source
        assert result[at_result : at_result + kept] == source[at_source : edit.span.start]
        at_result += kept
        assert result[at_result : at_result + len(edit.replacement)] == edit.replacement
        at_result += len(edit.replacement)
        at_source = edit.span.end
    assert result[at_result:] == source[at_source:]


@given(texts_with_edits())
def test_edits_can_be_undone(case: tuple[bytes, list[Edit]]) -> None:
    source, edits = case
    back: list[Edit] = []
    shift = 0
    for edit in sorted(edits):
        start = edit.span.start + shift
        back.append(Edit(Span(start, start + len(edit.replacement)), edit.span.of(source)))
        shift += len(edit.replacement) - (edit.span.end - edit.span.start)
    assert apply_edits(apply_edits(source, edits), back) == source


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xef\xbb\xbfa\r\nb\r\n", id="BOM and CR LF"),
        pytest.param(b"a\x00b\x0cc\x0b", id="NUL, form feed, vertical tab"),
        pytest.param(b"\xff\xfe\xc3(", id="invalid UTF-8"),
        pytest.param(b"no final newline", id="no final newline"),
        pytest.param("a\u2028b\u0085c".encode(), id="ends of lines to Unicode only"),
    ],
)
def test_no_edits_change_nothing(source: bytes) -> None:
    assert apply_edits(source, []) == source


@pytest.mark.parametrize(
    ("edits", "result"),
    [
        pytest.param([Edit(Span(0, 0), b"X")], b"Xabcdef", id="insert at the beginning"),
        pytest.param([Edit(Span(6, 6), b"X")], b"abcdefX", id="insert at the end"),
        pytest.param([Edit(Span(1, 3), b"")], b"adef", id="delete"),
        pytest.param([Edit(Span(0, 6), b"X")], b"X", id="replace all"),
        pytest.param([Edit(Span(1, 2), b"X"), Edit(Span(2, 3), b"Y")], b"aXYdef", id="side by side"),
        pytest.param([Edit(Span(1, 2), b"X"), Edit(Span(2, 2), b"Y")], b"aXYcdef", id="insert right behind an edit"),
        pytest.param([Edit(Span(4, 5), b"Y"), Edit(Span(0, 1), b"X")], b"XbcdYf", id="in any order"),
        pytest.param([Edit(Span(2, 3), b"c")], b"abcdef", id="replace by the same"),
    ],
)
def test_changes(edits: list[Edit], result: bytes) -> None:
    assert apply_edits(b"abcdef", edits) == result


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([Edit(Span(0, 3), b""), Edit(Span(2, 4), b"")], id="one byte wanted twice"),
        pytest.param([Edit(Span(0, 6), b""), Edit(Span(2, 3), b"")], id="one inside the other"),
        pytest.param([Edit(Span(2, 2), b"X"), Edit(Span(2, 2), b"Y")], id="two insertions at one place"),
        pytest.param([Edit(Span(2, 2), b"X"), Edit(Span(2, 2), b"X")], id="the same insertion twice"),
        pytest.param([Edit(Span(2, 2), b"X"), Edit(Span(2, 4), b"Y")], id="insertion where a replacement begins"),
        pytest.param([Edit(Span(1, 4), b""), Edit(Span(3, 3), b"X")], id="insertion inside a replacement"),
    ],
)
def test_collisions_raise(edits: list[Edit]) -> None:
    for order in (edits, edits[::-1]):
        with pytest.raises(OverlapError):
            apply_edits(b"abcdef", order)


@pytest.mark.parametrize(
    "span",
    [
        pytest.param(Span(5, 7), id="behind the end"),
        pytest.param(Span(-1, 2), id="before the beginning"),
        pytest.param(Span(4, 2), id="backwards"),
    ],
)
def test_spans_outside_raise(span: Span) -> None:
    with pytest.raises(ValueError, match="not inside"):
        apply_edits(b"abcdef", [Edit(span, b"")])


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        pytest.param([Edit(Span(2, 2), b"X"), Edit(Span(2, 2), b"Y")], b"abXYcdef", id="insertions in order"),
        pytest.param([Edit(Span(2, 2), b"X"), Edit(Span(2, 2), b"X")], b"abXcdef", id="the same one once"),
        pytest.param([Edit(Span(2, 4), b"Y"), Edit(Span(2, 2), b"X")], b"abXYef", id="insertion before a replacement"),
        pytest.param([Edit(Span(2, 2), b"X"), Edit(Span(2, 4), b"Y")], b"abXYef", id="given the other way round"),
        pytest.param([Edit(Span(3, 4), b""), Edit(Span(0, 1), b"Z")], b"Zbcef", id="apart"),
    ],
)
def test_edits_in_one_place_are_joined(edits: list[Edit], text: bytes) -> None:
    assert apply_edits(b"abcdef", joined_edits(edits)) == text


def test_replacements_in_one_place_are_not_joined() -> None:
    with pytest.raises(OverlapError):
        joined_edits([Edit(Span(2, 4), b"X"), Edit(Span(2, 3), b"Y")])


def test_many_edits_take_linear_time() -> None:
    edits = [Edit(Span(at, at + 1), b"xy") for at in range(0, 200_000, 2)]
    assert len(apply_edits(b"a" * 200_000, edits)) == 300_000

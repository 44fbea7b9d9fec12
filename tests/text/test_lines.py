from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.text import LineIndex


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        pytest.param(b"", [b""], id="an empty text has one line"),
        pytest.param(b"a", [b"a"], id="no final newline"),
        pytest.param(b"a\nb", [b"a\n", b"b"], id="LF"),
        pytest.param(b"a\n", [b"a\n", b""], id="behind a final newline stands an empty line"),
        pytest.param(b"a\r\nb", [b"a\r\n", b"b"], id="CR LF is one ending"),
        pytest.param(b"a\rb", [b"a\r", b"b"], id="a lone CR is an ending (CommonMark 2.1)"),
        pytest.param(b"a\n\rb", [b"a\n", b"\r", b"b"], id="LF CR are two"),
        pytest.param(b"a\x0cb\x0bc\x1cd", [b"a\x0cb\x0bc\x1cd"], id="form feed and its like end no line"),
        pytest.param("a\u2028b\u0085c".encode(), ["a\u2028b\u0085c".encode()], id="nor do Unicode's separators"),
    ],
)
def test_lines(source: bytes, lines: list[bytes]) -> None:
    index = LineIndex(source)
    assert [index.span(line).of(source) for line in range(1, len(index) + 1)] == lines
    assert [index.content(line).of(source) for line in range(1, len(index) + 1)] == [
        line.rstrip(b"\r\n") for line in lines
    ]


@pytest.mark.parametrize(
    ("source", "offset", "position"),
    [
        pytest.param(b"ab", 0, (1, 1), id="first byte"),
        pytest.param(b"ab\ncd", 3, (2, 1), id="first of a line"),
        pytest.param(b"ab\ncd", 2, (1, 3), id="the newline belongs to its line"),
        pytest.param(b"ab\r\ncd", 3, (1, 4), id="so does the LF of CR LF"),
        pytest.param("é文🙂x".encode(), 9, (1, 4), id="columns are code points"),
        pytest.param(b"ab", 2, (1, 3), id="the end"),
        pytest.param(b"ab\n", 3, (2, 1), id="the end behind a newline"),
    ],
)
def test_positions(source: bytes, offset: int, position: tuple[int, int]) -> None:
    assert LineIndex(source).position(offset) == position


@given(st.binary(max_size=80) | st.lists(st.sampled_from([b"\n", b"\r", b"x", b"\xff", b"\xc3\xa9"])).map(b"".join))
def test_lines_cover_the_text_and_every_byte_stands_in_its_line(source: bytes) -> None:
    index = LineIndex(source)
    assert b"".join(index.span(line).of(source) for line in range(1, len(index) + 1)) == source
    for offset in range(len(source)):
        span = index.span(index.line_of(offset))
        assert span.start <= offset < span.end


@given(st.lists(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])), min_size=1), st.data())
def test_columns_count_code_points(lines: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[number])))
    before = "".join(line + "\n" for line in lines[:number]) + lines[number][:column]
    assert LineIndex("\n".join(lines).encode()).position(len(before.encode())) == (number + 1, column + 1)


@given(
    st.lists(st.sampled_from([b"x", b"\xff", b"\x80", b"\xc3\xa9", b"\xf0\x9f\x99", "文".encode()]), max_size=40),
    st.data(),
)
def test_columns_far_into_a_long_line_are_exact(pieces: list[bytes], data: st.DataObject) -> None:
    source = b"-\n" + b"".join(pieces) * (150_000 // (len(b"".join(pieces)) or 150_000))
    offset = data.draw(st.integers(2, len(source)))
    expected = len(source[2:offset].decode("utf-8", "replace")) + 1
    assert LineIndex(source).position(offset) == (2, expected)


@given(
    st.lists(st.sampled_from([b"\n", b"\r", b"x", b"\xff", b"\x80", b"\xc3\xa9", b"\xf0\x9f\x99", "文".encode()])),
    st.data(),
)
def test_who_asks_in_order_is_told_the_same(pieces: list[bytes], data: st.DataObject) -> None:
    source = b"".join(pieces)
    offsets = data.draw(st.lists(st.integers(0, len(source)), max_size=6))
    in_order, alone = LineIndex(source), [LineIndex(source) for _ in offsets]
    assert len(in_order) == len(LineIndex(source))
    fresh = LineIndex(source)
    expected = [_by_hand(source, offset) for offset in offsets]
    assert [fresh.position(offset) for offset in offsets] == expected
    assert [in_order.position(offset) for offset in offsets] == expected
    assert [index.position(offset) for index, offset in zip(alone, offsets, strict=True)] == expected


def _by_hand(source: bytes, offset: int) -> tuple[int, int]:
    ends = [match.end() for match in re.finditer(rb"\r\n|\n|\r", source) if match.end() <= offset]
    start = ends[-1] if ends else 0
    return len(ends) + 1, len(source[start:offset].decode("utf-8", "replace")) + 1


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r", b"\n\r"], ids=repr)
@pytest.mark.parametrize("behind", [b"", b"end"], ids=["ended", "not ended"])
def test_a_text_of_several_pieces_has_the_lines_of_one(ending: bytes, behind: bytes) -> None:
    source = b"".join(b"x" * (number % 7) + ending for number in range(40_000)) + behind
    starts = [0, *(match.end() for match in re.finditer(rb"\r\n|\n|\r", source))]
    index = LineIndex(source)
    assert [index.span(line).start for line in range(1, len(index) + 1)] == starts


def test_a_long_text_is_indexed_at_once() -> None:
    source = b"\r\n" * 500_000 + b"x" * 1_000_000
    started = time.process_time()
    index = LineIndex(source)
    assert index.line_of(len(source)) == 500_001
    assert time.process_time() - started < 5


def test_many_columns_in_one_long_line_do_not_cost_its_square() -> None:
    source = "é".encode() * 2_000_000
    index = LineIndex(source)
    started = time.process_time()
    assert [index.position(offset)[1] for offset in range(0, len(source), 80)] == list(range(1, 2_000_001, 40))
    assert time.process_time() - started < 10

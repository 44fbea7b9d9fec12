from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.http.bodies import Body, BodyError

MOST = 1024**2


def collected(packed: bytes, encoding: str = "gzip", size: int = 64 * 1024) -> bytes:
    body = Body(encoding, MOST)
    for start in range(0, len(packed), size):
        body.add(packed[start : start + size])
    return body.whole()


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=3), st.integers(1, 50), st.integers(0, 9))
def test_what_was_packed_comes_out_however_it_is_cut(members: list[bytes], size: int, padding: int) -> None:
    packed = b"".join(map(gzip.compress, members)) + bytes(padding)
    assert collected(packed, " GZIP ", size) == b"".join(members)


@pytest.mark.parametrize("encoding", ["", "identity"])
def test_what_was_not_packed_stays(encoding: str) -> None:
    assert collected(gzip.compress(b"good"), encoding) == gzip.compress(b"good")


def test_an_empty_body_is_empty_whatever_the_header_says() -> None:
    assert collected(b"") == b""


GOOD = gzip.compress(b"good" * 100)


@pytest.mark.parametrize(
    ("packed", "encoding", "reason"),
    [
        pytest.param(b"good", "gzip", "sent a body that cannot be unpacked", id="not packed at all"),
        pytest.param(GOOD[:-1], "gzip", "sent a body that ends too early", id="cut"),
        pytest.param(GOOD + b"\x1f", "gzip", "sent a body that ends too early", id="cut in a second member"),
        pytest.param(GOOD + b"abc", "gzip", "sent a body that cannot be unpacked", id="and then something else"),
        pytest.param(GOOD[:-8] + bytes(8), "gzip", "sent a body that cannot be unpacked", id="a wrong sum"),
        pytest.param(GOOD, "br", "packed its answer in a way that was not asked for (br)", id="another packing"),
        pytest.param(GOOD, "gzip, gzip", "packed its answer in a way that", id="packed twice"),
        pytest.param(bytes(MOST + 1), "", "sent more than 1 MiB", id="too much"),
        pytest.param(gzip.compress(bytes(MOST + 1)), "gzip", "sent more than 1 MiB", id="too much, packed"),
    ],
)
def test_what_cannot_be_had(packed: bytes, encoding: str, reason: str) -> None:
    with pytest.raises(BodyError) as raised:
        collected(packed, encoding)
    assert str(raised.value).startswith(reason)
    assert raised.value.too_large is ("more than" in reason)


def test_as_much_as_is_allowed_is_allowed() -> None:
    assert collected(gzip.compress(bytes(MOST))) == bytes(MOST)


def test_a_bomb_takes_no_more_memory_than_the_limit() -> None:
    packing = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packing.compress(bytes(MOST)) for _ in range(60)) + packing.flush()
    assert len(bomb) < 64 * 1024, "one piece, as it comes from a socket"
    tracemalloc.start()
    try:
        with pytest.raises(BodyError, match="more than 1 MiB"):
            collected(bomb)
        assert tracemalloc.get_traced_memory()[1] < 5 * MOST
    finally:
        tracemalloc.stop()


def test_blocks_without_content_are_not_read_for_ever() -> None:
    empty_blocks = gzip.compress(b"")[:10] + b"\x00\x00\x00\xff\xff" * MOST
    with pytest.raises(BodyError, match="more than 1 MiB"):
        collected(empty_blocks)

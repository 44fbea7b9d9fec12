"""A store with conflict markers: each side read whole, whatever the markers cut through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.errors import StoreError
from papersync.store.codec import Store, dumps, loads
from papersync.store.conflicted import Sides, conflict_lines, is_conflicted, read_sides
from papersync.store.merge import merge
from tests.counts import count
from tests.records import NEURAL, RANKGEN, SCALING, SELF
from tests.store.test_merge import stores

BASE = Store.of([RANKGEN, SCALING])
OURS = Store.of([replace(RANKGEN, version=2), SCALING, NEURAL])
THEIRS = Store.of([replace(RANKGEN, comment="10 pages", version=3), SCALING, SELF])


def two_way(ours: Store, theirs: Store, size: int = 7) -> bytes:
    """As a merge of two versions without a base leaves it: a hunk for every difference."""
    one, other = (dumps(store).decode().splitlines() for store in (ours, theirs))
    lines: list[str] = []
    for kind, start, end, start2, end2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        lines += one[start:end] if kind == "equal" else hunk(one[start:end], None, other[start2:end2], size)
    return "\n".join([*lines, ""]).encode()


def diff3(base: Store, ours: Store, theirs: Store, size: int = 7) -> bytes:
    """One hunk with the base, around everything that is not the same in all three at the beginning and at the end."""
    texts = [dumps(store).decode().splitlines() for store in (ours, base, theirs)]
    start = _same(texts)
    end = _same([text[start:][::-1] for text in texts])
    one, old, other = (text[start : len(text) - end] for text in texts)
    return "\n".join([*texts[0][:start], *hunk(one, old, other, size), *texts[0][len(texts[0]) - end :], ""]).encode()


def _same(texts: Sequence[Sequence[str]]) -> int:
    """How many lines all texts begin with."""
    return next((at for at, lines in enumerate(zip(*texts, strict=False)) if len(set(lines)) > 1), min(map(len, texts)))


def hunk(ours: Sequence[str], base: Sequence[str] | None, theirs: Sequence[str], size: int) -> list[str]:
    middle = [] if base is None else ["|" * size + " 1a2b3c4", *base]
    return ["<" * size + " HEAD", *ours, *middle, "=" * size, *theirs, ">" * size + " branch: a subject"]


@pytest.mark.parametrize("size", [1, 3, 7, 8, 30])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_two_way_and_diff3(size: int, newline: bytes) -> None:
    text = two_way(OURS, THEIRS, size).replace(b"\n", newline)
    assert read_sides(text, "papers.json") == Sides(None, OURS, THEIRS)
    assert [text.split(b"\n")[line - 1].rstrip(b"\r") for line in conflict_lines(text)] == [b"<" * size + b" HEAD"] * 2
    text = diff3(BASE, OURS, THEIRS, size).replace(b"\n", newline)
    assert read_sides(text, "papers.json") == Sides(BASE, OURS, THEIRS)


@given(stores, stores, stores)
@settings(max_examples=count(suite=25, nightly=2000))
def test_the_sides_are_what_they_were(base: Store, ours: Store, theirs: Store) -> None:
    if ours != theirs:
        assert read_sides(two_way(ours, theirs), "papers.json") == Sides(None, ours, theirs)
    found = read_sides(diff3(base, ours, theirs), "papers.json")
    assert found == Sides(base, ours, theirs)
    assert found.merged() == merge(base, ours, theirs)


@given(stores)
@settings(max_examples=count(suite=25, nightly=2000))
def test_no_store_is_conflicted(store: Store) -> None:
    assert not is_conflicted(dumps(store))
    assert is_conflicted(diff3(store, store, store))


def test_a_base_that_is_a_conflict_itself() -> None:
    """git merges several bases into one, and where they conflict the base has hunks, with larger markers."""
    one, other = Store.of([SCALING]), Store.of([RANKGEN])
    inner = diff3(Store(), one, other, 9).decode().splitlines()
    ours, theirs = (dumps(store).decode().splitlines() for store in (OURS, THEIRS))
    text = "\n".join([*hunk(ours, inner, theirs, 7), ""]).encode()
    assert read_sides(text, "papers.json") == Sides(BASE, OURS, THEIRS)


def test_markers_that_were_committed_and_merged_again() -> None:
    inner = two_way(OURS, BASE).decode().splitlines()
    text = "\n".join([*hunk(inner, None, dumps(THEIRS).decode().splitlines(), 7), ""]).encode()
    assert read_sides(text, "papers.json") == Sides(None, merge(None, OURS, BASE), THEIRS)
    assert conflict_lines(text + b"\n" + text) == (1, text.count(b"\n") + 2)


def test_conflicts_in_conflicts_end_somewhere() -> None:
    lines = dumps(OURS).decode().splitlines()
    other = dumps(THEIRS).decode().splitlines()
    for _ in range(200):
        lines = hunk(lines, None, other, 7)
    with pytest.raises(StoreError, match="conflicts stand in conflicts"):
        read_sides("\n".join(lines).encode(), "papers.json")


def _torn(*lines: str) -> bytes:
    """A store in which hunks, or what stands between them, tear JSON apart."""
    return "\n".join(['{"version": 1,', '"papers": {', *lines, "}}", ""]).encode()


ONE, TWO, THREE = (
    dumps(Store.of([paper])).decode().split('"papers": {\n')[1].rsplit("\n  }\n}", 1)[0]
    for paper in (RANKGEN, SCALING, SELF)
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(_torn(ONE, *hunk([","], None, [","], 7), TWO), id="a comma in a hunk"),
        pytest.param(_torn(ONE, *hunk([TWO], None, [TWO], 7)), id="no comma before the hunk"),
        pytest.param(_torn(ONE + ",", *hunk([TWO + ","], None, [TWO + ","], 7)), id="a comma at the end"),
        pytest.param(_torn(ONE + ",", *hunk(["," + TWO], None, ["," + TWO], 7)), id="a comma too many"),
        pytest.param(_torn(*hunk([TWO], None, [TWO + ","], 7), ONE), id="a comma on one side only"),
    ],
)
def test_commas_that_markers_tore(text: bytes) -> None:
    assert read_sides(text, "papers.json").merged() == BASE


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param(_torn("<<<<<<< HEAD", ONE), 3, '"<<<<<<<" has no end', id="no end"),
        pytest.param(_torn(ONE, ">>>>>>> x"), 3 + ONE.count("\n") + 1, '">>>>>>>" has no beginning', id="no beginning"),
        pytest.param(_torn("=======", ONE), 3, '"=======" has no beginning', id="half resolved"),
        pytest.param(_torn("<<<<<<< HEAD", "=======", ">>>>>>>> x"), 3, "has no end", id="an end of another size"),
        pytest.param(
            _torn(*hunk([ONE], None, [ONE.replace('"title"', "title")], 7)),
            7 + ONE.count("\n"),
            'the side of "theirs" of the merge conflict cannot be read: the store is not JSON',
            id="a side that is no JSON: the line in the whole file",
        ),
        pytest.param(
            _torn(*hunk([ONE.replace('"title"', '"titel"')], None, [ONE], 7)),
            4,
            'the side of "ours"',
            id="a side that is no store",
        ),
        pytest.param(_torn(*hunk([ONE + "}"], None, [ONE], 7)), 0, "cannot be read", id="a bracket too many"),
    ],
)
def test_what_cannot_be_read_is_told(text: bytes, line: int, words: str) -> None:
    with pytest.raises(StoreError) as caught:
        read_sides(text, "data/papers.json")
    assert words in caught.value.message
    assert caught.value.hint
    assert caught.value.place is not None
    assert caught.value.place.path == "data/papers.json"
    assert caught.value.place.line == line or not line


def test_a_base_that_cannot_be_read_is_not_known() -> None:
    text = _torn(*hunk([ONE], ["}"], [TWO], 7))
    assert read_sides(text, "papers.json") == Sides(None, Store.of([RANKGEN]), Store.of([SCALING]))


def test_a_hunk_without_a_base_means_that_none_is_known() -> None:
    text = _torn(*hunk([ONE + ","], [], [], 7), *hunk([TWO], None, [THREE], 7))
    assert read_sides(text, "papers.json").base is None


@given(
    st.binary(max_size=80)
    | st.lists(st.sampled_from(["<<<<<<<", "|||||||", "=======", ">>>>>>>", "{}", "<"])).map(
        lambda lines: "\n".join(lines).encode()
    )
)
def test_whatever_stands_there_is_read_or_an_error_of_ours(data: bytes) -> None:
    outcome = _outcome(data)
    if isinstance(outcome, StoreError):
        assert outcome.place is not None
        assert outcome.place.line is not None
    else:
        assert loads(dumps(outcome), "papers.json") == outcome


def _outcome(data: bytes) -> Store | StoreError:
    try:
        return read_sides(data, "papers.json").merged()
    except StoreError as error:
        return error

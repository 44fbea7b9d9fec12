"""Texts of stores merged: canonical where something is written anew, and byte for byte where not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from papersync.errors import StoreError
from papersync.store.codec import Store, dumps
from papersync.store.merge import merge
from papersync.store.three_way import merge_texts, resolve_text
from tests.counts import count
from tests.store.test_conflicted import BASE, OURS, THEIRS, diff3, two_way
from tests.store.test_merge import stores

ODD = dumps(OURS).replace(b"  ", b"\t")


@given(stores, stores, stores)
@settings(max_examples=count(suite=20, nightly=2000))
def test_as_the_stores_are_merged(base: Store, ours: Store, theirs: Store) -> None:
    assert merge_texts(dumps(base), dumps(ours), dumps(theirs), "papers.json") == dumps(merge(base, ours, theirs))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        pytest.param(dumps(BASE), ODD, dumps(BASE), ODD, id="only ours changed: its own bytes"),
        pytest.param(dumps(BASE), dumps(BASE), ODD, ODD, id="only theirs changed: its own bytes"),
        pytest.param(ODD, b"torn", ODD, b"torn", id="what nobody reads is not judged"),
        pytest.param(dumps(BASE), ODD, dumps(BASE) + b"\n", ODD, id="theirs changed nothing that counts"),
        pytest.param(b"", dumps(OURS), dumps(THEIRS), dumps(merge(None, OURS, THEIRS)), id="both added the file"),
        pytest.param(b"torn", dumps(OURS), dumps(THEIRS), dumps(merge(None, OURS, THEIRS)), id="a broken base is none"),
        pytest.param(
            diff3(Store(), BASE, Store(), 9),
            dumps(OURS),
            dumps(THEIRS),
            dumps(merge(BASE, OURS, THEIRS)),
            id="a base with a conflict: several bases that git merged",
        ),
        pytest.param(
            dumps(BASE),
            two_way(OURS, BASE),
            dumps(THEIRS),
            dumps(merge(BASE, merge(None, OURS, BASE), THEIRS)),
            id="a conflict that was committed",
        ),
        pytest.param(
            dumps(BASE).replace(b"\n", b"\r\n"),
            dumps(OURS).replace(b"\n", b"\r\n"),
            dumps(THEIRS).replace(b"\n", b"\r\n"),
            dumps(merge(BASE, OURS, THEIRS)).replace(b"\n", b"\r\n"),
            id="CR LF on both sides",
        ),
        pytest.param(
            dumps(BASE),
            dumps(OURS).replace(b"\n", b"\r\n"),
            dumps(THEIRS),
            dumps(merge(BASE, OURS, THEIRS)),
            id="CR LF on one side",
        ),
    ],
)
def test_bytes(base: bytes, ours: bytes, theirs: bytes, merged: bytes) -> None:
    assert merge_texts(base, ours, theirs, "papers.json") == merged


@pytest.mark.parametrize("side", [b"torn", b'{"version": 2, "papers": {}}', b"", b"<<<<<<< HEAD\n"])
def test_a_side_that_is_no_store(side: bytes) -> None:
    with pytest.raises(StoreError):
        merge_texts(dumps(BASE), side, dumps(THEIRS), "papers.json")
    with pytest.raises(StoreError):
        merge_texts(dumps(BASE), dumps(OURS), side, "papers.json")


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_a_text_in_conflict(newline: bytes) -> None:
    merged = dumps(merge(BASE, OURS, THEIRS)).replace(b"\n", newline)
    assert resolve_text(diff3(BASE, OURS, THEIRS).replace(b"\n", newline), "papers.json") == merged
    assert resolve_text(merged, "papers.json") is merged
    assert resolve_text(b"torn", "papers.json") == b"torn"

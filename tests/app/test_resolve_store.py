"""A conflicted store resolved: what is written, and what is left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from papersync.app.resolve_store import resolve_store
from papersync.errors import StoreError
from papersync.store.codec import dumps
from papersync.store.merge import merge
from papersync.store.repository import StoreFile
from tests.store.test_conflicted import BASE, OURS, THEIRS, diff3, two_way


@pytest.fixture
def store_file(tmp_path: Path) -> StoreFile:
    return StoreFile(tmp_path / "papers.json", tmp_path / "locks")


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_both_sides_are_merged(store_file: StoreFile, newline: bytes) -> None:
    store_file.path.write_bytes(diff3(BASE, OURS, THEIRS).replace(b"\n", newline))
    done = resolve_store(store_file)
    assert done is not None
    merged = merge(BASE, OURS, THEIRS)
    assert store_file.path.read_bytes() == done.after == dumps(merged).replace(b"\n", newline)
    assert done.papers == len(merged) == 4
    assert resolve_store(store_file) is None


def test_nothing_is_written_for_a_look(store_file: StoreFile) -> None:
    store_file.path.write_bytes(two_way(OURS, THEIRS))
    done = resolve_store(store_file, write=False)
    assert done is not None
    assert done.before == store_file.path.read_bytes() == two_way(OURS, THEIRS)
    assert done.after == dumps(merge(None, OURS, THEIRS))


@pytest.mark.parametrize("text", [None, dumps(OURS), b'{"version": 2}', b"torn"])
def test_what_is_not_in_conflict_is_not_touched(store_file: StoreFile, text: bytes | None) -> None:
    if text is not None:
        store_file.path.write_bytes(text)
    assert resolve_store(store_file) is None
    assert text is None or store_file.path.read_bytes() == text


def test_what_cannot_be_read_stays(store_file: StoreFile) -> None:
    text = two_way(OURS, THEIRS) + b"=======\n"
    store_file.path.write_bytes(text)
    with pytest.raises(StoreError, match="has no beginning"):
        resolve_store(store_file)
    assert store_file.path.read_bytes() == text

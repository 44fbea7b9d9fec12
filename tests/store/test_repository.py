from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from papersync.app.lists import read_lists
from papersync.errors import FileError, StoreError
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.store.codec import Store, dumps
from papersync.store.locks import locked
from papersync.store.repository import StoreFile

PAPER = Paper(
    id=ArxivId("2212.10560"),
    title="Self-Instruct",
    authors=(),
    primary_category="cs.CL",
    categories=("cs.CL",),
    version=2,
    published=datetime(2022, 12, 20, tzinfo=UTC),
    updated=datetime(2023, 5, 25, tzinfo=UTC),
)


@pytest.fixture
def file(tmp_path: Path) -> StoreFile:
    return StoreFile(tmp_path / "data/papers.json", tmp_path / "locks")


def test_a_missing_store_is_empty_and_saving_nothing_makes_none(file: StoreFile) -> None:
    loaded = file.load()
    assert (loaded.store, loaded.is_new) == (Store(), True)
    assert not file.save(loaded, Store())
    assert not file.path.parent.exists()


def test_what_is_saved_is_loaded(file: StoreFile) -> None:
    assert file.save(file.load(), Store.of([PAPER]))
    loaded = file.load()
    assert (loaded.store, loaded.is_new) == (Store.of([PAPER]), False)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(dumps(Store.of([PAPER])), id="canonical"),
        pytest.param(dumps(Store.of([PAPER])).replace(b"\n", b"\r\n"), id="a checkout with CR LF"),
    ],
)
def test_an_equal_store_is_not_written_again(file: StoreFile, data: bytes) -> None:
    file.path.parent.mkdir()
    file.path.write_bytes(data)
    os.utime(file.path, (1, 1))
    before = file.path.stat()
    assert not file.save(file.load(), Store.of([replace(PAPER)]))
    after = file.path.stat()
    assert (after.st_ino, after.st_mtime_ns, file.path.read_bytes()) == (before.st_ino, before.st_mtime_ns, data)


def test_a_store_that_somebody_changed_meanwhile_is_left_to_them(file: StoreFile) -> None:
    file.save(file.load(), Store.of([PAPER]))
    loaded = file.load()
    file.path.write_bytes(b"theirs")
    with pytest.raises(FileError, match="changed meanwhile"):
        file.save(loaded, Store())
    assert file.path.read_bytes() == b"theirs"


def test_a_damaged_store_is_left_as_it_is(file: StoreFile) -> None:
    file.path.parent.mkdir()
    file.path.write_bytes(b'{"version": 1,\n')
    with pytest.raises(StoreError, match=r"papers\.json:2"):
        file.load()
    assert file.path.read_bytes() == b'{"version": 1,\n'


def test_the_lock_leaves_nothing_beside_the_store(file: StoreFile) -> None:
    with file.lock():
        file.save(file.load(), Store.of([PAPER]))
    assert [path.name for path in file.path.parent.iterdir()] == ["papers.json"]


HOLD = """
import sys
from pathlib import Path
from papersync.store.locks import locked
with locked(Path(sys.argv[1]), Path(sys.argv[2]), 10):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(path: Path, lock_dir: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, path, lock_dir], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_another_process_keeps_us_out_until_it_dies(tmp_path: Path) -> None:
    path, lock_dir = tmp_path / "papers.json", tmp_path / "locks"
    with hold(path, lock_dir) as holder:
        try:
            with pytest.raises(StoreError, match="another papersync"), locked(path, lock_dir, 0):
                pass
            with locked(tmp_path / "other.json", lock_dir, 0):
                pass
        finally:
            holder.kill()
    with locked(path, lock_dir, 10):
        assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_a_link_and_its_target_share_one_lock(tmp_path: Path) -> None:
    lock_dir, link = tmp_path / "locks", tmp_path / "link.json"
    link.symlink_to("papers.json")
    with hold(tmp_path / "papers.json", lock_dir) as holder:
        try:
            with pytest.raises(StoreError), locked(link, lock_dir, 0):
                pass
        finally:
            holder.kill()


def test_the_lock_is_freed_when_the_block_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "x", tmp_path, 0):
        raise ZeroDivisionError
    with locked(tmp_path / "x", tmp_path, 0):
        pass


def test_a_folder_for_locks_that_is_none_says_so(tmp_path: Path) -> None:
    (tmp_path / "locks").touch()
    with pytest.raises(FileError, match="folder for locks"), locked(tmp_path / "x", tmp_path / "locks", 0):
        pass


def test_without_a_home_there_is_no_lock_and_no_folder_called_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with (
        pytest.raises(FileError, match="no home folder is known") as caught,
        locked(Path("x"), Path("~/state"), 0),
    ):
        pass
    assert "XDG_STATE_HOME" in (caught.value.hint or "")
    assert list(tmp_path.iterdir()) == []


def test_what_others_learnt_meanwhile_stays(file: StoreFile) -> None:
    newer = replace(PAPER, version=3, title="Self-Instruct, Revised", former_titles=("Self-Instruct",))
    other = replace(PAPER, id=ArxivId("2001.08361"))
    file.save(file.load(), Store.of([PAPER]))
    file.learn([newer, other])
    assert not file.learn([PAPER]), "an answer that was on its way when the others had theirs"
    assert file.load().store == Store.of([newer, other])


def test_two_that_write_the_same_list_do_so_in_turn(tmp_path: Path) -> None:
    path, lock_dir = tmp_path / "list.md", tmp_path / "locks"
    path.write_bytes(b"old")
    (one, *_), _ = read_lists([path], lock_dir)
    with hold(path, lock_dir) as holder:
        try:
            with pytest.raises(StoreError, match="another papersync is writing here"):
                one.write(b"new", timeout_s=0)
        finally:
            holder.kill()
    assert path.read_bytes() == b"old"
    one.write(b"new")
    assert path.read_bytes() == b"new"

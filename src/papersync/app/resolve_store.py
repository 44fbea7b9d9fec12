"""The store out of a merge conflict."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from papersync.store.conflicted import is_conflicted, read_sides
from papersync.store.files import read_if_there, write_atomic
from papersync.store.repository import StoreFile
from papersync.store.three_way import written_like


@dataclass(frozen=True, slots=True)
class ResolvedStore:
    """A store whose conflicts are decided, all of them: what its file held, and what it is to hold."""

    path: Path
    before: bytes
    after: bytes
    papers: int


def resolve_store(file: StoreFile, *, write: bool = True) -> ResolvedStore | None:
    """Merge the two sides of a conflicted store, paper by paper, and write it unless ``write`` is False.

    None if the file is not there, or no line of it is a conflict marker: then it is not even read as a store. Raises
    StoreError for markers without partners and for a side that is no store, FileError if it cannot be read or written;
    the file then is as it was.
    """
    with file.lock():
        snapshot = read_if_there(file.path)
        if snapshot is None or not is_conflicted(snapshot.data):
            return None
        store = read_sides(snapshot.data, str(file.path)).merged()
        after = written_like(store, snapshot.data)
        if write:
            write_atomic(file.path, after, snapshot)
    return ResolvedStore(file.path, snapshot.data, after, len(store))

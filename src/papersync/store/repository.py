"""The store's file."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.store.codec import Store, dumps, loads
from papersync.store.files import Snapshot, read_if_there, write_atomic
from papersync.store.locks import PATIENCE_S, locked
from papersync.store.update import merge_record


class Loaded(NamedTuple):
    """The store as it was read; ``snapshot`` is None when there is no file yet."""

    store: Store
    snapshot: Snapshot | None

    @property
    def is_new(self) -> bool:
        """Whether saving would create the file."""
        return self.snapshot is None


@dataclass(frozen=True, slots=True)
class StoreFile:
    """The store at ``path``; its lock stands in ``lock_dir``."""

    path: Path
    lock_dir: Path

    def lock(self, timeout_s: float = PATIENCE_S) -> AbstractContextManager[None]:
        """Keep other papersyncs from this store, from loading to saving; see ``locked`` for what is raised."""
        return locked(self.path, self.lock_dir, timeout_s)

    def load(self) -> Loaded:
        """Read it; a missing file is an empty store. Raises StoreError if it is damaged, FileError if unreadable."""
        snapshot = read_if_there(self.path)
        if snapshot is None:
            return Loaded(Store(), None)
        return Loaded(loads(snapshot.data, str(self.path)), snapshot)

    def learn(self, records: Iterable[Paper], without: Iterable[ArxivId] = (), timeout_s: float = PATIENCE_S) -> bool:
        """Put these records into the file as it is now, under the lock; says whether anything was written.

        What others stored meanwhile stays, also what they know of the same papers and we do not: see ``merge_record``.
        Raises as ``lock``, ``load`` and ``save`` do.
        """
        with self.lock(timeout_s):
            loaded = self.load()
            merged = [merge_record(loaded.store.get(each.id), each) for each in records]
            return self.save(loaded, loaded.store.updated(merged).without(without))

    def save(self, loaded: Loaded, store: Store) -> bool:
        """Write ``store`` in the place of what was loaded; says whether anything was written.

        An equal store writes nothing and opens nothing, also when the file is not in canonical form or absent. Raises
        FileError if somebody else changed the file since it was loaded, or if it cannot be written.
        """
        if store == loaded.store:
            return False
        write_atomic(self.path, dumps(store), loaded.snapshot)
        return True

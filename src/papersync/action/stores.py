"""The store as it is on disk and as commits have it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from papersync.action.repository import Repository
from papersync.config import load_config
from papersync.errors import PapersyncError
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.store.codec import loads
from papersync.store.repository import StoreFile

Papers = Mapping[ArxivId, Paper]


@dataclass(frozen=True, slots=True)
class Stores:
    """The store of these lists in a repository."""

    repository: Repository
    file: StoreFile

    @classmethod
    def of(cls, repository: Repository, files: Collection[str], environ: Mapping[str, str]) -> Stores:
        """That of the configuration that papersync goes by. Raises ConfigurationError."""
        config = load_config(next(map(Path, files), Path()), environ)
        return cls(repository, StoreFile(config.store_path, config.lock_dir))

    def now(self) -> Papers:
        """On disk. Raises StoreError if it is damaged."""
        return self.file.load().store.papers

    def at(self, commit: str) -> Papers:
        """In a commit; nothing where it has none, or none that can be read."""
        try:
            path = self.file.path.resolve().relative_to(self.repository.root.resolve()).as_posix()
            blob = self.repository.file(commit, path)
            return {} if blob is None else loads(blob, path).papers
        except (PapersyncError, ValueError):
            return {}

    def keep_proposed(self, proposed: str, papers: Collection[ArxivId]) -> bool:
        """Learn for these papers what an earlier run confirmed and proposed, and nobody has answered for since.

        Where the checkout has gone on from what that proposal was made of, it counts. Says whether anything was learnt.
        """
        then, base, now = self.at(proposed), self.at(f"{proposed}^"), self.now()
        records = [
            then[id_]
            for id_ in sorted(papers)
            if id_ in then and then[id_] != now.get(id_) and base.get(id_) == now.get(id_)
        ]
        return bool(records) and self.file.learn(records)

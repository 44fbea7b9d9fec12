from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from papersync.papers import Paper
from papersync.standin.records import Records
from papersync.standin.server import StandinServer


@dataclass(frozen=True)
class Arxiv:
    """arXiv on this machine, whose records a test changes as time goes by."""

    papers: dict[str, Paper]

    def has(self, *papers: Paper) -> None:
        """From now on it has these records, in the place of what it had of the same papers."""
        self.papers.update({str(each.id): each for each in papers})

    def changes(self, identifier: str, **members: Any) -> None:
        """From now on the record says so."""
        self.has(replace(self.papers[identifier], **members))


@pytest.fixture
def arxiv(monkeypatch: pytest.MonkeyPatch) -> Iterator[Arxiv]:
    papers: dict[str, Paper] = {}
    server = StandinServer(Records(papers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("PAPERSYNC_ARXIV_URL", server.query_url)
    monkeypatch.setenv("PAPERSYNC_INTERVAL", "0")
    monkeypatch.setenv("PAPERSYNC_RETRIES", "0")
    monkeypatch.setenv("PAPERSYNC_MAX_AGE", "0s")
    yield Arxiv(papers)
    server.shutdown()
    server.server_close()
    thread.join()

"""A stand-in of a test's own, behind a real socket on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

import pytest

from papersync.papers import Paper
from papersync.standin.faults import parse_all
from papersync.standin.records import Records
from papersync.standin.server import StandinServer


@contextmanager
def serving(
    papers: Iterable[Paper], monkeypatch: pytest.MonkeyPatch, *faults: str, log: TextIO | None = None
) -> Iterator[StandinServer]:
    """The configured source serves these records, to the letter but for *faults*, and counts what it is asked."""
    records = Records({str(paper.id): paper for paper in papers})
    server = StandinServer(records, faults=parse_all(*faults), log=log)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("PAPERSYNC_ARXIV_URL", server.query_url)
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

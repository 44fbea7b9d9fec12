"""The command line run in process, with the stand-in behind a real socket on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from papersync.cli.commands import app
from papersync.standin.records import load_records
from papersync.standin.server import StandinServer
from papersync.store.codec import Store, dumps
from tests.contract import require_valid
from tests.records import ALL


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Cli:
    """papersync in a folder. Whatever it prints as JSON or as SARIF is held against its schema."""

    folder: Path

    def __call__(self, *arguments: str, stdin: str | None = None) -> Ran:
        result = CliRunner().invoke(app, list(arguments), input=stdin)
        if "json" in arguments or "sarif" in arguments:
            require_valid(arguments[0], result.stdout)
        return Ran(result.exit_code, result.stdout, result.stderr)

    def write(self, name: str, text: str | bytes) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path


@pytest.fixture
def cli(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Without a source: the configured one refuses connections at once."""
    monkeypatch.setenv("PAPERSYNC_ARXIV_URL", "http://127.0.0.1:9/api/query")
    monkeypatch.setenv("PAPERSYNC_INTERVAL", "0")
    monkeypatch.setenv("PAPERSYNC_RETRIES", "0")
    return Cli(workspace)


@pytest.fixture
def online(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cli]:
    """With the stand-in as the source."""
    server = StandinServer(load_records(dumps(Store.of(ALL))))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("PAPERSYNC_ARXIV_URL", server.query_url)
    yield cli
    server.shutdown()
    server.server_close()
    thread.join()

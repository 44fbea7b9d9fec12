from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from papersync.errors import StoreError
from papersync.sources.feed import Feed, read_feed
from papersync.standin.__main__ import main
from papersync.standin.records import load_records
from papersync.store.codec import members
from tests.sources.made import paper

COMMAND = [sys.executable, "-m", "papersync.standin"]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    facts = members(paper("2212.10560"))
    path = tmp_path / "papers.json"
    path.write_text(json.dumps({"version": 1, "papers": {"2212.10560": facts}}), "utf-8")
    return path


@pytest.fixture
def server(records: Path) -> Iterator[subprocess.Popen[str]]:
    command = [*COMMAND, "--records", str(records), "--unknown", "refuse"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def test_it_prints_its_address_serves_and_ends(server: subprocess.Popen[str]) -> None:
    assert server.stdout is not None
    url = server.stdout.readline().strip()
    assert url.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(f"{url}?id_list=2212.10560", timeout=30) as response:
        feed = read_feed(response.read())
        assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert isinstance(feed, Feed)
    assert feed.total == 1
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{url}?id_list=2101.00001", timeout=30)
    refused.value.close()
    assert refused.value.code == 403
    server.send_signal(signal.SIGTERM)
    rest, complaints = server.communicate(timeout=30)
    assert (server.returncode, rest, complaints) == (0, "", "")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"{}", id="no papers"),
        pytest.param(b'{"papers": []}', id="papers without identifiers"),
        pytest.param(b'{"papers": {"2212.10560": {"title": ""}}}', id="a paper that is none"),
        pytest.param(b'{"papers": {"2212.10560": 3}}', id="a number for a paper"),
        pytest.param(b"\xff", id="not UTF-8"),
    ],
)
def test_damaged_records_are_an_error(text: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StoreError):
        load_records(text)
    (tmp_path / "papers.json").write_bytes(text)
    assert main(["--records", str(tmp_path / "papers.json")]) == 2
    assert capsys.readouterr().err.startswith("standin: ")


def test_records_that_are_not_there_are_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--records", str(tmp_path / "none.json")]) == 2
    assert "none.json" in capsys.readouterr().err

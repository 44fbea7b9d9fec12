"""The demo: the real refresh of the bundled list, held against golden files.

The golden files are made anew, from the repository's root, by

    golden=$PWD/tests/golden; cd "$(mktemp -d)"
    papersync demo demo >"$golden/demo.txt"; cp demo/reading-list.md "$golden/"
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Final

import pytest

from papersync.app.asking import Sources
from papersync.app.demo import LIST_NAME, Demo, bundled_records, run_demo
from papersync.app.lists import read_lists
from papersync.app.policy import Policy
from papersync.app.refresh import Refresh, RefreshPlan, refresh
from papersync.cli.demo_report import demo_text, show_demo
from papersync.config import load_config
from papersync.errors import FileError, UsageError
from papersync.http.delivery import Asked, Response, Serve
from papersync.http.inprocess import transport_for
from papersync.http.manners import Manners
from papersync.sources.query import QueryApi
from papersync.standin.service import Standin
from papersync.store.codec import dumps, loads
from papersync.store.confirmations import Confirmations
from papersync.store.repository import StoreFile

GOLDEN: Final = Path(__file__).parents[1] / "golden"
# The program that a shell would run, on a machine where whoever opens a connection or asks for a name is caught.
_WATCHED: Final = """
import os, socket, sys
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg")
sys.addaudithook(lambda event, _: os._exit(99) if event in NETWORK else None)
from papersync.cli.commands import app
app(["demo", "demo"], standalone_mode=False)
sys.stdout.flush()
socket.getaddrinfo("localhost", 80)
"""


@pytest.fixture
def demo(workspace: Path) -> Demo:
    """The demo in the folder ``demo`` of the working directory."""
    return asyncio.run(run_demo(Path("demo")))


def test_the_list_after_it(demo: Demo) -> None:
    assert demo.after == (GOLDEN / LIST_NAME).read_bytes()
    assert (demo.folder / LIST_NAME).read_bytes() == demo.after


def test_what_it_says(demo: Demo) -> None:
    assert demo_text(demo, program="papersync") == (GOLDEN / "demo.txt").read_text("utf-8")


def test_colours_add_nothing_but_colours(demo: Demo) -> None:
    coloured = demo_text(demo, program="papersync", colour=True, terminal=True)
    assert "\x1b[31m-### " in coloured
    assert "\x1b[32m+### " in coloured
    assert re.sub(r"\x1b\[[0-9]*m", "", coloured) == demo_text(demo, program="papersync")


@pytest.mark.parametrize(
    ("called", "advised"),
    [
        pytest.param("papersync", "  papersync rules PS203", id="found by its name, or not at all"),
        pytest.param(sys.executable, f"  {sys.executable} rules PS203", id="called by a path that no PATH has"),
    ],
)
def test_it_advises_what_works_here(
    demo: Demo, called: str, advised: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "argv", [called, "demo"])
    monkeypatch.setenv("PATH", "")
    show_demo(demo)
    assert advised in capsysbinary.readouterr().out.decode()


def test_every_kind_of_finding_is_shown(demo: Demo) -> None:
    done = demo.outcome.lists[0]
    assert {finding.code for finding in done.fixed} == {"PS101", "PS102", "PS204", "PS501"}
    assert {finding.code for finding in done.findings} == {"PS203", "PS205", "PS303", "PS402", "PS403"}
    assert not done.dropped
    assert not demo.outcome.failed


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param("👍 Start here. Our own count (spring): 41 flaky tests, 30 of them order-dependent.", id="a note"),
        pytest.param("Jo wants it here, because the test rig is to blame", id="own words in place of an abstract"),
        pytest.param("### Fairness Testing: Testing Software for Discrimination [ArXiv]", id="another paper's title"),
        pytest.param("[ArXiv](https://doi.org/10.1002/stvr.1791)", id="a link that is not arXiv's"),
        pytest.param("\n<<<<<<< HEAD\n## Generated tests\n", id="a conflict marker"),
        pytest.param("\n>>>>>>> 3f2a91c (rename the section)\n", id="the end of a conflict"),
    ],
)
def test_what_stays(demo: Demo, kept: str) -> None:
    assert kept.encode() in demo.before
    assert kept.encode() in demo.after


def test_the_folder_holds_list_configuration_and_store(demo: Demo) -> None:
    assert {path.name for path in demo.folder.iterdir()} == {LIST_NAME, "papersync.toml", "papers.json", ".cache"}
    store = (demo.folder / "papers.json").read_bytes()
    assert dumps(loads(store, "papers.json")) == store
    assert dict(loads(store, "papers.json").papers) == {
        paper.id: paper for paper in bundled_records().papers.values()
    }, "the list names exactly the papers that are bundled"


def test_the_bundled_records_say_what_their_abstracts_are() -> None:
    content = json.loads((files("papersync.app") / "demo_files" / "papers.json").read_bytes())
    assert "paraphrases" in content["about"]
    assert all(paper["abstract"] for paper in content["papers"].values())


@pytest.mark.parametrize(
    ("later", "asked"),
    [
        pytest.param(timedelta(hours=1), False, id="while the answers are fresh"),
        pytest.param(timedelta(days=400), True, id="when they are asked for again"),
    ],
)
def test_a_second_refresh_changes_nothing(demo: Demo, later: timedelta, asked: bool) -> None:
    store = demo.folder / "papers.json"
    before = store.read_bytes(), store.stat().st_mtime_ns
    again, requests = asyncio.run(_refreshed(demo.folder, datetime.now(UTC) + later))
    assert bool(requests) is asked
    assert again.lists[0].before == again.lists[0].after == demo.after
    assert not again.store_changed
    assert not again.failed
    assert (store.read_bytes(), store.stat().st_mtime_ns) == before
    assert {finding.code for finding in again.lists[0].findings} == {"PS203", "PS205", "PS303", "PS402", "PS403"}


def test_the_command_opens_no_connection(workspace: Path) -> None:
    command = [sys.executable, "-c", _WATCHED]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=60, cwd=workspace)
    assert ended.stdout.decode() == (GOLDEN / "demo.txt").read_text("utf-8")
    assert ended.stderr == b""
    assert ended.returncode == 99, "the last line asks for a name, and must be what was caught"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert asyncio.run(run_demo(tmp_path)).outcome.lists[0].written


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "mine.md"
    mine.write_bytes(b"mine\n")
    with pytest.raises(UsageError, match="something in"):
        asyncio.run(run_demo(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.md"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine\n")
    with pytest.raises(FileError, match="cannot be used"):
        asyncio.run(run_demo(file))
    assert file.read_bytes() == b"mine\n"


async def _refreshed(folder: Path, now: datetime) -> tuple[Refresh, list[str]]:
    """A refresh of the demo's folder at another time, and what was asked for it."""
    config = load_config(folder, {})
    lists, _ = read_lists([folder / LIST_NAME], folder)
    requests: list[str] = []
    manners = Manners(lock_dir=config.cache_dir, interval_s=0, retries=0)
    transport = transport_for(_noting(requests, Standin(bundled_records()).serve))
    async with QueryApi(manners, url=config.arxiv_url, transport=transport) as source:
        sources = Sources(
            StoreFile(config.store_path, config.cache_dir),
            Confirmations.load(config.cache_dir, config.arxiv_url),
            source,
            now,
            config.max_age,
        )
        return await refresh(
            [replace(lists[0], name=LIST_NAME)], RefreshPlan(), Policy(root=config.root), sources
        ), requests


def _noting(requests: list[str], serve: Serve) -> Serve:
    def noted(asked: Asked) -> AbstractContextManager[Response]:
        requests.append(asked.target)
        return serve(asked)

    return noted

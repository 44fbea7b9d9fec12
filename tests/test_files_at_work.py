"""Others at work on the same files while papersync runs: nobody's work is overwritten, and no run is lost for it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from papersync.app.asking import Sources
from papersync.app.lists import read_lists
from papersync.app.pending import begin
from papersync.app.policy import Policy
from papersync.app.refresh import RefreshPlan, settle
from papersync.cli.refresh_report import exit_code
from papersync.errors import ExitCode
from papersync.papers import Paper
from papersync.standin.records import load_records
from papersync.standin.server import StandinServer
from papersync.store.codec import Store, dumps, loads
from papersync.store.confirmations import Confirmations
from papersync.store.repository import StoreFile
from tests.records import ALL, RANKGEN, SCALING, SELF, paper

PATIENCE_S = 60


class Gate(StandinServer):
    """The stand-in, which says when it is asked, and answers when it may."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.may_answer = threading.Event()
        super().__init__(load_records(dumps(Store.of(ALL))))

    def verify_request(self, *_: object) -> bool:
        """Called once a connection, before anything is read from it."""
        self.asked.set()
        return self.may_answer.wait(PATIENCE_S)


@pytest.fixture
def gate(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    server = Gate()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("PAPERSYNC_ARXIV_URL", server.query_url)
    monkeypatch.setenv("PAPERSYNC_INTERVAL", "0")
    monkeypatch.setenv("PAPERSYNC_STORE", "papers.json")
    yield server
    server.may_answer.set()
    server.shutdown()
    server.server_close()
    thread.join()


def started(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "papersync", "refresh", *arguments]
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=PATIENCE_S)
    return process.returncode, out, err


def while_asking(gate: Gate, act: Callable[[], object], *arguments: str) -> tuple[int, str, str]:
    """A refresh during whose question to arXiv somebody acts."""
    process = started(*arguments)
    try:
        assert gate.asked.wait(PATIENCE_S)
        act()
        gate.may_answer.set()
        return ended(process)
    finally:
        process.kill()


def entry(record: Paper, *, right: bool = True) -> str:
    title = record.title if right else record.title.replace("Language", "Langauge").replace("RankGen", "RANKGEN")
    return f"### {title} [x](https://arxiv.org/abs/{record.id})\n\n"


def stored(folder: Path) -> set[str]:
    store = loads((folder / "papers.json").read_bytes(), "papers.json")
    return {str(record.id) for record in store}


def save(path: Path, text: str, *, renaming: bool) -> None:
    """As editors do: in place, or a new file that takes the old one's."""
    if renaming:
        aside = path.with_name("aside")
        aside.write_text(text)
        aside.replace(path)
    else:
        path.write_text(text)


MINE = "A paragraph that a person wrote while papersync asked arXiv.\n\n"


@pytest.mark.parametrize("renaming", [False, True], ids=["saved-in-place", "saved-by-renaming"])
def test_what_an_editor_saves_during_the_asking_is_what_is_mended(
    workspace: Path, gate: Gate, *, renaming: bool
) -> None:
    page = workspace / "list.md"
    page.write_text(entry(RANKGEN, right=False))
    saved = MINE + entry(RANKGEN, right=False) + entry(SCALING, right=False)
    code, out, err = while_asking(
        gate, lambda: save(page, saved, renaming=renaming), "--output-format", "json", "list.md"
    )
    assert page.read_text() == MINE + entry(RANKGEN) + entry(SCALING, right=False)
    document = json.loads(out)
    assert (code, document["unconfirmed"], document["changed"]) == (3, ["2001.08361"], ["list.md"])
    assert "PS202" not in {finding["code"] for finding in document["findings"]}, "not asked for is not missing"
    assert "named in a list only since arXiv was asked" in err
    assert ended(started("list.md"))[0] == 0
    assert page.read_text() == MINE + entry(RANKGEN) + entry(SCALING)


def test_a_list_that_is_gone_when_arxiv_has_answered_is_not_made_again(workspace: Path, gate: Gate) -> None:
    gone, other = workspace / "gone.md", workspace / "other.md"
    gone.write_text(entry(RANKGEN, right=False))
    other.write_text(entry(SCALING, right=False))
    code, _, err = while_asking(gate, gone.unlink, "gone.md", "other.md")
    assert (code, "gone.md: cannot be read: there is no such file" in err) == (2, True)
    assert not gone.exists()
    assert other.read_text() == entry(SCALING)


def test_a_record_that_a_list_needs_by_now_is_not_pruned(workspace: Path, gate: Gate) -> None:
    page = workspace / "README.md"
    page.write_text(entry(RANKGEN))
    (workspace / "papers.json").write_bytes(dumps(Store.of([SCALING, SELF])))
    code, _, _ = while_asking(gate, lambda: page.write_text(entry(RANKGEN) + entry(SCALING)), "--prune")
    assert (code, stored(workspace)) == (0, {str(RANKGEN.id), str(SCALING.id)})


def test_records_that_others_store_meanwhile_survive(workspace: Path, gate: Gate) -> None:
    page = workspace / "list.md"
    page.write_text(entry(RANKGEN, right=False))
    others = StoreFile(workspace / "papers.json", workspace / "locks")
    code, _, _ = while_asking(gate, lambda: others.learn([SELF]), "list.md")
    assert (code, page.read_text()) == (0, entry(RANKGEN))
    assert stored(workspace) == {str(RANKGEN.id), str(SELF.id)}


def test_a_store_that_is_damaged_meanwhile_is_left_and_the_list_too(workspace: Path, gate: Gate) -> None:
    page, store = workspace / "list.md", workspace / "papers.json"
    page.write_text(entry(RANKGEN, right=False))
    merge = b'{\n<<<<<<< ours\n  "version": 1,\n=======\n  "version": 1\n>>>>>>> theirs\n'
    code, _, err = while_asking(gate, lambda: store.write_bytes(merge), "list.md")
    assert (code, "papers.json:2" in err) == (2, True)
    assert (page.read_text(), store.read_bytes()) == (entry(RANKGEN, right=False), merge)


def test_two_refreshes_at_once_of_lists_that_share_a_store(workspace: Path, gate: Gate) -> None:
    for name, record in (("a.md", RANKGEN), ("b.md", SCALING)):
        (workspace / name).write_text(entry(record, right=False))
    both = [started("a.md"), started("b.md")]
    assert gate.asked.wait(PATIENCE_S)
    gate.may_answer.set()
    assert [ended(process)[0] for process in both] == [0, 0]
    assert stored(workspace) == {str(RANKGEN.id), str(SCALING.id)}
    assert [(workspace / name).read_text() for name in ("a.md", "b.md")] == [entry(RANKGEN), entry(SCALING)]


def test_two_refreshes_at_once_of_one_list(workspace: Path, gate: Gate) -> None:
    page = workspace / "list.md"
    page.write_text(entry(RANKGEN, right=False) + entry(SCALING, right=False))
    both = [started("list.md"), started("list.md")]
    assert gate.asked.wait(PATIENCE_S)
    gate.may_answer.set()
    for code, _, err in map(ended, both):
        assert code == 0 or (code == 2 and "list.md: it was changed meanwhile; nothing was written" in err), err
    assert page.read_text() == entry(RANKGEN) + entry(SCALING)
    assert stored(workspace) == {str(RANKGEN.id), str(SCALING.id)}
    assert sorted(path.name for path in workspace.iterdir()) == ["list.md", "papers.json"]


def test_what_is_saved_between_the_last_reading_and_the_writing_stays(workspace: Path) -> None:
    """While a person is asked whether so much may change: what was agreed to is not what would be written."""
    records = [paper(f"2001.{number:05}", f"The Title of Paper Number {number}") for number in range(1, 31)]
    text = "".join(entry(each).replace(")", "?utm_source=x)") for each in records)
    saved, other = workspace / "saved.md", workspace / "other.md"
    saved.write_text(text)
    other.write_text(text)
    store_file = StoreFile(workspace / "papers.json", workspace / "locks")
    store_file.learn(records)
    lists, _ = read_lists([saved, other], workspace / "locks")
    confirmations = Confirmations.load(workspace / "cache", "http://127.0.0.1:9")
    sources = Sources(store_file, confirmations, None, datetime(2026, 11, 22, tzinfo=UTC), timedelta(hours=20))
    learnt = asyncio.run(begin(lists, sources).ask())

    def agree(held: object) -> bool:
        saved.write_text(MINE + text)
        return True

    done = settle(learnt, RefreshPlan(), Policy(), store_file, agree)
    assert [str(error) for error in done.errors] == [f"{saved}: it was changed meanwhile; nothing was written"]
    assert exit_code(done, [], checked=False, exit_zero=True) is ExitCode.INPUT
    assert saved.read_text() == MINE + text
    assert other.read_text() == "".join(map(entry, records))

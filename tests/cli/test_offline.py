"""What a run does without arXiv: everything that the store can tell, at once; exit 3 only for what had to be asked."""

from __future__ import annotations

import errno
import json
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NoReturn

import pytest

from papersync.cli.commands import app
from papersync.config import Config
from papersync.papers import Paper
from papersync.store.codec import Store, dumps
from papersync.store.confirmations import Confirmations
from tests.cli.conftest import Cli
from tests.cli.standins import serving
from tests.records import ALL, RANKGEN

MENDED = f"# L\n\n## S\n\n### {RANKGEN.title} [x](https://arxiv.org/abs/{RANKGEN.id})\n"
LIST = MENDED.replace("RankGen", "RANKGEN")
DEAD = "http://127.0.0.1:9/api/query"
HOUR, MONTH = timedelta(hours=1), timedelta(days=31)
HEARSAY = replace(RANKGEN, origin="bundled")


def remember(cli: Cli, url: str, record: Paper | None, ago: timedelta | None) -> None:
    """A store with this record, and a cache that says when its source last answered for it."""
    (cli.folder / "data").mkdir(exist_ok=True)
    if record is not None:
        cli.write("data/papers.json", dumps(Store.of([record])))
    if ago is not None:
        cache, at = Confirmations.load(Config(root=cli.folder).cache_dir, url), datetime.now(UTC) - ago
        found, missing = ([record], []) if record is not None else ([], [RANKGEN.id])
        assert cache.with_answers(found, missing, at).save()


KNOWN = [
    # What is known, then the exit codes with arXiv there, with a dead network, with --offline; and whether it is asked.
    pytest.param((None, None, (0, 3, 3), True), id="no record"),
    pytest.param((HEARSAY, None, (0, 3, 3), True), id="a record that nobody confirmed"),
    pytest.param((RANKGEN, HOUR, (0, 0, 0), False), id="confirmed an hour ago"),
    pytest.param((RANKGEN, MONTH, (0, 3, 0), True), id="confirmed a month ago"),
    pytest.param((RANKGEN, None, (0, 3, 0), True), id="confirmed, the cache is gone"),
    pytest.param((RANKGEN, -HOUR, (0, 3, 0), True), id="confirmed in the future: a clock was wrong"),
    pytest.param((None, HOUR, (1, 1, 1), False), id="arXiv had no such paper an hour ago"),
    pytest.param((None, MONTH, (0, 3, 3), True), id="arXiv had no such paper a month ago"),
]


@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize("arxiv", ["there", "dead network", "--offline"])
def test_refresh(
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
    known: tuple[Paper | None, timedelta | None, tuple[int, int, int], bool],
    arxiv: str,
) -> None:
    record, ago, codes, asks = known
    page = cli.write("README.md", LIST)
    online, dead, offline = codes
    with serving(ALL, monkeypatch) as server:
        url = DEAD if arxiv == "dead network" else server.query_url
        monkeypatch.setenv("PAPERSYNC_ARXIV_URL", url)
        remember(cli, url, record, ago)
        done = cli("refresh", *(["--offline"] if arxiv == "--offline" else []))
        code = {"there": online, "dead network": dead, "--offline": offline}[arxiv]
        assert done.code == code, done.err
        assert len(server.arrivals) == (asks and arxiv == "there")
    assert ("could not be checked" in done.err) is (code == 3)
    # What the store knows is used in any case, however old.
    assert page.read_text() == (MENDED if record is not None or code == 0 else LIST)


ADD = [
    pytest.param((None, None, (0, 3, 3)), id="no record"),
    pytest.param((HEARSAY, None, (0, 3, 3)), id="a record that nobody confirmed"),
    pytest.param((RANKGEN, HOUR, (0, 0, 0)), id="confirmed an hour ago"),
    pytest.param((RANKGEN, MONTH, (0, 0, 0)), id="confirmed a month ago: news are for refresh"),
    pytest.param((RANKGEN, None, (0, 0, 0)), id="confirmed, the cache is gone"),
]


@pytest.mark.parametrize("known", ADD)
@pytest.mark.parametrize("command", ["add", "show"])
def test_add_and_show(
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
    known: tuple[Paper | None, timedelta | None, tuple[int, int, int]],
    command: str,
) -> None:
    record, ago, codes = known
    words = {"add": ["add", str(RANKGEN.id), "--section", "s"], "show": ["show", str(RANKGEN.id)]}[command]
    if command == "show" and record is HEARSAY:
        codes = (0, 0, 0)  # it says what it has
    store = cli.folder / "data/papers.json"
    online, dead, offline = codes
    with serving(ALL, monkeypatch) as server:
        for url, option, code in (
            (DEAD, [], dead),
            (server.query_url, ["--offline"], offline),
            (server.query_url, [], online),
        ):
            page = cli.write("README.md", "# L\n\n## S\n")
            store.unlink(missing_ok=True)
            monkeypatch.setenv("PAPERSYNC_ARXIV_URL", url)
            remember(cli, url, record, ago)
            before = store.read_bytes() if store.exists() else None
            done = cli(*words, *option)
            assert done.code == code, (url, option, done.err)
            if code == 3:
                assert page.read_text() == "# L\n\n## S\n"
                assert (store.read_bytes() if store.exists() else None) == before
                assert ("run it without --offline" if option else "run it again later") in done.err


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was tried of connections and names, and failed."""
    tried: list[str] = []

    def catch(name: str) -> Callable[..., NoReturn]:
        def fail(*_: object, **__: object) -> NoReturn:
            tried.append(name)
            raise ConnectionRefusedError(errno.ECONNREFUSED, "trapped")

        return fail

    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, catch(name))
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, catch(name))
    return tried


@pytest.fixture
def full(cli: Cli) -> Cli:
    """A list, its record, and a cache that is a month old."""
    cli.write("README.md", LIST + "\n## T\n")
    remember(cli, DEAD, RANKGEN, MONTH)
    return cli


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("refresh",), 0, id="refresh"),
        pytest.param(("refresh", "--check"), 1, id="refresh --check"),
        pytest.param(("refresh", "--prune"), 0, id="refresh --prune"),
        pytest.param(("add", "2001.08361", "-s", "s"), 3, id="add"),
        pytest.param(("add", "2205.09726v7", "-s", "t", "--also"), 3, id="add what the record is too old for"),
        pytest.param(("add", "2205.09726v1", "-s", "t", "--also"), 0, id="add what the record knows"),
        pytest.param(("show", "2001.08361"), 3, id="show"),
        pytest.param(("show", "2205.09726v1"), 0, id="show the version that is stored"),
        pytest.param(("show", "2205.09726v7"), 3, id="show another"),
        pytest.param(("lint",), 0, id="lint"),
        pytest.param(("lint", "--fix"), 0, id="lint --fix"),
        pytest.param(("refs",), 0, id="refs"),
        pytest.param(("rules",), 0, id="rules"),
        pytest.param(("demo", "demo"), 0, id="demo"),
    ],
)
def test_offline_never_opens_a_connection(full: Cli, caught: list[str], words: tuple[str, ...], code: int) -> None:
    done = full(*words, "--offline")
    assert (done.code, caught) == (code, []), done.err


def test_online_the_trap_catches(full: Cli, caught: list[str]) -> None:
    assert full("refresh").code == 3
    assert caught


def test_every_command_knows_it(cli: Cli) -> None:
    callbacks = [each.callback for each in app.registered_commands if each.callback is not None]
    commands = [each.__name__.replace("_", "-") for each in callbacks]
    assert len(commands) >= 7
    assert [each for each in commands if "--offline" not in cli(each, "--help").out] == []


def test_a_fresh_answer_needs_no_network_also_for_json(cli: Cli) -> None:
    cli.write("README.md", MENDED)
    remember(cli, DEAD, RANKGEN, HOUR)
    done = cli("refresh", "--output-format", "json")
    assert (done.code, done.json["unconfirmed"], done.json["unconfirmed_since"], done.err) == (0, [], {}, "")
    assert json.loads((cli.folder / "data/papers.json").read_bytes())["papers"].keys() == {"2205.09726"}

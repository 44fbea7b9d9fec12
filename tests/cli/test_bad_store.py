"""A store that cannot be used: every command that needs it says so and touches nothing; the others do not care."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from papersync.standin.server import StandinServer
from papersync.store.codec import Store, dumps, loads
from tests.cli.conftest import Cli
from tests.cli.standins import serving
from tests.records import ALL, RANKGEN

LIST = b"# List\n\n## S\n\n### RankGenn [arxiv](https://arxiv.org/abs/2205.09726)\n\n> own words\n"
GOOD = dumps(Store.of(ALL)).decode()
LINES = GOOD.split("\n")


def _with(old: str, new: str) -> bytes:
    assert old in GOOD
    return GOOD.replace(old, new, 1).encode("utf-8", "surrogatepass")


CONFLICT = "\n".join([*LINES[:4], "<<<<<<< HEAD", LINES[4], "=======", LINES[4], ">>>>>>> other", *LINES[5:]]).encode()

DAMAGED = [
    pytest.param(b"", "papers.json:1: the store is empty", id="an empty file"),
    pytest.param(b"\0" * 4096, "papers.json:1: the store holds nothing but zeros", id="zeros"),
    pytest.param(GOOD.encode()[:500], "the store is cut short", id="truncated"),
    pytest.param(GOOD.encode("utf-16"), "the store is UTF-16", id="another encoding"),
    pytest.param(_with("RankGen", "\x00"), "the store is not JSON", id="NUL in a title"),
    pytest.param(GOOD.encode().replace(b"RankGen", b"\xff"), "the store is not UTF-8", id="not UTF-8"),
    pytest.param(CONFLICT, "papers.json:5: the store has an unresolved merge conflict", id="merge conflict"),
    pytest.param(b"[]", "papers.json:1: the store is not a JSON object", id="wrong shape"),
    pytest.param(b'{"version": 1,\n"papers": []}', 'papers.json:2: the store has no "papers"', id="papers as a list"),
    pytest.param(_with('"version": 1,\n  "p', '"version": 2,\n  "p'), "papers.json:2: a newer papersync", id="newer"),
    pytest.param(b'{"version": ' + b"1" * 1_000_000 + b"}", "papers.json:1: a newer", id="a number without end"),
    pytest.param(
        _with('"version": 1,\n      "pub', '"version": ' + "1" * 100_000 + ',\n "pub'), '"version"', id="inside"
    ),
    pytest.param(b"[" * 100_000, "nested too deeply", id="100,000 brackets"),
    pytest.param(_with("2001.08361", "\\u001b[31m"), "not an arXiv identifier", id="a key that colours"),
    pytest.param(_with('"title"', '"tit\\u001b[31mle"'), "papers.json:4: 2001.08361", id="a member that colours"),
    pytest.param(b"\0GITCRYPT\0" + bytes(range(256)), "git-crypt", id="encrypted"),
]


@pytest.fixture
def asked(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandinServer]:
    del cli
    with serving(ALL, monkeypatch) as server:
        yield server


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["refresh"], id="refresh"),
        pytest.param(["refresh", "--offline"], id="offline"),
        pytest.param(["lint", "--fix"], id="lint"),
        pytest.param(["show", "2001.08361"], id="show"),
        pytest.param(["add", "2001.08361", "--section", "S"], id="add"),
    ],
)
@pytest.mark.parametrize(("data", "words"), DAMAGED)
def test_a_damaged_store_stops_what_needs_it(
    cli: Cli, asked: StandinServer, data: bytes, words: str, command: list[str]
) -> None:
    page = cli.write("README.md", LIST)
    (cli.folder / "data").mkdir()
    store = cli.write("data/papers.json", data)
    ran = cli(*command)
    assert ran.code == 2, ran.err
    assert words in ran.err
    assert "\n  hint: " in ran.err
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err
    assert len(ran.err) < 600
    assert (page.read_bytes(), store.read_bytes()) == (LIST, data)
    assert asked.arrivals == [], "it was known before anything was asked"
    assert not list(cli.folder.rglob("*.tmp"))


@pytest.mark.parametrize(("data", "words"), DAMAGED[:3])
def test_what_needs_no_store_never_reads_it(cli: Cli, data: bytes, words: str) -> None:
    cli.write("README.md", LIST)
    (cli.folder / "data").mkdir()
    cli.write("data/papers.json", data)
    ran = cli("refs")
    assert ran.code == 0
    assert words not in ran.err
    assert "2205.09726" in ran.out


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(lambda path: path.mkdir(), "this is a folder", id="a folder"),
        pytest.param(lambda path: path.symlink_to(path.name), "round in a circle", id="a link to itself"),
    ],
)
def test_a_store_that_is_no_file(cli: Cli, asked: StandinServer, make: Callable[[Path], None], words: str) -> None:
    cli.write("README.md", LIST)
    (cli.folder / "data").mkdir()
    make(cli.folder / "data/papers.json")
    ran = cli("refresh")
    assert ran.code == 2
    assert words in ran.err
    assert asked.arrivals == []
    assert cli.folder.joinpath("README.md").read_bytes() == LIST


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link(cli: Cli, asked: StandinServer, *, there: bool) -> None:
    cli.write("README.md", LIST)
    (cli.folder / "data").mkdir()
    link = cli.folder / "data/papers.json"
    link.symlink_to("real.json")
    if there:
        cli.write("data/real.json", dumps(Store()))
    assert cli("refresh").code in (0, 1)
    assert len(asked.arrivals) == 1
    assert link.is_symlink()
    assert RANKGEN.id in loads((cli.folder / "data/real.json").read_bytes(), "real.json")


def test_a_store_with_a_byte_order_mark_and_controls_is_used(cli: Cli) -> None:
    cli.write("README.md", LIST)
    (cli.folder / "data").mkdir()
    cli.write("data/papers.json", b"\xef\xbb\xbf" + _with("RankGen:", "Rank\\u001bGen\\u202e:"))
    ran = cli("show", "2205.09726")
    assert ran.code == 0
    assert ran.out.startswith("RankGen: Improving")


@pytest.mark.parametrize("command", [["refresh", "--offline"], ["lint"], ["show", "2001.08361"]])
def test_a_conflicted_store_is_one_for_resolve(cli: Cli, command: list[str]) -> None:
    cli.write("README.md", LIST)
    (cli.folder / "data").mkdir()
    store = cli.write("data/papers.json", CONFLICT)
    ran = cli(*command)
    assert ran.code == 2
    assert f"{store}:5: the store has an unresolved merge conflict" in ran.err
    assert f"`papersync resolve {store}`" in ran.err

"""A configuration that is wrong: named with its line, before anything is read, asked or written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from papersync.standin.server import StandinServer
from papersync.store.codec import Store, dumps
from tests.cli.conftest import Cli
from tests.cli.standins import serving
from tests.records import ALL

LIST = b"# List\n\n## S\n\n### RankGenn [arxiv](https://arxiv.org/abs/2205.09726)\n\n> own words\n"
COMMANDS = [
    pytest.param(["refresh"], id="refresh"),
    pytest.param(["lint", "--fix"], id="lint"),
    pytest.param(["show", "2001.08361"], id="show"),
    pytest.param(["add", "2001.08361", "--section", "S"], id="add"),
    pytest.param(["move", "2001.08361", "--section", "S"], id="move"),
    pytest.param(["remove", "2001.08361"], id="remove"),
    pytest.param(["refs"], id="refs"),
]


@pytest.fixture
def asked(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandinServer]:
    (cli.folder / ".git").mkdir()
    cli.write("README.md", LIST)
    (cli.folder / "data").mkdir()
    cli.write("data/papers.json", dumps(Store.of(ALL)))
    with serving(ALL, monkeypatch) as server:
        yield server


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(b"\nlist = []", ':2: "list" is not a key that papersync knows\n  hint: did you mean', id="typo"),
        pytest.param(b"wrap = 'wide'", ':1: "wrap" must be a whole number', id="wrong type"),
        pytest.param(b"lists = [", "is not TOML", id="broken"),
        pytest.param(b"<<<<<<< HEAD\n", ":1: has an unresolved merge conflict", id="merge conflict"),
        pytest.param("wrap = 80".encode("utf-16"), "is UTF-16, not UTF-8", id="another encoding"),
        pytest.param(b"wrap = " + b"9" * 500_000, ":1: is not usable TOML: a number", id="a number without end"),
        pytest.param(b"a" + b".a" * 100_000 + b" = 1", ":1: has a key of more than", id="a key without end"),
        pytest.param(b'"\\u001b[31m" = 1', "is not a key", id="a key that colours"),
    ],
)
def test_mistakes_stop_every_command(
    cli: Cli, asked: StandinServer, text: bytes, words: str, command: list[str]
) -> None:
    cli.write("papersync.toml", text)
    ran = cli(*command)
    assert ran.code == 2, ran.err
    assert f"{cli.folder / 'papersync.toml'}" in ran.err
    assert words in ran.err
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err
    assert len(ran.err) < 600
    assert asked.arrivals == []
    assert cli.folder.joinpath("README.md").read_bytes() == LIST
    assert cli.folder.joinpath("data/papers.json").read_bytes() == dumps(Store.of(ALL))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("\n\nselect = ['PS1', 'PS9']", ":3: select: there is no rule 'PS9'", id="select"),
        pytest.param("ignore = ['x']", ":1: ignore: there is no rule 'x'", id="ignore"),
        pytest.param(
            "[per-file-ignores]\n'a.md' = ['PS1']\n'b.md' = ['PS9']", ":3: per-file-ignores: b.md", id="per file"
        ),
    ],
)
def test_words_that_mean_no_rule_name_their_line(cli: Cli, asked: StandinServer, text: str, words: str) -> None:
    cli.write("papersync.toml", text)
    ran = cli("refresh")
    assert ran.code == 2
    assert words in ran.err
    assert "papersync rules" in ran.err
    assert asked.arrivals == []


def test_many_lists_that_are_not_there_are_not_all_named(cli: Cli) -> None:
    cli.write("papersync.toml", "lists = [" + "'nowhere.md', " * 10_000 + "]")
    ran = cli("lint")
    assert ran.code == 2
    assert "nowhere.md" in ran.err
    assert len(ran.err) < 600


@pytest.mark.parametrize("output_format", ["text", "json", "github", "sarif"])
@pytest.mark.parametrize("url", ["http://user:qzqzq@127.0.0.1/q", "http://user:qzq/zq@127.0.0.1/q"])
def test_a_password_in_the_url_is_printed_nowhere(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, url: str, output_format: str
) -> None:
    cli.write("README.md", LIST)
    monkeypatch.setenv("PAPERSYNC_ARXIV_URL", url)
    ran = cli("refresh", "--output-format", output_format)
    assert ran.code == 2
    assert "PAPERSYNC_ARXIV_URL" in ran.err
    assert "qzq" not in ran.out + ran.err


@pytest.mark.parametrize(
    "cache",
    [
        pytest.param("README.md", id="a file"),
        pytest.param("/dev/null/cache", id="below what is no folder"),
        pytest.param("x" * 300, id="a name too long"),
    ],
)
def test_a_cache_that_cannot_be_written_costs_requests_and_is_told(
    cli: Cli, asked: StandinServer, monkeypatch: pytest.MonkeyPatch, cache: str
) -> None:
    monkeypatch.setenv("PAPERSYNC_CACHE_DIR", cache)
    for run in (1, 2):
        ran = cli("refresh")
        assert ran.code in (0, 1)
        assert "the cache cannot be written, so the next run asks for all again" in ran.err
        assert len(asked.arrivals) == run
    assert "cache" not in cli("refresh", "--offline").err

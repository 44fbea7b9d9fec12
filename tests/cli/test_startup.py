"""Start-up is part of the product: what is slow to load is loaded where a command needs it, and nowhere else."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest
import typer

from papersync.cli.asking import Loading
from papersync.cli.command import Command
from papersync.cli.options import OutputFormat
from papersync.store.codec import Store, dumps
from tests.cli.conftest import Cli
from tests.http.sockets import dead_port
from tests.records import RANKGEN, SCALING

NETWORK = {"httpx", "httpcore", "anyio", "arxiv", "feedparser", "requests", "lxml", "tenacity"}
ALWAYS = NETWORK | {"rich", "pydantic", "pydantic_core", "pylatexenc", "papersync.standin"}
NOT_WITHOUT_QUESTION = {"asyncio", "ssl", "socket", "filelock", "sqlite3", "logging", "email", "papersync.sources"}
NOT_FOR_RIGHT_TITLES = {"rapidfuzz", "papersync.titles.compare", "papersync.titles.abstracts"}
NOT_FOR_FILES = {"pathspec"}
NOT_BEFORE_AN_ANSWER = {"arxiv", "requests", "lxml", "pydantic", "rich", "rapidfuzz"} | {
    f"papersync.{name}" for name in ("app.refresh", "app.mending", "lint.registry", "report", "sources.reading")
}
NOTHING_OF_OURS = {"papersync.app", "papersync.markdown", "papersync.papers", "papersync.config", "papersync.lint"}
LIST = f"""# List

### {RANKGEN.title} [arXiv](https://arxiv.org/abs/2205.09726)

> {RANKGEN.abstract}

- [{SCALING.title}](https://arxiv.org/abs/2001.08361)
"""
PROGRAM = """
import atexit, sys
sys.argv[0] = {program!r}
def tell():
    with open({to!r}, "w") as file:
        print(*sys.modules, sep="\\n", file=file)
if {at!r} == "exit":
    atexit.register(tell)
else:
    sys.addaudithook(lambda event, _: event == {at!r} and tell())
from papersync.cli.main import run
run()
"""


def loaded(folder: Path, *arguments: str, at: str = "exit", program: str = "-c") -> set[str]:
    """The modules that a process with this command has loaded at its end, or at its last such event."""
    to = folder / "modules.txt"
    command = [sys.executable, "-c", PROGRAM.format(to=str(to), at=at, program=program), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, 1, 3), done.stderr
    return set(to.read_text().split())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / ".git").mkdir()
    (tmp_path / "papersync.toml").write_text('lists = ["README.md"]\ncontact = "me@example.org"\nwrap = 100\n')
    (tmp_path / "README.md").write_text(LIST)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/papers.json").write_bytes(dumps(Store.of([RANKGEN, SCALING])))
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        pytest.param(["--version"], NOTHING_OF_OURS | NOT_WITHOUT_QUESTION, id="the version"),
        pytest.param(["--help"], NOTHING_OF_OURS | NOT_WITHOUT_QUESTION, id="help"),
        pytest.param(["lint", "--help"], NOTHING_OF_OURS | NOT_WITHOUT_QUESTION, id="help for a command"),
        pytest.param(
            ["lint", "README.md"],
            NOT_WITHOUT_QUESTION | NOT_FOR_RIGHT_TITLES | NOT_FOR_FILES,
            id="lint of a right list",
        ),
        pytest.param(
            ["lint"], NOT_WITHOUT_QUESTION | NOT_FOR_RIGHT_TITLES | NOT_FOR_FILES, id="lint of the configured lists"
        ),
        pytest.param(["lint", "--fix", "README.md"], NOT_WITHOUT_QUESTION | NOT_FOR_FILES, id="lint that may fix"),
        pytest.param(["lint", "--output-format", "sarif"], NOT_WITHOUT_QUESTION | NOT_FOR_FILES, id="lint as SARIF"),
        pytest.param(["lint", "."], NOT_WITHOUT_QUESTION | NOT_FOR_RIGHT_TITLES, id="lint of a folder"),
        pytest.param(["refs", "README.md"], NOT_WITHOUT_QUESTION | NOT_FOR_RIGHT_TITLES | NOT_FOR_FILES, id="refs"),
        pytest.param(
            ["remove", "2001.08361", "README.md"], NOT_FOR_RIGHT_TITLES | NOT_FOR_FILES, id="the removal of an entry"
        ),
        pytest.param(["init", "--check"], {"asyncio", "socket", "filelock", "sqlite3"}, id="a look at a repository"),
        pytest.param(["rules", "PS203"], NOT_WITHOUT_QUESTION | {"rapidfuzz"}, id="a rule's page"),
        pytest.param(["refresh", "--offline", "--check", "README.md"], NOT_FOR_FILES, id="refresh offline"),
        pytest.param(["show", "--offline", "2001.08361"], {"rapidfuzz"}, id="a record from the store"),
    ],
)
def test_what_is_not_loaded(folder: Path, arguments: list[str], unneeded: Collection[str]) -> None:
    assert not loaded(folder, *arguments) & (ALWAYS | set(unneeded))


@pytest.mark.parametrize(
    ("theirs", "unneeded"),
    [
        pytest.param(LIST, NOTHING_OF_OURS - {"papersync.app"}, id="what git merges cleanly"),
        pytest.param(LIST.replace("# List", "# Lists"), NOT_FOR_RIGHT_TITLES | NOT_FOR_FILES, id="what is in conflict"),
    ],
)
def test_a_merge_driver_loads_no_more_than_it_needs(folder: Path, theirs: str, unneeded: Collection[str]) -> None:
    """A rebase calls it once a commit."""
    for name, text in (("o", LIST), ("a", LIST.replace("# List", "# A list")), ("b", theirs)):
        (folder / name).write_text(text)
    modules = loaded(folder, "merge-driver", "o", "a", "b", "README.md")
    assert not modules & (ALWAYS | NOT_WITHOUT_QUESTION | set(unneeded))


def test_the_first_question_waits_for_nothing_that_only_its_answer_needs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    monkeypatch.setenv("PAPERSYNC_ARXIV_URL", f"http://127.0.0.1:{dead_port()}/api/query")
    before = loaded(folder, "refresh", "README.md", at="socket.connect")
    assert "httpx" in before
    assert not before & NOT_BEFORE_AN_ANSWER


def test_while_the_first_answer_is_waited_for_modules_are_loaded_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "needed_then.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)

    async def ask(times: int) -> bool:
        monkeypatch.delitem(sys.modules, "needed_then", raising=False)
        loading = Loading(["needed_then"])
        for _ in range(times):
            loading.begin()
        await loading.end()
        return "needed_then" in sys.modules

    assert asyncio.run(ask(2))
    assert not asyncio.run(ask(0)), "nothing was sent"


def test_where_there_is_doubt_pydantic_is_asked(folder: Path) -> None:
    (folder / "papersync.toml").write_text('wrap = "100"\n')
    assert "pydantic" in loaded(folder, "lint", "README.md")
    (folder / "papersync.toml").write_text("wrap = 100\n")
    stored = json.loads((folder / "data/papers.json").read_text())
    stored["papers"]["2001.08361"]["updated"] = "2022-05-19T02:00:00+02:00"
    (folder / "data/papers.json").write_text(json.dumps(stored))
    assert "pydantic" in loaded(folder, "lint", "README.md")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(
            ["lint", "--output-format", "xml"], "'xml' is not one of 'text', 'json', 'github', 'sarif'", id="word"
        ),
        pytest.param(["lint", "--output-format", "TEXT"], "'TEXT' is not one of", id="a word in capitals"),
        pytest.param(["lint", "--show", ""], "'' is not one of 'info'", id="no word"),
        pytest.param(["lint", "--select"], "requires an argument", id="an option without its value"),
        pytest.param(["lint", "--fix=yes"], "does not take a value", id="a flag with a value"),
        pytest.param(["show"], "Missing argument 'ID'", id="an argument that is not there"),
        pytest.param(["remove"], "Missing argument 'ID... [FILES]'", id="neither papers nor lists"),
        pytest.param(["move", "2001.08361"], "Missing option '--section'", id="an option that must be given"),
        pytest.param(["add", "--section", "x"], "no identifiers were given", id="of several none is there"),
    ],
)
def test_wrong_arguments_are_told(cli: Cli, arguments: list[str], words: str) -> None:
    done = cli(*arguments)
    assert done.code == 2
    assert words in done.err


def test_types_that_ours_are_not_are_left_to_typer() -> None:
    seen: list[object] = []
    app = typer.Typer()

    @app.command(cls=Command)
    def main(number: int, name: str, paths: list[Path], form: OutputFormat = OutputFormat.TEXT) -> None:
        seen.extend([number, name, paths, form])

    app(["7", "x", "a", "b", "--form", "json"], standalone_mode=False)
    assert seen == [7, "x", [Path("a"), Path("b")], OutputFormat.JSON]

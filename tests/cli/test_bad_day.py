"""What a user sees when arXiv refuses, is not there, or has not answered for long."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from papersync.config import Config
from papersync.papers import Paper
from papersync.store.codec import Store, dumps
from papersync.store.confirmations import Confirmations
from tests.cli.conftest import Cli
from tests.cli.standins import serving
from tests.records import ALL, RANKGEN, SCALING, paper

GOLDEN: Final = Path(__file__).parents[1] / "golden"
DEAD: Final = "http://127.0.0.1:9/api/query"
PAPERS: Final = [paper(f"2212.{n:05}", f"How Gradual Change Number {n} Reaches the Large Model") for n in range(1, 251)]
LIST: Final = f"# L\n\n### {RANKGEN.title} [x](https://arxiv.org/abs/{RANKGEN.id})\n"


def _list(papers: list[Paper]) -> str:
    return "# L\n\n## S\n\n" + "".join(f"- [{each.title}](https://arxiv.org/abs/{each.id})\n" for each in papers)


def remember(cli: Cli, records: list[Paper], at: datetime, url: str = DEAD) -> None:
    """The store holds these, and the source was last heard of then."""
    (cli.folder / "data").mkdir(exist_ok=True)
    cli.write("data/papers.json", dumps(Store.of(records)))
    assert Confirmations.load(Config(root=cli.folder).cache_dir, url).with_answers(records, (), at).save()


def test_refused_after_the_first_hundred(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The golden file has the folder's name replaced; otherwise it is stderr as it comes."""
    page = cli.write("README.md", _list(PAPERS))
    with serving(PAPERS, monkeypatch, "rate-exceeded:after=1") as server:
        done = cli("refresh")
        assert done.code == 3
        assert done.err.replace(str(cli.folder), "FOLDER") == _golden("refresh-refused.txt", server.arrivals[0].target)
        first = set(re.findall(r"2212\.\d{5}", server.arrivals[0].target))
    assert json.loads((cli.folder / "data/papers.json").read_bytes())["papers"].keys() == first
    assert page.read_text() == _list(PAPERS)
    with serving(PAPERS, monkeypatch) as server:
        monkeypatch.setenv("PAPERSYNC_CACHE_DIR", str(cli.folder / "other"))
        cli("refresh")
        asked = [re.findall(r"2212\.\d{5}", arrival.target) for arrival in server.arrivals]
        assert first.isdisjoint(asked[0]), "the next run begins with the others"


def _golden(name: str, target: str) -> str:
    """Which hundred are asked for first depends on the day, so the first five of the others do too."""
    asked = set(re.findall(r"2212\.\d{5}", target))
    others = [str(each.id) for each in PAPERS if str(each.id) not in asked]
    return (GOLDEN / name).read_text("utf-8").replace("FIRST FIVE", ", ".join(others[:5]))


def test_since_when_in_json(cli: Cli) -> None:
    cli.write("README.md", _list([RANKGEN, SCALING]))
    remember(cli, [RANKGEN], datetime(2026, 11, 20, 8, 30, 1, 999, tzinfo=UTC))
    done = cli("refresh", "--output-format", "json")
    assert (done.code, done.json["unconfirmed"]) == (3, ["2001.08361", "2205.09726"])
    assert done.json["unconfirmed_since"] == {"2001.08361": None, "2205.09726": "2026-11-20T08:30:01Z"}
    assert "last confirmed on 2026-11-20; unknown for 1 of them" in done.err


def test_one_warning_for_github(cli: Cli) -> None:
    cli.write("README.md", _list([RANKGEN, SCALING]))
    done = cli("refresh", "--output-format", "github")
    (line,) = done.out.splitlines()
    assert line.startswith("::warning title=papersync::2 of 2 papers could not be checked: arXiv could not be reached")
    assert done.code == 3


def test_what_arxiv_answers_cannot_forge_a_command(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write("README.md", LIST)
    with serving(ALL, monkeypatch, "html"):
        done = cli("refresh", "--output-format", "github")
    assert (done.code, len(done.out.splitlines())) == (3, 1)


def test_a_notification_in_sarif(cli: Cli) -> None:
    cli.write("README.md", LIST)
    (run,) = cli("refresh", "--output-format", "sarif").json["runs"]
    assert run["invocations"][0]["toolExecutionNotifications"][0]["level"] == "warning"
    assert run["invocations"][0]["executionSuccessful"]


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_a_check_says_that_it_wrote_nothing(cli: Cli, monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    cli.write("README.md", _list(PAPERS))
    with serving(PAPERS, monkeypatch, "rate-exceeded:after=1"):
        done = cli("refresh", option)
    assert done.code == 3
    assert "100 papers were confirmed; no record was written" in done.err
    assert not (cli.folder / "data").exists()


STALE = "papersync: stale: arXiv last answered for these lists 45 days ago, on "


@pytest.mark.parametrize(
    ("words", "hint", "code"),
    [
        pytest.param(("refresh",), "see whether arXiv can be reached", 3, id="nobody there"),
        pytest.param(("refresh", "--offline"), "run it once without --offline", 0, id="offline"),
        pytest.param(("refresh", "--check"), "see whether arXiv can be reached", 3, id="check"),
        pytest.param(("lint",), "see whether it still runs", 0, id="lint"),
        pytest.param(("lint", "--diff"), "see whether it still runs", 0, id="lint --diff"),
    ],
)
def test_staleness_is_said_once(cli: Cli, words: tuple[str, ...], hint: str, code: int) -> None:
    cli.write("README.md", LIST)
    cli.write("other.md", LIST)
    at = datetime.now(UTC) - timedelta(days=45, minutes=1)
    remember(cli, [RANKGEN], at)
    done = cli(*words, "README.md", "other.md")
    assert (done.code, done.err.count("stale"), done.out.count("stale")) == (code, 1, 0)
    assert f"{STALE}{at.date()}\n  hint: " in done.err
    assert hint in done.err


@pytest.mark.parametrize("command", ["refresh", "lint"])
def test_staleness_is_one_warning_for_github(cli: Cli, command: str) -> None:
    cli.write("README.md", LIST)
    remember(cli, [RANKGEN], datetime.now(UTC) - timedelta(days=45, minutes=1))
    done = cli(command, "--output-format", "github")
    assert sum("::stale: arXiv last answered" in line for line in done.out.splitlines()) == 1
    assert done.out.count("::warning") == (2 if command == "refresh" else 1)
    sarif = cli(command, "--output-format", "sarif").json["runs"][0]
    assert "stale" in sarif["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]
    document = cli(command, "--output-format", "json").json
    assert not any("stale" in each["message"] for each in document["findings"]), "it is no finding"


def test_programs_learn_since_when(cli: Cli) -> None:
    cli.write("README.md", LIST)
    at = datetime.now(UTC) - timedelta(days=45, minutes=1)
    assert cli("refresh", "--output-format", "json").json["stale_since"] is None, "nothing is known yet"
    remember(cli, [RANKGEN], at)
    assert cli("refresh", "--output-format", "json").json["stale_since"] == f"{at:%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize(
    ("days", "after"),
    [
        pytest.param(29, None, id="less than the default"),
        pytest.param(45, "60d", id="less than configured"),
        pytest.param(None, None, id="without a cache nothing is known"),
    ],
)
@pytest.mark.parametrize("words", [("lint",), ("refresh", "--offline")])
def test_no_staleness(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], days: int | None, after: str | None
) -> None:
    cli.write("README.md", LIST)
    remember(cli, [RANKGEN], datetime.now(UTC) - timedelta(days=days or 0))
    if days is None:
        monkeypatch.setenv("PAPERSYNC_CACHE_DIR", str(cli.folder / "nothing"))
    if after is not None:
        monkeypatch.setenv("PAPERSYNC_STALE_AFTER", after)
    done = cli(*words)
    assert (done.code, done.err) == (0, "")


def test_an_answer_ends_staleness(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write("README.md", LIST)
    with serving(ALL, monkeypatch) as server:
        remember(cli, [RANKGEN], datetime.now(UTC) - timedelta(days=45), server.query_url)
        assert cli("lint").err.startswith("papersync: stale")
        assert cli("refresh").err == ""
        assert cli("lint").err == ""


def test_some_of_several_papers_cannot_be_added(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of them the store knows already: all or none are added all the same."""
    page = cli.write("README.md", "# L\n\n## S\n")
    remember(cli, [RANKGEN], datetime.now(UTC))
    store = (cli.folder / "data/papers.json").read_bytes()
    for options, reason, hint in (
        ((), "arXiv could not be reached", "run it again later"),
        (("--offline",), "not asked: offline", "run it without --offline"),
    ):
        done = cli("add", "2205.09726", "2001.08361", "2102.06701", "-s", "s", *options)
        assert (done.code, done.out) == (3, "")
        first, second = done.err.splitlines()
        assert first.startswith(f"papersync: 2 of 3 papers (2001.08361, 2102.06701) could not be looked up: {reason}")
        assert second == f"  hint: nothing was written; none of the papers was added; {hint}"
    assert (page.read_text(), (cli.folder / "data/papers.json").read_bytes()) == ("# L\n\n## S\n", store)


def test_an_unknown_answer_is_no_answer_about_the_others(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    page = cli.write("README.md", "# L\n\n## S\n")
    with serving(ALL, monkeypatch, "rate-exceeded:after=1"):
        done = cli("add", "2205.09726", "2101.00001", "-s", "s")
    assert (done.code, page.read_text()) == (3, "# L\n\n## S\n")
    assert "papersync: 1 of 2 papers (2101.00001) could not be looked up: arXiv" in done.err
    assert "no such paper" not in done.err
    assert not (cli.folder / "data").exists()


def test_show_on_a_bad_day(cli: Cli) -> None:
    done = cli("show", "2205.09726", "--output-format", "json")
    assert done.code == 3
    assert done.json["paper"] is None
    (error,) = done.json["errors"]
    assert error["message"].startswith("2205.09726 could not be looked up: arXiv could not be reached")
    assert error["hint"] == "run it again later"


@pytest.mark.parametrize(
    "command", [("refresh",), ("show", "2001.08361"), ("add", "2001.08361", "-s", "l")], ids=lambda command: command[0]
)
def test_a_malformed_proxy_is_no_bug(cli: Cli, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    page = cli.write("README.md", LIST)
    monkeypatch.setenv("PAPERSYNC_ARXIV_URL", "https://export.arxiv.example/api/query")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:port")
    done = cli(*command)
    assert (done.code, page.read_text()) == (3, LIST)
    blame = "the proxy that HTTPS_PROXY, ALL_PROXY or another such variable names cannot be used (Invalid port: 'port')"
    assert blame in " ".join(done.err.split())
    assert "bug" not in done.err


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
@pytest.mark.parametrize("command", [("refresh",), ("refresh", "--offline"), ("lint",)], ids=" ".join)
def test_an_answer_at_the_edge_of_the_calendar_is_none(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, at: str, command: tuple[str, ...]
) -> None:
    """In UTC the moment is before the first year, or after the last."""
    page = cli.write("README.md", LIST)
    with serving(ALL, monkeypatch) as server:
        remember(cli, [RANKGEN], datetime.now(UTC), server.query_url)
        cache = Confirmations.load(Config(root=cli.folder).cache_dir, server.query_url).path
        content = json.loads(cache.read_bytes())
        content["answers"][str(RANKGEN.id)]["at"] = at
        cache.write_text(json.dumps(content))
        done = cli(*command)
        assert (done.code, done.err, page.read_text()) == (0, "", LIST)
        assert len(server.arrivals) == (command == ("refresh",)), "it counts as never asked"

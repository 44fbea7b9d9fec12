"""`papersync lint`, `refs`, `show`, `rules`: what needs no writing."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Cli
from tests.records import RANKGEN, SCALING

TRACKED = "# L\n\n- [RankGen](https://arxiv.org/abs/2205.09726?utm_source=x)\n"


def test_lint_needs_no_network_and_no_records(cli: Cli) -> None:
    cli.write("README.md", TRACKED)
    done = cli("lint")
    assert done.code == 1
    assert done.out.startswith("README.md:3:13: PS102 warning")
    assert "1 info" in done.out


def test_info_is_counted_and_listed_when_asked(cli: Cli) -> None:
    cli.write("README.md", TRACKED)
    assert "PS304" not in cli("lint").out
    assert "PS304" in cli("lint", "--show", "info").out


def test_fix_writes_and_the_rest_stays(cli: Cli) -> None:
    page = cli.write("README.md", TRACKED)
    done = cli("lint", "--fix")
    assert (done.code, page.read_text()) == (0, TRACKED.replace("?utm_source=x", ""))
    assert "[fixed]" in done.out


def test_unsafe_fixes_wait_to_be_asked_for(cli: Cli) -> None:
    text = "# L\n\n- [x](https://arxiv.org/pdf/2205.09726.pdf%20https://example.org/a)\n"
    page = cli.write("README.md", text)
    assert (cli("lint", "--fix").code, page.read_text()) == (1, text)
    assert cli("lint", "--unsafe-fixes").code == 0
    assert page.read_text() == "# L\n\n- [x](https://arxiv.org/pdf/2205.09726.pdf)\n"


def test_check_and_diff_write_nothing(cli: Cli) -> None:
    page = cli.write("README.md", TRACKED)
    assert cli("lint", "--check").code == 1
    shown = cli("lint", "--diff")
    assert "-- [RankGen]" in shown.out.replace("---", "")
    assert page.read_text() == TRACKED
    assert cli("lint", "--check", "--exit-zero").code == 1, "--exit-zero is about findings, not about changes"
    assert cli("lint", "--exit-zero").code == 0


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        pytest.param((), {"PS102", "PS304"}, id="default"),
        pytest.param(("--select", "PS304"), {"PS304"}, id="select"),
        pytest.param(("--ignore", "PS1"), {"PS304"}, id="ignore-a-group"),
        pytest.param(("--select", "PS1,PS3", "--ignore", "PS304"), {"PS102"}, id="both"),
    ],
)
def test_rules_are_chosen(cli: Cli, options: tuple[str, ...], codes: set[str]) -> None:
    cli.write("README.md", TRACKED)
    done = cli("lint", "--output-format", "json", *options)
    assert {finding["code"] for finding in done.json["findings"]} == codes


def test_unknown_rule_is_usage(cli: Cli) -> None:
    cli.write("README.md", TRACKED)
    assert cli("lint", "--select", "PS999").code == 2


def test_json_has_the_keys_of_the_contract(cli: Cli) -> None:
    cli.write("README.md", TRACKED)
    document = cli("lint", "missing.md", "README.md", "--output-format", "json").json
    assert list(document) == ["version", "findings", "errors"]
    assert document["errors"][0]["path"] == "missing.md"
    assert set(document["findings"][0]) == {
        "code", "name", "level", "message", "path", "line", "column", "end_line", "end_column", "start", "end", "id",
        "fixed", "fix",
    }  # fmt: skip
    start = TRACKED.index("?utm")
    assert document["findings"][0]["fix"]["edits"] == [{"start": start, "end": start + 13, "text": ""}]


def test_github_and_sarif(cli: Cli) -> None:
    cli.write("README.md", TRACKED)
    assert cli("lint", "--output-format", "github").out.startswith("::warning file=README.md,line=3,")
    assert cli("lint", "--output-format", "sarif").json["version"] == "2.1.0"


def test_list_on_standard_input(cli: Cli) -> None:
    assert "-:3:13: PS102" in cli("lint", "-", stdin=TRACKED).out


def test_folder_is_searched_and_an_empty_one_is_an_error(cli: Cli) -> None:
    (cli.folder / "docs").mkdir()
    assert cli("lint", "docs").code == 2
    cli.write("docs/a.md", TRACKED)
    assert "PS102" in cli("lint", "docs").out


def test_control_characters_of_a_list_do_not_reach_the_terminal(cli: Cli) -> None:
    cli.write("README.md", "[x](https://arxiv.org/pdf/2205.09726.pdf%1b[31m\u202ered)\n".encode())
    done = cli("lint")
    assert "PS101" in done.out
    assert not {"\x1b", "\u202e"} & set(done.out)


def test_configuration_error_names_file_line_and_key(cli: Cli) -> None:
    cli.write("README.md", TRACKED)
    cli.write("papersync.toml", '# mine\nlsits = ["a.md"]\n')
    done = cli("lint")
    assert done.code == 2
    assert "papersync.toml:2" in done.err
    assert "lsits" in done.err


def test_refs_json(cli: Cli) -> None:
    text = "# A\n\n## B\n\né [x](https://arxiv.org/pdf/2205.09726v2.pdf) and arXiv:hep-th/9901001, abs/9913.00001\n"
    path = cli.write("README.md", text)
    document = cli("refs", "--output-format", "json").json
    first, second = document["references"]
    assert path.read_bytes()[first["start"] : first["end"]].decode() == first["url"]
    assert (first["id"], first["id_version"], first["kind"], first["text"]) == ("2205.09726", 2, "inline", "x")
    assert (first["line"], first["column"], first["section"]) == (5, 7, ["A", "B"])
    assert (second["id"], second["kind"]) == ("hep-th/9901001", "text")


def test_refs_text_and_errors(cli: Cli) -> None:
    cli.write("README.md", TRACKED)
    done = cli("refs", "README.md", "missing.md")
    assert done.code == 2
    assert "README.md:3:13: 2205.09726 inline" in done.out
    assert "1 reference to 1 paper" in done.out


def test_show_asks_and_stores_nothing(online: Cli) -> None:
    done = online("show", "2205.09726", "--output-format", "json")
    assert done.json["paper"]["title"] == RANKGEN.title
    assert done.json["paper"]["id"] == "2205.09726"
    assert list(online.folder.iterdir()) == []
    assert RANKGEN.title in online("show", "https://arxiv.org/abs/2205.09726").out.replace("\n", " ")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        pytest.param("2205.09726v7", 1, id="no-such-version"),
        pytest.param("2101.00001", 1, id="no-such-paper"),
        pytest.param("0808.05394", 2, id="impossible"),
        pytest.param("rankgen", 2, id="no-identifier"),
    ],
)
def test_show_refuses(online: Cli, asked: str, code: int) -> None:
    done = online("show", asked)
    assert done.code == code
    assert done.err.startswith("papersync: ")
    assert not done.out


def test_show_without_a_source(cli: Cli) -> None:
    assert cli("show", "2205.09726").code == 3
    assert cli("show", "2205.09726", "--offline").code == 3


def test_show_from_the_store(online: Cli) -> None:
    online.write("README.md", f"### {SCALING.title} [x](https://arxiv.org/abs/2001.08361)\n")
    online("refresh")
    assert SCALING.title in online("show", "2001.08361", "--offline").out


def test_rules(cli: Cli) -> None:
    table = cli("rules").out.splitlines()
    assert [line.split()[0] for line in table][:4] == ["code", "PS101", "PS102", "PS103"]
    off = {line.split()[0] for line in table if line.endswith("(off by default)")}
    assert off == {"PS107", "PS502"}
    assert "wrong-paper" in cli("rules", "PS203").out
    assert json.loads(cli("rules", "--output-format", "json").out)["rules"][0]["code"] == "PS101"
    assert cli("rules", "PS000").code == 2


def test_version_and_help(cli: Cli) -> None:
    assert cli("--version").out.startswith("papersync 0.")
    assert "refresh" in cli("--help").out
    for command in ("refresh", "add", "move", "remove", "lint", "refs", "show", "rules", "demo"):
        shown = cli(command, "--help")
        assert shown.code == 0
        assert f"    papersync {command}" in shown.out


def test_unknown_command_is_usage(cli: Cli) -> None:
    assert cli("frobnicate").code == 2


@pytest.mark.parametrize(
    ("configuration", "says"),
    [
        pytest.param('select = ["PS999"]', "select", id="unknown-code"),
        pytest.param('ignore = ["wrong-papr"]', "ignore", id="unknown-name"),
        pytest.param('[per-file-ignores]\n"a.md" = ["PS999"]', "a.md", id="unknown-code-for-a-file"),
    ],
)
def test_unknown_rules_in_the_configuration(online: Cli, configuration: str, says: str) -> None:
    online.write("README.md", TRACKED)
    online.write("papersync.toml", configuration)
    done = online("refresh")
    assert done.code == 2
    assert "papersync.toml" in done.err
    assert says in done.err
    assert not (online.folder / "data").exists(), "known before anything is asked"


@pytest.mark.parametrize(
    "configuration",
    [
        pytest.param('select = ["ALL"]\nignore = ["ps102"]', id="all-but-one-in-small-letters"),
        pytest.param('ignore = ["tracking-parameters"]', id="by-name"),
        pytest.param('[per-file-ignores]\n"./README.md" = ["PS1"]', id="per-file-with-dot-slash"),
    ],
)
def test_rules_may_be_named_in_the_configuration_as_on_the_command_line(cli: Cli, configuration: str) -> None:
    cli.write("README.md", TRACKED)
    cli.write("papersync.toml", configuration)
    assert "PS102" not in cli("lint").out


def test_fixed_list_on_standard_output(cli: Cli) -> None:
    assert cli("lint", "--fix", "-", stdin=TRACKED).out == TRACKED.replace("?utm_source=x", "")


def test_standard_input_stands_alone(cli: Cli) -> None:
    cli.write("README.md", TRACKED)
    assert cli("lint", "-", "README.md").code == 2


def test_nothing_is_said_of_lists_that_could_not_be_read(cli: Cli) -> None:
    done = cli("lint", "missing.md")
    assert (done.code, done.out) == (2, "")

"""`papersync remove` and `papersync move`, as their users meet them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli

GOLDEN = Path(__file__).parents[1] / "golden"
RANK = "https://arxiv.org/abs/2205.09726"
SCALE = "https://arxiv.org/abs/2001.08361"
THIRD = "https://arxiv.org/abs/2203.02155"
LIST = f"""# Reading

As [shown](https://arxiv.org/abs/1909.08593) before.

## Scaling

Words of mine.

1. [Scaling Laws for Neural Language Models]({SCALE})
   - a note of mine
   - [code](https://github.com/a/b)
7. **Ranking What Models Write** [paper]({RANK}) 🔥{"  "}

## Tables

| Title | Venue |
|---|:-:|
| [Training Models \\| with Feedback]({THIRD}) | mine |

## More

1. [Explaining Neural Scaling Laws](https://arxiv.org/abs/2102.06701)

| Title | Venue |
|---|:-:|
"""
NOTED = (
    f"1. [Scaling Laws for Neural Language Models]({SCALE})\n   - a note of mine\n   - [code](https://github.com/a/b)\n"
)
BULLET = f"7. **Ranking What Models Write** [paper]({RANK}) 🔥  \n"
ROW = f"| [Training Models \\| with Feedback]({THIRD}) | mine |\n"


def test_remove_takes_the_entry_and_nothing_else(cli: Cli) -> None:
    page = cli.write("README.md", LIST)
    assert cli("remove", "2001.08361").code == 0
    assert page.read_text() == LIST.replace(NOTED, "")
    assert cli("remove", "arXiv:2205.09726v2", "README.md").code == 0
    assert page.read_text() == LIST.replace(NOTED, "").replace("\n" + BULLET, ""), "the section stays"
    assert not (cli.folder / "data").exists()


def test_a_table_without_rows_keeps_its_heading(cli: Cli) -> None:
    page = cli.write("README.md", LIST)
    assert cli("remove", "2203.02155").code == 0
    assert page.read_text() == LIST.replace(ROW, "")


def test_several_at_once(cli: Cli) -> None:
    page = cli.write("README.md", LIST)
    assert cli("remove", "-", stdin="2001.08361 2205.09726\n2203.02155").code == 0
    assert page.read_text() == LIST.replace(NOTED, "").replace("\n" + BULLET, "").replace(ROW, "")


def test_move_and_back(cli: Cli) -> None:
    page = cli.write("README.md", LIST)
    assert cli("move", "2205.09726", "2203.02155", "--section", "more").code == 0
    behind = "2102.06701)\n"
    moved = LIST.replace(BULLET, "").replace(ROW, "").replace(behind, behind + BULLET) + ROW
    assert page.read_text() == moved
    assert cli("move", "2205.09726", "-s", "scaling").code == 0
    assert cli("move", "2203.02155", "-s", "tables").code == 0
    assert page.read_text() == LIST


def test_add_move_takes_entries_of_any_layout(cli: Cli) -> None:
    page = cli.write("README.md", LIST)
    assert cli("add", "2203.02155", "--section", "more", "--move").code == 0
    assert page.read_text() == LIST.replace(ROW, "") + ROW


def test_what_the_terminal_says(cli: Cli) -> None:
    """The golden file holds what a person sees, and the exit codes."""
    cli.write("README.md", LIST)
    twice = (
        f"# T\n\n## A\n\n- [Ranking What Models Write]({RANK})\n\n## B\n\n- Ranking What Models Write [pdf]({RANK})\n"
    )
    cli.write("twice.md", twice)
    cli.write("both.md", f"## A\n\n- [Ranking What Models Write]({RANK}), [Scaling Laws]({SCALE})\n\n## B\n")
    told: list[str] = []
    for words in (
        "remove 2001.08361 --check",
        "remove 2203.02155 2205.09726 README.md --diff",
        "move 2205.09726 --section more --check",
        "move 2205.09726 --section scaling",
        "move 2205.09726 --section tables",
        "move 1909.08593 --section tables",
        "remove 1909.08593",
        "remove 2301.00001 README.md twice.md",
        "remove 2205.09726 twice.md",
        "remove 2205.09726 twice.md --section B",
        "remove 2205.09726 both.md",
        "move 2205.09726 both.md --section B",
        "remove 2001.08361",
    ):
        ran = cli(*words.split())
        told.append(f"$ papersync {words}\n{ran.out}{ran.err}({int(ran.code)})\n")
    assert "\n".join(told) == (GOLDEN / "moving.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        pytest.param(("remove", "1909.08593"), 1, "README.md:3:12", id="only-mentioned"),
        pytest.param(("remove", "2301.00001"), 1, "not listed in README.md", id="not-there"),
        pytest.param(("remove", "2205.09726", "-s", "More"), 1, "README.md:12:1", id="in-another-section"),
        pytest.param(("remove", "2205.09726", "-s", "Nowhere"), 2, "no section 'Nowhere'", id="unknown-section"),
        pytest.param(("remove", "9999.99999"), 2, "month 99", id="impossible-identifier"),
        pytest.param(("remove", "README.md"), 2, "no identifiers", id="nothing-to-remove"),
        pytest.param(("remove", "2205.09726", "gone.md"), 2, "gone.md", id="list-that-is-not-there"),
        pytest.param(("remove", "2205.09726", "gone"), 2, "gone", id="word-that-is-nothing"),
        pytest.param(("remove", "2205.09726", "2301.00001"), 1, "2301.00001", id="all-or-none"),
        pytest.param(("remove", "2205.09726", "--diff", "--output-format", "json"), 2, "stdout", id="diff-as-json"),
        pytest.param(("move", "2301.00001", "-s", "More"), 1, "not listed in README.md", id="move-not-there"),
        pytest.param(("move", "1909.08593", "-s", "More"), 1, "README.md:3:12", id="move-only-mentioned"),
        pytest.param(("move", "2205.09726", "-s", "Tables"), 2, "a list item", id="no-list-there"),
        pytest.param(("move", "2203.02155", "-s", "Scaling"), 2, "table of 2 columns", id="no-table-there"),
        pytest.param(("move", "2205.09726", "-s", "Nowhere"), 2, "no section 'Nowhere'", id="move-unknown-section"),
    ],
)
def test_refusals_write_nothing(cli: Cli, words: tuple[str, ...], code: int, says: str) -> None:
    page = cli.write("README.md", LIST)
    ran = cli(*words)
    assert (ran.code, page.read_text(), ran.out.startswith("{")) == (code, LIST, "json" in words)
    assert says in ran.err


@pytest.mark.parametrize("command", ["remove", "move"])
def test_conflicted_lists_are_refused(cli: Cli, command: str) -> None:
    text = LIST + "\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"
    page = cli.write("README.md", text)
    for paper in ("2205.09726", "2301.00001"):
        ran = cli(command, paper, *(("--section", "More") if command == "move" else ()))
        assert (ran.code, page.read_text()) == (2, text)
        assert "resolve" in ran.err


def test_conflict_in_a_list_without_the_paper_does_not_matter(cli: Cli) -> None:
    cli.write("a.md", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n")
    page = cli.write("b.md", LIST)
    assert cli("remove", "2001.08361", "a.md", "b.md").code == 0
    assert page.read_text() == LIST.replace(NOTED, "")


AGAIN = f"\n- Ranking [pdf]({RANK})\n"
TWICE = f"# T\n\n## A\n\n- [Ranking]({RANK})\n- [Scaling]({SCALE})\n- [Ranking]({RANK})\n\n## B\n" + AGAIN


def test_a_paper_that_stands_in_several_places(cli: Cli) -> None:
    page, other = cli.write("a.md", TWICE), cli.write("b.md", f"- [Ranking]({RANK})\n- x\n")
    ran = cli("remove", "2205.09726", "a.md", "b.md")
    assert (ran.code, page.read_text()) == (2, TWICE)
    assert all(place in ran.err for place in ("a.md:5:1", "a.md:7:1", "a.md:11:1", "b.md:1:1"))
    assert cli("remove", "2205.09726", "a.md", "--section", "A").code == 2, "two of them stand there"
    assert cli("remove", "2205.09726", "a.md", "--section", "B").code == 0
    assert page.read_text() == TWICE.replace(AGAIN, "")
    assert cli("remove", "2205.09726", "a.md", "b.md", "--all").code == 0
    assert page.read_text() == f"# T\n\n## A\n\n- [Scaling]({SCALE})\n\n## B\n"
    assert other.read_text() == "- x\n"


def test_where_a_removed_paper_is_still_named_is_told(cli: Cli) -> None:
    page = cli.write("README.md", f"# L\n\n- [Ranking What Models Write][r]\n- x\n\nAs in {RANK}.\n\n[r]: {RANK}\n")
    ran = cli("remove", "2205.09726")
    assert (ran.code, page.read_text()) == (0, f"# L\n\n- x\n\nAs in {RANK}.\n\n[r]: {RANK}\n")
    assert [line.split()[0] for line in ran.err.splitlines()] == ["README.md:5:7:", "README.md:7:6:"]


def test_json(cli: Cli) -> None:
    cli.write("README.md", LIST)
    assert cli("remove", "2205.09726", "--check", "--output-format", "json").json == {
        "version": 1,
        "papers": [
            {
                "id": "2205.09726", "outcome": "removed", "path": "README.md", "line": 12,
                "section": "Reading > Scaling",
            }
        ],
        "changed": ["README.md"],
    }  # fmt: skip
    assert cli("move", "2205.09726", "-s", "more", "--output-format", "json").json == {
        "version": 1,
        "papers": [{"id": "2205.09726", "outcome": "moved"}],
        "changed": ["README.md"],
        "path": "README.md",
        "section": "Reading > More",
    }
    there = cli("move", "2205.09726", "-s", "more", "--output-format", "json").json
    assert (there["papers"][0]["outcome"], there["changed"]) == ("there", [])


def test_add_then_remove_is_the_identity(online: Cli) -> None:
    text = "# L\n\n## A\n\n### [Ranking](" + RANK + ")\n\n> q\n\n## B\n## C\n\ntext\n"
    page = online.write("README.md", text)
    for section in "ABC":
        assert online("add", "2001.08361", "-s", section).code == 0
        assert page.read_text() != text
        assert online("remove", "2001.08361").code == 0
        assert page.read_text() == text


def test_the_store_keeps_the_record(online: Cli) -> None:
    page = online.write("README.md", LIST)
    assert online("refresh").code in (0, 1)
    store = (online.folder / "data/papers.json").read_bytes()
    assert online("remove", "2205.09726").code == 0
    assert "2205.09726" not in page.read_text()
    assert (online.folder / "data/papers.json").read_bytes() == store

"""`papersync resolve`, as its users meet it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.merging.marked import READ, THINK, WRITE, hunk

HEAD = "# List\n\n## Ranks\n\n"
OTHER = WRITE.replace("Write", "Wrote")
DECIDED = HEAD + hunk(WRITE, READ)
HALF = HEAD + hunk(WRITE + READ, OTHER + THINK)


def test_written(cli: Cli) -> None:
    path = cli.write("list.md", DECIDED)

    ran = cli("resolve", "list.md")

    assert (ran.code, ran.err) == (0, "")
    assert path.read_text("utf-8") == HEAD + WRITE + READ
    assert ran.out.startswith("list.md:5:1: PS403 error a merge left a conflict here [fixed]\n")
    assert cli("resolve", "list.md").code == 0


def test_what_is_left(cli: Cli) -> None:
    path = cli.write("list.md", HALF)

    ran = cli("resolve", "list.md")

    assert ran.code == 1
    assert path.read_text("utf-8") == HEAD + hunk(WRITE, OTHER) + READ + THINK
    assert "list.md:5:1: PS403 error the sides word the entry of 2205.09726 differently; choose one" in ran.out
    assert cli("resolve", "list.md", "--exit-zero").code == 0


@pytest.mark.parametrize(("option", "kept"), [("--ours", WRITE), ("--theirs", OTHER)])
def test_a_side_for_what_is_left(cli: Cli, option: str, kept: str) -> None:
    path = cli.write("list.md", HALF)

    assert cli("resolve", "list.md", option).code == 0
    assert path.read_text("utf-8") == HEAD + kept + READ + THINK


def test_both_sides_are_none(cli: Cli) -> None:
    cli.write("list.md", HALF)

    ran = cli("resolve", "list.md", "--ours", "--theirs")

    assert ran.code == 2
    assert "--ours and --theirs exclude each other" in ran.err


@pytest.mark.parametrize("text", [DECIDED, HALF], ids=["decided", "not"])
def test_check_writes_nothing(cli: Cli, text: str) -> None:
    path = cli.write("list.md", text)

    ran = cli("resolve", "list.md", "--check")

    assert ran.code == 1
    assert path.read_text("utf-8") == text
    assert "list.md:5:1: PS403 error" in ran.out
    assert "[fixed]" not in ran.out


def test_diff(cli: Cli) -> None:
    path = cli.write("list.md", DECIDED)

    ran = cli("resolve", "list.md", "--diff")

    assert ran.code == 1
    assert path.read_text("utf-8") == DECIDED
    assert [line for line in ran.out.splitlines() if line.startswith(("-<", "->"))]
    assert cli("resolve", "list.md", "--diff", "--output-format", "json").code == 2


def test_json(cli: Cli) -> None:
    cli.write("list.md", HALF + "\n## More\n\n" + hunk(READ, THINK))

    document = cli("resolve", "list.md", "--output-format", "json").json

    assert document["version"] == 1
    assert document["changed"] == ["list.md"]
    assert [(each["line"], each["code"], each["fixed"]) for each in document["findings"]] == [
        (5, "PS403", False),
        (15, "PS403", True),
    ]
    left = document["findings"][0]
    text = Path("list.md").read_bytes()
    assert text[left["start"] : left["end"]] == b"<<<<<<< HEAD"


def test_standard_input(cli: Cli) -> None:
    ran = cli("resolve", "-", stdin=DECIDED)
    assert (ran.code, ran.out) == (0, HEAD + WRITE + READ)

    ran = cli("resolve", "-", stdin=HALF)
    assert (ran.code, ran.out) == (1, HEAD + hunk(WRITE, OTHER) + READ + THINK)
    assert "-:5: the sides word the entry of 2205.09726 differently" in ran.err


def test_no_conflict(cli: Cli) -> None:
    path = cli.write("list.md", HEAD + WRITE)
    before = path.stat().st_mtime_ns

    ran = cli("resolve", "list.md")

    assert (ran.code, ran.out) == (0, "nothing to report\n")
    assert path.stat().st_mtime_ns == before


def test_one_bad_list_does_not_stop_the_others(cli: Cli) -> None:
    path = cli.write("list.md", DECIDED)

    ran = cli("resolve", "absent.md", "list.md")

    assert ran.code == 2
    assert "absent.md" in ran.err
    assert path.read_text("utf-8") == HEAD + WRITE + READ


def test_unmerged_in_git(cli: Cli) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@b.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *identity, *arguments], cwd=cli.folder, check=False, capture_output=True)

    path = cli.write("list.md", HEAD)
    git("init")
    git("add", "list.md")
    git("commit", "-m", "begin")
    git("checkout", "-b", "topic")
    cli.write("list.md", HEAD + READ)
    git("commit", "-am", "theirs")
    git("checkout", "main")
    cli.write("list.md", HEAD + WRITE)
    git("commit", "-am", "ours")
    git("merge", "topic")

    ran = cli("resolve", "list.md")

    assert ran.code == 0
    assert path.read_text("utf-8") == HEAD + WRITE + READ
    assert "git add list.md" in ran.err

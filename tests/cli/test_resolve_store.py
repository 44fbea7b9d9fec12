"""`papersync resolve` and the store."""

from __future__ import annotations

from papersync.store.codec import dumps
from papersync.store.merge import merge
from tests.cli.conftest import Cli
from tests.git.repositories import repository
from tests.git.test_merges import ADDED_IN_SECTION, LIST, SCALING, entry, replaced
from tests.store.test_conflicted import BASE, OURS, THEIRS, diff3

CONFLICT = diff3(BASE, OURS, THEIRS)
LINE = CONFLICT.split(b"\n").index(b"<<<<<<< HEAD") + 1
MERGED = dumps(merge(BASE, OURS, THEIRS))


def stored(cli: Cli, text: bytes = CONFLICT) -> None:
    (cli.folder / "data").mkdir(exist_ok=True)
    cli.write("data/papers.json", text)


def test_it_is_merged(cli: Cli) -> None:
    stored(cli)
    done = cli("resolve", "data/papers.json")
    assert done.code == 0, done.err
    assert f"data/papers.json:{LINE}:1" in done.out
    assert (cli.folder / "data/papers.json").read_bytes() == MERGED
    assert cli("resolve", "data/papers.json").code == 0
    assert cli("show", "--offline", "2001.08361").code == 0


def test_looking_changes_nothing(cli: Cli) -> None:
    stored(cli)
    done = cli("resolve", "--check", "--output-format", "json", "data/papers.json")
    assert done.code == 1
    assert done.json["changed"] == ["data/papers.json"]
    assert [(each["code"], each["line"]) for each in done.json["findings"]] == [("PS403", LINE)]
    diff = cli("resolve", "--diff", "data/papers.json")
    assert diff.code == 1
    assert "\n-<<<<<<< HEAD\n" in diff.out
    assert (cli.folder / "data/papers.json").read_bytes() == CONFLICT


def test_without_files_lists_and_store(cli: Cli) -> None:
    cli.write("papersync.toml", 'store = "records"\n')
    page = replaced((SCALING, f"{SCALING}<<<<<<< HEAD\n{entry(1)}=======\n{entry(2)}>>>>>>> x\n"))
    cli.write("README.md", page)
    store = cli.write("records", CONFLICT)
    done = cli("resolve")
    assert done.code == 0, done.err
    assert store.read_bytes() == MERGED
    assert (cli.folder / "README.md").read_text() == replaced((SCALING, SCALING + entry(1) + entry(2)))
    store.write_bytes(CONFLICT)
    assert cli("resolve", "records").code == 0, "a store of any name, if it is the configured one"
    assert store.read_bytes() == MERGED
    store.unlink()
    assert cli("resolve").code == 0


def test_what_cannot_be_read_is_told_and_stops_nothing_else(cli: Cli) -> None:
    stored(cli, CONFLICT.replace(b">>>>>>>", b">>>>>>"))
    cli.write("README.md", replaced((SCALING, f"{SCALING}<<<<<<< HEAD\n{entry(1)}=======\n{entry(2)}>>>>>>> x\n")))
    done = cli("resolve")
    assert done.code == 2
    assert f'data/papers.json:{LINE}: the conflict marker "<<<<<<<" has no end' in done.err
    assert "git checkout --merge" in done.err
    assert "<<<" not in (cli.folder / "README.md").read_text()
    assert cli("resolve", "nowhere.json").code == 2


def test_after_git_left_both_in_conflict(cli: Cli) -> None:
    ours, theirs = ADDED_IN_SECTION
    made = repository(
        cli.folder,
        {"README.md": LIST, "data/papers.json": dumps(BASE)},
        [{"README.md": ours, "data/papers.json": dumps(OURS)}],
        [{"README.md": theirs, "data/papers.json": dumps(THEIRS)}],
        driver=False,
    )
    assert made.git("merge", "side").code == 1
    done = cli("resolve")
    assert done.code == 0, done.err
    assert "git add data/papers.json" in done.err
    assert made.read("data/papers.json").encode() == MERGED
    made.must("commit", "-q", "-a", "-m", "merged")
    assert not made.unmerged

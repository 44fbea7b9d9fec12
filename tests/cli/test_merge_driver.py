"""`papersync merge-driver`: as git calls it, with three versions of a file; and as a person does, to install it."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from papersync.store.codec import Store, dumps
from papersync.store.merge import merge
from tests.cli.conftest import Cli, Ran
from tests.git.repositories import repository
from tests.git.test_merges import ADDED_IN_SECTION, FIRST, LIST, NOTED, SCALING, entry, replaced
from tests.records import RANKGEN
from tests.store.test_conflicted import BASE, OURS, THEIRS

OURS_TEXT, THEIRS_TEXT = (text.encode() for text in ADDED_IN_SECTION)
LIST_TEXT = LIST.encode()
CLASH = replaced((FIRST, "")).encode(), replaced((FIRST, NOTED)).encode()


def driven(cli: Cli, base: bytes, ours: bytes, theirs: bytes, *arguments: str) -> tuple[Ran, bytes]:
    """What the driver said, and what it made of the file of ours."""
    for name, text in (("o", base), ("a", ours), ("b", theirs)):
        cli.write(name, text)
    done = cli("merge-driver", *arguments, "--", "o", "a", "b", "docs/list.md")
    return done, (cli.folder / "a").read_bytes()


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        pytest.param(LIST_TEXT, OURS_TEXT, LIST_TEXT, OURS_TEXT, id="only ours"),
        pytest.param(LIST_TEXT, LIST_TEXT, THEIRS_TEXT, THEIRS_TEXT, id="only theirs"),
        pytest.param(
            LIST_TEXT,
            LIST_TEXT.replace(b"any order", b"this order"),
            THEIRS_TEXT,
            THEIRS_TEXT.replace(b"any order", b"this order"),
            id="apart: git's own merge",
        ),
        pytest.param(
            LIST_TEXT,
            OURS_TEXT,
            THEIRS_TEXT,
            replaced((SCALING, SCALING + entry(1) + entry(2))).encode(),
            id="at one place: by entry",
        ),
        pytest.param(
            LIST_TEXT.replace(b"\n", b"\r\n"),
            OURS_TEXT.replace(b"\n", b"\r\n"),
            THEIRS_TEXT.replace(b"\n", b"\r\n"),
            replaced((SCALING, SCALING + entry(1) + entry(2))).replace("\n", "\r\n").encode(),
            id="CR LF",
        ),
        pytest.param(b"", OURS_TEXT, OURS_TEXT, OURS_TEXT, id="both added the same file"),
        pytest.param(dumps(BASE), dumps(OURS), dumps(THEIRS), dumps(merge(BASE, OURS, THEIRS)), id="the store"),
        pytest.param(b"", dumps(OURS), dumps(THEIRS), dumps(merge(None, OURS, THEIRS)), id="both added a store"),
    ],
)
def test_merged(cli: Cli, base: bytes, ours: bytes, theirs: bytes, merged: bytes) -> None:
    done, text = driven(cli, base, ours, theirs)
    assert text == merged
    assert (done.code, done.out, done.err) == (0, "", "")
    assert sorted(path.name for path in cli.folder.iterdir()) == ["a", "b", "o"]


def test_what_is_left_is_a_conflict_that_says_why(cli: Cli) -> None:
    labels = ["--marker-size=9", "--ours=HEAD", "--theirs=side: a subject", "--base=1a2b3c4"]
    done, text = driven(cli, LIST_TEXT, *CLASH, *labels)
    assert done.code == 1
    lines = text.decode().splitlines()
    line = lines.index("<<<<<<<<< HEAD") + 1
    assert ">>>>>>>>> side: a subject" in lines
    assert f"papersync: docs/list.md:{line}: " in done.err


def test_labels_that_an_old_git_leaves_as_they_are(cli: Cli) -> None:
    _, text = driven(cli, LIST_TEXT, *CLASH, "--ours=%X", "--theirs=%Y", "--base=%S")
    assert b"<<<<<<< ours\n" in text
    assert b">>>>>>> theirs\n" in text


LARGE = b"x" * 20_000_000


@pytest.mark.parametrize(
    ("versions", "arguments", "why"),
    [
        pytest.param([LIST_TEXT, *CLASH], ["--marker-size=3"], "markers of 3 characters", id="markers too small"),
        pytest.param([LIST_TEXT, CLASH[0] + LARGE, CLASH[1] + LARGE], [], "too large for a list", id="too large"),
        pytest.param([b"{}", b'{"a": 1,}', b'{"a": 2,}'], [], "not JSON", id="JSON, and no store"),
        pytest.param([dumps(BASE), dumps(OURS)[:-9], dumps(THEIRS)[:-7]], [], "cut short", id="stores cut short"),
    ],
)
def test_what_is_not_merged_is_left_as_git_leaves_it(
    cli: Cli, versions: list[bytes], arguments: list[str], why: str
) -> None:
    done, text = driven(cli, versions[0], versions[1], versions[2], *arguments)
    assert done.code == 1
    assert "docs/list.md is merged line by line, by git: docs/list.md" in done.err
    assert why in done.err
    assert (b"<<< ours\n" if arguments else b"<<<<<<< ours\n") in text


@pytest.mark.parametrize("binary", [b"\0\1\2", LIST_TEXT + b"\0"])
def test_what_git_cannot_merge_either_stays_ours(cli: Cli, binary: bytes) -> None:
    done, text = driven(cli, binary, binary + b"a", binary + b"b")
    assert done.code == 2
    assert "it is binary" in done.err
    assert text == binary + b"a"


def test_a_store_of_a_newer_papersync_is_merged_line_by_line(cli: Cli) -> None:
    base, ours = (dumps(each).replace(b'"version": 1', b'"version": 2', 1) for each in (BASE, OURS))
    done, text = driven(cli, base, ours, base.replace(b"Scaling Laws", b"Laws", 1))
    assert done.code == 0
    assert text == ours.replace(b"Scaling Laws", b"Laws", 1)


def test_what_git_merges_of_one_record_stays_as_it_is(cli: Cli) -> None:
    ours, theirs = Store.of([replace(RANKGEN, comment="x")]), Store.of([replace(RANKGEN, version=2)])
    done, text = driven(cli, dumps(Store.of([RANKGEN])), dumps(ours), dumps(theirs))
    assert done.code == 0
    assert text == dumps(Store.of([replace(RANKGEN, comment="x", version=2)]))


def test_twice_and_out_again(cli: Cli) -> None:
    made = repository(cli.folder, {"README.md": LIST, ".gitattributes": "*.md text"}, driver=False)
    before = made.read(".git/config")
    cli.write("papersync.toml", 'lists = ["README.md", "docs/**/*.md", "../out.md"]\n')
    (cli.folder / "sub").mkdir()
    os.chdir(cli.folder / "sub")
    done = cli("merge-driver", "--install")
    assert done.code == 0, done.err
    assert "/docs/**/*.md" in done.out
    assert "../out.md lies outside" in done.err
    files = made.read(".gitattributes"), made.read(".git/config")
    assert files[0].startswith("*.md text\n# papersync: ")
    assert cli("merge-driver", "--install").out.startswith("installed already")
    assert (made.read(".gitattributes"), made.read(".git/config")) == files
    attributes = made.must("check-attr", "merge", "README.md", "docs/a/b.md", "docs/b.md", "data/papers.json", "x.md")
    assert [line.rsplit(" ", 1)[1] for line in attributes.splitlines()] == [*["papersync"] * 4, "unspecified"]
    assert cli("merge-driver", "--uninstall").code == 0
    assert made.read(".gitattributes") == "*.md text"
    assert made.read(".git/config") == before
    assert "was not installed" in cli("merge-driver", "--uninstall").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["--install"], "is in no git working tree", id="no repository"),
        pytest.param(["--install", "--uninstall"], "stand alone", id="both"),
        pytest.param(["--install", "README.md"], "stand alone", id="with files"),
        pytest.param([], "git gives three versions", id="nothing"),
        pytest.param(["a", "b"], "git gives three versions", id="two versions"),
        pytest.param(["a", "b", "c", "d", "e"], "git gives three versions", id="five"),
        pytest.param(["--marker-size", "x", "a", "b", "c"], "is no size", id="a size that is none"),
        pytest.param(["--marker-size", "0", "a", "b", "c"], "is no size", id="no size"),
        pytest.param(["a", "b", "c"], "there is no such file", id="a version that is not there"),
    ],
)
def test_what_cannot_be_is_told(cli: Cli, arguments: list[str], words: str) -> None:
    done = cli("merge-driver", *arguments)
    assert done.code == 2
    assert words in done.err

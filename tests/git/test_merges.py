"""git, with the driver: what teams do to one list at the same time, in real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.git.repositories import repository

LIST = """# Papers

Read in any order.

## Scaling

- [Scaling Laws](https://arxiv.org/abs/2001.08361) - the first one
- [Explaining Neural Scaling Laws](https://arxiv.org/abs/2102.06701)

## Alignment

- [InstructGPT](https://arxiv.org/abs/2203.02155)

| Paper | Year |
|---|---|
| [RankGen](https://arxiv.org/abs/2205.09726) | 2022 |
"""
SCALING = "- [Explaining Neural Scaling Laws](https://arxiv.org/abs/2102.06701)\n"
FIRST = "- [Scaling Laws](https://arxiv.org/abs/2001.08361) - the first one\n"
ROW = "| [RankGen](https://arxiv.org/abs/2205.09726) | 2022 |\n"


def entry(number: int) -> str:
    return f"- [Paper {number}](https://arxiv.org/abs/2301.{number:05})\n"


def row(number: int) -> str:
    return f"| [Paper {number}](https://arxiv.org/abs/2301.{number:05}) | 2023 |\n"


def replaced(*changes: tuple[str, str]) -> str:
    text = LIST
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


ADDED_IN_SECTION = (replaced((SCALING, SCALING + entry(1))), replaced((SCALING, SCALING + entry(2))))
NOTED = FIRST.replace("the first one", "the first one, still the best")
RENAMED = "## Laws of scale\n"
MOVED = replaced((FIRST, ""), ("2203.02155)\n", "2203.02155)\n" + FIRST))


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        pytest.param(
            *ADDED_IN_SECTION, replaced((SCALING, SCALING + entry(1) + entry(2))), id="both add to one section"
        ),
        pytest.param(
            replaced((ROW, ROW + row(1))),
            replaced((ROW, ROW + row(2))),
            replaced((ROW, ROW + row(1) + row(2))),
            id="both add to one table",
        ),
        pytest.param(
            replaced((FIRST, FIRST.replace("Scaling Laws", "Scaling Laws for Neural Language Models"))),
            replaced((FIRST, NOTED)),
            replaced((FIRST, NOTED.replace("Scaling Laws", "Scaling Laws for Neural Language Models"))),
            id="both edit one entry, each another part of it",
        ),
        pytest.param(
            MOVED.replace(SCALING, SCALING + entry(1)),
            replaced((SCALING, SCALING + entry(2))),
            MOVED.replace(SCALING, SCALING + entry(1) + entry(2)),
            id="one moves it away from where both add",
        ),
        pytest.param(
            replaced(("## Scaling\n", RENAMED), (SCALING, SCALING + entry(1))),
            replaced((SCALING, SCALING + entry(2))),
            replaced(("## Scaling\n", RENAMED), (SCALING, SCALING + entry(1) + entry(2))),
            id="one renames the section that both add to",
        ),
    ],
)
def test_merges(tmp_path: Path, ours: str, theirs: str, merged: str) -> None:
    made = repository(tmp_path, {"README.md": LIST}, [{"README.md": ours}], [{"README.md": theirs}])
    done = made.git("merge", "-q", "-m", "merged", "side")
    assert made.read("README.md") == merged
    assert done.code == 0, done.out + done.err
    assert not made.must("status", "--porcelain", "-uno")


def test_deleted_by_one_and_edited_by_the_other(tmp_path: Path) -> None:
    """Nobody but a person knows which of both is meant: a conflict, with the entry in it."""
    made = repository(
        tmp_path,
        {"README.md": LIST},
        [{"README.md": replaced((FIRST, ""), (SCALING, SCALING + entry(1)))}],
        [{"README.md": replaced((FIRST, NOTED), (SCALING, SCALING + entry(2)))}],
    )
    done = made.git("merge", "-m", "merged", "side")
    assert done.code == 1
    assert "CONFLICT" in done.out
    assert made.unmerged
    text = made.read("README.md")
    hunk = text[text.index("<<<<<<< ") : text.index(">>>>>>> ")]
    assert NOTED in hunk
    assert entry(1) not in hunk
    assert entry(1) + entry(2) in text


def test_moved_by_one_and_edited_by_the_other(tmp_path: Path) -> None:
    """git takes the moved one for a deleted and an added one; the edited one is not lost."""
    made = repository(tmp_path, {"README.md": LIST}, [{"README.md": MOVED}], [{"README.md": replaced((FIRST, NOTED))}])
    made.git("merge", "-m", "merged", "side")
    text = made.read("README.md")
    assert NOTED in text
    assert text.count("2001.08361") == 1 or made.unmerged


def test_rebase_of_ten_commits(tmp_path: Path) -> None:
    theirs, text = [], LIST
    for number in range(10):
        last = entry(number - 1) if number else SCALING
        text = text.replace(last, last + entry(number))
        theirs.append({"README.md": text})
    ours = replaced((SCALING, SCALING + entry(77)))
    made = repository(tmp_path, {"README.md": LIST}, [{"README.md": ours}], theirs)
    done = made.git("rebase", "-q", "main", "side")
    assert done.code == 0, done.out + done.err
    assert made.read("README.md") == replaced((SCALING, SCALING + entry(77) + "".join(map(entry, range(10)))))
    assert made.must("rev-list", "--count", "main..side").strip() == "10"


def test_cherry_pick(tmp_path: Path) -> None:
    ours, theirs = ADDED_IN_SECTION
    made = repository(tmp_path, {"README.md": LIST}, [{"README.md": ours}], [{"README.md": theirs}])
    done = made.git("cherry-pick", "side")
    assert done.code == 0, done.out + done.err
    assert made.read("README.md") == replaced((SCALING, SCALING + entry(1) + entry(2)))


def test_stash_pop(tmp_path: Path) -> None:
    ours, stashed = ADDED_IN_SECTION
    made = repository(tmp_path, {"README.md": LIST}, [{"README.md": ours}])
    made.must("checkout", "-q", "HEAD~1")
    (tmp_path / "README.md").write_text(stashed)
    made.must("stash", "-q")
    made.must("checkout", "-q", "main")
    done = made.git("stash", "pop")
    assert done.code == 0, done.out + done.err
    assert made.read("README.md") == replaced((SCALING, SCALING + entry(1) + entry(2)))

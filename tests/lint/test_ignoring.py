from __future__ import annotations

import time

import pytest

from papersync.lint.engine import check

from .pages import codes, page

HTTP = "https://arxiv.org/abs/2113.12345"
BAD = f"[a]({HTTP})"
ENTRY = f"### Paper [ArXiv]({HTTP})\n> Words.\n"


def ignore(words: str) -> str:
    return f"<!-- papersync: ignore[{words}] -->"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(f"{BAD}\n", 1, id="no comment"),
        pytest.param(f"{ignore('PS201')}\n\n{BAD}\n\n{BAD}\n", 1, id="the next block, and only that"),
        pytest.param(f"{ignore('PS2')}\n\n{BAD}\n", 0, id="the beginning of a code"),
        pytest.param(f"{ignore('ALL')}\n\n{BAD}\n", 1, id="a comment names codes, it does not silence everything"),
        pytest.param(f"{ignore('PS101, PS201')}\n\n{BAD}\n", 0, id="several"),
        pytest.param(f"{ignore('PS101')}\n\n{BAD}\n", 1, id="another code"),
        pytest.param(f"{ignore('PS777')}\n\n{BAD}\n", 1, id="no rule's code"),
        pytest.param(f"{ignore('PS201')}\n{ENTRY}\n{ENTRY}", 1, id="the next entry"),
        pytest.param(f"{ignore('PS201')}\n### Paper\n\n{BAD}\n", 1, id="the next block is a heading without a link"),
        pytest.param(
            f"### Paper [ArXiv]({HTTP}) {ignore('PS201')}\n> Words.\n\n{ENTRY}", 1, id="in an entry's heading"
        ),
        pytest.param(f"{ENTRY}> {ignore('PS201')}\n\n{ENTRY}", 1, id="in an entry's quote"),
        pytest.param(f"See {BAD} {ignore('PS201')} here.\n\n{BAD}\n", 1, id="in the midst of a paragraph"),
        pytest.param(f"- {BAD}\n- {BAD} {ignore('PS201')}\n- {BAD}\n", 2, id="in an item"),
        pytest.param(
            f"|a|b|\n|-|-|\n|{BAD}|x {ignore('PS201')}|\n|{BAD}|y|\n", 1, id="in a table's cell it means the row"
        ),
        pytest.param(f"{ignore('PS201')}\n\n- {BAD}\n- {BAD}\n\n{BAD}\n", 1, id="the next block is a whole list"),
        pytest.param(f"{BAD}\n\n{ignore('PS201')}\n", 1, id="nothing comes next"),
        pytest.param(f"```\n{ignore('PS201')}\n```\n\n{BAD}\n", 1, id="in code it is no comment"),
    ],
)
def test_comments_silence(text: str, left: int) -> None:
    assert [code for code in codes(text) if code != "PS406"] == ["PS201"] * left


def test_many_comments_and_findings_take_no_quadratic_time() -> None:
    text = f"{ignore('PS201')}\n\n{BAD}\n\n" * 3_000
    read = page(text)
    start = time.process_time()
    assert check(read) == ()
    assert time.process_time() - start < 2


def test_many_comments_in_one_row_take_no_quadratic_time() -> None:
    cells = 3_000
    text = f"|{'a|' * cells}\n|{'-|' * cells}\n|" + f"{BAD} {ignore('PS201')}|" * cells + "\n"
    read = page(text)
    start = time.process_time()
    assert check(read) == ()
    assert time.process_time() - start < 2

from __future__ import annotations

import time

import pytest

from papersync.lint.engine import check
from papersync.lint.selection import select_rules

from .pages import SCALING, codes, page

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


FINE = "[a](https://arxiv.org/abs/2001.08361)"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(f"{ignore('PS201')}\n\n{BAD}\n", [], id="it silences something"),
        pytest.param(f"{ignore('PS106')}\n\n{FINE}\n", ["no finding of PS106"], id="it silences nothing"),
        pytest.param(f"{ignore('PS201, PS106')}\n\n{BAD}\n", ["no finding of PS106"], id="a part of it is idle"),
        pytest.param(f"{ignore('PS1')}\n\n{BAD}\n", ["no finding of PS1"], id="a whole group is idle"),
        pytest.param(f"{ignore('PS2')}\n\n{BAD}\n", [], id="one of a group is enough"),
        pytest.param(f"{ignore('PS777')}\n\n{BAD}\n", ["no rule PS777"], id="there is no such rule"),
        pytest.param(f"{BAD}\n\n{ignore('PS201')}\n", ["no finding of PS201"], id="nothing comes behind it"),
        pytest.param(f"{ignore('PS203')}\n\n- {FINE}\n", [], id="without a record nothing can be said"),
        pytest.param(f"{ignore('PS202')}\n\n- {FINE}\n", [], id="without asking arXiv nothing can be said"),
        pytest.param(f"{ignore('PS107')}\n\n- {FINE}\n", ["no finding of PS107"], id="a rule that is on, here"),
        pytest.param(
            f"<!-- papersync: off -->\n{ignore('PS106')}\n<!-- papersync: on -->\n\n{FINE}\n", [], id="switched off"
        ),
    ],
)
def test_comments_that_silence_nothing_are_told(text: str, said: list[str]) -> None:
    idle = [finding.message for finding in check(page(text)) if finding.code == "PS406"]
    assert len(idle) == len(said)
    assert all(part in message for part, message in zip(said, idle, strict=True))


def test_a_record_makes_it_idle() -> None:
    text = f"{ignore('PS203')}\n\n- [{SCALING.title}](https://arxiv.org/abs/{SCALING.id})\n"
    assert codes(text, SCALING) == ["PS406"]
    assert codes(text) == []


def test_of_rules_that_are_off_nothing_is_said() -> None:
    read = page(f"{ignore('PS106')}\n\n{FINE}\n")
    assert check(read, select_rules(["PS1", "PS406"], ["PS106"])) == ()
    assert [finding.code for finding in check(read, select_rules(["PS106", "PS406"]))] == ["PS406"]
    assert check(read, select_rules(["PS106"])) == ()

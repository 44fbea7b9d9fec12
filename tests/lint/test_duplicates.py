"""Which entries about one paper are duplicates, and which are different things to say of it."""

from __future__ import annotations

import pytest

from papersync.lint.engine import check
from papersync.lint.examples import Example
from papersync.lint.finding import Finding
from papersync.lint.fixing import fix_to_fixpoint
from papersync.lint.selection import select_rules

from .pages import page

ABS = "https://arxiv.org/abs/2001.08361"
TITLE = "How Loss Falls With Size and Data"
HEAD = "| Model | Score | Paper |\n|---|---|---|\n"
ROW = f"| Wide | 91.2 | [{TITLE}]({ABS}) |\n"
BOUND = "\n## Other\n\n"
HTML = f'<table>\n<tr><td><a href="{ABS}">{TITLE}</a></td><td>3.1</td></tr>\n</table>\n'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(f"- [{TITLE}]({ABS})\n- [{TITLE}]({ABS}v2)\n", ["PS401"], id="two items"),
        pytest.param(f"- {TITLE} [pdf]({ABS})\n- **{TITLE}** [[arXiv]({ABS})]\n", ["PS401"], id="in two layouts"),
        pytest.param(f"- [{TITLE}]({ABS})\n\n- [{TITLE}]({ABS})\n", ["PS401"], id="with a blank line between"),
        pytest.param(HEAD + ROW + ROW, ["PS401"], id="one row twice"),
        pytest.param(HEAD + ROW + ROW.replace("91.2", "90"), [], id="two scores of one paper"),
        pytest.param(f"{HEAD}{ROW}\nOn other data:\n\n{HEAD}{ROW}", [], id="one score in two tables"),
        pytest.param(HTML + HTML.replace("3.1", "3.2"), [], id="two scores in HTML"),
        pytest.param(
            f"- Puzzles v1, by [them]({ABS})\n- Puzzles v2 [pdf]({ABS})\n- Puzzles v3 [pdf]({ABS})\n",
            [],
            id="three data sets of one paper",
        ),
        pytest.param(f"- Puzzles v2 [pdf]({ABS})\n- Puzzles v2 [pdf]({ABS})\n", ["PS401"], id="one data set twice"),
        pytest.param(f"- [{TITLE}]({ABS})\n  - Our notes on [it]({ABS})\n", [], id="a note below the entry"),
        pytest.param(f"- [{TITLE}]({ABS}) [[pdf]({ABS})] ([arXiv]({ABS}v1))\n", [], id="links side by side"),
        pytest.param(f"- [{TITLE}]({ABS}){BOUND}- [{TITLE}]({ABS})\n", ["PS402"], id="items of two sections"),
        pytest.param(f"{HEAD}{ROW}{BOUND}{HEAD}{ROW}", ["PS402"], id="one row in two sections"),
        pytest.param(HEAD + ROW + BOUND + HEAD + ROW.replace("91.2", "90"), [], id="scores in two sections"),
        pytest.param(
            f"### [{TITLE}]({ABS})\n\nNotes.\n\n#### Summary of [{TITLE}]({ABS})\n\nMore.\n",
            [],
            id="a part of the entry",
        ),
        pytest.param(
            f"- Puzzles v1 [pdf]({ABS}){BOUND}- Puzzles v2 [pdf]({ABS})\n", [], id="data sets of two sections"
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_duplicates(text: str, found: list[str], newline: str) -> None:
    findings = check(page(f"## One\n\n{text}".replace("\n", newline)), select_rules(["PS401", "PS402"]))
    assert [finding.code for finding in findings] == found


@pytest.mark.parametrize("between", [pytest.param("", id="one section"), pytest.param(BOUND, id="two sections")])
@pytest.mark.parametrize(
    ("other", "said"),
    [
        pytest.param("Training Sparse Models Without Any Labels", True, id="another title"),
        pytest.param(f"{TITLE}: A Study of Curves", False, id="a longer one"),
        pytest.param("How Fast the Loss Falls With Data", False, id="a part in other words"),
        pytest.param("Wie der Verlust mit Größe und Datenmenge fällt", False, id="a translation"),
        pytest.param(
            "모델 크기와 데이터 양에 따라 손실이 어떻게 줄어드는가", False, id="a translation in another script"
        ),
    ],
)
def test_another_title_is_said(other: str, said: bool, between: str) -> None:
    text = f"## One\n\n- [{TITLE}]({ABS})\n{between}- [{other}]({ABS}v2)\n"
    (finding,) = check(page(text), select_rules(["PS401", "PS402"]))
    assert (TITLE in finding.message) == said


SECOND = f"- [{TITLE}]({ABS}) [code](https://example.org)\n"


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        pytest.param(
            f"- [{TITLE}]({ABS})\n- Other\n- [{TITLE}]({ABS})\n", f"- [{TITLE}]({ABS})\n- Other\n", id="equal"
        ),
        pytest.param(f"- [{TITLE}]({ABS})\n{SECOND}", SECOND, id="the first says less"),
        pytest.param(f"{SECOND}- [**{TITLE}**]({ABS.replace('abs', 'pdf')})\n", SECOND, id="the second says less"),
        pytest.param(f"{SECOND}- [{TITLE}]({ABS}) 👍 ours\n", None, id="each says something of its own"),
        pytest.param(f"{HEAD}{ROW}{ROW}", f"{HEAD}{ROW}", id="one row twice"),
        pytest.param(
            f"- [{TITLE}]({ABS})\n- [{TITLE}]({ABS})\n  - Our notes\n",
            f"- [{TITLE}]({ABS})\n  - Our notes\n",
            id="notes below the second",
        ),
        pytest.param(f"{SECOND}- [{TITLE}]({ABS}v1)\n", None, id="a version is something of its own"),
        pytest.param(f"- [{TITLE}]({ABS}) in C\n- [{TITLE}]({ABS}) in C++\n", None, id="C and C++"),
        pytest.param(
            f"- [{TITLE}]({ABS})\n- [{TITLE}]({ABS}) ⭐⭐\n", f"- [{TITLE}]({ABS}) ⭐⭐\n", id="stars are said by one"
        ),
        pytest.param(f"- [{TITLE}]({ABS}), A beats B\n- [{TITLE}]({ABS}), B beats A\n", None, id="in another order"),
        pytest.param(f"- [{TITLE}]({ABS}) for $n<m$\n- [{TITLE}]({ABS}) for $n>m$\n", None, id="less and more"),
        pytest.param(f"- ~~[{TITLE}]({ABS})~~\n- [{TITLE}]({ABS})\n", None, id="one is struck out"),
        pytest.param(f"- [{TITLE}]({ABS})\n- [{TITLE}](https://ar5iv.org/abs/2001.08361)\n", None, id="a mirror"),
        pytest.param(
            f"<!-- papersync: ignore[PS401] -->\n- [{TITLE}]({ABS})\n- [{TITLE}]({ABS}) again\n",
            None,
            id="a comment above the one that says less",
        ),
        pytest.param(
            f"<!-- papersync: ignore[PS401] -->\n\n- [{TITLE}]({ABS})\n- [{TITLE}]({ABS}) again\n",
            None,
            id="a comment further above it",
        ),
        pytest.param(
            f"[paper]({ABS})\n\n**{TITLE}**\n\n[pdf](https://arxiv.org/abs/2205.09726)\n\n**Ranking the Words**\n\n"
            * 2,
            None,
            id="links above their titles",
        ),
    ],
)
def test_one_of_two_goes_if_it_says_nothing_of_its_own(text: str, fixed: str | None) -> None:
    def relint(source: bytes) -> tuple[Finding, ...]:
        return check(Example("", "").page(source), select_rules(["PS401"]))

    source = f"## One\n\n{text}".encode()
    assert relint(source)
    assert fix_to_fixpoint(source, relint).text == source, "it is an unsafe fix"
    settled = fix_to_fixpoint(source, relint, unsafe=True)
    assert settled.text.decode() == f"## One\n\n{text if fixed is None else fixed}"

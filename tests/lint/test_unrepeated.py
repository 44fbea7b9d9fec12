"""A paper that is named again and has no second entry needs no reading."""

from __future__ import annotations

import pytest

from .pages import page

URL = "https://arxiv.org/abs/2205.09726"
PDF = "https://arxiv.org/pdf/2205.09726v2"
OTHER = "https://arxiv.org/abs/2001.08361"
TITLE = "Ranking What Models Write"
HEAD = "| Model | Score | Paper |\n|---|---|---|\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"- [{TITLE}]({URL}) [[pdf]({PDF})]\n", id="on one line"),
        pytest.param(f"- [{TITLE}]({URL}) and [Scaling]({OTHER}) [[pdf]({PDF})]\n", id="beside another"),
        pytest.param(f"Words\rThe [same]({URL}), [again]({PDF})\rwords", id="carriage returns end lines"),
        pytest.param(f"{HEAD}| A | 1 | [{TITLE}]({URL}) |\n| B | 2 | [{TITLE}]({URL}) |\n", id="results in a table"),
        pytest.param(
            f"{HEAD}| A | 1 | [{TITLE}]({URL}) |\n\n## B\n\n{HEAD}| A | 2 | [{TITLE}]({URL}) |\n", id="in two tables"
        ),
        pytest.param(f"{HEAD}| [A]({URL}) | 1 | [x]({PDF}) |\n| [B]({URL}) | 2 | [x]({PDF}) |\n", id="two links each"),
    ],
)
def test_nothing_is_read(text: str) -> None:
    assert page(text).telling == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"- [{TITLE}]({URL})\n- [{TITLE}]({PDF})\n", id="in two items"),
        pytest.param(f"- [{TITLE}]({URL})\n  [[pdf]({PDF})]\n", id="on two lines of one item"),
        pytest.param(f"{HEAD}| A | 1 | [x]({URL}) |\n|  A | 1 |  [x]({URL}) |\n", id="rows in the same words"),
        pytest.param(f"{HEAD}| A | 1 | [x]({URL}) |\n\n- [{TITLE}]({URL})\n", id="a row and an item"),
        pytest.param(
            f"{HEAD}| A | [y]({OTHER}) | [x]({URL}) |\n| B | [y]({OTHER}) | [x]({URL}) |\n", id="two papers in a row"
        ),
        pytest.param(f"> {HEAD}> | A | 1 | [x]({URL}) |\n> | B | 1 | [x]({URL}) |\n", id="a table in a quote"),
        pytest.param(f'<ul><li><a href="{URL}">A</a></li><li><a href="{PDF}">B</a></li></ul>\n', id="raw HTML"),
        pytest.param(f"[a]: {URL}\n[b]: {PDF}\n\n- [{TITLE}][a]\n- [{TITLE}][b]\n", id="definitions"),
        pytest.param(f"<<<<<<< a\n- [{TITLE}]({URL}) [[pdf]({PDF})]\n=======\n>>>>>>> b\n", id="in a conflict"),
    ],
)
def test_what_may_be_a_second_entry_is_read(text: str) -> None:
    assert page(text).contents.is_read or page(text).telling

"""Entries that say what the record says are not read, and what is not quite so is."""

from __future__ import annotations

import pytest

from papersync.lint.engine import check
from papersync.lint.examples import Record
from papersync.lint.page import Page

from .pages import page

TITLE = "Ranking What Models Write"
RECORD = Record("2205.09726", TITLE, authors=("Ada Lovelace", "Alan Turing"))
URL = "https://arxiv.org/abs/2205.09726"
HEAD = "|Publish Date|Title|Authors|PDF|Code|\n|-|-|-|-|-|\n"
ROW = f"|**2024-01-02**|**{TITLE}**|Ada Lovelace et.al.|[2205.09726]({URL})|null|\n"
OTHER = "|**2024-01-02**|**Words**|Ada|[2401.000§](https://arxiv.org/abs/2401.000§)|null|\n"
TABLE = HEAD + "".join(OTHER.replace("§", str(number)) for number in range(10, 22))


def read(text: str, record: Record = RECORD) -> Page:
    return page(text, record)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"- [{TITLE}]({URL})\n", id="a bullet"),
        pytest.param(
            f"- [{TITLE}]({URL}). Ada Lovelace, Alan Turing. 2023. [[code](https://github.com/a/b)]\n", id="more"
        ),
        pytest.param(f"* 2023-01-02, **{TITLE}**, Ada Lovelace et.al., Paper: [{URL}]({URL})\n", id="a URL that shows"),
        pytest.param(f"{TABLE}{ROW}", id="a row of a long table"),
        pytest.param(f"{TABLE}{ROW.replace('Ada Lovelace et.al.', 'Alan Turing, Ada Lovelace')}", id="two authors"),
    ],
)
def test_what_says_what_the_record_says_is_not_read(text: str) -> None:
    assert read(text).telling == ()


@pytest.mark.parametrize(
    ("text", "record"),
    [
        pytest.param(f"- [{TITLE.upper()}]({URL})\n", RECORD, id="other capitals"),
        pytest.param(f"- [{TITLE}]({URL}). Ada Lovelace, Grace Hopper.\n", RECORD, id="a stranger"),
        pytest.param(f"- [{TITLE}]({URL}) [{TITLE}]({URL})\n", RECORD, id="named twice"),
        pytest.param(f"- [{TITLE}]({URL}), a longer remark about it\n", RECORD, id="words that may be anything"),
        pytest.param(f"- [{TITLE}]({URL})\n- [{TITLE}]({URL})\n", RECORD, id="in two items"),
        pytest.param(f"- [{TITLE}]({URL})\n", RECORD._replace(withdrawn="wrong"), id="withdrawn"),
        pytest.param(f"- [{TITLE}]({URL})\n", RECORD._replace(doi=("10.1/x",)), id="published"),
        pytest.param(f"- [BERT]({URL})\n", RECORD._replace(title="BERT"), id="one word"),
        pytest.param(f"<<<<<<< a\n- [{TITLE}]({URL})\n=======\n>>>>>>> b\n", RECORD, id="in a conflict"),
        pytest.param(
            f"{TABLE}{ROW.replace('**Ranking', 'Ranking').replace('Write**', 'Write')}", RECORD, id="not bold"
        ),
        pytest.param(f"{TABLE}{ROW.replace('Ada Lovelace', 'Grace Hopper')}", RECORD, id="a row of a stranger"),
    ],
)
def test_what_may_be_said_something_of_is_read(text: str, record: Record) -> None:
    assert read(text, record).telling != ()


def test_an_entry_that_is_not_read_is_found_all_the_same() -> None:
    one = read(f"- [{TITLE}]({URL})\n")
    assert one.telling == ()
    entry = one.entry_of(one.references[0])
    assert entry is not None
    assert entry.title is not None
    assert entry.title.text == TITLE
    assert one.entries == (entry,)


def test_what_is_wrong_with_its_url_is_said() -> None:
    one = read(f"- [{TITLE}]({URL.replace('https', 'http')})\n")
    assert one.telling == ()
    assert [finding.code for finding in check(one)] == ["PS103"]
    assert check(one)[0].fix is not None

"""Where fields go in the layouts without headings: as the neighbours have them, or else where they read well."""

from __future__ import annotations

import pytest

from papersync.app.facts import Facts
from papersync.app.mending import Mending, Wishes, prove
from papersync.app.policy import Policy
from papersync.entries.absent import Field
from tests.records import BY_ID, RANKGEN, SELF

URL = "https://arxiv.org/abs/2205.09726"
NEXT = "https://arxiv.org/abs/2212.10560"
NAMES = "Kalpesh Krishna, Yapei Chang, John Wieting, Mohit Iyyer"
ONE = f"- [{RANKGEN.title}]({URL})"
POLICY = Policy()


def added(text: str, *fields: Field) -> str:
    """The list with the fields, proved; what is added once is not added again."""
    facts, wishes = Facts(BY_ID), Wishes(frozenset(fields))
    page = facts.page("list.md", text.encode())
    once = prove(Mending(page, POLICY.check(page), wishes), facts, POLICY)
    assert once.dropped == ()
    again = facts.page("list.md", once.text)
    assert Mending(again, POLICY.check(again), wishes).proposals == ()
    return once.text.decode()


def left(text: str, *fields: Field) -> list[str]:
    page = Facts(BY_ID).page("list.md", text.encode())
    return [each.why for each in Mending(page, POLICY.check(page), Wishes(frozenset(fields))).left]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(f"{ONE}\n", f"{ONE} *{NAMES}* (2022-05-19)\n", id="behind-the-link"),
        pytest.param(f"{ONE}: mine\n", f"{ONE} *{NAMES}* (2022-05-19): mine\n", id="before-a-note"),
        pytest.param(f"{ONE}, ICLR\n", f"{ONE}, *{NAMES}* (2022-05-19), ICLR\n", id="between-commas"),
        pytest.param(f"- 🔥 **{RANKGEN.title}.** [pdf]({URL})", None, id="no-final-newline"),
        pytest.param(
            f'- "{RANKGEN.title}", [pdf]({URL})\n',
            f'- "{RANKGEN.title}", *{NAMES}* (2022-05-19), [pdf]({URL})\n',
            id="behind-quotes",
        ),
        pytest.param(
            f"**{RANKGEN.title}** \\\n[[Paper]({URL})] \\\n[[Code](https://a.org)]\n",
            f"**{RANKGEN.title}** \\\n*{NAMES}* \\\n2022-05-19 \\\n[[Paper]({URL})] \\\n[[Code](https://a.org)]\n",
            id="on-lines-of-their-own",
        ),
        pytest.param(
            f"1. **{RANKGEN.title}**  \r\n   [[pdf]({URL})]\r\n",
            f"1. **{RANKGEN.title}**  \r\n   *{NAMES}*  \r\n   2022-05-19  \r\n   [[pdf]({URL})]\r\n",
            id="with-the-breaks-of-the-entry",
        ),
        pytest.param(
            f"- **{RANKGEN.title}**\n  - Paper: {URL}\n  - Code: https://a.org\n",
            f"- **{RANKGEN.title}**\n  - Authors: {NAMES}\n  - Date: 2022-05-19\n  - Paper: {URL}\n  - Code: https://a.org\n",
            id="as-fields",
        ),
        pytest.param(
            f'<ul>\n<li><a href="{URL}">{RANKGEN.title}</a> mine</li>\n</ul>\n',
            f'<ul>\n<li><a href="{URL}">{RANKGEN.title}</a> <i>{NAMES}</i> (2022-05-19) mine</li>\n</ul>\n',
            id="in-html",
        ),
        pytest.param(
            f'<table>\n<tr><td>{RANKGEN.title}</td><td><a href="{URL}">pdf</a></td></tr>\n</table>\n',
            f"<table>\n<tr><td>{RANKGEN.title}<br><i>{NAMES}</i> (2022-05-19)</td>"
            f'<td><a href="{URL}">pdf</a></td></tr>\n</table>\n',
            id="in-html-behind-words-that-no-tag-closes",
        ),
        pytest.param(
            f"- {RANKGEN.title}: {URL}\n", f"- {RANKGEN.title}: {URL} *{NAMES}* (2022-05-19)\n", id="behind-a-url"
        ),
        pytest.param(
            f"| Title | Authors | Year | Link |\n|--|--|--|--|\n| {RANKGEN.title} |        | | [pdf]({URL}) |\n",
            f"| Title | Authors | Year | Link |\n|--|--|--|--|\n"
            f"| {RANKGEN.title} | {NAMES} | 2022-05-19 | [pdf]({URL}) |\n",
            id="in-their-columns",
        ),
    ],
)
def test_where_no_neighbour_shows_them(before: str, after: str | None) -> None:
    expected = before.replace(".** ", f".** *{NAMES}* (2022-05-19) ") if after is None else after
    assert added(before, "authors", "date") == expected


@pytest.mark.parametrize(
    ("neighbour", "before", "after", "shown"),
    [
        pytest.param(
            "- [§](¶), Lovelace et al., CVPR 2021",
            "- [§](¶), ICML | [code](https://a.org)",
            "- [§](¶), Krishna et al., ICML | [code](https://a.org)",
            ("authors",),
            id="surname-of-the-first",
        ),
        pytest.param(
            "1. [**§.**](¶) _Ada Lovelace, Alan Turing._ Arxiv 2023.",
            "2. [**§.**](¶) Arxiv 2022.",
            f"2. [**§.**](¶) _{NAMES}._ Arxiv 2022.",
            ("authors",),
            id="italics-with-a-final-period",
        ),
        pytest.param(
            "- (2021-03) **§** [paper](¶)",
            "- **§** [paper](¶)",
            "- (2022-05) **§** [paper](¶)",
            ("date",),
            id="date-in-front",
        ),
        pytest.param(
            "- **§**, *Ada Lovelace and Alan Turing* (May 2021) [paper](¶)",
            "- **§** [paper](¶) mine",
            "- **§**, *Kalpesh Krishna, Yapei Chang, John Wieting and Mohit Iyyer* (May 2022) [paper](¶) mine",
            ("authors", "date"),
            id="date-behind-the-authors",
        ),
        pytest.param(
            "**§** \\\n*Ada Lovelace, Alan Turing* \\\narXiv 2021. [[Paper](¶)] \\\n25 Aug 2021\n",
            "**§** \\\narXiv 2022. [[Paper](¶)] [[Code](https://a.org)] \\\nmine\n",
            f"**§** \\\n*{NAMES}* \\\narXiv 2022. [[Paper](¶)] [[Code](https://a.org)] \\\nmine\n",
            ("authors",),
            id="a-line-of-their-own",
        ),
        pytest.param(
            "| Paper | Note |\n|--|--|\n| [§](¶) <br> Ada Lovelace, Alan Turing (2021) | a |",
            "| [§](¶) | b |",
            f"| [§](¶) <br> {NAMES} (2022) | b |",
            ("authors", "date"),
            id="in-the-cell-of-the-title",
        ),
        pytest.param(
            "|Date|Title|Authors|PDF|\n|--|--|--|--|\n|**2021-03-04**|**§**|Ada Lovelace et.al.|[pdf](¶)|",
            "||**§**||[pdf](¶)|",
            "|**2022-05-19**|**§**|Kalpesh Krishna et.al.|[pdf](¶)|",
            ("authors", "date"),
            id="in-columns-as-others-have-them",
        ),
    ],
)
def test_as_the_neighbours_have_them(neighbour: str, before: str, after: str, shown: tuple[Field, ...]) -> None:
    lead = neighbour.replace("§", SELF.title).replace("¶", NEXT)
    texts = [f"{lead}\n{each.replace('§', RANKGEN.title).replace('¶', URL)}\n" for each in (before, after)]
    assert added(texts[0], *shown) == texts[1]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{ONE} by Krishna and others, 2023\n", id="shown-in-words"),
        pytest.param(f"- Krishna et al. (2022): [{RANKGEN.title}]({URL})\n", id="shown-before"),
        pytest.param(f"| Paper | Score |\n|--|--|\n| [{RANKGEN.title}]({URL}) | 1 |\n", id="no-such-column"),
        pytest.param(
            f"| Title | Authors | Date | URL |\n|--|--|--|--|\n| {RANKGEN.title} | - | ? | {URL} |\n", id="dash"
        ),
        pytest.param(f"- [Attention Is All You Need]({URL})\n", id="another-paper"),
        pytest.param(f"- [RankGen]({URL})\n", id="a-name"),
        pytest.param(f"We like the [ranking of large models]({URL}) that came out of it.\n", id="a-sentence"),
        pytest.param(f"- [{RANKGEN.title}]({URL}) and [{SELF.title}]({NEXT})\n", id="two-papers"),
    ],
)
def test_what_gets_no_field(text: str) -> None:
    assert added(text, "authors", "date") == text


def test_an_abstract_goes_below_an_item_wrapped_and_indented() -> None:
    lines = added(f"> 1. [{RANKGEN.title}]({URL}) mine\n>    - code\n", "abstract").splitlines()
    assert lines[0] == f"> 1. [{RANKGEN.title}]({URL}) mine"
    assert lines[-1] == ">    - code"
    assert all(line.startswith(">    > ") and len(line) <= 80 for line in lines[1:-1])
    assert " ".join(line[7:] for line in lines[1:-1]) == RANKGEN.abstract


def test_an_abstract_fills_its_column_and_no_other() -> None:
    table = "| Title | Abstract | Link |\n|--|--|--|\n"
    text = added(f"{table}| {RANKGEN.title} | | [pdf]({URL}) |\n", "abstract")
    assert text == f"{table}| {RANKGEN.title} | {RANKGEN.abstract} | [pdf]({URL}) |\n"
    bare = f"| Title | Link |\n|--|--|\n| {RANKGEN.title} | [pdf]({URL}) |\n"
    assert added(bare, "abstract") == bare
    assert left(bare, "abstract") == ["no column for an abstract"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(f"- [RankGen]({URL}) mine\n", f"- [{RANKGEN.title}]({URL}) mine\n", id="the-name-grows"),
        pytest.param(f"- [Ranker]({URL}) mine\n", None, id="a-nickname-stays"),
        pytest.param(
            f"| Title | Link |\n|--|--|\n| | [pdf]({URL}) |\n",
            f"| Title | Link |\n|--|--|\n| {RANKGEN.title} | [pdf]({URL}) |\n",
            id="an-empty-cell",
        ),
    ],
)
def test_titles_that_are_not_shown(before: str, after: str | None) -> None:
    assert added(before, "title") == (before if after is None else after)

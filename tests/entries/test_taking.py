"""What goes when an entry goes, and what stays: a table of removals, one of moves, one of refusals."""

from __future__ import annotations

import pytest

from papersync.errors import UsageError
from papersync.identifiers import ArxivId
from tests.laws.test_moving_laws import move, take

U = "https://arxiv.org/abs/2205.09726"
V = "https://arxiv.org/abs/2001.08361"
W = "https://arxiv.org/abs/2203.02155"
PAPER = ArxivId.parse("2205.09726")
T = f"[Ranking What Models Write]({U})"
S = f"[Scaling Laws for Language Models]({V})"
P = f"[Training Models with Feedback]({W})"

SIX = [
    "".join(f"- [{word} Models and How They Write]({U[:-5]}{ord(word[0]):05})\n" for word in words)
    for words in (("Asking", "Bending", "Calling"), ("Training", "Using", "Wanting"))
]

HEADED = [half.replace("- [", "### [").replace(")\n", ")\n\n") for half in SIX]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Bullets.
        pytest.param(f"- {S}\n- {T}\n- {P}\n", f"- {S}\n- {P}\n", id="tight-item"),
        pytest.param(f"- {S}\n\n- {T}\n\n\n- {P}\n", f"- {S}\n\n\n- {P}\n", id="loose-item-with-the-blanks-above"),
        pytest.param(f"- {T}\n\n- {P}\n", f"- {P}\n", id="first-item-with-the-blanks-below"),
        pytest.param(f"Words:\n- {T}\n\nMore.\n", "Words:\n\nMore.\n", id="only-item-keeps-what-parts-the-rest"),
        pytest.param(f"# S\n\n- {T}\n\n## T\n", "# S\n\n## T\n", id="the-section-stays"),
        pytest.param(f"- {S}\n- {T}", f"- {S}", id="no-final-newline-stays-so"),
        pytest.param(f"- {S}\r\n- {T}\r\n  more\r\n", f"- {S}\r\n", id="crlf"),
        pytest.param(f"- {S}\r\n- {T}\n- {P}\n", f"- {S}\r\n- {P}\n", id="mixed-endings-stay-with-their-lines"),
        pytest.param(f"\ufeff- {T}\n- {S}\n", f"\ufeff- {S}\n", id="byte-order-mark-stays"),
        pytest.param(
            f"- {S}\n- {T}\nlazy\n\n  > note\n\n  ```\n  x\n  ```\n- {P}\n", f"- {S}\n- {P}\n", id="all-that-is-in-it"
        ),
        pytest.param(f"- {T}\n  - builds on {V} as they say\n- {P}\n", f"- {P}\n", id="nested-mention-goes-along"),
        pytest.param(
            f"1. {S}\n2. {T}\n3. {P}\n", f"1. {S}\n3. {P}\n", id="manual-numbers-of-the-others-stay"
        ),
        pytest.param(f"- May\n  - {S}\n  - {T}\n- June\n", f"- May\n  - {S}\n- June\n", id="nested-item"),
        pytest.param(f"- May\n  - {T}\n- June\n", "- May\n- June\n", id="parent-stays-without-it"),
        pytest.param(
            f"- **Ranking What Models Write**\n  - [[Paper]]({U})\n  - Code: x\n- {P}\n", f"- {P}\n", id="its-fields"
        ),
        pytest.param(
            f"- {S}\n<!-- papersync: ignore[PS204] -->\n- {T}\n- {P}\n", f"- {S}\n- {P}\n", id="ignore-goes-along"
        ),
        pytest.param(f"<!-- list -->\n- {T}\n- {P}\n", f"<!-- list -->\n- {P}\n", id="other-comment-stays"),
        pytest.param(f"> - {S}\n>\n> - {T}\n>\n> words\n", f"> - {S}\n>\n> words\n", id="in-a-quote"),
        # Tables.
        pytest.param(f"|T|C|\n|-|-|\n|{S}|a|\n|{T}|b|\n", f"|T|C|\n|-|-|\n|{S}|a|\n", id="row"),
        pytest.param(f"|T|C|\n|-|-|\n|{T}|b|\n\nx\n", "|T|C|\n|-|-|\n\nx\n", id="heading-of-a-table-stays"),
        pytest.param(f"T|C\n-|-\n{T}|b\n{S}|c", f"T|C\n-|-\n{S}|c", id="row-without-pipes-around-it"),
        # Paragraphs.
        pytest.param(
            f"words\n\n**Ranking What Models Write** \\\n*Ada* \\\n[[Paper]({U})]\n\n**x** [y](z)\n",
            "words\n\n**x** [y](z)\n",
            id="bold-block",
        ),
        pytest.param(
            f"**Ranking What Models Write**\n\n- Paper: {U}\n- Code: x\n\nwords\n", "words\n", id="title-then-fields"
        ),
        pytest.param(f"w\n\n{T}\n\n> my note\n\nx\n", "w\n\nx\n", id="quote-below"),
        pytest.param(f"w\n\n{T}\n- a note\n- more\n\nx\n", "w\n\nx\n", id="list-directly-below"),
        pytest.param(f"w\n\n{T}\n- see {P}\n", f"w\n\n- see {P}\n", id="list-of-other-papers-stays"),
        pytest.param(f"<details>\n\n{T}\n\n</details>\n", "<details>\n\n</details>\n", id="what-wraps-it-stays"),
        pytest.param(
            f"## S\n\n#### Ranking What: All Models Write\n\n- arXiv: <{U}>\n- Code: x\n\n## T\n", "## S\n\n## T\n",
            id="heading-that-is-a-title",
        ),
        pytest.param(
            f"## S\n\n### {T}\n\n> q\n\nmine\n\n### {S}\n\n## T\n", f"## S\n\n### {S}\n\n## T\n", id="heading-entry"
        ),
        # Raw HTML.
        pytest.param(
            f'<ul>\n<li><a href="{U}">Ranking What Models Write</a>\nx</li>\n<li>b</li>\n</ul>\n',
            "<ul>\n<li>b</li>\n</ul>\n",
            id="html-item",
        ),
        pytest.param(
            f'<ul>\n<li><a href="{U}">Ranking What Models Write</a>\nx\n<li>b\n</ul>\n',
            "<ul>\n<li>b\n</ul>\n",
            id="html-item-that-the-next-ends",
        ),
        pytest.param(
            f'<table>\n<tr><td>a\n<tr><td><a href="{U}">Ranking What Models Write</a></td>\n\n</table>\n',
            "<table>\n<tr><td>a\n\n</table>\n",
            id="html-row-that-its-table-ends",
        ),
        pytest.param(
            f'<table><tr><td>a</td></tr><tr><td><a href="{U}">Ranking What Models Write</a></td></tr></table>\n',
            "<table><tr><td>a</td></tr></table>\n",
            id="html-row-within-a-line",
        ),
    ],
)  # fmt: skip
def test_what_remove_takes(before: str, after: str) -> None:
    assert take(before.encode(), PAPER).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            f"## A\n\n- {T}\n  - mine\n\n## B\n\n- {S}\n- no paper\n",
            f"## A\n\n## B\n\n- {S}\n- {T}\n  - mine\n- no paper\n",
            id="behind-the-last-entry",
        ),
        pytest.param(
            f"## A\n\n- {T}\n\n## B\n\n- {S}\n\n- {P}\n\nend\n",
            f"## A\n\n## B\n\n- {S}\n\n- {P}\n\n- {T}\n\nend\n",
            id="blank-lines-as-there",
        ),
        pytest.param(
            f"## A\n\n- {T}\n\n## B\n\n- {S}", f"## A\n\n## B\n\n- {S}\n- {T}", id="to-an-end-without-newline"
        ),
        pytest.param(
            f"## B\n\n1. {S}\n\n## A\n\n7. {T}", f"## B\n\n1. {S}\n7. {T}\n\n## A", id="from-the-end-of-such-a-file"
        ),
        pytest.param(
            f"## A\n\n- x\n  - {T}\n\n## B\n\n- {S}\n- y\n  - {P}\n- z\n",
            f"## A\n\n- x\n\n## B\n\n- {S}\n- y\n  - {P}\n  - {T}\n- z\n",
            id="at-the-same-depth",
        ),
        pytest.param(
            f"## A\n\n|T|C|\n|-|-|\n|{T}|  b |\n\n## B\n\n|T|C|\n|-|-|\n|{S}|a|\n\n|X|Y|Z|\n|-|-|-|\n|{P}|1|2|\n",
            f"## A\n\n|T|C|\n|-|-|\n\n## B\n\n|T|C|\n|-|-|\n|{S}|a|\n|{T}|  b |\n\n|X|Y|Z|\n|-|-|-|\n|{P}|1|2|\n",
            id="into-the-table-with-as-many-columns",
        ),
        pytest.param(
            f"## A\n\n|T|C|\n|-|-|\n|{T}|b|\n\n## B\n\n|T|C|\n|-|-|",
            f"## A\n\n|T|C|\n|-|-|\n\n## B\n\n|T|C|\n|-|-|\n|{T}|b|",
            id="into-a-table-without-rows",
        ),
        pytest.param(
            f"## A\n\n{T}\n\n> note\n\n## B\n\n{S}\n\n\n{P}\n\n> quote\n\n## C\n",
            f"## A\n\n## B\n\n{S}\n\n\n{P}\n\n> quote\n\n\n{T}\n\n> note\n\n## C\n",
            id="paragraph-behind-all-that-belongs-to-the-last",
        ),
        pytest.param(
            f"## A\n\n- [Ranking What Models Write][r]\n\n[r]: {U}\n\n## B\n\n- {S}\n",
            f"## A\n\n[r]: {U}\n\n## B\n\n- {S}\n- [Ranking What Models Write][r]\n",
            id="definition-stays",
        ),
        pytest.param(
            f"## A\n\n- {T}\n\n## B\n\n{SIX[0]}{SIX[1]}",
            f"## A\n\n## B\n\n{SIX[0]}{SIX[1]}- {T}\n",
            id="bullets-show-no-order",
        ),
        pytest.param(
            f"## A\n\n### {T}\n\n## B\n\n{HEADED[0]}{HEADED[1]}",
            f"## A\n\n## B\n\n{HEADED[0]}### {T}\n\n{HEADED[1]}",
            id="headings-in-their-order",
        ),
        pytest.param(
            f"## A\n\n### {T}\n\n## B\n\n### {S}\n\n### [Tasks](https://a.org)\n\n- {P}\n- [x](y)\n\n## C\n",
            f"## A\n\n## B\n\n### {S}\n\n### {T}\n\n### [Tasks](https://a.org)\n\n- {P}\n- [x](y)\n\n## C\n",
            id="not-between-a-heading-and-its-list",
        ),
        pytest.param(
            f"## A\n\n- {T}\n\n## B\n\n- {S}\n- [Not of arXiv's](https://a.org)\n- words\n",
            f"## A\n\n## B\n\n- {S}\n- [Not of arXiv's](https://a.org)\n- {T}\n- words\n",
            id="behind-a-paper-that-is-not-arXivs",
        ),
        pytest.param(
            f"## A\n\n|T|C|\n|-|-|\n|{T}|b|\n\n## B\n\n|T|C|\n|-|-|\n|{S}|a|\n|x|y|\n",
            f"## A\n\n|T|C|\n|-|-|\n\n## B\n\n|T|C|\n|-|-|\n|{S}|a|\n|x|y|\n|{T}|b|\n",
            id="behind-all-rows",
        ),
    ],
)  # fmt: skip
def test_where_move_puts(before: str, after: str) -> None:
    assert move(before.encode(), PAPER, "B").decode() == after


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param(f"- Ranking What Models Write [v1]({U}) [extended]({V})\n", "several papers", id="several-papers"),
        pytest.param(f"- {T}, {S}\n", "same bullet", id="one-of-two-in-a-bullet"),
        pytest.param(f"{T}\n{S}\n", "same bullet", id="one-of-two-lines-of-a-paragraph"),
        pytest.param(f"|{T}|C|\n|-|-|\n|{S}|b|\n", "heading of a table", id="heading-of-a-table"),
        pytest.param(f"- {T}\n  - {S}\n", "nested", id="other-papers-nested-in-it"),
        pytest.param(f"- - {T}\n  - {S}\n", "first line", id="shares-its-line-with-what-is-around"),
        pytest.param(f"## {T}\n\n### {S}\n\n> q\n", "under its heading", id="heading-that-others-stand-under"),
        pytest.param(f"para\n1. {T}\n2. {S}\n", "mean something else", id="others-would-not-be-items-any-more"),
        pytest.param(f"words\n- {T}\n---\n", "mean something else", id="words-would-become-a-heading"),
        pytest.param(
            f'<table>\n<tr><td><a href="{U}">Ranking What Models Write</a></td>\n\nwords\n',
            "not closed",
            id="row-that-nothing-ends",
        ),
        pytest.param(
            f'<ul>\n<li><a href="{U}">Ranking What Models Write</a>\n<ul><li>x</li></ul>\n</ul>\n',
            "holds others",
            id="item-with-a-list",
        ),
        pytest.param(
            f"### {T}\n\n> q\n\n<!-- papersync: off -->\n\nold\n\n<!-- papersync: on -->\n\nmine\n",
            "switched off",
            id="partly-switched-off",
        ),
        pytest.param(
            f"{T}, a sentence\n> <!-- papersync: off -->\n\n- a\n",
            "switched off",
            id="switched-off-in-a-quote-below-it",
        ),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        take(f"# L\n\n{text}\n\n## B\n".encode(), PAPER)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param(f"- {T}\n\n## B\n\n1. {S}\n", "a list item", id="bullet-among-numbers"),
        pytest.param(f"- {T}\n\n## B\n\n- x\n  - {S}\n", "a list item", id="no-such-depth"),
        pytest.param(f"- {T}\n\n## B\n\n {S}\n", "a list item", id="bullet-among-paragraphs"),
        pytest.param(f"{T}\n\n## B\n\n- {S}\n", "a paragraph", id="paragraph-among-bullets"),
        pytest.param(f"|T|C|\n|-|-|\n|{T}|b|\n\n## B\n\n|T|\n|-|\n|{S}|\n", "2 columns", id="other-columns"),
        pytest.param(
            f"|Title|Link|\n|-|-|\n|Ranking What Models Write|[pdf]({U})|\n\n## B\n\n"
            f"|Link|Title|\n|-|-|\n|[pdf]({V})|Scaling Laws for Language Models|\n",
            "read as something else",
            id="other-order-of-columns",
        ),
    ],
)
def test_places_that_are_none(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        move(f"## A\n\n{text}".encode(), PAPER, "B")

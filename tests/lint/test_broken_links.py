"""PS108 and PS109: what was meant as a link and is none, what only looks so, and what the fix makes of it."""

from __future__ import annotations

import time

import pytest

from papersync.lint.engine import check
from papersync.lint.fixing import apply_fixes
from papersync.lint.rule import Rule
from papersync.lint.selection import select_rules

from .pages import page

U = "https://arxiv.org/abs/2001.08361"
V = "https://example.org/code"
BROKEN = select_rules(["PS108", "PS109"])


def found(text: str, rules: tuple[Rule, ...] = BROKEN) -> list[str]:
    return [finding.code for finding in check(page(text), rules)]


def mended(text: str) -> str:
    read = page(text)
    return apply_fixes(read.source, check(read, BROKEN), unsafe=True).text.decode()


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        pytest.param(f"- T [pdf] ({U})\n", f"- T [pdf]({U})\n", id="a blank"),
        pytest.param(f"- T [pdf]  ({U}), [code] ({V})\n", f"- T [pdf]({U}), [code]({V})\n", id="two in a line"),
        pytest.param(f"| [It] ({U}) | x |\n|---|---|\n", f"| [It]({U}) | x |\n|---|---|\n", id="in a cell"),
        pytest.param(f"- T [[Paper]([{U}]({U}))]\n", f"- T [[Paper]({U})]\n", id="a link pasted as a URL"),
        pytest.param(f"- T [[Paper]([{U}v1]({U}))]\n", f"- T [[Paper]({U})]\n", id="pasted, of one paper"),
        pytest.param(f"- T [[Paper]([{U}]({V}))]\n", None, id="pasted, of two places"),
        pytest.param(f"- T [LLM]([{V})\n", f"- T [LLM]({V})\n", id="pasted by half"),
        pytest.param(f"- T [LLM](({V}_(b)))\n", f"- T [LLM]({V}_(b))\n", id="in two pairs of parentheses"),
        pytest.param(
            f"- By [K. et al. (2020)](({V}) [x]({U})\n",
            f"- By [K. et al. (2020)]({V}) [x]({U})\n",
            id="twice opened, once closed",
        ),
        pytest.param("- [Contents](#of the list)\n", None, id="a blank in an anchor"),
        pytest.param(f"- T [[Paper({U})] \\\n", f"- T [[Paper]({U})] \\\n", id="a bracket is missing"),
        pytest.param(f"- T [Paper({U})]\n", f"- T [Paper]({U})\n", id="brackets do not pair"),
        pytest.param(f"T.\n({U})[{U}]\n", f"T.\n[{U}]({U})\n", id="the wrong way round"),
        pytest.param(f"- T (pdf)[{U}]\n", f"- T [pdf]({U})\n", id="the wrong way round, with a word"),
        pytest.param(f"- T [[pdf]({U}]\n", f"- T [[pdf]({U})]\n", id="never closed, in brackets"),
        pytest.param(f"- T [pdf]({U}\n- X\n", f"- T [pdf]({U})\n- X\n", id="never closed, at the line's end"),
        pytest.param(f"| [It]({U} | x |\n|---|---|\n", f"| [It]({U}) | x |\n|---|---|\n", id="never closed, in a cell"),
        pytest.param("- T [pdf](https://arxiv.org/abs/2001. 08361)\n", None, id="a blank in the URL"),
        pytest.param(f"-[]({U})\n", None, id="no text"),
        pytest.param(f"- [![stars]({V}.svg]({V})\n", f"- [![stars]({V}.svg)]({V})\n", id="a badge, not closed"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_broken(text: str, fixed: str | None, newline: str) -> None:
    written = text.replace("\n", newline)
    assert set(found(written)) == {"PS109"}
    assert mended(written) == (text if fixed is None else fixed).replace("\n", newline)
    if fixed is not None:
        assert found(fixed.replace("\n", newline)) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"- [T]({U}) [[pdf]({U})] ([code]({V}))\n", id="links"),
        pytest.param(f"- [T]( {U} ) [b](<{U}>) [c]({U} 'a title')\n", id="blanks and titles that belong there"),
        pytest.param(f"- [x] ({U}) is read\n- [ ] ({U}) is not\n", id="tasks"),
        pytest.param(f"As they say [1] ({U}) and [12] ({V}).\n", id="numbers of footnotes"),
        pytest.param(f"- [the talk ({V})] and (see [T]({U}))\n", id="brackets around words"),
        pytest.param(f"- [T][t] ({V})\n\n[t]: {U}\n", id="a link by label, and a URL behind it"),
        pytest.param(f"- [t] ({V})\n\n[t]: {U}\n", id="a link by its text, and a URL behind it"),
        pytest.param(f"- [T]({U}) ({V})[^1]\n\n[^1]: A note.\n", id="a footnote's mark"),
        pytest.param(f"`[pdf] ({U})`\n\n```\n[pdf] ({U})\n[[Paper({U})]\n```\n", id="code"),
        pytest.param(f"<!-- [pdf] ({U}) -->\n", id="a comment"),
        pytest.param(f"<div>\n[pdf] ({U})\n</div>\n", id="raw HTML, in which no brackets make links"),
        pytest.param(f"- \\[pdf] ({U})\n", id="an escaped bracket"),
        pytest.param(f"- [![b](a.svg)]({U}) ![c]({V}.png)\n", id="images"),
        pytest.param(f"- f[x](y) and [T]({V}_(e))\n", id="parentheses in a URL"),
        pytest.param("- [ ] open\n- [paper](#papers) [more](more.md) `[x]()`\n", id="other targets"),
        pytest.param("[//]: # (a comment)\n\n- [paper]\n", id="a comment by definition, a word in brackets"),
        pytest.param("- []() <a name='x'></a><a id=\"y\" href='#z'>z</a>\n", id="nothing that anybody sees"),
    ],
)
def test_what_only_looks_so(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("- T [[paper]()] [code]( )\n", 2, id="two in a line"),
        pytest.param("| [T](<>) | x |\n|---|---|\n", 1, id="in pointed brackets"),
        pytest.param('<td><a href="">Paper</a></td>\n', 1, id="in HTML"),
        pytest.param("<!-- papersync: off -->\n[paper]()\n<!-- papersync: on -->\n", 0, id="off"),
    ],
)
def test_links_without_a_target(text: str, count: int) -> None:
    assert found(text) == ["PS108"] * count


@pytest.mark.parametrize(
    "piece", ["[", "](", "[a](https://e", "(x)[https://", "[a] (https://e.org/", "[![a](https://b]("]
)
def test_much_of_it_takes_no_quadratic_time(piece: str) -> None:
    read = page(piece * 20_000)
    start = time.process_time()
    check(read, BROKEN)
    assert time.process_time() - start < 1

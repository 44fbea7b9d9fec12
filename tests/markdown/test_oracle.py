"""GitHub's own parser as the oracle: the same links, whatever the document."""

from __future__ import annotations

import html
import re
from collections import Counter
from urllib.parse import unquote

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from papersync.markdown import LinkKind, parse_document
from papersync.references import find_references

LINKING = re.compile(r"<(?:a|img)\b[^<>]*?\s(?:href|src)=\"([^\"]*)\"")


def theirs(source: str) -> Counter[str]:
    """The links and images that GitHub's parser renders."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    rendered = cmarkgfm.markdown_to_html_with_extensions(source, options, ["table", "strikethrough"])
    urls = (unquote(html.unescape(url)) for url in LINKING.findall(rendered))
    return Counter(url for url in urls if not url.startswith("#fn"))


def ours(source: str) -> Counter[str]:
    """The links and images of the document."""
    links = parse_document(source.encode()).links
    return Counter(unquote(link.url) for link in links if link.kind is not LinkKind.DEFINITION)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("[a](b) [c]( <d e> 'f' ) [g](h(i)j)", id="inline links"),
        pytest.param("[a]([b](c)) [[d](e)] [f [g](h)](i)", id="brackets in brackets"),
        pytest.param("[![a](b)](c) ![d [e](f)](g)", id="images and links in each other"),
        pytest.param("[a] [b][a] [c][] [d]\n\n[a]: e\n[c]: <f>\n[A]: g", id="reference links, a label twice"),
        pytest.param("> [a](\n> b) [c]\n>\n> [c]: d 'e\n> f'", id="over lines of a quote"),
        pytest.param("1. [a](b)\n\n   - [c](d)\n\n         [e](f)\n", id="lists and code in them"),
        pytest.param(
            "|[a](b)|`[c](d)`|[e](f\\|g)|\n|-|-|-|\n|[h](i)|[j](k)|[l](m)|[n](o)|", id="tables, with a surplus cell"
        ),
        pytest.param("a | [b](c\n--|--\n[d](e) | f](g)", id="a cell cuts a link"),
        pytest.param("`[a](b) [c](d) ``[e](f)`` `", id="code spans"),
        pytest.param("```\n[a](b)\n~~~\n[c](d)\n```\n[e](f)", id="fences of two kinds"),
        pytest.param("    [a](b)\n[c](d)\n\n\t[e](f)", id="indented code"),
        pytest.param("<div>\n[a](b)\n\n[c](d)\n</div>", id="html block up to the blank line"),
        pytest.param('<p><a class="x" href="a&amp;b">c</a></p>\n<img src="d" width="1">', id="html links"),
        pytest.param('a <a href="b">c</a> <img alt="x" src="d"/>', id="html in a line"),
        pytest.param("<!-- [a](b)\n\n[c](d) --> [e](f)\n\n[g](h)", id="comment over blank lines"),
        pytest.param("<https://a.b> <a@b.c> <not a link>", id="autolinks"),
        pytest.param("\\[a](b) [c\\](d) [e](f\\) [g](h\\)i)", id="escapes"),
        pytest.param("*[a*](b)* **[c](d)**[e](f)_[g](h)_", id="emphasis around and across"),
        pytest.param("[a](b&auml;c&amp;d&#64;e&nonsense;f)", id="entities"),
        pytest.param("[a](b\tc) [d](e\nf)", id="blanks in destinations"),
        pytest.param("[a](\u00a0b) [中](https://例.中)", id="beyond ASCII"),
        pytest.param("---\n[a](b)\n---\n\n[c](d)\n\n---\ntext: [e](f)\n---\n", id="rules are no front matter"),
        pytest.param("Paper\n=======\n[a](b)\n>>>>>>> c [d](e)", id="lines like conflict markers"),
        pytest.param("[a](b)\r\n\r\n- [c](d)\r\n  [e](f)\r\n", id="CR LF"),
        pytest.param("[^1] [a](b)\n\n[^1]: [c](d)\n    [e](f)\n", id="footnotes"),
        pytest.param("- [ ] [a](b)\n- [x] [c](d)\n- [x](e)", id="tasks"),
        pytest.param("[a](<b\\>c>) [d](<e>f) [g](<h", id="angle brackets"),
        pytest.param("[a](b 'c' d) [e](f 'g\" h')", id="titles"),
        pytest.param("~~[a](b)~~ ~[c](d)~ $[e](f)$ a $[g](h) | $", id="strikethrough and dollar signs"),
    ],
)
def test_same_links_as_github(source: str) -> None:
    assert ours(source) == theirs(source)


LINES = (
    *("[a](b)", "[a](<b c> 't')", "<http://a>", "![a](b)", "[![a](b)](c)", "[r]", "[a][r]", "*a* **b** `c`", "text"),
    *("# ", "> ", "- ", "1. ", "  ", "    ", "| a | [b](c) |", "|---|---|", "```", "~~~", "---", "==="),
    *('<a href="x">y</a>', "<div>", "</div>", "<!-- c -->", "\\[a](b)", "[a](b(c))", "&amp;", "[r]: d", ""),
)


@given(st.lists(st.lists(st.sampled_from(LINES), max_size=3).map("".join), max_size=8).map("\n".join))
def test_same_links_as_github_whatever_the_lines(source: str) -> None:
    assert ours(source) == theirs(source)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("see https://arxiv.org/abs/2001.08361.", id="full stop"),
        pytest.param("(https://arxiv.org/abs/2001.08361)", id="brackets"),
        pytest.param("**https://arxiv.org/abs/2001.08361**", id="bold"),
        pytest.param("中https://arxiv.org/abs/2001.08361 中", id="glued before"),
        pytest.param("https://arxiv.org/abs/hep-th/9901001v2?", id="question mark"),
        pytest.param("| https://arxiv.org/pdf/2001.08361.pdf | b |\n|-|-|", id="cell"),
        pytest.param("https://arxiv.org/pdf/2001.08361.pdf#page=3, and", id="fragment"),
        pytest.param("https://arxiv.org/abs/2001.08361~~ ~~https://arxiv.org/abs/2001.08362~~", id="struck out"),
    ],
)
def test_bare_urls_are_those_that_github_links(source: str) -> None:
    rendered = cmarkgfm.markdown_to_html_with_extensions(source, 0, ["table", "strikethrough", "autolink"])
    found = [reference.url for reference in find_references(parse_document(source.encode()))]
    assert found == [unquote(html.unescape(url)) for url in LINKING.findall(rendered)]

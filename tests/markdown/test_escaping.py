"""Text put into Markdown reads back as that text."""

from __future__ import annotations

import html
import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import assume, example, given
from hypothesis import strategies as st

from papersync.markdown import Block, BlockKind, Place, escape, parse_document, visible
from papersync.markdown.formulas import find_formulas

TITLES = (
    "Attention Is All You Need",
    "C# and C++: A_B_test of __init__ *and* `eval`",
    "[Re] Deep [Learning](http://a.b) ![x](y) [^1] [x]: y",
    "<b>Bold</b> & &amp; AT&T <!-- no --> a < b > c <https://a.b>",
    "10^{-3} ~5x ~~gone~~ a~b~c | x | y",
    "# Heading #", "1. First", "2) Second", "- dash", "+ plus", "> quote", "===", "---", "* * *", "_ _ _", "```", "~~~",
    "a #", "#", "-- -",
    "1986. A Year", "\\alpha \\* \\", "\\\\", "a\\\nb", "@user and me@example.org @ 5", "O(n*m) * 2 ** 3 **",
    "_a_ b_c _d", "a __b__ c", "snake_case_name", "'_'", "(*)", "f*g*h", "**", "|", "||", "\\|", "]", "[", "](", "!",
    "![", "^a]: b",
    "On $x_1*y_2$ and $\\{a, b\\}$ in $O(n^2)$", "Between $5 *and* $6", "$|\\psi\\rangle$ \\| $|a|$", "$[0,1)$ [b]",
    "$a<b$ and c>d", "$&ap;$ and $a&b$", "Müller–Straße, 中文 標題 “quotes”", "&#35; &nbsp; &copy", "\u00a0x\u00a0",
    "😀 *", "a*\u00a0b*",
)  # fmt: skip
PLACES = [pytest.param(place, id=place.value) for place in Place]
PIECES = (*"[]()<>*_`\\&~|$#@!+-=.:;1a^{}\"' ", "中", "é", "ab", "  ", "&amp", ";", "1.", "\u00a0")
titles = st.one_of(
    st.sampled_from(TITLES),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.text(max_size=20),
)

SETTING = {
    Place.PARAGRAPH: ("", ""),
    Place.LINK_TEXT: ("[", "](https://arxiv.org/abs/2001.08361)"),
    Place.TABLE_CELL: ("| h | i |\n|---|---|\n| ", " | j |"),
    Place.LINK_TEXT_IN_CELL: ("| h | i |\n|---|---|\n| [", "](https://arxiv.org/abs/2001.08361) | j |"),
    Place.HTML: ("<td>", "</td>"),
}


def plain(text: str) -> str:
    """What a title is up to blanks, without what no title from arXiv holds: controls and what XML forbids."""
    cleaned = "".join(character for character in text if character.isprintable() or character == "\n")
    return " ".join(cleaned.split())


def leaves(blocks: tuple[Block, ...]) -> list[Block]:
    """All blocks with text of their own."""
    return [leaf for block in blocks for leaf in (leaves(block.children) if block.children else [block])]


def read_back(source: str, place: Place) -> tuple[str, set[str], int]:
    """What a reader sees at the place, the kinds of run it is made of, and the number of links."""
    document = parse_document(source.encode())
    found = leaves(document.blocks)
    (leaf,) = [block for block in found if block.inlines][2:3] if place is Place.TABLE_CELL else found
    styles = {style for inline in leaf.inlines for style in inline.styles}
    return visible(leaf.inlines).text, {inline.kind.value for inline in leaf.inlines} | styles, len(document.links)


@pytest.mark.parametrize("place", [Place.PARAGRAPH, Place.LINK_TEXT, Place.TABLE_CELL])
@given(text=titles)
def test_reads_back_as_the_text_and_nothing_else(place: Place, text: str) -> None:
    title = plain(text)
    assume(title)
    before, behind = SETTING[place]
    shown, kinds, links = read_back(before + escape(title, place) + behind, place)
    assert shown == title
    assert kinds == {"text"}
    assert links == (place is Place.LINK_TEXT)


@given(text=titles)
def test_reads_back_in_headings_and_quotes(text: str) -> None:
    title = plain(text)
    assume(title)
    written = escape(title, Place.PARAGRAPH)
    heading, quote = parse_document(f"### {written}\n\n> {written}\n".encode()).blocks
    assert (heading.kind, quote.kind) == (BlockKind.HEADING, BlockKind.QUOTE)
    assert visible(heading.inlines).text == visible(quote.children[0].inlines).text == title


@pytest.mark.parametrize("place", PLACES)
@given(text=titles)
@example(text="a|b")
def test_reads_back_on_github(place: Place, text: str) -> None:
    """By GitHub's parser, which knows no formulas: these are left out, as bare URLs and mail addresses are."""
    title = plain(text)
    assume(title and not find_formulas(title) and "://" not in title and "www." not in title)
    assume(not re.search(r"[\w.+-]@|\w:\w", title))
    before, behind = SETTING[place]
    rendered = cmarkgfm.github_flavored_markdown_to_html(
        before + escape(title, place) + behind, options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    )
    cell = re.findall(r"<td>(.*?)</td>", rendered, re.DOTALL)
    inner = cell[0] if cell else re.fullmatch(r"<p>(.*)</p>\s*", rendered, re.DOTALL)[1]  # type: ignore[index]
    if place in (Place.LINK_TEXT, Place.LINK_TEXT_IN_CELL):
        inner = re.fullmatch(r"<a href=[^>]*>(.*)</a>", inner, re.DOTALL)[1]  # type: ignore[index]
    assert "<" not in inner
    assert html.unescape(inner) == title


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        pytest.param("A_B: snake_case * 2", Place.PARAGRAPH, "A_B: snake_case * 2", id="nothing needless"),
        pytest.param("a < b & c > d ~5x", Place.PARAGRAPH, "a < b & c > d ~5x", id="signs between blanks stay"),
        pytest.param("R&D #1: 1.5x -3", Place.PARAGRAPH, "R&D #1: 1.5x -3", id="numbers and signs in the text stay"),
        pytest.param("[Re] *A*", Place.PARAGRAPH, r"\[Re] \*A\*", id="a bracket that opens nothing closes nothing"),
        pytest.param("[Re] A", Place.LINK_TEXT, r"\[Re\] A", id="in a link both brackets"),
        pytest.param("a | b", Place.PARAGRAPH, "a | b", id="a pipe in a paragraph"),
        pytest.param("a | b", Place.TABLE_CELL, r"a \| b", id="a pipe in a cell"),
        pytest.param("On $x_1*y$", Place.PARAGRAPH, "On $x_1*y$", id="formulas stay"),
        pytest.param("On $|x|$", Place.TABLE_CELL, r"On $\|x\|$", id="but for pipes in a cell"),
        pytest.param("On $[0,1)$", Place.LINK_TEXT, r"On \$\[0,1)\$", id="but for brackets that end a link"),
        pytest.param("On $[0,1]$", Place.LINK_TEXT, "On $[0,1]$", id="balanced ones do not"),
        pytest.param("a | [b]", Place.LINK_TEXT_IN_CELL, r"a \| \[b\]", id="in a link in a cell both"),
        pytest.param("1. A", Place.PARAGRAPH, r"1\. A", id="a number that would be a list"),
        pytest.param("# A", Place.PARAGRAPH, r"\# A", id="a heading"),
        pytest.param("#1 A", Place.PARAGRAPH, "#1 A", id="no heading"),
        pytest.param("@a b@c", Place.PARAGRAPH, "&#64;a b@c", id="nobody is mentioned"),
        pytest.param("a\nb\r\n  c", Place.PARAGRAPH, "a b c", id="line endings are blanks"),
        pytest.param("a <b> & 'c'", Place.HTML, "a &lt;b&gt; &amp; 'c'", id="element content"),
        pytest.param(" - a", Place.PARAGRAPH, " - a", id="a piece for the middle of a line"),
    ],
)
def test_no_more_than_needed(text: str, place: Place, expected: str) -> None:
    assert escape(text, place) == expected

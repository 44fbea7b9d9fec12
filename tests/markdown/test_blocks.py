"""Blocks and inline runs: what a document is made of, with exact bytes."""

from __future__ import annotations

import pytest

from papersync.markdown import BlockKind, InlineKind, parse_document
from tests.markdown.outline import outline, runs


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("", [], id="nothing is no block"),
        pytest.param("# T\n", [("heading", "# T")], id="no line ending in a span"),
        pytest.param("T\n===\n", [("heading", "T\n===")], id="setext heading with its underline"),
        pytest.param("> a\n> b\n", [("quote", "> a\n> b", [("paragraph", "a\n> b")])], id="no quote mark at a start"),
        pytest.param("> a\nlazy\n", [("quote", "> a\nlazy", [("paragraph", "a\nlazy")])], id="lazy line belongs"),
        pytest.param(
            "- a\n- b\n",
            [("list", "- a\n- b", [("item", "- a", [("paragraph", "a")]), ("item", "- b", [("paragraph", "b")])])],
            id="tight item has a paragraph",
        ),
        pytest.param(
            "- a\n\n- b\n",
            [("list", "- a\n\n- b", [("item", "- a", [("paragraph", "a")]), ("item", "- b", [("paragraph", "b")])])],
            id="loose item the same",
        ),
        pytest.param(
            "- a\n  - b\n\n  c\n",
            [
                (
                    "list",
                    "- a\n  - b\n\n  c",
                    [
                        (
                            "item",
                            "- a\n  - b\n\n  c",
                            [
                                ("paragraph", "a"),
                                ("list", "- b", [("item", "- b", [("paragraph", "b")])]),
                                ("paragraph", "c"),
                            ],
                        )
                    ],
                )
            ],
            id="text of an item around a nested list",
        ),
        pytest.param(
            "| a | b |\n|---|---|\n| c ||\n",
            [
                (
                    "table",
                    "| a | b |\n|---|---|\n| c ||",
                    [
                        ("row", "| a | b |", [("cell", "a"), ("cell", "b")]),
                        ("row", "| c ||", [("cell", "c"), ("cell", "")]),
                    ],
                )
            ],
            id="cells without their blanks, empty ones kept",
        ),
        pytest.param("```\na\n```\nb\n", [("code", "```\na\n```"), ("paragraph", "b")], id="fence and what follows"),
        pytest.param("<div>\na\n</div>\n\nb", [("html", "<div>\na\n</div>"), ("paragraph", "b")], id="html block"),
        pytest.param("a\n\n***\n", [("paragraph", "a"), ("rule", "***")], id="thematic break"),
        pytest.param(
            "- a\n  ***\n",
            [("list", "- a\n  ***", [("item", "- a\n  ***", [("paragraph", "a"), ("rule", "***")])])],
            id="thematic break behind the text of a tight item",
        ),
        pytest.param("- [ ] a\n", [("list", "- [ ] a", [("item", "- [ ] a", [("paragraph", "a")])])], id="task"),
        pytest.param("[^1]: a\n", [("footnote", "[^1]: a", [("paragraph", "a")])], id="footnote"),
        pytest.param("\ufeff# T", [("heading", "# T")], id="byte order mark is no text"),
        pytest.param("---\na: b\n---\n# T", [("heading", "# T")], id="front matter is no block"),
        pytest.param("# T\r\n\r\na\r\n", [("heading", "# T"), ("paragraph", "a")], id="CR LF"),
        pytest.param("a\x0cb\n", [("paragraph", "a\x0cb")], id="form feed ends no line"),
    ],
)
def test_blocks(source: str, expected: list[object]) -> None:
    assert outline(parse_document(source.encode())) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("a *b*", [("text", "a ", "a "), ("text", "b", "b")], id="emphasis marks belong to no run"),
        pytest.param("a &amp; b", [("text", "a ", "a "), ("text", "&", "&amp;"), ("text", " b", " b")], id="entity"),
        pytest.param(r"\*a", [("text", "*", r"\*"), ("text", "a", "a")], id="the escape belongs to what it yields"),
        pytest.param(r"a\\b", [("text", "a", "a"), ("text", "\\", r"\\"), ("text", "b", "b")], id="escaped backslash"),
        pytest.param(r"a\b", [("text", r"a\b", r"a\b")], id="a backslash before a letter is text"),
        pytest.param(
            "> a\n> b", [("text", "a", "a"), ("soft break", "\n", "\n> "), ("text", "b", "b")], id="quote break"
        ),
        pytest.param(
            "a \n  b", [("text", "a", "a"), ("soft break", "\n", " \n  "), ("text", "b", "b")], id="blanks at break"
        ),
        pytest.param("a  \nb", [("text", "a", "a"), ("hard break", "\n", "  \n"), ("text", "b", "b")], id="two spaces"),
        pytest.param(
            "a\\\nb", [("text", "a", "a"), ("hard break", "\n", "\\\n"), ("text", "b", "b")], id="backslash break"
        ),
        pytest.param(
            "a\n*b*", [("text", "a", "a"), ("soft break", "\n", "\n"), ("text", "b", "b")], id="break before em"
        ),
        pytest.param(
            "a\n\\# b",
            [("text", "a", "a"), ("soft break", "\n", "\n"), ("text", "#", "\\#"), ("text", " b", " b")],
            id="break before escape",
        ),
        pytest.param("a<br>b", [("text", "a", "a"), ("html", "", "<br>"), ("text", "b", "b")], id="tags show nothing"),
        pytest.param("`a *b*`", [("code", "a *b*", "`a *b*`")], id="code"),
        pytest.param("![a *b*](c)", [("image", "a b", "![a *b*](c)")], id="image is its alternative text"),
        pytest.param(
            "a[^1]\n\n[^1]: b", [("text", "a", "a"), ("html", "", "[^1]")], id="footnote mark shows nothing of the text"
        ),
        pytest.param(
            r"$a_{1}*b*\{c\}$ d",
            [("text", r"$a_{1}*b*\{c\}$ d", r"$a_{1}*b*\{c\}$ d")],
            id="a formula as GitHub reads it",
        ),
        pytest.param(
            "5$ *a* 6$", [("text", "5$ ", "5$ "), ("text", "a", "a"), ("text", " 6$", " 6$")], id="money is no formula"
        ),
        pytest.param(
            "| a \\| b |\n|-|", [("text", "a ", "a "), ("text", "|", "\\|"), ("text", " b", " b")], id="pipe in a cell"
        ),
        pytest.param("- [x] a", [("text", "a", "a")], id="task mark is no text"),
    ],
)
def test_inline_runs(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert runs(parse_document(source.encode())) == expected


def test_undecodable_bytes_are_shown_as_replaced_and_not_verbatim() -> None:
    (paragraph,) = parse_document(b"a\xffb **c**\x00d").blocks
    assert [(inline.text, inline.verbatim) for inline in paragraph.inlines] == [
        ("a\ufffdb ", False),
        ("c", True),
        ("\x00d", False),
    ]


def test_links_and_styles_of_runs() -> None:
    document = parse_document(b"***a** [b](c)* d")
    (paragraph,) = document.blocks
    assert [(i.text, i.styles, i.link and i.link.url) for i in paragraph.inlines] == [
        ("a", ("em", "strong"), None),
        (" ", ("em",), None),
        ("b", ("em",), "c"),
        (" d", (), None),
    ]
    assert paragraph.inlines[2].link is document.links[0]


def test_levels_of_headings_and_lists() -> None:
    heading, numbered = parse_document(b"### a\n7. b").blocks
    assert (heading.level, numbered.level) == (3, 7)


def test_headings_are_the_blocks_themselves() -> None:
    document = parse_document(b"# a\n\n> # quoted\n\n- # listed\n\n## b")
    assert [heading.text for heading in document.headings] == ["a", "b"]
    assert [heading.block for heading in document.headings] == [
        b for b in document.blocks if b.kind is BlockKind.HEADING
    ]
    assert all(any(heading.block is block for block in document.blocks) for heading in document.headings)


def test_text_of_a_heading_leaves_images_out() -> None:
    (heading,) = parse_document(b'## ![logo](l.png) A *b* `c` <a name="x"></a><a id="y"></a>').headings
    assert (heading.text, heading.anchors) == ("A b c", ("x", "y"))
    assert InlineKind.IMAGE in {inline.kind for inline in heading.block.inlines}


def test_quotes_nested_without_end_make_a_tree_of_bounded_depth() -> None:
    depth, blocks = 0, parse_document(b"> " * 5000 + b"a").blocks
    while blocks:
        depth, blocks = depth + 1, blocks[0].children
    assert 10 < depth < 100

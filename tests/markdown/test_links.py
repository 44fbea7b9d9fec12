"""Links: their kind, and the exact bytes of their destination."""

from __future__ import annotations

import pytest

from papersync.markdown import parse_document


def links(source: str) -> list[tuple[str, str | None, str, str]]:
    """Each link as kind, destination as written, URL, text."""
    document = parse_document(source.encode())
    return [
        (
            link.kind.value,
            None if link.destination is None else link.destination.of(document.source).decode(),
            link.url,
            link.text,
        )
        for link in document.links
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("[a](b)", [("inline", "b", "b", "a")], id="inline"),
        pytest.param("[a](<b c>)", [("inline", "b c", "b c", "a")], id="angle brackets are not the destination"),
        pytest.param("[a]( b )", [("inline", "b", "b", "a")], id="blanks inside the brackets"),
        pytest.param('[a](b "(c)")', [("inline", "b", "b", "a")], id="title"),
        pytest.param("[a](b '](d)')", [("inline", "b", "b", "a")], id="a title that looks like a destination"),
        pytest.param("[a](b(c)d)", [("inline", "b(c)d", "b(c)d", "a")], id="balanced brackets as in DOIs"),
        pytest.param(r"[a](b\)c)", [("inline", r"b\)c", "b)c", "a")], id="escaped bracket"),
        pytest.param("[a](b&amp;c)", [("inline", "b&amp;c", "b&c", "a")], id="entity in a destination"),
        pytest.param("[a](b&c;)", [("inline", "b&c;", "b&c;", "a")], id="no such entity"),
        pytest.param("> [a](\n> b)", [("inline", "b", "b", "a")], id="quote mark inside a link"),
        pytest.param("[]()", [("inline", "", "", "")], id="nothing at all"),
        pytest.param("[[a](b)]", [("inline", "b", "b", "a")], id="brackets around"),
        pytest.param("[[a]([b](c))]", [("inline", "[b](c)", "[b](c)", "a")], id="link pasted as a destination"),
        pytest.param("[a `](x)` b](c)", [("inline", "c", "c", "a ](x) b")], id="destination-like code in the text"),
        pytest.param("[a *b*\nc](d)", [("inline", "d", "d", "a b c")], id="text over lines and styles"),
        pytest.param("<http://a>", [("autolink", "http://a", "http://a", "http://a")], id="autolink"),
        pytest.param("<a@b.c>", [("autolink", "a@b.c", "mailto:a@b.c", "a@b.c")], id="mail"),
        pytest.param("![a](b)", [("image", "b", "b", "a")], id="image"),
        pytest.param("[![a](b)](c)", [("inline", "c", "c", "a"), ("image", "b", "b", "a")], id="badge"),
        pytest.param(
            "[a][r] [r][] [r]\n\n[r]: b 't'",
            [
                ("reference", None, "b", "a"),
                ("reference", None, "b", "r"),
                ("reference", None, "b", "r"),
                ("definition", "b", "b", "r"),
            ],
            id="references lead to the definition",
        ),
        pytest.param(
            "[r]: a\n[R]: b\n\n[s]: c",
            [("definition", "a", "a", "r"), ("definition", "b", "b", "R"), ("definition", "c", "c", "s")],
            id="a second definition of a label is one as well",
        ),
        pytest.param(
            "[r]: a\n\nb\n[r]: c",
            [("definition", "a", "a", "r"), ("reference", None, "a", "r")],
            id="no definition in a paragraph",
        ),
        pytest.param("[r\\]: a]: b", [("definition", "b", "b", "r\\]: a")], id="a label that looks like its end"),
        pytest.param("[r]:\n  <a b>", [("definition", "a b", "a b", "r")], id="definition on the next line"),
        pytest.param('<a href="b&amp;c">d <b>e</b></a>', [("html", "b&amp;c", "b&c", "d e")], id="html in a paragraph"),
        pytest.param(
            "<p>\n<A HREF='b'\nid=x>d</A>\n</p>", [("html", "b", "b", "d")], id="html block, capitals, single quotes"
        ),
        pytest.param("<td><a href=b>d</a></td>", [("html", "b", "b", "d")], id="no quotes"),
        pytest.param('<a data-href="x" href="b">d', [("html", "b", "b", "")], id="never closed"),
        pytest.param('<a href="b">d\n\ne</a>', [("html", "b", "b", "")], id="closed in another paragraph"),
        pytest.param('<a name="x"> <a href="b">d</a>', [("html", "b", "b", "d")], id="an anchor before"),
        pytest.param(
            '<a href="b"><img src="c" alt="d"></a>',
            [("html", "b", "b", ""), ("html image", "c", "c", "d")],
            id="image in html",
        ),
        pytest.param('<!-- <a href="b">c</a> -->', [], id="comment"),
        pytest.param("`[a](b)` \\[a](b) [a] (b)", [], id="not links"),
        pytest.param("    [a](b)\n\n```\n[a](b)\n```", [], id="code"),
        pytest.param("---\na: '[b](c)'\n---\n", [], id="front matter"),
        pytest.param(
            "<!-- papersync: off -->\n\n[a](b)\n\n<!-- papersync: on -->\n[c](d)",
            [("inline", "d", "d", "c")],
            id="off and on",
        ),
        pytest.param(
            "| [a](b) | [c](d) |\n|-|-|\n| [e](f\\|g) |",
            [("inline", "b", "b", "a"), ("inline", "d", "d", "c"), ("inline", "f\\|g", "f|g", "e")],
            id="cells",
        ),
        pytest.param("a$ [b](c) | d$", [("inline", "c", "c", "b")], id="dollar signs swallow no link"),
        pytest.param("[a](b\x00c)", [("inline", "b\x00c", "bZc", "a")], id="NUL ends no destination"),
    ],
)
def test_links(source: str, expected: list[tuple[str, str | None, str, str]]) -> None:
    assert links(source) == expected


def test_text_spans_and_parents() -> None:
    document = parse_document(b"x [*a* ![b](c)](d)")
    outer, image = document.links
    assert outer.text_span.of(document.source) == b"*a* ![b](c)"
    assert image.text_span.of(document.source) == b"b"
    assert (outer.parent, image.parent) == (None, outer.span)


def test_text_runs_are_what_is_not_linked() -> None:
    source = b"a [b](c) d\\_e `f` <p>\n\n<div>g <a href='h'>i</a> <!-- j --></div>\n"
    document = parse_document(source)
    shown = [run.of(source) for run in document.text_runs]
    assert [text for text in shown if text.strip()] == [b"a ", b" d\\_e ", b"g "]


def test_dark_is_what_nobody_reads_as_text() -> None:
    source = b"---\na: b\n---\nc `d` <!-- e --> f\n\n```\ng\n```\n<script>\nh\n</script>\n"
    dark = [span.of(source) for span in parse_document(source).dark]
    assert dark == [b"---\na: b\n---\n", b"`d`", b"<!-- e -->", b"```\ng\n```", b"<script>\nh\n</script>"]

"""References: every place in a document that names a paper."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.markdown import parse_document
from papersync.references import Extraction, Reference, Row, audit, find_references
from papersync.references.doubt import is_doubtful
from papersync.references.text import mentions
from papersync.references.words import words
from papersync.text import apply_edits
from tests.markdown.generated import documents

LEADS = [
    "https://api.semanticscholar.org/graph/v1/paper/",
    "https://www.doi.org/",
    "http://dx.",
    "xxx.",
    "www.",
    "a ",
    "",
]
WORDS = [
    "arxiv:2001.08361",
    "10.48550/arXiv.2001.08361",
    "arxiv.org/abs/2001.08361",
    "lanl.gov/abs/2001.08361",
    "hf.co/papers/",
]


@given(
    documents | st.lists(st.sampled_from([*LEADS, *WORDS, "-" * 70, "\n"]), max_size=12).map("".join).map(str.encode)
)
def test_mentions_are_found_near_the_words(source: bytes) -> None:
    text = source.decode("latin-1")
    everywhere = mentions(text, 0, len(text), today=None, urls=True)
    assert [*mentions(text, 0, len(text), today=None, urls=True, words=words(source))] == [*everywhere]


URL = "https://arxiv.org/abs/2001.08361"


def references(source: str) -> list[tuple[str, str, str, str | None]]:
    """Each as kind, what it spans, identifier, text."""
    document = parse_document(source.encode())
    return [
        (found.kind.value, found.span.of(document.source).decode(), str(found.id), found.text)
        for found in find_references(document)
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(f"[a *b*]({URL} 'c')", [("inline", URL, "2001.08361", "a b")], id="inline"),
        pytest.param(f"<{URL}>", [("autolink", URL, "2001.08361", URL)], id="autolink"),
        pytest.param(f"see {URL}.", [("bare", URL, "2001.08361", None)], id="bare"),
        pytest.param(f"[a][r]\n\n[r]: {URL}", [("definition", URL, "2001.08361", None)], id="definition, once"),
        pytest.param(f'<a href="{URL}">a</a>', [("html", URL, "2001.08361", "a")], id="html"),
        pytest.param(
            f"<table><tr><td><a href='{URL}'>a</a>\n</table>", [("html", URL, "2001.08361", "a")], id="html block"
        ),
        pytest.param(f"![a]({URL})", [("image", URL, "2001.08361", "a")], id="image"),
        pytest.param(f"[{URL}]({URL})", [("inline", URL, "2001.08361", URL)], id="a URL as text is the link's text"),
        pytest.param(f'<a href="{URL}">{URL}</a>', [("html", URL, "2001.08361", URL)], id="in html too"),
        pytest.param(f"[{URL}](https://a.b)", [], id="even of a link that leads elsewhere"),
        pytest.param(
            f"[![](https://img.shields.io/badge/arXiv-2001.08361-red)]({URL})",
            [
                ("badge", "https://img.shields.io/badge/arXiv-2001.08361-red", "2001.08361", ""),
                ("inline", URL, "2001.08361", ""),
            ],
            id="a badge and where it leads",
        ),
        pytest.param(f"中{URL}中", [("bare", URL, "2001.08361", None)], id="other scripts glued on both sides"),
        pytest.param(
            f"({URL}v2), {URL}?",
            [("bare", f"{URL}v2", "2001.08361v2", None), ("bare", URL, "2001.08361", None)],
            id="punctuation behind",
        ),
        pytest.param(f"{URL}mini", [("bare", URL, "2001.08361", None)], id="a bare URL is cut, not mended"),
        pytest.param(
            "arxiv.org/abs/2001.08361", [("bare", "arxiv.org/abs/2001.08361", "2001.08361", None)], id="no scheme"
        ),
        pytest.param(
            "ttps://arxiv.org/abs/2001.08361",
            [("bare", "ttps://arxiv.org/abs/2001.08361", "2001.08361", None)],
            id="broken scheme",
        ),
        pytest.param(
            "https://a.b/?u=" + URL, [("bare", "https://a.b/?u=" + URL, "2001.08361", None)], id="bare redirector"
        ),
        pytest.param(
            "https://arxiv.org/abs/2013.12345 x",
            [("bare", "https://arxiv.org/abs/2013.12345", "None", None)],
            id="bare, impossible",
        ),
        pytest.param(
            "https://hf.co/papers/2001.08361.",
            [("mirror", "https://hf.co/papers/2001.08361", "2001.08361", None)],
            id="bare mirror",
        ),
        pytest.param(
            "doi:10.48550/arXiv.2001.08361.",
            [("doi", "10.48550/arXiv.2001.08361", "2001.08361", None)],
            id="doi as text",
        ),
        pytest.param(
            "https://doi.org/10.48550/arXiv.2001.08361)",
            [("doi", "https://doi.org/10.48550/arXiv.2001.08361", "2001.08361", None)],
            id="bare doi",
        ),
        pytest.param("arXiv:2001.08361v2 [cs.CL]", [("text", "arXiv:2001.08361v2", "2001.08361v2", None)], id="text"),
        pytest.param(
            "arXiv preprint arXiv:2001.08361, 2020", [("text", "arXiv:2001.08361", "2001.08361", None)], id="preprint"
        ),
        pytest.param(
            "arxiv: math.GT/0309136", [("text", "arxiv: math.GT/0309136", "math/0309136", None)], id="text, old"
        ),
        pytest.param("arXiv：2001.08361", [("text", "arXiv：2001.08361", "2001.08361", None)], id="full-width colon"),
        pytest.param("arXiv:2013.12345", [("text", "arXiv:2013.12345", "None", None)], id="text, impossible"),
        pytest.param(
            "<td>arXiv:2001.08361</td>", [("text", "arXiv:2001.08361", "2001.08361", None)], id="text in html"
        ),
        pytest.param(
            f"[arXiv:2001.08361]({URL})", [("inline", URL, "2001.08361", "arXiv:2001.08361")], id="text of its link"
        ),
        pytest.param(
            "[arXiv:2001.08361](https://a.b)",
            [("text", "arXiv:2001.08361", "2001.08361", None)],
            id="text of another link",
        ),
        pytest.param(
            f"[[a]([{URL}]({URL}))]", [("inline", URL, "2001.08361", "a")], id="a link pasted as a destination"
        ),
        pytest.param(f"[[a({URL})]", [("bare", URL, "2001.08361", None)], id="a bracket forgotten"),
        pytest.param(f"[a] ({URL})", [("bare", URL, "2001.08361", None)], id="a blank between"),
        pytest.param(f"[a]( {URL} )", [("inline", URL, "2001.08361", "a")], id="blanks inside"),
        pytest.param(
            f"| [a]({URL}) | {URL} |\n|-|-|",
            [("inline", URL, "2001.08361", "a"), ("bare", URL, "2001.08361", None)],
            id="cells",
        ),
        pytest.param(f"**{URL}** ~~{URL}~~", [("bare", URL, "2001.08361", None)] * 2, id="marks around"),
        pytest.param(f"\ufeff[a]({URL})", [("inline", URL, "2001.08361", "a")], id="byte order mark"),
        pytest.param(
            f"<<<<<<< a\n[a]({URL})\n=======\n[b]({URL})\n>>>>>>> c\n",
            [("inline", URL, "2001.08361", "a"), ("inline", URL, "2001.08361", "b")],
            id="both sides of a hunk",
        ),
        pytest.param("2001.08361 alone, version 2001.0836", [], id="numbers are no references"),
        pytest.param("arXiv:1.2, arXiv: see below, Xarxiv:2001.08361", [], id="nor is what only looks so"),
        pytest.param(f"`{URL}` ``arXiv:2001.08361``", [], id="code"),
        pytest.param(f"```\n[a]({URL})\n```\n\n    {URL}", [], id="code blocks"),
        pytest.param(f"<!-- {URL} -->\n\nx <!-- [a]({URL}) --> y", [], id="comments"),
        pytest.param(f"---\nlink: {URL}\n---\n", [], id="front matter"),
        pytest.param(f"<!-- papersync: off -->\n\n[a]({URL}) {URL}\n\n<!-- papersync: on -->", [], id="off"),
        pytest.param(f"<<<<<<< {URL}\na\n=======\nb\n>>>>>>> arXiv:2001.08361\n", [], id="marker lines"),
        pytest.param(f"<script>\nx = '{URL}'\n</script>", [], id="script"),
        pytest.param("https://arxiv.org/abs/ and https://arxiv.org/list/cs.CL/new", [], id="other pages in text"),
    ],
)
def test_references(source: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    assert references(source) == expected


def test_the_whole_of_a_reference() -> None:
    document = parse_document(f"a [b]({URL}) {URL} <a href='{URL}'>c</a>".encode())
    wholes = [reference.whole.of(document.source).decode() for reference in find_references(document)]
    assert wholes == [f"[b]({URL})", URL, f"<a href='{URL}'>c</a>"]


def test_sections_leave_out_headings_that_hold_a_reference() -> None:
    source = f"# A\n\n## B\n\n### Title [x]({URL})\n\n[y]({URL})\n\n#### Notes\n\n[z]({URL})\n\n# [C]({URL})\n\n{URL}\n"
    found = find_references(parse_document(source.encode()))
    assert [(reference.text, reference.section) for reference in found] == [
        ("x", ("A", "B")),
        ("y", ("A", "B")),
        ("z", ("A", "B", "Notes")),
        ("C", ()),
        (None, ()),
    ]


def test_identifiers_from_the_future() -> None:
    document = parse_document(f"{URL} arXiv:2001.08361".encode())
    assert [reference.id is None for reference in find_references(document, date(2019, 12, 30))] == [True, True]
    assert [reference.id is None for reference in find_references(document, date(2019, 12, 31))] == [False, False]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(f"[a]({URL}) {URL} `{URL}` <!-- {URL} -->", 0, id="all accounted for"),
        pytest.param("[a](https://arxiv.org/list/cs.CL/new)", 0, id="a link to another page"),
        pytest.param("[arXiv.org](https://a.b)", 0, id="the text of a link"),
        pytest.param("from ArXiv.org and https://arxiv.org/abs/", 2, id="mentioned in text, any letter case"),
        pytest.param(f"| a |\n|-|\n| b | {URL} |", 1, id="a surplus cell that nobody sees"),
        pytest.param(f"[a]({URL}", 0, id="a link that is none"),
    ],
)
def test_audit(source: str, expected: int) -> None:
    document = parse_document(source.encode())
    unexplained = audit(document, find_references(document))
    assert [span.of(document.source).lower() for span in unexplained] == [b"arxiv.org"] * expected


@given(documents)
def test_spans_are_exact_in_order_and_outside_the_dark(source: bytes) -> None:
    document = parse_document(source)
    found = find_references(document)
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
    for reference in found:
        assert reference.span.of(source).decode("utf-8", "replace") == reference.url
        assert reference.whole.contains(reference.span)
        assert not any(span.overlaps(reference.span) for span in document.dark)
        assert (reference.id is None) == (reference.problem is not None)


@given(documents)
def test_mending_changes_no_other_reference(source: bytes) -> None:
    found = find_references(parse_document(source))
    mended = apply_edits(source, [defect.edit for reference in found for defect in reference.defects])
    after = find_references(parse_document(mended))
    assert [(reference.id, reference.kind) for reference in after] == [
        (reference.id, reference.kind) for reference in found
    ]
    assert not any(reference.defects for reference in after)


@given(documents)
def test_the_audit_accounts_for_every_mention(source: bytes) -> None:
    document = parse_document(source)
    found = find_references(document)
    unexplained = audit(document, found)
    explained = [*(reference.whole for reference in found), *(link.span for link in document.links), *document.dark]
    at = source.lower().find(b"arxiv.org")
    while at >= 0:
        known = any(span.start <= at and at + 9 <= span.end for span in explained)
        assert known != any(span.start == at for span in unexplained)
        at = source.lower().find(b"arxiv.org", at + 1)


# Linear work takes a tenth of it, quadratic work many times as much, under coverage too.
MOST_SECONDS = 15


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("arxiv.org/abs/", id="hosts"),
        pytest.param("https://arxiv.org/abs/2001.08361", id="URLs without blanks"),
        pytest.param("arXiv:", id="names"),
        pytest.param("https://a.b/?u=https://arxiv.org", id="carriers"),
        pytest.param("10.48550/arxiv.", id="dois"),
        pytest.param("[a](https://arxiv.org/abs/2001.08361%E4)", id="defects"),
        pytest.param("htps", id="schemes"),
        pytest.param("[arXiv:1](b)", id="links"),
        pytest.param("# [a](https://arxiv.org/abs/2001.08361)\n", id="headings"),
    ],
)
def test_work_is_bounded(piece: str) -> None:
    document = parse_document(piece.encode() * 20_000 + b" arxiv.org")
    started = time.process_time()
    found = find_references(document)
    audit(document, found)
    assert time.process_time() - started < MOST_SECONDS


@given(documents)
def test_rows_say_what_the_references_say(source: bytes) -> None:
    document = parse_document(source)
    found = find_references(document)
    extraction = Extraction(document)
    assert [*extraction.rows()] == [Row.of(reference) for reference in found]
    assert extraction.overlooked() == audit(document, found)
    assert extraction.is_doubtful() == any(is_doubtful(source, reference) for reference in found)


URL = "https://arxiv.org/abs/2001.08361"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(f"[a]({URL})", False, id="a link is one"),
        pytest.param(f"See {URL}.", False, id="a bare URL in a paragraph"),
        pytest.param(f"> a\n\nSee\n{URL}", False, id="a quote ended above"),
        pytest.param("See arXiv:2001.08361.", False, id="an identifier in a paragraph"),
        pytest.param("- a\n- A Title. arXiv:2001.08361 (2020).\n", False, id="an identifier in an item"),
        pytest.param("# A\n\nSee arXiv:2001.08361.\n\n# B", False, id="an identifier between headings"),
        pytest.param("# Comment on arXiv:2001.08361", True, id="an identifier in a heading"),
        pytest.param("Comment on arXiv:2001.08361\n===", True, id="an identifier in a heading with a line below"),
        pytest.param("Comment on arXiv:2001.08361\r\nand\r\n  --- \r\n", True, id="the same further below"),
        pytest.param("Comment on arXiv:2001.08361\r---\r", True, id="the same in another line ending"),
        pytest.param("Comment on arXiv:2001.08361 " + "a " * 5_000 + "\n---", True, id="the same far below"),
        pytest.param("|a|\n|-|\n|arXiv:2001.08361|", True, id="an identifier in a cell"),
        pytest.param(f"> See {URL}", True, id="in a quote"),
        pytest.param(f"> See\nthe paper {URL}", True, id="a quote's line without its mark"),
        pytest.param(f"> See\r\nthe paper {URL}\r\n", True, id="the same in CRLF"),
        pytest.param(f"- a\n  > {URL}", True, id="a quote in an item"),
        pytest.param(f"| a | {URL} |\n|-|-|", True, id="in a table's head"),
        pytest.param(f"|a|\n|-|\n{URL}", True, id="a row without its pipes"),
        pytest.param(f"<td>\n{URL}</td>", True, id="in HTML"),
        pytest.param("a " * 5_000 + URL, True, id="far behind where its paragraph begins"),
        pytest.param("> a\n- See " + URL, False, id="an item ends a quote"),
        pytest.param("|a|\n|-|\n* See " + URL, False, id="an item ends a table"),
        pytest.param("<td>\n- See " + URL, True, id="no item ends HTML"),
        pytest.param("> a\n    - See " + URL, True, id="what is no item ends no quote"),
        pytest.param("- a paper of many\n" * 1_000 + "- See " + URL, False, id="an item of a long list"),
        pytest.param("- See arXiv:2001.08361\n- a\n---\n", False, id="a heading behind the next item"),
        pytest.param("> a\n\n" + "a " * 1_000 + URL, False, id="a long paragraph behind a quote"),
    ],
)
def test_what_may_be_words_of_an_abstract(source: str, expected: bool) -> None:
    document = parse_document(source.encode())
    assert Extraction(document).is_doubtful() == expected


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"[a\xff](https://arxiv.org/abs/2001.08361)", id="no UTF-8 in a link's text"),
        pytest.param(b"[$a_1$](http://arxiv.org/pdf/2001.08361v2.pdf)", id="a formula"),
        pytest.param("[数学](https://arxiv.org/html/2001.08361)".encode(), id="another script"),
    ],
)
def test_rows_of_usual_links(source: bytes) -> None:
    document = parse_document(source)
    assert [*Extraction(document).rows()] == [Row.of(reference) for reference in find_references(document)]


@given(documents)
def test_usual_links_tell_what_others_do(source: bytes) -> None:
    document = parse_document(source)
    # With a date every link is built, as for usual ones it need not be.
    built = [_told(each) for each in find_references(document, date(2099, 1, 1))]
    assert [_told(each) for each in find_references(document)] == built


def _told(reference: Reference) -> tuple[object, ...]:
    r = reference
    return r.span, r.whole, r.url, r.id, r.kind, r.text, r.section, r.problem, r.defects, r.link


def test_usual_references_are_the_same_where_they_tell_the_same() -> None:
    source = f"# A\n\n[a]({URL}) [a]({URL})\n".encode()
    one, other = find_references(parse_document(source))
    again = find_references(parse_document(source))
    assert {one, other} == {*again}
    assert one != other
    assert one != find_references(parse_document(source.replace(b"[a]", b"[b]")))[0]

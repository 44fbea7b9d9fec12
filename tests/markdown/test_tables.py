"""Long tables are read row by row, mostly without the engine, and read as the engine reads them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.markdown import Block, BlockKind, parse_document
from papersync.markdown.masking import mask
from papersync.markdown.rows import PLACES_OF_CELL, RowReader, row_of_words
from tests.counts import count

HEAD = "|Date|Title|PDF|\n|---|---|---|\n"
PLAIN = "|**2024-01-02**|**On Words**|[2401.00001](http://arxiv.org/abs/2401.00001v1)|\n"

_words = st.text(st.sampled_from("ab Z0,.:;!?-–\"'’()#+/=%@{}é数\u00a0\u3000（）“”😀"), min_size=1, max_size=12)
# What makes the engine's reading hard to foresee.
_marks = st.text(st.sampled_from("a b*_`[]()<>&!\\~|$^\t\u00a0.:"), max_size=8)
_links = st.builds(
    "[{}]({})".format, _words, st.sampled_from(["http://a.org/1", "b", "", "a_b*c*", "u 'title'", "a b"])
)
_texts = st.one_of(
    _words, _links, _marks, st.sampled_from(["", " ", "null", "&amp;", "<br>", "[^1]", "[label]", "$x$"])
)
_bold = st.builds("**{}**".format, _texts)
_cells = st.builds(
    "{}{}{}".format, st.sampled_from(["", " ", "  "]), st.one_of(_texts, _bold), st.sampled_from(["", " "])
)
_rows = st.one_of(
    st.just(PLAIN),
    st.builds("|{}|\n".format, st.lists(_cells, min_size=2, max_size=4).map("|".join)),
    st.builds("|{}|{}|{}|{}\n".format, _cells, _cells, _cells, st.sampled_from(["", " ", "x", " |"])),
)
_around = st.sampled_from(
    ["", "\n", "Words.\n\n", "# Heading\n\n", "- item\n\n", "> quote\n\n", "words\n", "[label]: c\n\n"]
)
_behind = st.sampled_from(
    ["", "\n", "\nWords.\n", "\n    code\n", "words\n", "\n# Heading\n", "\n[^1]: note\n", "\r\n"]
)
tables = st.builds(
    "{}{}{}{}".format, _around, st.just(HEAD), st.lists(_rows, min_size=10, max_size=16).map("".join), _behind
).map(str.encode)


def without_links(block: Block) -> object:
    """A block with all in it; of a link that is built anew what tells it."""
    runs = [(*run[:4], run.link and (run.link.kind, run.link.span, run.link.url), run.styles) for run in block.inlines]
    return block.kind, block.span, block.level, runs, [without_links(child) for child in block.children]


@given(tables)
def test_a_long_table_alone_reads_as_in_the_whole(source: bytes) -> None:
    parted = parse_document(source)
    alone = [without_links(block) for part in parted.parts for block in parted.blocks_in(part)]
    assert alone == [without_links(block) for block in parse_document(source).blocks]


def shown(cell: Block, source: bytes) -> object:
    """What a cell of one run shows: its words, whether they are bold, the link that they are."""
    if not cell.inlines:
        return None
    (run,) = cell.inlines
    return run.span.of(source), run.styles == ("strong",), run.link and run.link.span


def placed(places: Sequence[tuple[int, int]], source: bytes) -> object:
    """The same, told by the places of a cell."""
    bold, opening, words, closing = places
    if words[0] < 0:
        return None
    link = (opening[0], closing[1]) if opening[0] >= 0 else None
    return source[slice(*words)], bold[0] >= 0, link


@settings(max_examples=count(suite=200, nightly=20_000))
@given(tables)
def test_the_places_of_cells_are_where_the_row_has_them(source: bytes) -> None:
    document = parse_document(source)
    outlines = [document.outline_in(part) for part in document.parts]
    shown_without_rows = {block.span for outline in outlines for block in outline.blocks}
    for table in (table for outline in outlines for table in outline.tables.values()):
        whole = table.whole()
        assert whole.span in shown_without_rows
        assert table.beginning(len(whole.children)) == whole
        for row in whole.children:
            line = table.line_of(row.span.start)
            assert table.row(line) == row
            places = table.cells(line)
            if places is not None:
                cells = [places[at : at + PLACES_OF_CELL] for at in range(0, len(places), PLACES_OF_CELL)]
                assert [placed(cell, source) for cell in cells] == [shown(cell, source) for cell in row.children]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param(PLAIN, True, id="as machines write them"),
        pytest.param("| a |  | b: c-d (e), f! |\n", True, id="padded, and one empty"),
        pytest.param("|a|**b**|**[c](d)**|  \n", True, id="a bold link, blanks behind"),
        pytest.param("|**2024-01-02**|**Über Wörter**|[c](http://a.org/b_c)|", True, id="no line ending"),
        pytest.param("|**2024-01-02**|**Worte: é**|[c](d)|\n", False, id="a last byte that blanks have, too"),
        pytest.param("|a|b|\n", False, id="a cell is lacking"),
        pytest.param("|a|**b c|d|\n", False, id="bold is not closed"),
        pytest.param("|a|[b](c) d|e|\n", False, id="words behind a link"),
        pytest.param("|a|[b](c d)|e|\n", False, id="a blank in a URL"),
        pytest.param("|a|** b**|c|\n", False, id="stars that are not bold"),
        pytest.param("|a|\u00a0b|c|\n", False, id="a blank that Markdown does not take away"),
    ],
)
def test_cells_of_words_and_links_have_places(row: str, told: bool) -> None:
    match = row_of_words(3).fullmatch(row.encode())
    assert (match is not None) == told


def test_a_row_of_too_many_cells_has_no_places() -> None:
    assert row_of_words(21).fullmatch(b"|a" * 21 + b"|\n") is None
    assert row_of_words(20).fullmatch(b"|a" * 20 + b"|\n") is not None


@pytest.mark.parametrize(
    ("row", "plain"),
    [
        pytest.param(PLAIN, True, id="as machines write them"),
        pytest.param("| a |  | b: c-d (e), f! |\n", True, id="padded, and one empty"),
        pytest.param("|数学|**“é”**|**[a](b)**|  \n", True, id="other scripts, a bold link, blanks behind"),
        pytest.param("|a|b|\n", False, id="a cell is lacking"),
        pytest.param("|a|b|c|d|\n", False, id="one too many"),
        pytest.param("a|b|c\n", False, id="no pipes around it"),
        pytest.param("|a|b *c*|d|\n", False, id="markup among words"),
        pytest.param("|a|b &amp; c|d|\n", False, id="an entity"),
        pytest.param("|a|b \\| c|d|\n", False, id="a pipe that is escaped"),
        pytest.param("|a|[b](c) d|e|\n", False, id="words behind a link"),
        pytest.param("|a|[label]|e|\n", False, id="brackets that are no link"),
        pytest.param("|a|** b**|c|\n", False, id="stars that are not bold"),
        pytest.param("|a|\u00a0b|c|\n", False, id="a blank that Markdown does not take away"),
    ],
)
def test_plain_rows_need_no_engine(row: str, plain: bool) -> None:
    source = (HEAD + row).encode()
    document = parse_document(source)
    reader = RowReader(mask(source), {link.span.start: link for link in document.links})
    found = reader.row(len(HEAD), len(source), 3)
    assert (found is not None) == plain
    table = document.blocks[0]
    assert table.kind is BlockKind.TABLE
    assert found in (None, table.children[1])

"""Rows that are read at once say what the layouts say of them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from papersync.entries.anchors import Anchor, Anchors
from papersync.entries.columns import Columns
from papersync.entries.describing import entries_in
from papersync.entries.entry import Entry
from papersync.entries.hunks import Hunks
from papersync.entries.plain_blocks import PlainBlocks
from papersync.entries.plain_rows import PlainRows
from papersync.entries.rereading import Rereader
from papersync.entries.walking import Walk
from papersync.markdown.model import Block, Document
from papersync.markdown.parse import parse_document
from papersync.references import find_references

HEAD = "|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
FIRST = "|**2024-01-02**|**On Words and What They Say**|Ada Lovelace et.al.|[2401.00001](http://arxiv.org/abs/2401.00001v1)|null|\n"

_words = st.sampled_from(
    [
        "On",
        "Words",
        "of",
        "a",
        "BERT",
        "ICML",
        "2023",
        "et al.",
        "and",
        "Learning",
        "Ada",
        "Lovelace",
        "数学",
        "“Say”",
        "code",
    ]
)
_phrases = st.lists(_words, max_size=9).map(" ".join)
_titles = st.one_of(
    _phrases,
    st.builds("{}: {}".format, _phrases, _phrases),
    st.builds("{}, {} ({})".format, _phrases, _phrases, _phrases),
)
_marked = st.one_of(_titles, st.builds("**{}**".format, _titles), st.builds("*{}*".format, _titles))
_links = st.one_of(
    st.integers(1, 9).map(lambda n: f"[2401.0000{n}](http://arxiv.org/abs/2401.0000{n}v1)"),
    st.integers(1, 9).map(lambda n: f"**[2401.0000{n}](https://arxiv.org/pdf/2401.0000{n})**"),
    st.sampled_from(
        ["[paper](https://arxiv.org/abs/2401.00001)", "https://arxiv.org/abs/2401.00001", "2401.00001", ""]
    ),
)
_code = st.sampled_from(["null", "", "**[link](https://github.com/a/b)**", "[a](b) c", "arXiv:2401.00003", "[", "("])
_rows = st.one_of(
    st.just(FIRST),
    st.builds("|{}|{}|{}|{}|{}|\n".format, _code, _marked, _marked, _links, _code),
    st.builds("|**2024-01-02**|{}|{}|{}|null|\n".format, _marked, _marked, _links),
    st.builds("|{}|{}|{}|\n".format, _links, _marked, _links),
)
_heads = st.sampled_from(
    [HEAD, HEAD.replace("Code", "Abstract"), HEAD.replace("Title", "Paper"), HEAD.replace("PDF", "Title")]
)
_turned_off = st.sampled_from(["", "", "<!-- papersync: off -->"])
tables = st.builds("{}{}{}\n".format, _heads, st.lists(_rows, min_size=1, max_size=14).map("".join), _turned_off)


class NoRows(PlainRows):
    """Leaves all rows to the layouts."""

    def entry(self, row: Block, columns: Columns, anchors: Sequence[Anchor]) -> Entry | None:
        """None."""
        return None


def entries_of(document: Document, kind: type[PlainRows]) -> list[Entry]:
    anchors, hunks, reader = Anchors(document, find_references(document)), Hunks(document), Rereader(document)
    found: list[Entry] = []
    plain = PlainBlocks.of(document.source, hunks, reader)._replace(rows=kind(document.source, hunks, reader))
    for each in Walk(document, anchors, anchors, plain).passages(document.blocks):
        found += [each] if isinstance(each, Entry) else entries_in(each, hunks, reader)
    return found


@given(tables)
def test_rows_read_at_once_are_as_the_layouts_read_them(source: str) -> None:
    document = parse_document(source.encode())
    at_once, told = entries_of(document, PlainRows), entries_of(document, NoRows)
    assert at_once == told
    for one, other in zip(at_once, told, strict=True):
        for slot in ("title", "authors", "date"):
            mine, theirs = getattr(one, slot), getattr(other, slot)
            assert (mine and (mine.inlines, mine.html, mine.cell)) == (
                theirs and (theirs.inlines, theirs.html, theirs.cell)
            )


def test_usual_rows_are_read_at_once() -> None:
    document = parse_document((HEAD + FIRST).encode())
    anchors = Anchors(document, find_references(document))
    plain = PlainBlocks.of(document.source, Hunks(document), Rereader(document))
    walk = Walk(document, anchors, anchors, plain)
    assert [type(each) for each in walk.passages(document.blocks)] == [Entry]

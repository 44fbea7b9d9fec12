"""Entries of lists made at random: law 3 for them, and what an edit elsewhere may change of them: nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papersync.entries import Entry, Reading, Slot, read_entries
from papersync.entries.gathering import Gatherer
from papersync.entries.reading import without_words
from papersync.errors import FileError
from papersync.markdown import Document, InlineKind, parse_document
from papersync.references import find_references
from papersync.references.model import ReferenceKind
from papersync.text import Span
from tests.counts import count
from tests.entries.listed import lists, paragraphs, sections
from tests.markdown.generated import documents

# What stands in the way of nobody: no reference, and nothing that a list, a table or a paragraph could go on with.
UNRELATED = "# Apart\n\nSome words, and *some* more.\n\n- a bullet\n\n"
TITLE = "Ranking What Models Write"
ABS = "https://arxiv.org/abs/2205.09726"
SECTION = "# Apart\n\n## Inside\n\n- [Another Paper of Mine](https://arxiv.org/abs/2401.00001)\n\n"
PARTS = 10


def reading_of(source: bytes) -> tuple[Document, Reading]:
    document = parse_document(source)
    return document, read_entries(document, find_references(document))


def slots(entry: Entry) -> list[Slot]:
    return [slot for slot in (entry.title, entry.authors, entry.abstract, entry.date) if slot is not None]


def check(document: Document, reading: Reading) -> None:
    """Law 3, for all that is read of a document."""
    source = document.source
    for entry in reading.entries:
        assert 0 <= entry.span.start < entry.span.end <= len(source)
        assert entry.references or entry.is_headed
        for slot in slots(entry):
            assert entry.span.contains(slot.span)
            check_slot(source, slot)
    assert all(left.span.end <= right.span.start for left, right in pairwise(reading.entries))


def check_slot(source: bytes, slot: Slot) -> None:
    inlines = slot.inlines
    assert slot.text.strip()
    assert slot.text == "".join(inline.text for inline in inlines)
    assert slot.span == Span(inlines[0].span.start, inlines[-1].span.end)
    assert all(left.span.end <= right.span.start for left, right in pairwise(inlines))
    for inline in inlines:
        if inline.kind is InlineKind.TEXT and inline.verbatim:
            assert inline.span.of(source).decode() == inline.text


@settings(max_examples=count(suite=200, nightly=10_000))
@given(lists | documents)
def test_every_span_is_exact(source: bytes) -> None:
    check(*reading_of(source))


@settings(max_examples=count(suite=150, nightly=10_000))
@given(lists | documents)
def test_the_references_that_count_are_known_without_all_entries(source: bytes) -> None:
    document = parse_document(source)
    references = find_references(document)
    assert without_words(document, references) == read_entries(document, references).references


def test_what_is_indented_is_no_part_of_a_footnote_that_is_defined_elsewhere() -> None:
    footnote = f"[^1]: {TITLE} [pdf]({ABS})\n"
    text = f"    [{TITLE}]({ABS})\n-\n{footnote}# List\n\n    [{TITLE}]({ABS})\r{footnote}"
    for source in (text.encode(), b"\n\n" + text.encode()):
        whole = parse_document(source)
        assert isinstance(whole.blocks, tuple)  # from here on no part is read alone
        assert read_entries(whole, find_references(whole)) == reading_of(source)[1]


@settings(max_examples=count(suite=200, nightly=20_000))
@given(lists | paragraphs | documents, st.data())
def test_entries_read_for_some_references_are_as_they_are_among_all(source: bytes, data: st.DataObject) -> None:
    document = parse_document(source)
    references = find_references(document)
    # To one definition links may lead from anywhere.
    defined = [each for each in references if each.kind is ReferenceKind.DEFINITION]
    here = [each for each in references if each not in defined and data.draw(st.booleans())]
    gatherer = Gatherer(document, references)
    some, every = gatherer.some([*here, *defined]), gatherer.all()
    assert [entry for entry in every if entry in some] == some
    for entry in every:
        names = any(each in entry.references for each in [*here, *defined])
        assert entry in some or not (
            names or any(entry.span.start <= each.span.start < entry.span.end for each in here)
        )


@settings(max_examples=count(suite=100, nightly=10_000))
@given(lists)
def test_a_part_reads_alone_as_it_reads_in_the_whole(source: bytes) -> None:
    whole = parse_document(source)
    assert isinstance(whole.blocks, tuple)  # from here on no part is read alone
    assert read_entries(whole, find_references(whole)) == reading_of(source)[1]


@settings(max_examples=count(suite=100, nightly=10_000))
@given(lists | paragraphs)
@example(f"<p>Words</p>\n\n- [{TITLE}]({ABS})\n".encode())
def test_a_carriage_return_ends_a_line_as_a_line_feed_does(source: bytes) -> None:
    fed = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    returned = fed.replace(b"\n", b"\r")
    _, one = reading_of(fed)
    _, other = reading_of(returned)
    # What raw HTML shows has its own line endings in it, so the slots may differ.
    places = [[(each.span, each.section, each.ids) for each in reading.entries] for reading in (one, other)]
    assert places[0] == places[1]


@dataclass(frozen=True)
class Told:
    """What an entry says, and where it stands."""

    layout: str
    span: tuple[int, int]
    section: tuple[str, ...]
    ids: tuple[str, ...]
    words: tuple[tuple[str, int, int] | None, ...]


def told(reading: Reading, start: int, end: int, shift: int = 0) -> list[Told]:
    """The entries from one byte to another, as if they stood so much further on."""
    return [
        Told(
            entry.layout,
            (entry.span.start + shift, entry.span.end + shift),
            entry.section,
            tuple(map(str, entry.ids)),
            tuple(
                None if slot is None else (slot.text, slot.span.start + shift, slot.span.end + shift)
                for slot in (entry.title, entry.authors, entry.abstract, entry.date)
            ),
        )
        for entry in reading.entries
        if start <= entry.span.start < end
    ]


@pytest.mark.parametrize("apart", [pytest.param(UNRELATED, id="words"), pytest.param(SECTION, id="section")])
@settings(max_examples=count(suite=80, nightly=5_000))
@given(above=st.lists(sections, max_size=2), below=st.lists(sections, max_size=2))
def test_an_edit_elsewhere_changes_nothing(apart: str, above: list[str], below: list[str]) -> None:
    first, second, put = "".join(above).encode(), "".join(below).encode(), apart.encode()
    _, before = reading_of(first + second)
    _, after = reading_of(first + put + second)
    at, whole = len(first), len(first + second)
    assert told(after, 0, at) == told(before, 0, at)
    assert told(after, at + len(put), whole + len(put)) == told(before, at, whole, len(put))
    assert len(after.entries) == len(before.entries) + (apart is SECTION)


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(PARTS))
@settings(max_examples=count(suite=200, nightly=100_000) // PARTS)
@given(data=st.data())
def test_no_list_is_too_damaged_to_be_read(part: int, data: st.DataObject) -> None:
    source = data.draw(lists, label=f"list of part {part}")
    try:
        document, reading = reading_of(source)
    except FileError:
        return
    check(document, reading)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f"### {TITLE} [ArXiv]({ABS})\n<details><summary>{TITLE}</summary>\n\n- RankIt [paper]({ABS})\n\n"
            f"[a note({ABS})\n",
            id="one paper inside and below what is folded",
        ),
        pytest.param(
            f"{TITLE} [pdf]({ABS})\n---\n<details><summary>{TITLE}</summary>\n\n    - Code: none\n[a note({ABS})\n",
            id="a heading that is an entry, and is not read again below",
        ),
    ],
)
def test_lists_that_were_misread(text: str) -> None:
    check(*reading_of(text.encode()))

"""Laws of `add` in lists of all layouts: what is added reads back, nothing else changes, and `remove` undoes it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.app.add import AddPlan, target_in
from papersync.app.facts import Facts
from papersync.app.lists import standard_input
from papersync.app.mending import Mending, Wishes, prove
from papersync.app.policy import Policy
from papersync.app.writing import with_papers
from papersync.entries import Entry
from papersync.entries.reading_back import same_title
from papersync.entries.wording import bare
from papersync.errors import UnwritableEntryError
from papersync.markdown.engine import html_of_line
from papersync.papers import Paper, read_record
from papersync.titles.normalise import plain
from tests.counts import count
from tests.laws.test_moving_laws import LAYOUTS, entries, pages, take
from tests.records import paper

NEW = "2301.12345"
WRITTEN = [layout for layout in LAYOUTS if layout != "heading"]
SECOND = "2301.54321"
NOTES = st.sampled_from(
    ("Read this first.", "a | b", "two\nlines", "`x|y` and **bold**", "see [code](https://github.com/a/b)")
)
PLAIN = "Sorting What Machines Say: A Study"
MARKUP = [
    *(
        "|",
        "||",
        "[",
        "]",
        "](",
        "`",
        "``",
        "$",
        "$x|y$",
        "$O(n^2)$",
        "<",
        "<b>",
        "</td>",
        "<!--",
        "@a",
        "*",
        "**",
        "_",
    ),
    *(
        "~~",
        "\n",
        "\r\n",
        "\\",
        "\\|",
        "&amp;",
        "#",
        ">",
        "-",
        "1.",
        "!",
        '"',
        "“",
        "(",
        ")",
        "{id}",
        "{url}",
        "{year}",
    ),
    *("🔥", "שלום", "العربية", "\u200f", "排序模型", r"\'e", r"\textit{x}", "Ranking", "a", "and"),
]
PIECES = st.sampled_from(
    [
        *MARKUP,
        *("arXiv:2001.08361", "https://arxiv.org/abs/1706.03762", "2023", "Ada Lovelace", "et al.", "Paper", "ICML"),
    ]
)
TITLES = st.lists(PIECES | st.text(max_size=6), min_size=1, max_size=8).map(" ".join) | st.lists(
    PIECES, max_size=6
).map("".join)
NAMES = st.lists(PIECES | st.sampled_from(("Grace Hopper", "Barbara Liskov", "O'Neil", "J. von Neumann")), max_size=4)


def record(title: str, authors: tuple[str, ...]) -> Paper | None:
    """A record as a source would give it; None if its title says nothing."""
    facts = paper(NEW, PLAIN)
    try:
        return read_record(
            {
                "id": facts.id,
                "title": title,
                "authors": [{"name": name, "affiliations": ()} for name in authors],
                "primary_category": "cs.CL",
                "categories": ["cs.CL"],
                "version": 1,
                "published": "2022-05-19T00:00:00Z",
                "updated": "2022-05-19T00:00:00Z",
            }
        )
    except ValueError:
        return None


def mends(source: bytes, new: Paper) -> Sequence[object]:
    """What a refresh would mend in the new entry."""
    facts = Facts({new.id: new})
    page = facts.page("list.md", source)
    kept = prove(Mending(page, Policy().check(page), Wishes()), facts, Policy()).kept
    (entry,) = [each for each in page.entries if new.id in each.ids]
    return tuple(edit for each in kept for edit in each.edits if entry.span.contains(edit.span))


def told(entry: Entry) -> tuple[object, ...]:
    return entry.ids, entry.section, entry.title and entry.title.text


def add(source: bytes, *new: Paper, section: str = "A", note: str = "") -> bytes:
    plan = AddPlan(section, note=note)
    target = target_in(standard_input(source), source, plan, [each.id for each in new])
    return with_papers(target, [(each, each.id) for each in new], plan)


@pytest.mark.parametrize("layout", WRITTEN)
@settings(max_examples=count(suite=12, nightly=4_000))
@given(data=st.data())
def test_an_ordinary_paper_is_added_and_taken_away_again(layout: str, data: st.DataObject) -> None:
    page = data.draw(pages(layout))
    new = paper(NEW, PLAIN, authors=("Grace Hopper", "Barbara Liskov"))
    there = add(page.source, new)
    (entry,) = [each for each in entries(there) if each.ids == (new.id,)]
    assert entry.section == ("L", "A")
    assert not entry.is_headed
    assert entry.title is not None
    assert entry.title.text == PLAIN
    assert mends(there, new) == ()
    assert take(there, new.id) == page.source


@pytest.mark.parametrize("layout", WRITTEN)
@settings(max_examples=count(suite=20, nightly=4_000))
@given(data=st.data(), title=TITLES, authors=NAMES.map(tuple))
def test_whatever_arxiv_says_reads_back_or_is_refused(
    layout: str, data: st.DataObject, title: str, authors: tuple[str, ...]
) -> None:
    page = data.draw(pages(layout))
    new = record(title, authors)
    if new is None:
        return
    try:
        there = add(page.source, new)
    except UnwritableEntryError:
        return
    (entry,) = [each for each in entries(there) if new.id in each.ids]
    assert entry.ids == (new.id,)
    # Of a title that begins or ends with what looks like a note of the list's a part may be read: then all of it
    # stands there, and a refresh knows that.
    if entry.title is not None and not same_title(new.title, entry.title.text):
        assert bare(plain(entry.title.text)) in bare(plain(new.title))
        assert mends(there, new) == ()
    others = [told(each) for each in entries(there) if new.id not in each.ids]
    assert others == [told(each) for each in entries(page.source)]
    assert take(there, new.id) == page.source


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=count(suite=8, nightly=2_000))
@given(data=st.data(), note=st.just("") | NOTES)
def test_several_with_a_note_are_added_at_once_and_taken_away_again(
    layout: str, data: st.DataObject, note: str
) -> None:
    page = data.draw(pages(layout))
    new = (paper(NEW, PLAIN, authors=("Grace Hopper",)), paper(SECOND, "Counting What Machines Say"))
    there = add(page.source, *new, note=note)
    found = [each for each in entries(there) if each.ids in {(new[0].id,), (new[1].id,)}]
    assert [each.ids for each in found] == [(new[0].id,), (new[1].id,)]
    assert all(
        each.section == ("L", "A") and mends(there, record) == () for each, record in zip(found, new, strict=True)
    )
    last = note.rsplit(maxsplit=1)[-1] if note else "Machines"
    assert there.decode().count(html_of_line(last) if layout == "html" else last) >= 2
    assert take(take(there, new[1].id), new[0].id) == page.source


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=count(suite=6, nightly=2_000))
@given(data=st.data())
def test_an_empty_section_is_empty_again(layout: str, data: st.DataObject) -> None:
    page = data.draw(pages(layout))
    source = page.source + b"\n\n## Empty\n\n## Last\n"
    new = paper(NEW, PLAIN, authors=("Grace Hopper", "Barbara Liskov"))
    there = add(source, new, section="empty")
    (entry,) = [each for each in entries(there) if each.ids == (new.id,)]
    assert entry.section == ("L", "Empty")
    assert entry.title is not None
    assert entry.title.text == PLAIN


@pytest.mark.parametrize("layout", ["linked-title", "starred", "linked-cell", "bold-block"])
@settings(max_examples=count(suite=12, nightly=4_000))
@given(data=st.data(), pieces=st.lists(st.sampled_from(MARKUP), max_size=3))
def test_titles_of_several_words_are_hardly_refused(layout: str, data: st.DataObject, pieces: list[str]) -> None:
    """Markup inside hinders nothing where a link or bold says how far a title goes; a pipe ends plain words."""
    page = data.draw(pages(layout))
    new = record(" ".join(("Sorting What", *pieces, "Machines Say Today")), ("Grace Hopper",))
    assert new is not None
    assert new.id.base.encode() in add(page.source, new)

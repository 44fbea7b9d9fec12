"""Law 10 for the heading layout: any title or author name reads back as the same entry."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from papersync.entries.completing import field_edits
from papersync.entries.rendering import render
from papersync.entries.style import HeadingStyle
from papersync.titles import Same
from papersync.titles.compare import compare_title
from tests.entries.reading import read
from tests.records import RANKGEN, paper

HOSTILE = st.sampled_from(
    [
        "|",
        "]",
        "[",
        "](",
        "`",
        "``",
        "$",
        "$x_1$",
        "<",
        "<b>",
        "<!--",
        "-->",
        "@user",
        "&amp;",
        "*",
        "**",
        "_",
        "~~",
        "\\",
        "#",
        "://",
        "https://example.org/x_y_",
        "arXiv:2001.08361",
        "🔥",
        "\u202e",
        "é",
        "{\\'e}",
        "1.",
        "> x",
        "\n",
        "!",
        "综述",
        "a",
        "B",
    ]
)
TITLES = st.lists(HOSTILE | st.text("abcXYZ ", min_size=1, max_size=6), min_size=1, max_size=8).map(" ".join)


@given(TITLES, st.booleans(), st.booleans())
@example("Closing ] and | pipe", True, False)
@example("C# and F#", False, False)
@example("<script>alert(1)</script>", False, True)
def test_any_title_reads_back(title: str, double: bool, blank: bool) -> None:
    record = paper("2205.09726", f"The {' '.join(title.split())} end", abstract="Some words.")
    style = replace(HeadingStyle(), double_brackets=double, blank_before_quote=blank)
    document, entries = read(b"## S\n\n" + render(record, record.id, style) + b"\n\n## T\n")
    assert [entry.ids for entry in entries] == [(record.id,)]
    slot = entries[0].title
    assert slot is not None
    assert isinstance(compare_title(slot.text, record), Same)
    assert entries[0].section == ("S",)
    assert len(document.headings) == 3


@given(st.lists(TITLES, min_size=1, max_size=12))
def test_any_author_reads_back(names: list[str]) -> None:
    authors = tuple(" ".join(f"Q {name} Z".split()) for name in names)
    record = paper("2205.09726", RANKGEN.title, authors=authors)
    text = b"## S\n\n" + render(record, record.id, replace(HeadingStyle(), authors=True)) + b"\n"
    document, (entry,) = read(text)
    assert entry.ids == (record.id,)
    assert entry.abstract is not None
    assert not list(field_edits(document, entry, record, HeadingStyle(), ["authors"])), "shown once is shown"

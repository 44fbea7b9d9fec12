"""Where a note goes: a list before, a note, the lines that are added."""

from __future__ import annotations

import pytest

from papersync.app.add import AddPlan, target_in
from papersync.app.lists import standard_input
from papersync.app.writing import with_papers
from papersync.entries.noting import in_row
from tests.entries.test_like_neighbours import ALL, NEW, TITLE, URL, T, U, listed


def noted(before: str, note: str) -> str:
    source = before.encode()
    plan = AddPlan("A", note=note)
    target = target_in(standard_input(source), source, plan, [NEW.id])
    return with_papers(target, [(NEW, NEW.id)], plan).decode()


LINK = f"[{TITLE}]({URL})"
NOTED = [
    pytest.param((f"- [{T}]({U})",), f"- {LINK} - Good.", id="none-yet"),
    pytest.param((f"- [{T}]({U}): read this before all others",), f"- {LINK}: Good.", id="behind-a-colon"),
    pytest.param((f"- [{T}]({U}) — read this before all others",), f"- {LINK} — Good.", id="behind-a-dash"),
    pytest.param((f"- [{T}]({U}), ICML 2021, oral",), f"- {LINK}, 2022 - Good.", id="a-venue-is-no-note"),
    pytest.param(
        (f"1. [**{T}.**]({U}) _Ada Lovelace._",), f"2. [**{TITLE}.**]({URL}) _{ALL}._ - Good.", id="a-sentence"
    ),
    pytest.param((f"- **{T}**. [pdf]({U}).",), f"- **{TITLE}**. [pdf]({URL}). Good.", id="behind-a-full-stop"),
    pytest.param((f"**{T}** \\\n[PDF]({U})",), f"\n**{TITLE}** \\\n[PDF]({URL}) \\\nGood.", id="a-line-of-its-own"),
    pytest.param(
        (f"- [{T}]({U})\n  - Ada Lovelace, Alan Turing",),
        f"- {LINK}\n  - {ALL}\n  - Good.",
        id="nested",
    ),
    pytest.param(("| Title | Notes |\n|---|---|", f"| [{T}]({U}) | x |"), f"| {LINK} | Good. |", id="notes-column"),
    pytest.param(("| 标题 | 备注 |\n|---|---|", f"| [{T}]({U}) | x |"), f"| {LINK} | Good. |", id="chinese-column"),
    pytest.param(
        ("| Title | Code |\n|---|---|", f"| [{T}]({U}) | [x](y) |"), f"| {LINK} <br> Good. | |", id="no-column"
    ),
    pytest.param(
        ("| Title | Paper |\n|---|---|", f"|{T}|[pdf]({U})|"), f"|{TITLE} <br> Good.|[pdf]({URL})|", id="plain-title"
    ),
]


@pytest.mark.parametrize(("before", "line"), NOTED)
def test_a_note(before: tuple[str, ...], line: str) -> None:
    assert noted(listed(*before), "Good.") == listed(*before, line)


@pytest.mark.parametrize(
    ("row", "new"),
    [
        pytest.param("<tr><td>{}</td><td>x</td></tr>", "<tr><td>{}<br>Good.</td><td></td></tr>", id="closed"),
        pytest.param("<tr>\n<td>{}\n<td>x", "<tr>\n<td>{}<br>Good.\n<td>", id="closed-by-the-next"),
        pytest.param("<tr>\n<td>{}\n</tr>", "<tr>\n<td>{}<br>Good.\n</tr>", id="closed-by-the-row"),
    ],
)
def test_a_note_in_raw_html(row: str, new: str) -> None:
    old = row.format(f'<a href="{U}">{T}</a>')
    written = new.format(f'<a href="{URL}">{TITLE}</a>')
    assert noted(listed("<table>", old, "</table>"), "Good.") == listed("<table>", old, written, "</table>")


@pytest.mark.parametrize(
    ("note", "written"),
    [
        pytest.param("A *good* `x<y`.", "A <em>good</em> <code>x&lt;y</code>.", id="marks"),
        pytest.param("[See](https://example.org/?a&b)", '<a href="https://example.org/?a&amp;b">See</a>', id="link"),
        pytest.param("R & D < 1", "R &amp; D &lt; 1", id="signs-of-html"),
        pytest.param("a <b>word</b>", "a <b>word</b>", id="html-of-a-person-s-own"),
        pytest.param("- no list", "- no list", id="no-block-but-a-paragraph"),
        pytest.param("# 1", "# 1", id="no-heading"),
    ],
)
def test_a_note_in_raw_html_is_html(note: str, written: str) -> None:
    row = f'<tr><td><a href="{U}">{T}</a></td></tr>'
    new = f'<tr><td><a href="{URL}">{TITLE}</a><br>{written}</td></tr>'
    assert noted(listed("<table>", row, "</table>"), note) == listed("<table>", row, new, "</table>")


@pytest.mark.parametrize(
    ("note", "written"),
    [
        pytest.param("a | b", r"a \| b", id="pipe"),
        pytest.param(r"a \| b", r"a \| b", id="escaped"),
        pytest.param(r"a \\| b", r"a \\\| b", id="escaped-backslash"),
        pytest.param("`a||b`", r"`a\|\|b`", id="code"),
        pytest.param("a\n\n  b", "a b", id="lines"),
    ],
)
def test_what_would_end_a_cell(note: str, written: str) -> None:
    assert in_row(["x", ""], 0, 1, note) == ["x", written]


def test_a_note_may_name_another_paper() -> None:
    note = "After [this](https://arxiv.org/abs/1706.03762)."
    assert f"- {LINK} - {note}\n" in noted(listed(f"- [{T}]({U})"), note)

"""Laws of `remove` and `move`, for lists made at random: all layouts, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from papersync.app.add import AddPlan, Target, target_in
from papersync.app.lists import standard_input
from papersync.app.moving import moved
from papersync.app.remove import RemovalPlan, remove
from papersync.entries import Entry, read_entries
from papersync.identifiers import ArxivId
from papersync.markdown import parse_document
from papersync.references import find_references
from tests.counts import count

URL = "https://arxiv.org/abs/{}"
WORDS = " ".join(f"word{number}" for number in range(24))
# Entries of every layout, as several people write them; {t} is a title, {u} a URL, {i} an identifier.
LAYOUTS = {
    "linked-title": ("- [{t}]({u})", "- [**{t}**]({u}) _Ada Lovelace._\n  - my note\n    on it", "- [x] [{t}]({u})"),
    "starred": ("* [{t}]({u})", "* [{t}]({u}) 🔥\n\n  > a remark"),
    "numbered": ("1. [{t}]({u})", "12. {t} [[pdf]]({u})", "3. **{t}**\n   Ada Lovelace [[pdf]]({u})  "),
    "labelled-title": (
        "- (2023-05) **{t}** [paper]({u})",
        '- "{t}", 2023, [[paper]({u})] [[code]](https://github.com/a/b)',
    ),
    "citation": ("- Ada Lovelace, _{t}_, preprint available as [cs.CL/{i}]({u})",),
    "bare-url": ("- {t}: {u}", "- {u} {t}"),
    "fields": ("- **{t}**\n  - Ada Lovelace and Alan Turing\n  - [[Paper]]({u})\n  - Code: https://github.com/a/b",),
    "indented": ("  - [{t}]({u})", "  - {t} [pdf]({u})\n    more"),
    "bold-block": (
        "**{t}** \\\n*Ada Lovelace* \\\narXiv 2022. [[Paper]({u})] \\\n25 Aug 2022",
        "**{t}**  \nAda Lovelace  \n[PDF]({u})\n\n> my remark",
        "**{t}**\n\n- Paper: {u}\n- Code: https://github.com/a/b",
        f"**{{t}}** [paper]({{u}})\n\n> {WORDS}",
        "<!-- papersync: ignore[PS204] -->\n**{t}** [paper]({u})",
    ),
    "quoted": ("> - [{t}]({u})", "> - [{t}]({u})\n>   more"),
    "heading": (
        "### {t} [ArXiv]({u})\n\n> a quote",
        "### {t} [[ArXiv]({u})], [[GitHub](https://github.com/a/b)]\n\n> a quote\n\nand words\n\n- a note",
        "### [{t}]({u})\n<details><summary>x</summary>\n\ny\n\n</details>",
    ),
    "linked-cell": ("| [{t}]({u}) <br> Ada | note \\| more |", "|[{t}]({u})|`x`| [//]: #12/30"),
    "paper-column": ("| 2023.06 | {t} | [[pdf]]({u}) |", "|2023|🔥{t}|[paper]({u})  |"),
    "daily-table": ("|**2022-05-19**|**{t}**|Ada Lovelace et.al.|[{i}v1](http://arxiv.org/abs/{i}v1)|",),
    "html": (
        '<tr><td><a href="{u}">{t}</a> (2022)</td><td>x</td></tr>',
        '<tr>\n<td>{t}</td>\n<td><a href="{u}">Paper</a></td>\n</tr>',
    ),
}
AROUND = {
    "linked-cell": "| Title | Code |\n|---|---|\n",
    "paper-column": "| Date | Title | Paper |\n|:--|:-:|--:|\n",
    "daily-table": "|Publish Date|Title|Authors|PDF|\n|---|---|---|---|\n",
    "html": "<table>\n",
}
BEHIND = {"html": "</table>\n"}
BLANK = b" \t\r\n>"
APART = ("heading", "bold-block")
TITLES = (
    "Ranking What Models Write",
    "Über die Grenzen der Suche",
    "Attention (and Memory) in Deep Networks",
    "On $O(n^2)$ Bounds: A Study",
)


@dataclass(frozen=True)
class Page:
    """A list with two sections, A and B, of one layout, and its entries as they are written, those of A first."""

    source: bytes
    written: tuple[bytes, ...]
    in_a: int

    @property
    def last_of_a(self) -> ArxivId:
        return paper(self.in_a)


def paper(number: int) -> ArxivId:
    return ArxivId.parse(f"2205.{number:05}")


@st.composite
def pages(draw: st.DrawFn, layout: str) -> Page:
    if layout in AROUND:
        joint = "\n"
    elif layout in APART:
        joint = draw(st.sampled_from(("\n\n", "\n\n\n")))
    else:
        joint = draw(st.sampled_from(("\n", "\n>\n") if layout == "quoted" else ("\n", "\n\n")))
    numbers = iter(range(1, 99))
    parts: list[str] = []
    written: list[list[str]] = []
    for name, size in (("A", draw(st.integers(2, 4))), ("B", draw(st.integers(1, 4)))):
        written.append([_entry(draw, layout, next(numbers)) for _ in range(size)])
        body = AROUND.get(layout, "") + joint.join(written[-1]) + "\n" + BEHIND.get(layout, "")
        # A comment above a heading goes along with it.
        comment = "<!-- x -->\n\n" if layout != "heading" else ""
        above = draw(st.sampled_from(("", "Words about it.\n\n", comment)))
        below = draw(st.sampled_from(("", "\nWords behind.\n", "\n---\n"))) if layout != "heading" else ""
        parts.append(f"## {name}\n\n{above}{body}{below}")
    text = "# L\n\n" + "\n".join(parts) + draw(st.sampled_from(("", "\n## C\n\nmore\n", "\n\n")))
    ending = draw(st.sampled_from(("\n", "\r\n")))
    source = (text.rstrip("\n ") if draw(st.booleans()) else text).replace("\n", ending).encode()
    own = tuple(each.replace("\n", ending).encode() for each in (*written[0], *written[1]))
    return Page(source, own, len(written[0]))


def _entry(draw: st.DrawFn, layout: str, number: int) -> str:
    identifier = str(paper(number))
    title = f"{draw(st.sampled_from(TITLES))} {'IVXLC'[number % 5] * (number % 3 + 1)}"
    return draw(st.sampled_from(LAYOUTS[layout])).format(t=title, u=URL.format(identifier), i=identifier)


def target(source: bytes, section: str) -> Target:
    file = standard_input(source)
    return target_in(file, source, AddPlan(section))


def move(source: bytes, paper: ArxivId, section: str) -> bytes:
    return moved(target(source, section), paper, otherwise="by hand")


def take(source: bytes, paper: ArxivId) -> bytes:
    (changed,) = remove([paper], [standard_input(source)], RemovalPlan(), write=False).lists
    return changed.text


def entries(source: bytes) -> Sequence[Entry]:
    document = parse_document(source)
    return read_entries(document, find_references(document)).entries


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=count(suite=30, nightly=4_000))
@given(data=st.data())
def test_there_and_back_is_the_identity(layout: str, data: st.DataObject) -> None:
    """For the last of a section: where it stood before is where it goes."""
    page = data.draw(pages(layout))
    there = move(page.source, page.last_of_a, "B")
    assert [each.section[-1] for each in entries(there) if page.last_of_a in each.ids] == ["B"]
    assert there.count(page.written[page.in_a - 1].rstrip()) == 1, "byte for byte"
    assert move(there, page.last_of_a, "A") == page.source


@pytest.mark.parametrize("layout", ["linked-title", "starred", "numbered", "labelled-title", "bold-block", "heading"])
@settings(max_examples=count(suite=15, nightly=4_000))
@given(data=st.data(), words=st.sampled_from(("", "Words.\n\n", "Words.\n\n---\n\n")))
def test_into_an_empty_section_and_back_is_the_identity(layout: str, data: st.DataObject, words: str) -> None:
    page = data.draw(pages(layout))
    # One that is left alone does not tell how far apart they stood.
    assume(page.in_a > 2)
    ending = b"\r\n" if b"\r\n" in page.source else b"\n"
    source = f"# L\n\n## Empty\n\n{words}".encode().replace(b"\n", ending) + page.source.removeprefix(
        b"# L" + ending * 2
    )
    there = move(source, page.last_of_a, "empty")
    assert [each.section[-1] for each in entries(there) if page.last_of_a in each.ids] == ["Empty"]
    assert there.count(page.written[page.in_a - 1].rstrip()) == 1, "byte for byte"
    assert move(there, page.last_of_a, "A") == source


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=count(suite=30, nightly=4_000))
@given(data=st.data())
def test_remove_takes_exactly_the_lines_of_the_entry(layout: str, data: st.DataObject) -> None:
    page = data.draw(pages(layout))
    number = data.draw(st.integers(1, len(page.written)))
    own, without = page.written[number - 1].rstrip(), take(page.source, paper(number))
    at = page.source.index(own)
    above, below = page.source[:at].rstrip(BLANK), page.source[at + len(own) :].lstrip(BLANK)
    assert without.startswith(above)
    assert without.endswith(below)
    assert not without[len(above) : len(without) - len(below)].strip(BLANK)
    assert [each.ids for each in entries(without)] == [
        each.ids for each in entries(page.source) if paper(number) not in each.ids
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=count(suite=20, nightly=4_000))
@given(data=st.data())
def test_moving_keeps_every_line_and_the_order_of_all_others(layout: str, data: st.DataObject) -> None:
    page = data.draw(pages(layout))
    number = data.draw(st.integers(1, page.in_a))
    there = move(page.source, paper(number), "B")
    assert sorted(lines(there)) == sorted(lines(page.source))
    assert [each.ids for each in entries(there) if paper(number) not in each.ids] == [
        each.ids for each in entries(page.source) if paper(number) not in each.ids
    ]


def lines(source: bytes) -> list[bytes]:
    """Lines that are not blank, and rows of HTML that share one."""
    parts = re.split(rb"\r\n|\n|\r|(?=<tr|<li|</table|</ul)|(?<=</tr>)|(?<=</li>)", source)
    return [line for line in parts if line.strip(BLANK)]

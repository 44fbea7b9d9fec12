"""Laws of `refresh --regenerate` and of fields in all layouts: what is written reads back, once, and own text stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from papersync.app.facts import Facts
from papersync.app.mending import Mending, Wishes, prove
from papersync.app.policy import Policy
from papersync.entries import Entry
from papersync.entries.absent import Field
from papersync.entries.proof import Proved
from papersync.entries.style import LinkPolicy
from papersync.entries.templating import compile_template
from papersync.papers import Paper, read_record
from papersync.titles import Same
from papersync.titles.compare import compare_title
from tests.counts import count
from tests.laws.test_adding_laws import MARKUP
from tests.records import paper

POLICY: Final = Policy()
NAME: Final = "Ranking Machines"
NEIGHBOURS: Final = (
    paper("2205.00001", "Sorting What Large Models Say", authors=("Grace Hopper", "Barbara Liskov")),
    paper("2205.00003", "Counting What Small Models Leave Out", authors=("Emmy Noether", "Kurt Gödel")),
)
# §T stands for the title, §U for the URL, §I for the identifier, §A for authors where a list shows them.
SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    "heading": ("## S\n\n", "### §T [[ArXiv](§U)], [[GitHub](https://github.com/a/b)]\n\n> My own zz.\n\n"),
    "linked-title": (
        "## S\n\n",
        "- 🔥 [§T](§U)§A zz [[code](https://github.com/a/b)] ![](https://img.shields.io/zz)\n",
    ),
    "labelled-title": ("## S\n\n", "- **§T**§A [[Paper](§U)] zz <!-- zz -->\n"),
    "quoted-title": ("## S\n\n", '1. "§T",§A zz [[pdf](§U)]\n'),
    "numbered-lines": ("## S\n\n", "1. **§T**  \n   zz [[pdf](§U)]\n"),
    "bold-block": ("## S\n\n", "**§T** \\\nzz. [[Paper](§U)] \\\n[[Github](https://github.com/a/b)]\n\n"),
    "title-then-fields": ("## S\n\n", "- **§T**\n  - Paper: §U\n  - Code: https://github.com/a/b zz\n"),
    "bare-url": ("## S\n\n", "- **§T**§A: §U zz\n"),
    "citation": ("## S\n\n", "- Ada Lovelace, Alan Turing, “§T”, zz available as [cs.LG/§I](§U)\n"),
    "linked-cell": ("| Paper | Note |\n|---|---|\n", "| [§T](§U)§A | zz |\n"),
    "paper-column": ("| Title | Authors | Date | Link |\n|---|---|---|---|\n", "| §T |  | | [pdf](§U) zz |\n"),
    "daily": ("|Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n", "|**2022-05-19**|**§T**|Ada|[§I](§U)|zz|\n"),
    "html": ("<table>\n", '<tr><td><a href="§U">§T</a></td><td>zz</td></tr>\n'),
}
TITLES: Final = st.lists(st.sampled_from(MARKUP) | st.text(max_size=5), min_size=1, max_size=7).map(" ".join)
NAMES: Final = st.lists(
    st.sampled_from(("Grace Hopper", "O'Neil", "J. von Neumann", "李明", "A | B", "*C* _D_", "<b>E", "@f [g](h)")),
    min_size=1,
    max_size=12,
)
FIELDS: Final[st.SearchStrategy[frozenset[Field]]] = st.frozensets(
    st.sampled_from(["title", "link", "authors", "abstract", "date"])
)
LINKS: Final = st.builds(
    LinkPolicy, st.sampled_from(["keep", "abs", "pdf"]), st.sampled_from(["keep", "strip", "latest"])
)


def record(rest: str, authors: Sequence[str], id_: str = "2205.00002") -> Paper | None:
    """A record as a source would give it, its title the name, a colon and the rest; None if it would not."""
    facts = paper(id_, NAME)
    try:
        return read_record(
            {
                "id": facts.id,
                "title": f"{NAME}: {rest}",
                "authors": [{"name": name, "affiliations": ()} for name in authors],
                "abstract": facts.abstract,
                "primary_category": "cs.CL",
                "categories": ["cs.CL"],
                "version": 3,
                "published": "2021-03-04T00:00:00Z",
                "updated": "2022-05-19T00:00:00Z",
            }
        )
    except ValueError:
        return None


def listed(shape: str, *, shows_authors: bool) -> bytes:
    """A list of three papers; the one in the midst shows the first part of its title, and no authors."""
    titles = (NEIGHBOURS[0].title, NAME, NEIGHBOURS[1].title)
    names = " _Ada Lovelace, Alan Turing_" if shows_authors else ""
    return listing(shape, [(f"2205.{n:05}", title, names * (n != 2)) for n, title in enumerate(titles, 1)])


def listing(shape: str, papers: Sequence[tuple[str, str, str]]) -> bytes:
    """A list of these papers: identifiers, titles, authors as they are shown."""
    text, line = SHAPES[shape]
    for id_, title, authors in papers:
        entry = line
        for mark, meant in (("§T", title), ("§A", authors), ("§U", f"https://arxiv.org/abs/{id_}v1"), ("§I", id_)):
            entry = entry.replace(mark, meant)
        text += entry
    return f"{text}</table>\n".encode() if shape == "html" else text.encode()


def regenerated(source: bytes, new: Sequence[Paper], wishes: Wishes) -> tuple[Proved, Facts]:
    facts = Facts({each.id: each for each in (*NEIGHBOURS, *new)})
    page = facts.page("list.md", source)
    return prove(Mending(page, POLICY.check(page), wishes), facts, POLICY), facts


def named(entries: Sequence[Entry]) -> list[object]:
    return [(each.ids, each.section, each.layout) for each in entries]


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=count(suite=12, nightly=3_000))
@given(rest=TITLES, authors=NAMES, fields=FIELDS, links=LINKS, shows_authors=st.booleans())
@example(
    rest="A | pipe, ] a bracket, `ticks` and <b>",
    authors=["A | B"],
    fields=frozenset(),
    links=LinkPolicy(),
    shows_authors=False,
)
@example(
    rest="the Rest of It",
    authors=["Grace Hopper"],
    fields=frozenset(["authors", "date", "abstract"]),
    links=LinkPolicy("pdf", "strip"),
    shows_authors=True,
)
def test_what_is_regenerated_reads_back_and_own_text_stays(
    shape: str, *, rest: str, authors: list[str], fields: frozenset[Field], links: LinkPolicy, shows_authors: bool
) -> None:
    new = record(rest, authors)
    assume(new is not None)
    assert new is not None
    source = listed(shape, shows_authors=shows_authors)
    wishes = Wishes(fields, regenerate=True, links=links)
    once, facts = regenerated(source, [new], wishes)
    before, after = facts.page("l", source), facts.page("l", once.text)
    assert named(after.entries) == named(before.entries), "the same entries, in order"
    assert [each.id and each.id.latest for each in after.references] == [
        each.id and each.id.latest for each in before.references
    ], "references keep their order"
    assert once.text.count(b"zz") >= source.count(b"zz"), "own text stays"
    if not once.dropped:
        old, entry = before.entries[1], after.entries[1]
        assert old.title is not None
        assert entry.title is not None
        unchanged = entry.title.span.of(once.text) == old.title.span.of(source)
        assert unchanged or isinstance(compare_title(entry.title.text, new), Same), entry.title.text
    twice, _ = regenerated(once.text, [new], wishes)
    assert twice.text == once.text, "once is enough"


@pytest.mark.parametrize("shape", SHAPES)
def test_titles_with_markup_of_any_kind_grow_in_every_layout(shape: str) -> None:
    records = [
        record(f"What {piece} Means for Us", ["Grace Hopper"], f"2206.{n:05}") for n, piece in enumerate(MARKUP, 1)
    ]
    new = [each for each in records if each is not None]
    whole = [each for each in NEIGHBOURS for _ in new]
    shown_first = [(str(each.id), NAME, "") for each in new]
    source = listing(shape, [*shown_first, *((str(each.id), each.title, "") for each in whole)])
    once, facts = regenerated(source, new, Wishes(frozenset(["authors", "date"]), regenerate=True))
    assert once.dropped == ()
    entries = facts.page("l", once.text).entries[: len(new)]
    shown = {each.ids[0]: each.title.text for each in entries if each.title is not None}
    left = [each.title for each in new if not isinstance(compare_title(shown[each.id], each), Same)]
    # A quotation mark between quotation marks would end the title.
    assert left == ([f'{NAME}: What " Means for Us'] if shape == "quoted-title" else [])


TEMPLATES: Final = {
    "heading": "{{ title }} [[PDF]({{ url }})]",
    "linked-title": "[**{{ title }}**]({{ url }}) ({{ year }})",
    "labelled-title": "{{ date }} *{{ title }}* [[arXiv:{{ id }}]({{ url }})] {{ authors | byline(1) }}",
    "numbered-lines": "**{{ title }}**\n{{ authors | byline }} [[pdf]({{ url }})]",
    "bold-block": "**{{ title }}** \\\n*{{ authors | byline }}* \\\n[[Paper]({{ url }})]",
    "bare-url": "**{{ title }}**: {{ url }}",
    "table-linked-title": "| [{{ title }}]({{ url }}) {{ year }} | |",
    "table-paper-column": "| {{ title }} | {{ authors | byline }} | {{ date }} | |",
    "daily-table": "| **{{ date }}** | **{{ title }}** | {{ authors | first }} | [{{ id }}]({{ url }}) | |",
}


@pytest.mark.parametrize("shape", [each for each in SHAPES if each not in ("html", "title-then-fields", "citation")])
@settings(max_examples=count(suite=8, nightly=2_000))
@given(rest=TITLES, authors=NAMES)
@example(rest="A | pipe, ] a bracket, `ticks` and <b>", authors=["A | B", "*C* _D_"])
@example(rest="the Rest of It", authors=["Grace Hopper"])
def test_what_a_template_writes_reads_back(shape: str, rest: str, authors: list[str]) -> None:
    new = record(rest, authors)
    assume(new is not None)
    assert new is not None
    source = listed(shape, shows_authors=False)
    rows = ("daily-table", "table-linked-title", "table-paper-column")
    templates = {
        layout: compile_template(layout, text, None, is_file=False, in_cells=layout in rows)
        for layout, text in TEMPLATES.items()
    }
    wishes = Wishes(regenerate=True, templates=templates)
    once, facts = regenerated(source, [new], wishes)
    before, after = facts.page("l", source), facts.page("l", once.text)
    assert once.dropped == ()
    assert named(after.entries) == named(before.entries)
    assert once.text.count(b"zz") == source.count(b"zz"), "own text stays"
    for entry in after.entries:
        assert entry.title is not None
        whole = isinstance(compare_title(entry.title.text, facts.records[entry.ids[0]]), Same)
        assert whole or entry.title.text == NAME
    twice, _ = regenerated(once.text, [new], wishes)
    assert twice.text == once.text, "once is enough"


@pytest.mark.parametrize("shape", SHAPES)
def test_an_ordinary_title_grows_in_every_layout(shape: str) -> None:
    new = record("Who Writes Best", ["Grace Hopper"])
    assert new is not None
    source = listed(shape, shows_authors=False)
    once, _ = regenerated(source, [new], Wishes(regenerate=True))
    assert once.dropped == ()
    assert once.text == source.replace(NAME.encode(), new.title.encode())

"""Tables of contents: what is one, where its links lead, and a new line in it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.markdown import Place, escape, parse_document
from papersync.markdown.contents_line import ContentsWriter, contents_edits
from papersync.markdown.fragments import Fragments
from papersync.markdown.slugs import slug
from papersync.markdown.table_of_contents import tables_of_contents
from papersync.text import Edit, Span, apply_edits

BODY = "\n## Surveys\n\nText.\n\n### Early\n\nText.\n\n## Models\n\nText.\n\n## Data\n\nText.\n"
LIST = "- [Surveys](#surveys)\n  - [Early](#early)\n- [Models](#models)\n- [Data](#data)\n"


def shapes(text: str) -> list[tuple[int, bool, bool]]:
    return [(len(each.lines), each.named, each.is_list) for each in tables_of_contents(parse_document(text.encode()))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(f"# L\n\n## Contents\n\n{LIST}{BODY}", [(4, True, True)], id="below a heading"),
        pytest.param(f"# L\n\n**Table of Contents**\n\n{LIST}{BODY}", [(4, True, True)], id="below bold words"),
        pytest.param(f"# L\n\n## 📖 目录\n\n{LIST}{BODY}", [(4, True, True)], id="another language, an emoji"),
        pytest.param(
            f"# L\n\n<details><summary>Table of contents</summary>\n\n{LIST}\n</details>\n{BODY}",
            [(4, True, True)],
            id="folded",
        ),
        pytest.param(f"# L\n\n## Contents\n\nClick on one.\n\n{LIST}{BODY}", [(4, True, True)], id="a word of advice"),
        pytest.param(f"# L\n\n{LIST}{BODY}", [(4, False, True)], id="by its looks, near the top"),
        pytest.param(f"# L\n\nText.\n{BODY}{LIST}", [], id="by its looks, far below"),
        pytest.param(
            "# L\n\n## Contents\n\n- [Surveys](#surveys)\n* [Models](#models)\n\n## Surveys\n\n## Models\n",
            [(2, True, True)],
            id="bullets change in the midst",
        ),
        pytest.param(
            "# L\n\n## Contents\n\n[Surveys](#surveys) | [Models](#models)\n\n## Surveys\n\n## Models\n",
            [(2, True, False)],
            id="one line",
        ),
        pytest.param("# L\n\n## Contents\n\n- [A](a.md)\n- [B](b.md)\n", [], id="other files"),
        pytest.param("# L\n\n- [A](#a) and [B](#b)\n", [], id="two links in a list of one"),
        pytest.param("# L\n\nSee [A](#a), [B](#b) for what we mean by that.\n", [], id="links in a sentence"),
        pytest.param(
            f"# L\n\n<!-- papersync: off -->\n\n## Contents\n\n{LIST}\n<!-- papersync: on -->\n{BODY}", [], id="off"
        ),
    ],
)
def test_what_is_a_table_of_contents(text: str, found: list[tuple[int, bool, bool]]) -> None:
    assert shapes(text) == found


@pytest.mark.parametrize(
    ("fragment", "leads"),
    [
        pytest.param("surveys", True, id="a slug"),
        pytest.param("Surveys", True, id="in another letter case"),
        pytest.param("user-content-surveys", True, id="as GitHub writes it into the page"),
        pytest.param("surveys-1", True, id="the second of a name"),
        pytest.param("anchored", True, id="an anchor of one's own"),
        pytest.param("by-id", True, id="a tag's id"),
        pytest.param("by-attribute", True, id="a name as other renderers take it"),
        pytest.param("in-html", True, id="a heading in HTML"),
        pytest.param("in-a-quote", True, id="a heading in a quote"),
        pytest.param("-setup", True, id="without what nobody sees of an emoji"),
        pytest.param("", True, id="the top"),
        pytest.param("top", True, id="the top by name"),
        pytest.param("readme", True, id="GitHub's own"),
        pytest.param("/guide?id=x", True, id="a script's route"),
        pytest.param("nowhere", False, id="nowhere"),
        pytest.param("user-content-fn-1", True, id="a footnote, as GitHub names it"),
        pytest.param("fnref-1", True, id="where a footnote is named"),
    ],
)
def test_where_fragments_lead(fragment: str, leads: bool) -> None:
    text = (
        '# Surveys\n\n<a name="anchored"></a>\n\n## Surveys\n\n<p id=by-id>x</p>\n\n'
        '<h2 align="center">In <b>HTML</b></h2>\n'
        "\n> ## In a quote\n\n## Named {#by-attribute}\n\n## ⚙️ Setup\n\nWords.[^1]\n\n[^1]: A note.\n"
    )
    assert Fragments(parse_document(text.encode())).leads_somewhere(fragment) is leads


def test_a_number_is_one_of_the_headings_of_a_name() -> None:
    fragments = Fragments(parse_document(b"# A\n\n# A\n"))
    assert [fragments.leads_somewhere(name) for name in ("a", "a-1", "a-2")] == [True, True, False]


def test_an_anchor_above_a_heading_means_it() -> None:
    document = parse_document(b'<a id="x"></a>\n\n## One\n\n<a id="y"></a>\n\nWords.\n\n## Two\n')
    fragments = Fragments(document)
    assert (fragments.heading("x"), fragments.heading("y"), fragments.heading("two")) == (0, None, 1)


def added(text: str, new: str, level: int, before: str | None) -> str | None:
    document = parse_document(text.encode())
    above = next((heading for heading in document.headings if heading.text == before), None)
    edits = contents_edits(document, new, level, above)
    return apply_edits(document.source, sorted(edits)).decode() if edits else None


@pytest.mark.parametrize(
    ("table", "new", "level", "before", "expected"),
    [
        pytest.param(LIST, "Tools", 2, "Data", f"{LIST}- [Tools](#tools)\n", id="at the end"),
        pytest.param(
            LIST,
            "Tools",
            2,
            "Early",
            LIST.replace("- [Models]", "- [Tools](#tools)\n- [Models]"),
            id="behind the sections of the one before",
        ),
        pytest.param(
            LIST, "Late", 3, "Early", LIST.replace("- [Models]", "  - [Late](#late)\n- [Models]"), id="a deeper one"
        ),
        pytest.param(
            LIST, "Big", 3, "Models", LIST.replace("- [Data]", "  - [Big](#big)\n- [Data]"), id="the first below one"
        ),
        pytest.param(LIST, "First", 2, "Contents", f"- [First](#first)\n{LIST}", id="before all"),
        pytest.param(LIST, "Models", 2, "Data", f"{LIST}- [Models](#models-1)\n", id="a name that is taken"),
        pytest.param(LIST, "A [b] `c`", 2, "Data", f"{LIST}- [A \\[b\\] \\`c\\`](#a-b-c)\n", id="escaped"),
        pytest.param(LIST, "Deep", 4, "Early", None, id="a level that it does not list"),
        pytest.param(
            "1. [Surveys](#surveys)\n2. [Models](#models)\n3. [Data](#data)\n",
            "Tools",
            2,
            "Data",
            "1. [Surveys](#surveys)\n2. [Models](#models)\n3. [Data](#data)\n4. [Tools](#tools)\n",
            id="numbered",
        ),
        pytest.param(
            "1. [Surveys](#surveys)\n1. [Models](#models)\n1. [Data](#data)\n",
            "Tools",
            2,
            "Data",
            "1. [Surveys](#surveys)\n1. [Models](#models)\n1. [Data](#data)\n1. [Tools](#tools)\n",
            id="numbered 1, 1, 1",
        ),
        pytest.param(
            "1. [Surveys](#surveys)\n   1. [Early](#early)\n2. [Models](#models)\n3. [Data](#data)\n",
            "Tools",
            2,
            "Early",
            "1. [Surveys](#surveys)\n   1. [Early](#early)\n2. [Tools](#tools)\n3. [Models](#models)\n"
            "4. [Data](#data)\n",
            id="numbers behind count on",
        ),
        pytest.param(
            "1. [Surveys](#surveys)\n2. [Models](#models)\n9. [Data](#data)\n",
            "Tools",
            2,
            "Early",
            "1. [Surveys](#surveys)\n2. [Tools](#tools)\n3. [Models](#models)\n9. [Data](#data)\n",
            id="as far as they count one by one",
        ),
        pytest.param(
            "8) [Surveys](#surveys)\n9) [Models](#models)\n   - [x](#data)\n",
            "Tools",
            2,
            "Early",
            "8) [Surveys](#surveys)\n9) [Tools](#tools)\n9) [Models](#models)\n   - [x](#data)\n",
            id="what is nested would stand too far left below 10",
        ),
        pytest.param(
            "1. [Surveys](#surveys)\n2. [Models](#models)\n",
            "First",
            2,
            "Contents",
            "1. [First](#first)\n2. [Surveys](#surveys)\n3. [Models](#models)\n",
            id="before all that are numbered",
        ),
        pytest.param(
            "1. [Surveys](#surveys)\n1. [Models](#models)\n",
            "First",
            2,
            "Contents",
            "1. [First](#first)\n1. [Surveys](#surveys)\n1. [Models](#models)\n",
            id="before all that are numbered 1, 1",
        ),
        pytest.param(
            "- [Surveys](#surveys)\n  1. [Early](#early)\n  2. [Surveys](#surveys)\n",
            "First",
            2,
            "Contents",
            "- [First](#first)\n- [Surveys](#surveys)\n  1. [Early](#early)\n  2. [Surveys](#surveys)\n",
            id="before the only bullet",
        ),
        pytest.param(
            "* **[Surveys](#surveys)**\n\n* **[Models](#models)**\n\n* **[Data](#data)**\n",
            "Tools",
            2,
            "Models",
            "* **[Surveys](#surveys)**\n\n* **[Models](#models)**\n\n* **[Tools](#tools)**\n\n* **[Data](#data)**\n",
            id="dressed, and apart",
        ),
        pytest.param(
            "- [Surveys](#surveys) (12)\n- 🔥 [Models](#models) (3)\n- [Data](#data)\n",
            "Tools",
            2,
            "Models",
            "- [Surveys](#surveys) (12)\n- 🔥 [Models](#models) (3)\n- [Tools](#tools)\n- [Data](#data)\n",
            id="what another line says of its section is not copied",
        ),
        pytest.param("[Surveys](#surveys) | [Models](#models)\n", "Tools", 2, "Models", None, id="no list"),
        pytest.param("Nothing.\n", "Tools", 2, "Models", None, id="no table"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_line(table: str, new: str, level: int, before: str, expected: str | None, newline: str) -> None:  # noqa: PLR0917  # a row of the table
    text = f"# L\n\n## Contents\n\n{table}{BODY}".replace("\n", newline)
    wanted = None if expected is None else text.replace(table.replace("\n", newline), expected.replace("\n", newline))
    assert added(text, new, level, before) == wanted


def test_nothing_is_put_into_a_conflict() -> None:
    text = f"# L\n\n## Contents\n\n<<<<<<< a\n{LIST}=======\n{LIST}>>>>>>> b\n{BODY}"
    assert added(text, "Tools", 2, "Data") is None


def test_a_long_table_takes_no_quadratic_time() -> None:
    number = 6_000
    table = "".join(f"- [H {n}](#h-{n})\n" for n in range(0, number, 2))
    text = f"# L\n\n## Contents\n\n{table}\n" + "".join(f"## H {n}\n\nText.\n\n" for n in range(number))
    document = parse_document(text.encode())
    start = time.process_time()
    (found,) = tables_of_contents(document)
    writer = ContentsWriter(document, found)
    missing = [heading for heading in range(2, number + 2) if heading not in writer.listed]
    edits = [writer.line("X", 2, heading - 1, "x") for heading in missing]
    assert len(edits) == number // 2
    assert all(edits)
    assert time.process_time() - start < 2


def test_which_of_many_headings_a_broken_line_means_takes_no_time() -> None:
    number = 6000
    document = parse_document(b"# L\n\n" + b"## Head\n\nText.\n\n" * number)
    fragments = Fragments(document)
    start = time.process_time()
    assert not any(fragments.leads_somewhere(f"head-{n}x") or fragments.nearest("x", "Head") for n in range(number))
    assert time.process_time() - start < 0.5


TITLES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff"), min_size=1, max_size=30
)


@given(TITLES, st.sampled_from([("Surveys", 3), ("Models", 2), ("Data", 2), ("Early", 3)]))
def test_a_new_line_leads_to_the_new_heading(words: str, place: tuple[str, int]) -> None:
    before, level = place
    heading = f"{'#' * level} {escape(words, Place.PARAGRAPH)}\n\n"
    text = f"# L\n\n## Contents\n\n{LIST}{BODY}"
    document = parse_document(text.encode())
    above = next(each for each in document.headings if each.text == before)
    below = next((each for each in document.headings if each.block.span.start > above.block.span.start), None)
    at = len(document.source) if below is None else below.block.span.start
    named = parse_document(heading.encode()).headings[0].text
    edits = contents_edits(document, named, level, above)
    if not slug(named).strip("-"):
        return
    (edit,) = edits
    after = parse_document(apply_edits(document.source, [edit, Edit(Span(at, at), b"\n" + heading.encode())]))
    (table,) = tables_of_contents(after)
    assert len(table.lines) == 5
    fragments = Fragments(after)
    new = next(
        index
        for index, each in enumerate(after.headings)
        if each.text == named and each.block.span.start > edit.span.end
    )
    led = {fragments.heading(line.fragment) for line in table.lines}
    assert new in led or named in ("", *(each.text for each in document.headings))

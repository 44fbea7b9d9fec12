"""New entries written like their neighbours: a list before, and the lines that are added."""

from __future__ import annotations

import pytest

from papersync.app.add import AddPlan, target_in
from papersync.app.lists import standard_input
from papersync.app.writing import with_papers
from papersync.entries import read_entries
from papersync.errors import UnwritableEntryError
from papersync.markdown import parse_document
from papersync.papers import Paper
from papersync.references import find_references
from tests.records import paper

NEW = paper(
    "2301.12345",
    "Sorting What Machines Say: A Study",
    authors=("Grace Hopper", "Barbara Liskov", "Edsger van der Berg"),
)
T, U = "Ranking What Models Write", "https://arxiv.org/abs/2205.00001"
TITLE, URL = NEW.title, "https://arxiv.org/abs/2301.12345"
ALL = "Grace Hopper, Barbara Liskov, Edsger van der Berg"
CODE = "[[code]](https://github.com/a/b)"
STARS = "![](https://img.shields.io/github/stars/a/b)"


def added(before: str, record: Paper = NEW, section: str = "A") -> str:
    source = before.encode()
    plan = AddPlan(section)
    target = target_in(standard_input(source), source, plan, [record.id])
    return with_papers(target, [(record, record.id)], plan).decode()


def listed(*entries: str) -> str:
    return "# L\n\n## A\n\n" + "\n".join(entries) + "\n\nWords behind.\n\n## B\n"


LINES = [
    pytest.param(f"- [{T}]({U})", f"- [{TITLE}]({URL})", id="bullet"),
    pytest.param(f"* 🔥 [{T}]({U}) {CODE} {STARS}", f"* [{TITLE}]({URL})", id="emoji-code-and-badge-are-its-own"),
    pytest.param(f"- [x] [{T}]({U})", f"- [{TITLE}]({URL})", id="a-tick-is-its-own"),
    pytest.param(f"+   [{T}]({U}): my note", f"+   [{TITLE}]({URL})", id="a-note-is-its-own"),
    pytest.param(f"- paper: [{T}]({U})", f"- paper: [{TITLE}]({URL})", id="a-word-that-leads-to-the-link"),
    pytest.param(f"- **Paper:** [{T}]({U})", f"- **Paper:** [{TITLE}]({URL})", id="such-a-word-in-bold"),
    pytest.param(f"- newspaper: [{T}]({U})", f"- [{TITLE}]({URL})", id="another-word-that-ends-so"),
    pytest.param(f"7) [{T}]({U})", f"8) [{TITLE}]({URL})", id="number"),
    pytest.param(
        f"1. [**{T}.**]({U}) _Ada Lovelace, Alan Turing._ Arxiv 2023.",
        f"2. [**{TITLE}.**]({URL}) _{ALL}._ 2022.",
        id="bold-in-the-link-authors-in-italics-no-venue",
    ),
    pytest.param(
        f"* [{T}]({U}), Lovelace et al., ICLR 2023 | [github](https://github.com/a/b)",
        f"* [{TITLE}]({URL}), Hopper et al., 2022",
        id="the-first-author-by-surname",
    ),
    pytest.param(
        f"- [{T}]({U}), Lovelace et al (2022)", f"- [{TITLE}]({URL}), Hopper et al (2022)", id="year-in-brackets"
    ),
    pytest.param(
        f"- [{T}](http://arxiv.org/pdf/2205.00001v2.pdf)",
        f"- [{TITLE}](https://arxiv.org/pdf/2301.12345.pdf)",
        id="pdf",
    ),
    pytest.param(
        f"- [{T}](https://arxiv.org/pdf/2205.00001)", f"- [{TITLE}](https://arxiv.org/pdf/2301.12345)", id="pdf-bare"
    ),
    pytest.param(
        f"* [{T}]({U}) [[DOI](https://doi.org/10.1234/5)] (2021)", f"* [{TITLE}]({URL}) (2022)", id="another-link-goes"
    ),
    pytest.param(f"- [{T}]({U}) `Acme` `2018`", f"- [{TITLE}]({URL}) `2022`", id="year-in-code"),
    pytest.param(f"- (2023-05) **{T}** [paper]({U})", f"- (2022-05) **{TITLE}** [paper]({URL})", id="date-first"),
    pytest.param(f"- [2023/05] {T} [[Paper]({U})] {CODE}", f"- [2022/05] {TITLE} [[Paper]({URL})]", id="brackets"),
    pytest.param(f"- 2023.05 **{T}** [`PDF`]({U})", f"- 2022.05 **{TITLE}** [`PDF`]({URL})", id="label-in-code"),
    pytest.param(
        f'- "{T}", 2023-05, arXiv [[paper]({U})]', f'- "{TITLE}", 2022-05, [[paper]({URL})]', id="quotation-marks"
    ),
    pytest.param(f"- 《{T}》 [论文]({U})", f"- 《{TITLE}》 [论文]({URL})", id="chinese-label"),
    pytest.param(f"- **[RankIt]** {T} ([PDF]({U}))", f"- {TITLE} ([PDF]({URL}))", id="a-nickname-is-its-own"),
    pytest.param(f"- {T} [ICLR 2023]({U})", f"- {TITLE} [arXiv]({URL})", id="a-venue-is-no-label"),
    pytest.param(
        f"- *{T}* [arXiv:2205.00001]({U})", f"- *{TITLE}* [arXiv:2301.12345]({URL})", id="identifier-as-label"
    ),
    pytest.param(
        f"- 2021-11-29, **{T}**, Ada Lovelace et.al., Paper: [{U}]({U})",
        f"- 2022-05-19, **{TITLE}**, Grace Hopper et.al., Paper: [{URL}]({URL})",
        id="url-as-its-own-text",
    ),
    pytest.param(f"- {T}: {U}", f"- {TITLE}: {URL}", id="bare-url"),
    pytest.param(f"- {T} <{U}>", f"- {TITLE} <{URL}>", id="autolink"),
    pytest.param(
        f"9. **{T}**\n   Ada Lovelace, Alan Turing [[pdf]]({U}) {CODE}",
        f"10. **{TITLE}**\n    {ALL} [[pdf]]({URL})",
        id="two-lines-and-a-wider-number",
    ),
    pytest.param(
        f"- [{T}]({U})\n  - Ada Lovelace and Alan Turing\n  - Keyword: ranks\n  - my note",
        f"- [{TITLE}]({URL})\n  - Grace Hopper, Barbara Liskov and Edsger van der Berg",
        id="authors-in-a-nested-bullet",
    ),
    pytest.param(
        f"- Lovelace, A., de Morgan, A. (2021). *{T}*. arXiv:2205.00001.",
        f"- Hopper, G., Liskov, B., van der Berg, E. (2022). *{TITLE}*. arXiv:2301.12345.",
        id="initials-and-an-identifier-that-is-no-link",
    ),
    pytest.param(
        f"- A. Lovelace, A. Turing. [{T}]({U}). 2021.",
        f"- G. Hopper, B. Liskov, E. van der Berg. [{TITLE}]({URL}). 2022.",
        id="initials-before-surnames",
    ),
    pytest.param(
        f"- __{T}__ ([arXiv]({U})) — by Lovelace et al.",
        f"- __{TITLE}__ ([arXiv]({URL})) — by Hopper et al.",
        id="what-leads-to-authors",
    ),
    pytest.param(
        f"- [{T}]({U}), Hobby Lovelace et al.",
        f"- [{TITLE}]({URL}), Grace Hopper et al.",
        id="a-name-that-ends-in-by",
    ),
    pytest.param(
        f"- [ ] [{T}]({U})\n- [x] [{T}](https://arxiv.org/abs/2205.00002)",
        f"- [ ] [{TITLE}]({URL})",
        id="where-all-have-boxes",
    ),
    pytest.param(f"- [RankIt]({U})", f"- [{TITLE}]({URL})", id="for-a-nickname-the-title"),
    pytest.param(f"- RankIt [{U}]({U})", f"- [{TITLE}]({URL})", id="for-a-nickname-and-a-url-the-title"),
    pytest.param(f"> - [{T}]({U}) (ICML 2022)", f"> - [{TITLE}]({URL}) (2022)", id="in-a-quote"),
    pytest.param(f"- x\n  * [{T}]({U})", f"  * [{TITLE}]({URL})", id="nested"),
]


@pytest.mark.parametrize(("before", "line"), LINES)
def test_bullets_and_numbers(before: str, line: str) -> None:
    assert added(listed(before)) == listed(before, line)


BLOCKS = [
    pytest.param(
        f"**{T}** \\\n*Ada Lovelace, Alan Turing* \\\narXiv 2022. [[Paper]({U})] {CODE} \\\n25 Aug 2022",
        f"**{TITLE}** \\\n*{ALL}* \\\n[[Paper]({URL})] \\\n19 May 2022",
        id="backslashes",
    ),
    pytest.param(
        f"**{T}**  \nAda Lovelace et al.  \n[PDF]({U})",
        f"**{TITLE}**  \nGrace Hopper et al.  \n[PDF]({URL})",
        id="blanks",
    ),
    pytest.param(f"**{T}**<br>\n[PDF]({U}), May 2021", f"**{TITLE}**<br>\n[PDF]({URL}), May 2022", id="break-tags"),
    pytest.param(f"[{T}]({U})", f"[{TITLE}]({URL})", id="one-line"),
]


@pytest.mark.parametrize(("before", "block"), BLOCKS)
def test_paragraphs(before: str, block: str) -> None:
    assert added(listed(before)) == listed(before, "", block)


TABLES = [
    pytest.param(
        f"| {'Title':90} | Paper{' ' * 60} | Note |\n|{'-' * 92}|{'-' * 67}|------|",
        f"| {T:90} | {f'[pdf]({U})':65} | 好   |",
        f"| {TITLE:90} | {f'[pdf]({URL})':65} |      |",
        id="padded-as-the-heading-is",
    ),
    pytest.param(
        f"| {'Title':20} | Paper{' ' * 60} | Note |\n|{'-' * 22}|{'-' * 67}|------|",
        f"| {T} | {f'[pdf]({U})':65} | 好   |",
        f"| {TITLE} | {f'[pdf]({URL})':65} |      |",
        id="padded-where-it-fits",
    ),
    pytest.param(
        "| Title      | Paper |\n|------------|-------|",
        f"| {T} | [pdf]({U}) |",
        f"| {TITLE} | [pdf]({URL}) |",
        id="a-padded-heading-above-rows-that-are-not",
    ),
    pytest.param(
        "| Date | Title | Paper | Code | Stars |\n|:--|---|---|---|---|",
        f"|2023.06|🔥[**AWQ**] {T}(@MIT etc)|[[pdf]]({U})|[[awq]](https://github.com/a/b) {STARS}|⭐️⭐️ |",
        f"|2022.05|{TITLE}|[[pdf]]({URL})|||",
        id="paper-column",
    ),
    pytest.param(
        "| Title | Venue | Code |\n|---|---|---|",
        f"| [{T}]({U}) <br> Ada Lovelace, Alan Turing | ICML | - | [//]: #12/30",
        f"| [{TITLE}]({URL}) <br> {ALL} | | - |",
        id="linked-cell-no-venue-a-filler-no-comment",
    ),
    pytest.param(
        "|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|",
        f"|**2022-05-18**|**{T}**|Ada Lovelace et.al.|[2205.00001v1](http://arxiv.org/abs/2205.00001v1)|null|",
        f"|**2022-05-19**|**{TITLE}**|Grace Hopper et.al.|[2301.12345]({URL})|null|",
        id="daily-table",
    ),
    pytest.param(
        "| Model | Score | Paper |\n|---|---|---|",
        f"| RankIt (Lovelace et al., 2021) | 91.2 | [{T}]({U}) |",
        f"| | | [{TITLE}]({URL}) |",
        id="neither-model-nor-score",
    ),
    pytest.param(
        "| Model | Score | Paper |\n|---|---|---|",
        f"| RankIt-XL | 28.7 | [RankIt]({U}) |",
        f"| | | [{TITLE}]({URL}) |",
        id="a-nickname-in-the-paper-cell",
    ),
    pytest.param(
        "| Paper Title | Paper | Code |\n|---|---|---|",
        f"|RankIt|[RankIt]({U})|[code](https://github.com/a/b)|",
        f"|{TITLE}|[arXiv]({URL})||",
        id="a-nickname-beside-a-column-of-titles",
    ),
    pytest.param("Title | Paper\n---|---", f"{T} | [pdf]({U})", f"{TITLE} | [pdf]({URL})", id="without-outer-pipes"),
    pytest.param(
        "| Title | Paper | x |\n|---|---|---|", f"| {T} | [pdf]({U})", f"| {TITLE} | [pdf]({URL}) | |", id="short-row"
    ),
]


@pytest.mark.parametrize(("head", "before", "row"), TABLES)
def test_tables(head: str, before: str, row: str) -> None:
    assert added(listed(head, before)) == listed(head, before, row)


def test_what_most_of_the_last_five_do() -> None:
    names = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")
    own = [f"- {T} {name} [pdf](https://arxiv.org/abs/2205.0000{n})" for n, name in enumerate(names)]
    own[4] = f"- [{T} Zeta](https://arxiv.org/abs/2205.00009)"
    own[3] = f"- {T} Eta, 2020 [paper](https://arxiv.org/abs/2205.00008)"
    # The last one would write a link as title, but it is one of five.
    assert added(listed(*own)) == listed(*own, f"- {TITLE} [pdf]({URL})")


def test_into_the_order_of_dates() -> None:
    own = [f"- (2022-0{n}) **{T} {n}{n}** [paper](https://arxiv.org/abs/2205.0000{n})" for n in (1, 2, 3, 4, 6, 7)]
    new = f"- (2022-05) **{TITLE}** [paper]({URL})"
    assert added(listed(*own)) == listed(*own[:4], new, *own[4:])
    assert added(listed(*reversed(own))) == listed(*own[:3:-1], new, *own[3::-1])


def test_into_the_order_of_dates_in_words() -> None:
    months = ("Aug 2022", "July 2022", "Jun 2022", "4 Apr 2022", "1 Feb 2022", "30 Jan 2022")
    own = [
        f"- **{T} {'I' * (n + 1)}** [paper](https://arxiv.org/abs/2205.0000{n}) {month}"
        for n, month in enumerate(months)
    ]
    new = f"- **{TITLE}** [paper]({URL}) 19 May 2022"
    assert added(listed(*own)) == listed(*own[:3], new, *own[3:])


def test_before_the_first_of_an_order() -> None:
    own = [f"{n}. (202{n}-02) **{T} {n}{n}** [paper](https://arxiv.org/abs/2205.0000{n})" for n in (3, 4, 5, 6, 7, 8)]
    assert added(listed(*own)) == listed(f"3. (2022-05) **{TITLE}** [paper]({URL})", *own)


def test_numbers_that_are_all_alike_stay_so() -> None:
    own = [f"1. [{T} {n}{n}](https://arxiv.org/abs/2205.0000{n})" for n in (1, 2)]
    assert added(listed(*own)) == listed(*own, f"1. [{TITLE}]({URL})")


def test_numbers_below_which_three_blanks_are_too_few() -> None:
    before = listed(*(f"{n}. {T} {n}\n\n   [pdf](https://arxiv.org/abs/2205.000{n})\n" for n in (10, 11)))
    after = before.replace("2205.00011)\n", f"2205.00011)\n\n12. {TITLE}\n\n   [pdf]({URL})\n")
    assert added(before) == after


def test_blank_lines_as_between_the_neighbours() -> None:
    own = (f"- [{T}]({U})", f"- [{T} Again](https://arxiv.org/abs/2205.00002)")
    assert added(listed(own[0], "", own[1])) == listed(own[0], "", own[1], "", f"- [{TITLE}]({URL})")


def test_the_end_and_the_line_endings_of_the_file() -> None:
    assert added(f"## A\n- [{T}]({U})") == f"## A\n- [{T}]({U})\n- [{TITLE}]({URL})"
    before = f"## A\n**{T}** \\\n[PDF]({U})\n\n## B\n".replace("\n", "\r\n")
    block = f"\n\n**{TITLE}** \\\n[PDF]({URL})".replace("\n", "\r\n")
    assert added(before) == before.replace("\r\n\r\n## B", f"{block}\r\n\r\n## B")


OTHERS = [
    pytest.param(
        f"- Ada Lovelace, _{T}_, preprint available as [cs.CL/2205.00001]({U})",
        f"- {ALL}, _{TITLE}_, preprint available as [arXiv:2301.12345]({URL})",
        id="citation",
    ),
    pytest.param(
        f"- Ada Lovelace and Alan Turing (2021). {T}. [arXiv:2205.00001]({U})",
        f"- Grace Hopper, Barbara Liskov and Edsger van der Berg (2022). {TITLE}. [arXiv:2301.12345]({URL})",
        id="citation-with-its-year",
    ),
    pytest.param(f"- {T} [pdf][1]", f"- {TITLE} [pdf]({URL})", id="by-label"),
    pytest.param(f"- [{T}][1], 2021", f"- [{TITLE}]({URL}), 2022", id="title-by-label"),
    pytest.param(
        f"**{T}**\n\n- Paper: {U}\n- Code: https://github.com/a/b",
        f"**{TITLE}**\n\n- Paper: {URL}",
        id="bold-and-fields",
    ),
    pytest.param(
        f"- **{T}**\n  - Paper: {U}\n  - Code: https://github.com/a/b",
        f"- **{TITLE}**\n  - Paper: {URL}",
        id="item-and-fields",
    ),
    pytest.param(
        f"- **{T}**\n  - **Code**: https://github.com/a/b\n  - **Paper**: <{U}>",
        f"- **{TITLE}**\n  - **Paper**: <{URL}>",
        id="bold-names-of-fields",
    ),
]


@pytest.mark.parametrize(("before", "entry"), OTHERS)
def test_other_layouts(before: str, entry: str) -> None:
    definition = f"\n[1]: {U}\n"
    gap = ("",) if before.startswith("**") else ()
    assert added(listed(before) + definition) == listed(before, *gap, entry) + definition


TAGS = [
    pytest.param(
        f'<tr><td><a href="{U}">{T}</a></td></tr>', f'<tr><td><a href="{URL}">{TITLE}</a></td></tr>', id="row"
    ),
    pytest.param(
        f'<tr>\n  <td align="left"><b>{T}</b><br>Ada Lovelace et al.</td>\n  <td><a href="{U}">Paper</a> '
        '<a href="https://github.com/a/b"><img src="x.png"></a></td>\n  <td>ICML 2021</td>\n</tr>',
        f'<tr>\n  <td align="left"><b>{TITLE}</b><br>Grace Hopper et al.</td>\n  <td><a href="{URL}">Paper</a>'
        "</td>\n  <td></td>\n</tr>",
        id="lines-and-a-venue",
    ),
    pytest.param(
        f'<tr><td><a href="{U}">RankIt</a> (Lovelace et al., 2021)</td><td>91.2</td></tr>',
        f'<tr><td><a href="{URL}">{TITLE}</a></td><td></td></tr>',
        id="a-nickname",
    ),
    pytest.param(
        f'<li><b>{T}</b>, Lovelace et al., <a href="{U}">[paper]</a></li>',
        f'<li><b>{TITLE}</b>, Hopper et al., <a href="{URL}">[paper]</a></li>',
        id="marks-that-part",
    ),
    pytest.param(
        f'<li><b>{T}</b> – <i>in a book</i> – <a href="{U}">paper</a>, </li>',
        f'<li><b>{TITLE}</b> – <a href="{URL}">paper</a></li>',
        id="such-marks-around-nothing",
    ),
    pytest.param(
        f'<tr><td><a href="{U}">{T}</a></td><td>x</td>',
        f'<tr><td><a href="{URL}">{TITLE}</a></td><td></td>',
        id="rows-that-nothing-closes",
    ),
    pytest.param(
        f'<tr>\n<td><a href="{U}">{T}</a>\n<td>91.2',
        f'<tr>\n<td><a href="{URL}">{TITLE}</a>\n<td>',
        id="cells-that-nothing-closes",
    ),
]


@pytest.mark.parametrize(("before", "row"), TAGS)
@pytest.mark.parametrize("end", ["</table>", "</tbody>\n</table>", "\n</table>", "\n</tbody>\n\n</table>"])
def test_rows_of_raw_html(before: str, row: str, end: str) -> None:
    assert added(listed("<table>", before, end)) == listed("<table>", before, row, end)


@pytest.mark.parametrize("end", ["</li>", ""])
def test_items_of_raw_html(end: str) -> None:
    old, new = (f'<li><a href="{url}">{title}</a>{end}' for url, title in ((U, T), (URL, TITLE)))
    assert added(listed("<ul>", old, "</ul>")) == listed("<ul>", old, new, "</ul>")


PDFS = "".join(f"- **Study {n}** [[pdf](https://arxiv.org/pdf/2104.0000{n}.pdf)]\n" for n in range(1, 4))


@pytest.mark.parametrize(
    ("neighbours", "below", "url"),
    [
        pytest.param((U,), PDFS, "https://arxiv.org/pdf/2301.12345.pdf", id="one-alone-as-most-of-the-list"),
        pytest.param((U, U), PDFS, URL, id="two-are-a-habit"),
        pytest.param((U,), PDFS.replace("[pdf]", "[paper]"), URL, id="another-label-says-nothing"),
        pytest.param((U,), PDFS.replace("arxiv.org/pdf", "a.org/pdf"), URL, id="links-elsewhere-say-nothing"),
        pytest.param((U,), PDFS[: PDFS.index("\n") + 1], URL, id="one-elsewhere-is-too-few"),
    ],
)
def test_a_label_leads_where_it_does_in_the_list(neighbours: tuple[str, ...], below: str, url: str) -> None:
    entries = [f"- **{T}** [[pdf]({each})]" for each in neighbours]
    assert added(listed(*entries) + below) == listed(*entries, f"- **{TITLE}** [[pdf]({url})]") + below


EMPTY = [
    pytest.param(f"**{T}**  \n[PDF]({U})", f"**{TITLE}**  \n[PDF]({URL})", id="bold-blocks"),
    pytest.param(f"4. {T} [pdf]({U})", f"1. {TITLE} [pdf]({URL})", id="numbers"),
    pytest.param(
        f"| Paper | x |\n|---|:-:|\n| [{T}]({U}) | 1 |",
        f"| Paper | x |\n|---|:-:|\n| [{TITLE}]({URL}) | |",
        id="tables",
    ),
    pytest.param(f"- **{T}**\n  - Paper: {U}", f"- **{TITLE}**\n  - Paper: {URL}", id="fields"),
]


def test_an_empty_section_takes_the_most_frequent_layout_that_can_stand_alone() -> None:
    rows = [f'<tr><td><a href="{U}">{T}</a></td></tr>'] * 3
    mixed = listed("<table>", *rows, "</table>\n", f"- **{T}** [pdf]({U})\n", "words\n", f"**{T}**  \n[PDF]({U})\n")
    assert added(mixed, section="B") == f"{mixed}\n- **{TITLE}** [pdf]({URL})\n"


@pytest.mark.parametrize(("before", "entry"), EMPTY)
def test_an_empty_section_takes_what_prevails(before: str, entry: str) -> None:
    assert added(listed(before), section="B") == f"{listed(before)}\n{entry}\n"


@pytest.mark.parametrize(
    ("page", "columns"),
    [
        pytest.param("## §\n\n## Y\n\n{type}\n## Z\n\n{year}", "Type", id="the-one-below"),
        pytest.param("## Y\n\n{type}\n## §\n\n## Z\n\n{year}", "Type", id="the-one-above"),
        pytest.param("## §\n\n# Y\n\n{type}\n### Z\n\n{year}", "Year", id="none-beside-it"),
    ],
)
def test_an_empty_section_takes_the_table_of_the_section_beside_it(page: str, columns: str) -> None:
    head = "| Title | {} |\n|---|---|\n"
    tables = {name.lower(): f"{head.format(name)}| [{T}]({U}) | x |\n" for name in ("Type", "Year")}
    written = added(f"# L\n\n{page}".format(**tables), section="§")
    assert f"## §\n\n{head.format(columns)}| [{TITLE}]({URL}) | " in written


def test_an_empty_section_before_the_way_back_to_the_top() -> None:
    back = "\n<p align=right>(<a href=#l>back to top</a>)</p>\n"
    before = listed(f"- {T} [pdf]({U})")
    assert added(before + back, section="B") == f"{before}\n- {TITLE} [pdf]({URL})\n{back}"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        pytest.param("A [b] `c` <d> *e* @f | g", r"- [A \[b\] \`c\` \<d> \*e\* &#64;f | g](§)", id="markup"),
        pytest.param("On $O(n^2)$ Bounds of Search", "- [On $O(n^2)$ Bounds of Search](§)", id="formula"),
        pytest.param("Beyond arXiv:2001.08361 and Back", "- [Beyond arXiv:2001.08361 and Back](§)", id="names-a-paper"),
        pytest.param("RankGen", "- [RankGen](§)", id="one-word-is-read-as-a-name"),
    ],
)
def test_titles_are_escaped(title: str, line: str) -> None:
    before = f"- [{T}]({U})"
    assert added(listed(before), paper("2301.12345", title)) == listed(before, line.replace("§", URL))


def test_a_title_with_quotation_marks_between_others() -> None:
    new = added(listed(f'- "{T}" [pdf]({U})'), paper("2301.12345", 'Why "Trust" Matters in Models'))
    assert f'- “Why "Trust" Matters in Models” [pdf]({URL})\n' in new


def test_a_title_that_would_not_be_read_as_one_is_refused() -> None:
    with pytest.raises(UnwritableEntryError, match="nothing was written"):
        added(listed(f"{T} [pdf]({U})"), paper("2301.12345", "2023"))


def test_links_of_the_configured_form() -> None:
    from papersync.entries.style import LinkPolicy  # noqa: PLC0415

    source = listed(f"- [{T}]({U})").encode()
    plan = AddPlan("A", links=LinkPolicy(form="pdf"))
    text = with_papers(target_in(standard_input(source), source, plan), [(NEW, NEW.id)], plan)
    assert b"(https://arxiv.org/pdf/2301.12345)" in text


def test_the_new_entry_is_read_with_all_that_it_shows() -> None:
    text = added(listed(f"- (2023-05) **{T}**, Ada Lovelace et al. [paper]({U})")).encode()
    document = parse_document(text)
    entry = read_entries(document, find_references(document)).entries[1]
    assert entry.authors is not None
    assert entry.date is not None
    assert (entry.authors.text, entry.date.text) == ("Grace Hopper et al.", "2022-05")

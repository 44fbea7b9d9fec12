"""A section whose papers other hosts have: a list, where a line is added, and that line."""

from __future__ import annotations

import pytest

from tests.entries.test_like_neighbours import ALL, TITLE, URL, T, U, added

# A list's own habit, elsewhere.
REST = f"\n## B\n\n- **{T}** [[pdf]]({U})\n"
ACL = "https://aclanthology.org/2020.acl-main.1/"
REVIEW = "https://openreview.net/forum?id=Bkg6RiCqY7"
GIT = "https://github.com/a/b"
# What stands in the section above the new line, the line, what stands below.
CHANGES = [
    pytest.param(f"- [A Paper of Another Host]({ACL}), 2020\n", f"- [{TITLE}]({URL}), 2022\n", "", id="tight-bullets"),
    pytest.param(
        f"* [A Paper of Another Host]({ACL})\n\n* [And One More]({ACL})\n",
        f"\n* [{TITLE}]({URL})\n",
        "",
        id="loose-bullets-with-another-marker",
    ),
    pytest.param(f"7. [A Paper of Another Host]({ACL})\n", f"8. [{TITLE}]({URL})\n", "", id="numbers-go-on"),
    pytest.param(
        f"- [**A Paper of Another Host.**]({ACL}) _Ada Lovelace, Alan Turing._ ACL 2020. [[code]]({GIT})\n",
        f"- [**{TITLE}.**]({URL}) _{ALL}._ 2022.\n",
        "",
        id="citations",
    ),
    pytest.param(
        f"- **A Paper of Another Host** [[pdf]]({ACL})\n", f"- **{TITLE}** [[pdf]]({URL})\n", "", id="a-label-stays"
    ),
    pytest.param(
        f"- **A Paper of Another Host** [[OpenReview]]({REVIEW})\n",
        f"- **{TITLE}** [[arXiv]]({URL})\n",
        "",
        id="another-host-s-name-does-not",
    ),
    pytest.param(
        f"| Model | Year | Paper |\n|---|---|---|\n| Abc | 2020 | [A Paper of Another Host]({ACL}) |\n",
        f"| | 2022 | [{TITLE}]({URL}) |\n",
        "",
        id="a-table",
    ),
    pytest.param(
        f"| | Developer |\n|---|---|\n| [ABC-7B]({REVIEW}) | Some Lab |\n",
        f"| [{TITLE}]({URL}) | |\n",
        "",
        id="a-table-of-names",
    ),
    pytest.param(
        f"- [A Paper of Another Host]({ACL})\n", f"- [{TITLE}]({URL})\n", "\n---\n\n[⬆ top](#l)\n", id="above-the-end"
    ),
    pytest.param(
        f"- [A Paper of Another Host]({ACL})\n", f"- [{TITLE}]({URL})\n", '\n<a name="b"></a>\n', id="above-an-anchor"
    ),
    pytest.param(
        f"- [A Paper of Another Host]({ACL})\n",
        f"- [{TITLE}]({URL})\n",
        '\n<a name="b"></a>\n\n',
        id="above-an-anchor-that-stands-alone",
    ),
    pytest.param(
        f"- [A Paper of Another Host]({ACL})\n",
        f"- [{TITLE}]({URL})\n",
        "- more to come\n",
        id="above-an-item-without-a-link",
    ),
]
ELSEWHERE = f"\n- **{TITLE}** [[pdf]]({URL})\n"
# These are no models, so that the list's own habit is.
NO_CHANGES = [
    pytest.param("- only words\n", id="no-links"),
    pytest.param("- [Below](#b)\n- [Above](#l)\n", id="links-within-the-page"),
    pytest.param(f"See [a page]({ACL}).\n", id="running-text"),
    pytest.param("- [![badge](https://example.org/b.svg)](https://example.org/)\n", id="a-badge"),
    pytest.param("<!-- write below -->\n", id="a-comment"),
]


@pytest.mark.parametrize(("above", "new", "below"), CHANGES)
def test_papers_of_other_hosts_are_neighbours(above: str, new: str, below: str) -> None:
    head = "# L\n\n## A\n\n" + above
    assert added(head + below + REST) == head + new + below + REST


@pytest.mark.parametrize("above", NO_CHANGES)
def test_other_things_are_not(above: str) -> None:
    head = "# L\n\n## A\n\n" + above
    assert added(head + REST) == head + ELSEWHERE + REST


def test_links_of_any_length_move_nothing() -> None:
    links = "".join(f"- [A Paper of Another Host](http://a.org/{'x' * length}), 2020\n" for length in range(0, 60, 7))
    head = "# L\n\n## A\n\n" + links
    assert added(head + REST) == head + f"- [{TITLE}]({URL}), 2022\n" + REST


def test_a_padded_table_stays_one() -> None:
    row = f"| {'Abc':8} | {f'[A Paper of Another Host]({ACL})':120} |\n"
    head = f"# L\n\n## A\n\n| {'Model':8} | {'Paper':120} |\n|{'-' * 10}|{'-' * 122}|\n{row}"
    assert added(head + REST) == head + f"| {'':8} | {f'[{TITLE}]({URL})':120} |\n" + REST


def test_a_title_leads_where_titles_lead_in_the_list() -> None:
    pdf = URL.replace("/abs/", "/pdf/")
    twice = f"\n## B\n\n- [{T}]({U}) ([Paper](https://arxiv.org/pdf/2205.00001.pdf)) ([PDF](https://arxiv.org/pdf/2205.00001.pdf))\n"
    titled, labelled = f"- [A Paper of Another Host]({ACL})\n", f"- **A Paper of Another Host** ([Paper]({ACL}))\n"
    assert added(f"# L\n\n## A\n\n{titled}{twice}") == f"# L\n\n## A\n\n{titled}- [{TITLE}]({URL})\n{twice}"
    new = f"- **{TITLE}** ([Paper]({pdf}.pdf))\n"
    assert added(f"# L\n\n## A\n\n{labelled}{twice}") == f"# L\n\n## A\n\n{labelled}{new}{twice}"


def test_bullets_are_no_model_in_a_list_of_headings() -> None:
    papers = f"\n## B\n\n### {T} [[arXiv]({U})]\n"
    head = f"# L\n\n## A\n\n- [A Page of Another Host]({ACL})\n"
    assert added(head + papers) == f"{head}\n### {TITLE} [[arXiv]({URL})]\n{papers}"


def test_a_list_without_papers_of_arxiv_s_is_written_as_it_is() -> None:
    head = f"# L\n\n## A\n\n- [A Paper of Another Host]({ACL})\n"
    assert added(head) == f"{head}- [{TITLE}]({URL})\n"

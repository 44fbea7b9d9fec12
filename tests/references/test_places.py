"""Where references may stand: every container of GitHub's Markdown, and decoys that only look like one."""

from __future__ import annotations

import pytest

from papersync.markdown import parse_document
from papersync.references import ReferenceKind, find_references

URL = "https://arxiv.org/abs/2205.09726"
LINK = f"[paper]({URL})"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param(f"- a\n  - b\n    1. {LINK}\n", URL, id="nested lists"),
        pytest.param(f"> - a\n>   > {LINK}\n", URL, id="quote in a list in a quote"),
        pytest.param(f"<details>\n<summary>More</summary>\n\n- {LINK}\n\n</details>\n", URL, id="details"),
        pytest.param(f'<details><summary><a href="{URL}">T</a></summary></details>\n', URL, id="summary of details"),
        pytest.param(f"A.[^1]\n\n[^1]: See {LINK}.\n", URL, id="footnote"),
        pytest.param(f"A.[^1]\n\n[^1]: A.\n\n    {LINK}\n", URL, id="second paragraph of a footnote"),
        pytest.param(f"> [T][1]\n>\n> [1]: {URL}\n", URL, id="definition in a quote"),
        pytest.param(f"- [T][1]\n\n  [1]: <{URL}>\n", URL, id="pointed definition in an item"),
        pytest.param(f"| a | b |\n|---|---|\n| x | {LINK} |\n", URL, id="cell"),
        pytest.param(f"| a |\n|---|\n| x \\| {LINK} |\n", URL, id="cell with an escaped pipe"),
        pytest.param(f"Title {LINK}\n===\n", URL, id="setext heading"),
        pytest.param(f"- [ ] {LINK}\n", URL, id="task"),
        pytest.param(f"<td><a href='{URL}'>Paper</a></td>\n", URL, id="single quotes in html"),
        pytest.param(f"<p align=center>\n<a href={URL}>Paper</a>\n</p>\n", URL, id="no quotes in html"),
        pytest.param(f"**[[paper]({URL})]**\n", URL, id="brackets in bold"),
        pytest.param(f"a\\\n*b* \\\n{LINK} \\\nc\n", URL, id="hard breaks"),
        pytest.param(f"[![arXiv](https://a.org/b.svg)]({URL})\n", URL, id="image as text"),
        pytest.param("[2205.09726](https://www.alphaxiv.org/abs/2205.09726)\n",
                     "https://www.alphaxiv.org/abs/2205.09726", id="identifier as text of a mirror"),
        pytest.param("x (arXiv preprint arXiv:2205.09726, 2022)\n", "arXiv:2205.09726", id="citation in brackets"),
    ],
)  # fmt: skip
def test_reference_in(text: str, written: str) -> None:
    source = text.encode()
    (found,) = find_references(parse_document(source))
    assert (str(found.id), found.url) == ("2205.09726", written)
    assert found.span.of(source) == written.encode()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[doi](https://doi.org/10.1109/ICFPT67023.2025.00030)\n", id="tail of a DOI"),
        pytest.param("![](https://img.shields.io/github/stars/a/arxiv-sanity?style=social)\n", id="star badge"),
        pytest.param("[code](https://github.com/a/arxiv-2205.09726)\n", id="repository with an identifier for a name"),
        pytest.param("![](https://arxiv.org/html/2205.09726v1/x1.png)\n", id="figure below /html/"),
        pytest.param(f"`{URL}` and ``[a]({URL})``\n", id="code"),
        pytest.param(f"    {LINK}\n", id="indented code"),
        pytest.param(f"~~~md\n{LINK}\n~~~\n", id="fence of tildes"),
        pytest.param(f"<!-- {LINK}\n\n{URL} -->\n", id="comment over paragraphs"),
        pytest.param(f"\\[paper\\](mailto:a@b.org?x={LINK[8:8]})\n", id="no link at all"),
        pytest.param("Version 2205.0972 of 2024.12345678 in 10.1000/2205.09726\n", id="numbers with a period"),
        pytest.param("[listing](https://arxiv.org/list/cs.CL/2205) [search](https://arxiv.org/search/?query=2205.09726)\n",
                     id="other pages of arXiv"),
    ],
)  # fmt: skip
def test_no_reference_in(text: str) -> None:
    assert find_references(parse_document(text.encode())) == ()


def test_siblings_are_references_of_one_paper_each_with_its_own_bytes() -> None:
    badge = "https://img.shields.io/badge/arXiv-2205.09726-b31b1b.svg"
    text = f"- [Title]({URL}v2) [![]({badge})]({URL}) [Paper](https://ar5iv.org/abs/2205.09726) arXiv:2205.09726\n"
    found = find_references(parse_document(text.encode()))
    assert {str(each.id.latest) for each in found if each.id} == {"2205.09726"}
    assert [each.kind for each in found].count(ReferenceKind.BADGE) == 1
    assert [each.span.of(text.encode()).decode() for each in found] == [each.url for each in found]
    assert len(found) == 5

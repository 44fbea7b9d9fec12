"""What the heading layout reads, and what it leaves alone."""

from __future__ import annotations

import pytest

from tests.entries.reading import read

ABS = "https://arxiv.org/abs/2205.09726"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        pytest.param(f"### A Title [ArXiv]({ABS})", "A Title", id="single-brackets"),
        pytest.param(
            f"### A Title [[ArXiv]({ABS})], [[Github](https://github.com/a/b)].", "A Title", id="double-brackets"
        ),
        pytest.param(f"### A Title. [[ArXiv]({ABS})]", "A Title.", id="final-period-is-in-the-slot"),
        pytest.param(f"### [A Title]({ABS})", "A Title", id="the-title-is-the-link"),
        pytest.param(f"### [A Title]({ABS}) [[code](https://github.com/a/b)]", "A Title", id="linked-title-with-code"),
        pytest.param(f"### 12. A Title [pdf]({ABS})", "A Title", id="manual-number-stays-outside"),
        pytest.param(f"### 🔥 A Title [pdf]({ABS})", "A Title", id="emoji-stays-outside"),
        pytest.param(f"### A Title: [pdf]({ABS})", "A Title", id="colon-leads-over"),
        pytest.param(f"### A Title (ICML 2022, [pdf]({ABS}))", "A Title", id="bracket-that-opens-before-the-link"),
        pytest.param(
            f"### [10.1/x](https://doi.org/10.1/x) [arXiv]({ABS}) — Ranked Words", "Ranked Words", id="title-last"
        ),
        pytest.param(f"### arXiv preprint [[arXiv:2001.08361]({ABS})] (2020).", None, id="identifier-is-no-title"),
        pytest.param(f"### [[paper work is based on]]({ABS})", None, id="what-it-is-based-on"),
        pytest.param(f"### NIPS 2019, [[arXiv]({ABS})]", None, id="venue-and-no-title"),
        pytest.param(f"### A Title – [pdf]({ABS})", "A Title", id="dash-leads-over"),
        pytest.param(f"### **A Title** [pdf]({ABS})", "A Title", id="bold-is-style"),
        pytest.param(f"### A *Fine* Title [pdf]({ABS})", "A Fine Title", id="emphasis-inside"),
        pytest.param(
            f"### 3D Things in 10 Steps [pdf]({ABS})", "3D Things in 10 Steps", id="number-that-is-no-counter"
        ),
        pytest.param(f"### 1.5 Bits Suffice [pdf]({ABS})", "1.5 Bits Suffice", id="decimal-that-is-no-counter"),
        pytest.param(f'### "Why?" Asked [pdf]({ABS})', '"Why?" Asked', id="quotation-mark-is-no-emoji"),
        pytest.param(f"### $L_1$ Norms [pdf]({ABS})", "$L_1$ Norms", id="mathematics-first"),
        pytest.param(f"### A &amp; B [pdf]({ABS})", "A & B", id="entity"),
        pytest.param(f"### [arXiv]({ABS})", None, id="label-only"),
        pytest.param(f"### [[Paper]({ABS})]", None, id="label-only-in-double-brackets"),
        pytest.param(f"### A Title {ABS}", "A Title", id="bare-url-behind"),
        pytest.param(f"### Comment on arXiv:2001.08361 [x]({ABS})", "Comment on arXiv:2001.08361", id="id-in-title"),
        pytest.param(f"A Title [ArXiv]({ABS})\n---", "A Title", id="setext-heading"),
    ],
)
def test_title(heading: str, title: str | None) -> None:
    _, (entry,) = read(f"## Section\n\n{heading}\n")
    assert (entry.title.text if entry.title else None) == title


@pytest.mark.parametrize(
    ("below", "abstract", "authors"),
    [
        pytest.param("> One.\n> Two.\n", "One.\nTwo.", None, id="quote-directly-below"),
        pytest.param("\n> One.\n", "One.", None, id="quote-after-a-blank-line"),
        pytest.param("\n> One.\n>\n> Two.\n", "One.\n\nTwo.", None, id="two-paragraphs"),
        pytest.param("\n*A, B*\n\n> One.\n", "One.", "A, B", id="authors-then-quote"),
        pytest.param("\nA note of mine.\n\n> One.\n", "One.", None, id="note-between"),
        pytest.param("\n> - a list\n", None, None, id="quote-of-a-list-is-no-abstract"),
        pytest.param("\nProse only.\n", None, None, id="prose-is-no-abstract"),
        pytest.param("> a\nlazy line\n", "a\nlazy line", None, id="lazy-continuation"),
        pytest.param("> fully > compatible\n", "fully > compatible", None, id="stray-mark-is-a-word"),
    ],
)
def test_below_the_heading(below: str, abstract: str | None, authors: str | None) -> None:
    _, (entry,) = read(f"## S\n\n### T [pdf]({ABS})\n{below}")
    assert (entry.abstract.text if entry.abstract else None) == abstract
    assert (entry.authors.text if entry.authors else None) == authors


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param("## S\n\n### T [site](https://example.org)\n> a\n", [], id="no-arxiv-link-anywhere"),
        pytest.param(
            f"# List [arXiv]({ABS})\n\n## S\n\ntext\n", [0], id="page-title-with-a-link-ends-at-the-next-heading"
        ),
        pytest.param(f"## S\n\n### As shown in the [paper]({ABS})\n> a\n", [], id="sentence-that-leads-to-a-link"),
        pytest.param(f"```\n### T [a]({ABS})\n```\n", [], id="code"),
    ],
)
def test_what_is_an_entry(text: str, starts: list[int]) -> None:
    document, entries = read(text)
    assert [entry.span.start for entry in entries] == starts
    assert all(b"## S" not in entry.span.of(document.source) for entry in entries)


def test_sibling_heading_that_links_elsewhere_is_an_entry_without_identifier() -> None:
    _, entries = read(f"## S\n\n### A [arXiv]({ABS})\n> a\n\n### B [arXiv](https://proceedings.example/x)\n> b\n")
    assert [entry.ids for entry in entries][1] == ()
    assert entries[1].section == ("S",)


def test_spans_are_exact() -> None:
    document, (entry,) = read(f"\ufeff## Ä\r\n\r\n### Ünï [pdf]({ABS})\r\n> wörds\r\n> möre\r\n")
    assert entry.title is not None
    assert entry.abstract is not None
    assert entry.quote is not None
    assert entry.title.span.of(document.source).decode() == "Ünï"
    assert entry.abstract.span.of(document.source).decode() == "wörds\r\n> möre"
    assert entry.quote.of(document.source).decode() == "> wörds\r\n> möre"
    assert entry.section == ("Ä",)


def test_textual_reference_inside_an_abstract_is_none() -> None:
    _document, (entry,) = read(f"## S\n\n### T [pdf]({ABS})\n> It supersedes arXiv:1605.08386 in part.\n")
    assert [str(each) for each in entry.ids] == ["2205.09726"]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param(f"<<<<<<< a\n### A [x]({ABS})\n> q\n=======\n>>>>>>> b\n", [False], id="whole-in-ours"),
        pytest.param(f"### A [x]({ABS})\n<<<<<<< a\n> q\n=======\n> r\n>>>>>>> b\n", [True], id="quote-in-the-hunk"),
        pytest.param(
            f"### A [x]({ABS})\n> q\n<<<<<<< a\n## S\n=======\n>>>>>>> b\n", [False], id="hunk-after-the-entry"
        ),
        pytest.param(
            f"<<<<<<< a\n### A [x]({ABS})\n=======\n### B [x]({ABS})\n>>>>>>> b\n> q\n",
            [True, True],
            id="common-quote-below",
        ),
        pytest.param(
            f"<<<<<<< a\n### A [x]({ABS})\n=======\n### B [x]({ABS})\n>>>>>>> b\n\n## S\n",
            [False, False],
            id="headings-only",
        ),
    ],
)
def test_cut_by_a_conflict(text: str, cut: list[bool]) -> None:
    assert [entry.cut for entry in read(text)[1]] == cut


def test_sides_of_a_conflict_are_told_apart() -> None:
    text = f"<<<<<<< a\n### A [x]({ABS})\n> q\n=======\n### A [x]({ABS})\n> r\n>>>>>>> b\n\n### A [x]({ABS})\n> s\n"
    assert [entry.side for entry in read(text)[1]] == [(0, 0), (0, 1), None]

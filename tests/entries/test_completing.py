"""Fields that an entry should show, and excerpts made whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from papersync.entries.absent import Field
from papersync.entries.completing import field_edits, whole_abstract
from papersync.entries.judging import judge
from papersync.entries.relinking import relinked
from papersync.entries.style import HeadingStyle, LinkPolicy, learn_style
from papersync.text import apply_edits, joined_edits
from tests.entries.reading import read
from tests.records import BY_ID, RANKGEN, SCALING

HEAD = f"### {RANKGEN.title} [x](https://arxiv.org/abs/2205.09726)"
PDF = "### [pdf](https://arxiv.org/abs/2205.09726)"
AUTHORS = "*Kalpesh Krishna, Yapei Chang, John Wieting, Mohit Iyyer*"


def completed(text: str, *fields: Field) -> str:
    document, entries = read(text)
    (entry,) = entries
    assert entry.paper_id is not None
    style = learn_style(document, entries, entries) or HeadingStyle()
    edits = [edit for _, edit in field_edits(document, entry, BY_ID[entry.paper_id], style, fields)]
    return apply_edits(document.source, joined_edits(edits)).decode()


@pytest.mark.parametrize(
    ("text", "fields", "after"),
    [
        pytest.param(
            f"{HEAD}\n> q\n", ("authors",), f"{HEAD}\n\n{AUTHORS}\n\n> q\n", id="authors-before-a-tight-quote"
        ),
        pytest.param(
            f"{HEAD}\n\n> q\n", ("authors",), f"{HEAD}\n\n{AUTHORS}\n\n> q\n", id="authors-before-a-loose-quote"
        ),
        pytest.param(f"{HEAD}", ("authors",), f"{HEAD}\n\n{AUTHORS}", id="no-final-newline"),
        pytest.param(f"{HEAD}\r\n> q\r\n", ("authors",), f"{HEAD}\r\n\r\n{AUTHORS}\r\n\r\n> q\r\n", id="line-endings"),
        pytest.param(f"{HEAD}\n\n*K. Krishna et al.*\n", ("authors",), None, id="a-paragraph-of-authors-is-there"),
        pytest.param(f"{HEAD} Krishna et al., 2022\n> q\n", ("authors",), None, id="authors-stand-in-the-heading"),
        pytest.param(f"{HEAD}\n\nby Krishna\n\n> q\n", ("authors",), None, id="authors-stand-in-prose"),
        pytest.param(f"{HEAD}\n\n- **Author**: Somebody\n- Code: x\n", ("authors",), None, id="a-field-of-authors"),
        pytest.param(f"{HEAD}\n\n作者：某人\n", ("authors",), None, id="such-a-field-in-chinese"),
        pytest.param(
            f"{HEAD}\n> Krishna is quoted\n", ("authors",), f"{HEAD}\n\n{AUTHORS}\n\n> Krishna is quoted\n", id="quoted"
        ),
        pytest.param(f"{HEAD}\n> mine\n", ("abstract",), None, id="own-words-keep-the-quote"),
        pytest.param(f"{HEAD}\n\n- a list\n", ("date",), f"{HEAD}\n\n2022-05-19\n\n- a list\n", id="date"),
        pytest.param(f"{HEAD}\n\n2022-05\n", ("date",), None, id="date-is-there"),
        pytest.param(f"{PDF}\n", ("title",), f"{HEAD}\n".replace("[x]", "[pdf]"), id="title-before-the-link"),
        pytest.param(f"{HEAD}\n> q\n", ("title", "link"), None, id="shown-already"),
    ],
)
def test_fields(text: str, fields: tuple[Field, ...], after: str | None) -> None:
    assert completed(text, *fields) == (text if after is None else after)
    assert completed(text if after is None else after, *fields) == (text if after is None else after), "once"


def test_more_than_ten_authors_are_three_et_al() -> None:
    text = f"### {SCALING.title} [x](https://arxiv.org/abs/2001.08361)\n"
    assert completed(text, "authors") == f"{text}\n*Author A, Author B, Author C et al.*\n"


def test_abstract_is_wrapped_like_its_neighbours() -> None:
    shown = completed(f"{HEAD}\n", "abstract")
    lines = shown.split("\n")[2:-1]
    assert all(line.startswith("> ") and len(line) <= 80 for line in lines)
    assert " ".join(line[2:] for line in lines) == RANKGEN.abstract


def test_excerpt_becomes_the_whole_abstract() -> None:
    assert RANKGEN.abstract is not None
    excerpt = RANKGEN.abstract[: RANKGEN.abstract.index(" The encoder")]
    document, (entry,) = read(f"{HEAD}\n> {excerpt}\n\nA note.\n")
    style = learn_style(document, [entry], [entry]) or HeadingStyle()
    edits = whole_abstract(document, entry, RANKGEN, style.wrap, judge(document, entry, RANKGEN))
    text = apply_edits(document.source, edits).decode()
    assert text.endswith("\n\nA note.\n")
    again, (whole,) = read(text)
    assert whole.abstract is not None
    assert whole.abstract.text.replace("\n", " ") == RANKGEN.abstract
    assert not list(whole_abstract(again, whole, RANKGEN, style.wrap, judge(again, whole, RANKGEN)))


@pytest.mark.parametrize(
    ("written", "policy", "after"),
    [
        pytest.param(
            "https://arxiv.org/pdf/2205.09726.pdf", LinkPolicy("abs"), "https://arxiv.org/abs/2205.09726", id="abs"
        ),
        pytest.param(
            "http://arxiv.org/abs/2205.09726v1", LinkPolicy("pdf"), "https://arxiv.org/pdf/2205.09726v1", id="pdf"
        ),
        pytest.param(
            "https://arxiv.org/abs/2205.09726v1",
            LinkPolicy("keep", "strip"),
            "https://arxiv.org/abs/2205.09726",
            id="strip",
        ),
        pytest.param(
            "https://arxiv.org/abs/2205.09726",
            LinkPolicy("keep", "latest"),
            "https://arxiv.org/abs/2205.09726v3",
            id="latest",
        ),
        pytest.param("https://arxiv.org/pdf/2205.09726#page=3", LinkPolicy("pdf", "strip"), None, id="fragment-stays"),
        pytest.param("https://doi.org/10.48550/arXiv.2205.09726", LinkPolicy("abs"), None, id="doi-is-no-form"),
        pytest.param("https://www.alphaxiv.org/abs/2205.09726", LinkPolicy("abs"), None, id="mirror-is-no-form"),
        pytest.param("https://arxiv.org/pdf/2205.09726.pdf", LinkPolicy(), None, id="nothing-wished"),
        pytest.param("https://arxiv.org/abs/2205.09726", LinkPolicy("html"), None, id="no-html-before-december-2023"),
    ],
)
def test_link_form(written: str, policy: LinkPolicy, after: str | None) -> None:
    record = replace(RANKGEN, version=3)
    document, (entry,) = read(f"### {RANKGEN.title} [x]({written})\n")
    edits = relinked(document, entry, record, policy)
    assert apply_edits(document.source, edits).decode() == f"### {RANKGEN.title} [x]({after or written})\n"


@pytest.mark.parametrize(
    ("links", "policy", "after"),
    [
        pytest.param(
            "[[PDF](¶/pdf/2205.09726v1)]", LinkPolicy("abs", "strip"), "[[PDF](¶/pdf/2205.09726)]", id="label"
        ),
        pytest.param(
            "[x](¶/pdf/2205.09726) [y](¶/abs/2205.09726)", LinkPolicy("abs"), None, id="two-forms-side-by-side"
        ),
        pytest.param(
            "[x](¶/pdf/2205.09726.pdf) [y](¶/pdf/2205.09726)",
            LinkPolicy("abs"),
            "[x](¶/abs/2205.09726) [y](¶/abs/2205.09726)",
            id="two-of-one-form",
        ),
        pytest.param(
            "[¶/abs/2205.09726](¶/abs/2205.09726)",
            LinkPolicy("pdf"),
            "[¶/pdf/2205.09726](¶/pdf/2205.09726)",
            id="shown",
        ),
        pytest.param(
            "[2205.09726v1](¶/abs/2205.09726v1)", LinkPolicy("keep", "strip"), "[2205.09726](¶/abs/2205.09726)", id="id"
        ),
        pytest.param("<¶/abs/2205.09726>", LinkPolicy("pdf"), "<¶/pdf/2205.09726>", id="autolink"),
    ],
)
def test_links_of_one_entry(links: str, policy: LinkPolicy, after: str | None) -> None:
    texts = [
        f"- **{RANKGEN.title}** {each.replace('¶', 'https://arxiv.org')} mine\n" for each in (links, after or links)
    ]
    document, (entry,) = read(texts[0])
    assert apply_edits(document.source, relinked(document, entry, RANKGEN, policy)).decode() == texts[1]
    document, (entry,) = read(texts[1])
    assert list(relinked(document, entry, RANKGEN, policy)) == []

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.identifiers import ArxivId
from papersync.lint.engine import check
from papersync.lint.examples import Record
from papersync.lint.finding import Finding, Safety
from papersync.lint.fixing import apply_fixes, fix_to_fixpoint
from papersync.lint.page import Page
from papersync.papers import Paper
from papersync.text import LineIndex
from tests.counts import count
from tests.entries.listed import lists, paragraphs

from .kept_lists import KNOWN as FEW_PAPERS
from .kept_lists import PAPERS as KEPT_PAPERS
from .kept_lists import crowded_lists, kept_lists
from .pages import RANKGEN, SCALING

ABSTRACT = "We rank what language models write, and ranking-based decoding wins in a large human study of stories."
KNOWN = (SCALING, Record(RANKGEN.id, RANKGEN.title, abstract=ABSTRACT), Record("2101.00003", "Gone", withdrawn="wrong"))
PAPERS = {paper.id: paper for paper in (record.paper() for record in KNOWN)}

URLS = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["https://", "http://", "ttps://", "hhttps://", "https：//", ""]),
    st.sampled_from(["arxiv.org", "xxx.lanl.gov", "www.arxiv.org", "export.arxiv.org", "ar5iv.org"]),
    st.sampled_from(["/abs/", "/pdf/", "//abs/", "/", "/html/"]),
    st.sampled_from(["2001.08361", "2205.09726v2", "2101.00003", "2113.00001", "2001.O8361", "hep-th/9901001"]),
    st.sampled_from(["", ".pdf", "?utm_source=x", ".pdf%E4%B8%AD", "#page=2", "%20(http://x.org)", "?", ".pdf&embed"]),
)
TITLES = st.sampled_from(
    [
        SCALING.title,
        RANKGEN.title,
        RANKGEN.title.upper(),
        "RankGen",
        "Attention Is All You Need",
        "A \x1b[31m`|<b> title",
    ]
)
ABSTRACTS = st.sampled_from(["Own words.", ABSTRACT, ABSTRACT.replace("ranking-based", "rankingbased"), "中文。"])
WORDS = st.sampled_from(["section", "b", "Section", "sections", "b-1", "a b", "目录", "<i>|x"])
IDS = st.sampled_from(["2001.08361", "2205.09726", "2101.00003"])
BLOCKS = st.one_of(
    st.builds("### {} [ArXiv]({})\n> {}\n".format, TITLES, URLS, ABSTRACTS),
    st.builds("- [{}]({}) [code]({})\n".format, TITLES, URLS, URLS),
    st.builds("| [{}]({}) | {} |\n".format, TITLES, URLS, URLS),
    st.builds("See {} there.\n".format, URLS),
    st.builds("- {} [pdf] ({}) [[Paper({})] ({})[{}]\n".format, TITLES, URLS, URLS, URLS, URLS),
    st.builds("- {} [[Paper]([{}]({}))] []({}) [{}](\n".format, TITLES, URLS, URLS, URLS, URLS),
    st.builds("- [![b](https://x.org/b.svg](https://x.org/{}) [code]() <a href=''>x</a>\n".format, TITLES),
    st.builds(
        "## Contents\n\n- [{}](#{})\n- [Section](#section)\n  - [B](#{})\n1. [B](b)\n".format, TITLES, WORDS, WORDS
    ),
    st.builds("## {}\n\n{}\n".format, TITLES | WORDS, WORDS),
    st.builds("<!-- papersync: ignore[{}] -->\n".format, st.sampled_from(["PS1", "PS203", "PS999", "PS401, PS404"])),
    st.builds("- [{0}](https://arxiv.org/abs/{0}) [{1}](https://arxiv.org/abs/{0}v1)\n".format, IDS, IDS),
    st.sampled_from(
        [
            "<<<<<<< HEAD",
            "=======",
            ">>>>>>> main",
            "## Section",
            "```",
            "\ufeff\x0c",
        ]
    ),
)
LISTS = st.lists(BLOCKS, max_size=7).map("\n".join)


def read(source: bytes, papers: Mapping[ArxivId, Paper] = PAPERS) -> Page:
    missing = frozenset({ArxivId("2001.08361", 9)})
    unconfirmed = frozenset({ArxivId("hep-th/9901001")})
    return Page.of("README.md", source, papers, missing=missing, unconfirmed=unconfirmed)


def lint(source: bytes) -> tuple[Finding, ...]:
    return check(read(source))


@settings(max_examples=150)
@given(LISTS, st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_fixing_ends_is_idempotent_and_leaves_nothing_that_it_claimed_to_fix(text: str, unsafe: bool, end: str) -> None:
    source = text.replace("\n", end).encode()
    settled = fix_to_fixpoint(source, lint, unsafe=unsafe)
    assert settled.settled
    again = apply_fixes(settled.text, lint(settled.text), unsafe=unsafe)
    assert again.text == settled.text
    assert again.fixed == ()
    left = [each for each in lint(settled.text) if each.fix is not None and each.fix.safety is Safety.SAFE]
    assert left == []


@settings(max_examples=150)
@given(LISTS.map(str.encode) | st.binary(max_size=200))
def test_any_bytes_give_findings_whose_spans_lie_in_the_text(source: bytes) -> None:
    page = read(source)
    findings = check(page)
    assert page.source == source
    assert list(findings) == sorted(findings, key=lambda each: (each.span, each.code))
    lines = LineIndex(source)
    for each in findings:
        assert 0 <= each.span.start < each.span.end <= len(source)
        assert lines.position(each.span.start) <= lines.position(each.span.end)
        assert not each.fixed
        for edit in each.fix.edits if each.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(source)


@settings(max_examples=100)
@given(LISTS)
def test_entries_of_another_paper_keep_every_byte(text: str) -> None:
    source = text.encode()
    page = read(source)
    # The one fix that such an entry may be offered is another identifier.
    others = [finding for finding in check(page) if finding.code != "PS203"]
    applied = apply_fixes(source, others, unsafe=True)
    assert not any(
        finding.fix.safety is Safety.SAFE for finding in check(page) if finding.fix and finding.code == "PS203"
    )
    for entry in page.entries:
        if page.is_untouchable(entry):
            assert not any(edit.span.overlaps(entry.span) for edit in applied.edits)
            assert entry.span.of(source) in applied.text


@pytest.mark.parametrize(
    ("sources", "papers"),
    [
        pytest.param(LISTS.map(str.encode) | lists | paragraphs, PAPERS, id="damaged"),
        pytest.param(kept_lists, KEPT_PAPERS, id="kept"),
        pytest.param(crowded_lists, FEW_PAPERS, id="few papers again and again"),
    ],
)
@settings(max_examples=count(suite=200, nightly=10_000))
@given(data=st.data())
def test_findings_are_the_same_whether_some_entries_are_read_or_all(
    sources: st.SearchStrategy[bytes], papers: Mapping[ArxivId, Paper], data: st.DataObject
) -> None:
    source = data.draw(sources)
    few, all_ = read(source, papers), read(source, papers)
    assert isinstance(all_.entries, tuple)  # from here on none is read apart
    assert check(few) == check(all_)
    assert [few.entry_of(each) for each in few.references] == [all_.entry_of(each) for each in few.references]

"""Laws 1 to 3 of the design, for lists put together from pieces in any order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from papersync.app.facts import Facts
from papersync.app.mending import Mending, Wishes, prove
from papersync.app.policy import Policy
from papersync.entries.absent import Field
from papersync.lint.page import Page
from papersync.text import Span
from tests.records import BY_ID, RANKGEN, SCALING

_FACTS = Facts(BY_ID)
_POLICY = Policy()
_ABSTRACT = (RANKGEN.abstract or "").replace("beam search", "beamsearch").replace(". ", ".\n> ")

PIECES = st.sampled_from(
    [
        "## A section\n\n",
        "### RANKGEN: Improving Text Generation with Large Ranking Models [ArXiv](https://arxiv.org/pdf/2205.09726.pdf?trk=x)\n",
        f"> {_ABSTRACT}\n\n",
        f"### {SCALING.title} [[ArXiv](https://arxiv.org/abs/2001.08361)], [[code](https://github.com/a/b)].\n\n",
        "### Attention Is All You Need [pdf](https://arxiv.org/abs/2102.06701)\n> Attention.\n",
        "- [Scaling laws](http://arxiv.org/pdf/2001.08361v1.pdf%E4%B8%AD) *note* 🔥\n",
        "See arXiv:2203.02155 and https://arxiv.org/abs/2212.10560?context=cs too.\n\n",
        "| a | [x](https://arxiv.org//abs/2102.06701) |\n|---|---|\n| b | `arxiv.org/abs/2102.06701` |\n\n",
        "<<<<<<< HEAD\n",
        "=======\n",
        ">>>>>>> 0a1b2c3\n",
        "```\n",
        "<!-- papersync: off -->\n",
        "<!-- papersync: on -->\n",
        "<details><summary>more</summary>\n\n",
        "> a quote\n",
        "*Ada Example, B*\n\n",
        "\n",
        "trailing blanks  \n",
        "\r\n",
        "\x0c\u2028\u00a0\u200b",
        "[r]: https://arxiv.org/abs/2205.09726v2 'T'\n",
        "[r] ![x][r]",
    ]
).map(str.encode)
LISTS = st.lists(PIECES | st.binary(max_size=4), max_size=14).map(b"".join)
FIELDS: st.SearchStrategy[frozenset[Field]] = st.frozensets(
    st.sampled_from(["title", "link", "authors", "abstract", "date"])
)
WISHES = st.builds(Wishes, FIELDS, st.booleans())


def mending_of(source: bytes, wishes: Wishes) -> Mending:
    page = _FACTS.page("list.md", source)
    return Mending(page, _POLICY.check(page), wishes)


@given(LISTS, WISHES)
def test_law_1_bytes_outside_the_edits_survive(source: bytes, wishes: Wishes) -> None:
    proved = prove(mending_of(source, wishes), _FACTS, _POLICY)
    edits = sorted(edit for proposal in proved.kept for edit in proposal.edits)
    rebuilt, at = b"", 0
    for edit in edits:
        rebuilt += source[at : edit.span.start] + edit.replacement
        at = edit.span.end
    assert proved.text == rebuilt + source[at:]


@given(LISTS, WISHES)
def test_law_2_a_second_refresh_changes_nothing(source: bytes, wishes: Wishes) -> None:
    once = prove(mending_of(source, wishes), _FACTS, _POLICY)
    twice = prove(mending_of(once.text, wishes), _FACTS, _POLICY)
    assert twice.kept == ()
    assert twice.text == once.text


@given(LISTS)
def test_law_3_every_span_is_exact(source: bytes) -> None:
    page = Page.of("list.md", source, BY_ID)
    for reference in page.references:
        assert reference.span.of(source).decode("utf-8", "surrogateescape") == reference.url
    for entry in page.entries:
        for slot in (entry.title, entry.authors, entry.abstract, entry.date):
            if slot is not None:
                assert entry.span.contains(slot.span)
                for inline in slot.inlines:
                    if inline.verbatim and inline.text.strip():
                        assert inline.span.of(source).decode("utf-8", "replace") == inline.text


@given(LISTS)
def test_findings_stand_inside_the_text(source: bytes) -> None:
    page = Page.of("list.md", source, BY_ID)
    for finding in _POLICY.check(page):
        assert Span(0, len(source)).contains(finding.span)


@given(LISTS, WISHES)
def test_the_same_papers_are_named_afterwards(source: bytes, wishes: Wishes) -> None:
    proved = prove(mending_of(source, wishes), _FACTS, _POLICY)
    before = [reference.id for reference in _FACTS.page("l", source).references]
    assert [reference.id for reference in _FACTS.page("l", proved.text).references] == before

"""Laws 1 to 3 of the design, for lists among whose entries stands what no one writes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.app.facts import Facts
from papersync.app.mending import Mending, Wishes, prove
from papersync.app.policy import Policy
from papersync.text import apply_edits
from tests.laws.test_refresh_laws import PIECES, WISHES
from tests.records import BY_ID

FACTS = Facts(BY_ID)
POLICY = Policy()
WRONG = (
    b"### RANKGEN: Improving Text Generation with Large Ranking Models [ArXiv](https://arxiv.org/abs/2205.09726?a=b)\n"
)

HOSTILE = st.sampled_from(
    [
        *(
            piece * count
            for piece in (b"[", b"](", b"`", b"<", b"|", b"*", b"_a ", b"> ", b"- ", b"1. ")
            for count in (80,)
        ),
        *(piece * 40 for piece in (b"<div>", b"</div>\n", b"<details>\n\n", b"<a name=x></a>", b"&amp;", b"\\", b"$x")),
        *(b"<!--", b"-->", b"```\n", b"~~~~\n", b"<pre>\n", b"</pre>\n", b"<?", b"?>", b"<![CDATA[", b"]]>"),
        *(b"\r", b"\r\n\r\n", b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\x0b", b"\x0c\n", "\u2028".encode()),
        *(b"<<<<<<< a\n" * 5, b"=======\n" * 3, b">>>>>>> b\n" * 5, b"||||||| c\n"),
        *(b"[l]: https://arxiv.org/abs/2001.08361?x=y\n" * 9, b"### T [l]\n", b"[^1]: note\n", b"[^1]"),
        *(b"|a" * 60 + b"|\n" + b"|-" * 60 + b"|\n", b"| - | -\n", b"a | b\n- | -\n", b"===\n", b"---\nk: v\n---\n"),
        *(WRONG, b"> " + WRONG, b"- " + WRONG, b"\n\n", b"\n", b"  "),
    ]
)
LISTS = st.lists(HOSTILE | PIECES, max_size=12).map(b"".join)


def mending_of(source: bytes, wishes: Wishes) -> Mending:
    page = FACTS.page("list.md", source)
    return Mending(page, POLICY.check(page), wishes)


@settings(max_examples=150)
@given(LISTS, WISHES)
def test_a_refresh_changes_what_it_announces_and_then_nothing(source: bytes, wishes: Wishes) -> None:
    once = prove(mending_of(source, wishes), FACTS, POLICY)
    assert once.text == apply_edits(source, {edit for proposal in once.kept for edit in proposal.edits})
    twice = prove(mending_of(once.text, wishes), FACTS, POLICY)
    assert twice.kept == ()
    assert twice.text == once.text


@given(LISTS)
def test_every_span_is_exact(source: bytes) -> None:
    for reference in FACTS.page("list.md", source).references:
        assert reference.span.of(source).decode("utf-8", "replace") == reference.url

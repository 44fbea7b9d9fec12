"""Law 10 for titles that are mended: in any layout the new text reads back as the same entry."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papersync.app.facts import Facts
from papersync.app.mending import Mending, Wishes, prove
from papersync.app.policy import Policy
from papersync.entries import judge
from papersync.lint.finding import Finding
from papersync.markdown.escaping import Place, escape
from papersync.papers import Paper
from papersync.text import apply_edits
from papersync.titles import CannotTell, Same
from tests.laws.test_round_trip import HOSTILE
from tests.records import paper

ID = "2205.09726"
ABS = f"https://arxiv.org/abs/{ID}"
FORMER = "On Ranking What Large Models Write"
POLICY = Policy()
LAYOUTS = {
    "heading": "### {} [ArXiv](@)\n\n> A note.\n",
    "linked-heading": "### [{}](@)\n",
    "linked": "- [{}](@) (2022)\n- Next.\n",
    "linked-bold": "1. [**{}.**](@) _Ada Example._ arXiv 2022.\n",
    "linked-code-behind": "* [{}](@) [[code](https://github.com/a/b_c)]\n",
    "linked-by-label": "- [{}][rank], 2022\n\n[rank]: @\n",
    "labelled": "- (2022-05) **{}** [paper](@)\n",
    "labelled-plain": "- {} [[pdf]](@) [[code]](https://github.com/a/b)\n",
    "labelled-italic": "- *{}* ([arXiv](@))\n",
    "labelled-quoted": '- "{}", arXiv 2022 [[pdf](@)]\n',
    "named": "- **[RankIt]** {} [paper](@)\n",
    "bold-block": "**{}** \\\n*Ada Example* \\\narXiv 2022. [[Paper](@)] \\\n19 May 2022\n",
    "bold-block-breaks": "**{}**<br>*Ada Example*<br>[[PDF](@)]\n",
    "fields": "- **{}**\n  - Ada Example and Alan Other\n  - [[Paper]](@)\n",
    "list-below": "**{}**\n\n- Paper: @\n- Code: https://github.com/a/b\n",
    "numbered-lines": "1. **{}**\n\n   *Ada Example*. [[pdf]](@)\n",
    "citation": "- Ada Example, _{}_, preprint available as [2205.09726](@)\n",
    "citation-quoted": "1. Example, A., et al. “{}.” arXiv preprint (2022). [[pdf]](@)\n",
    "bare-url": "- {}: @\n",
    "linked-cell": "| Title | Venue |\n|---|---|\n| [{}](@) | ICML |\n",
    "paper-column": "| Title | Venue | Paper |\n|---|---|---|\n| {} | ICML | [pdf](@) |\n",
    "daily": "|Date|Title|Authors|PDF|\n|-|-|-|-|\n|**2022-05-19**|**{}**|Ada Example et.al.|[2205.09726v1](@)|\n",
    "html-cells": '<table><tr><td>{}</td><td><a href="@">Paper</a></td></tr></table>\n',
    "html-linked": '<table>\n<tr><td><a href="@">{}</a> (2022)</td></tr>\n</table>\n',
    "in-a-quote": "> - [{}](@)\n",
    "nested": "- Ranks\n  - **{}** [paper](@)\n    - a note\n",
}
HARD = [
    "Ranks | and ] of [ What Models Write",
    "Ranks for <b>Bold</b> Models & Co: A <!-- Note",
    "Ranking *What* _Models_ **Write** in `code` and ``more``",
    "Ranks of @papersync/all and @user in the Wild",
    "Ranking $k_1 | k_2$ and $O(n^2)$ Models for $ 5",
    "Ranks 🔥 with \u202eRTL\u202c and مرحبا in Models",
    "C# and \\alpha \\| \\] Models: What They Write",
    "1. Ranks # of > What - Models + Write ~~Well~~",
    "Ranks of &amp; and &lt; Models :smile: ](x)",
    "[Ranks] of ![What](x) Models (Write) [^1]",
]
TITLES = st.lists(HOSTILE | st.text("abcXYZ ", min_size=1, max_size=6), min_size=1, max_size=8).map(" ".join)


def mending_of(source: bytes, record: Paper) -> tuple[Facts, Mending]:
    facts = Facts({record.id: record})
    page = facts.page("list.md", source)
    return facts, Mending(page, POLICY.check(page), Wishes())


def mended(source: bytes, record: Paper) -> tuple[bytes, tuple[Finding, ...]]:
    """The text of a refresh, after what holds for every one; and what is found in it."""
    facts, mending = mending_of(source, record)
    proved = prove(mending, facts, POLICY)
    assert proved.dropped == ()
    assert proved.text == apply_edits(source, {edit for proposal in proved.kept for edit in proposal.edits})
    _, again = mending_of(proved.text, record)
    assert again.proposals == ()
    return proved.text, tuple(again.findings)


def check(layout: str, title: str, written: str = FORMER, newline: str = "\n") -> bool:
    """Whether the former title was replaced by this one; if so the entry is the same and nothing else has changed."""
    record = paper(ID, title, former=(FORMER,), abstract=None)
    before, behind = LAYOUTS[layout].replace("@", ABS).split("{}")
    head, tail = (part.replace("\n", newline).encode() for part in (f"## One\n\n{before}", f"{behind}\n## Two\n"))
    source = head + written.replace("\n", newline).encode() + tail
    text, findings = mended(source, record)
    assert text.startswith(head)
    assert text.endswith(tail)
    page = Facts({record.id: record}).page("list.md", text)
    document, (entry,) = page.document, page.entries
    (former,) = Facts({}).page("list.md", source).entries
    assert (entry.ids, entry.section) == (former.ids, former.section)
    if text == source:
        return False
    assert entry.title is not None
    # What stands at the ends of such titles, like `1.` or `[^1]`, may be read as the list's.
    assert isinstance(judge(document, entry, record).title, Same | CannotTell)
    assert not {"PS203", "PS204"} & {finding.code for finding in findings}
    return True


@pytest.mark.parametrize("title", HARD)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_title_that_is_hard_to_write_is_written(layout: str, title: str) -> None:
    assert check(layout, title)


WRITTEN = st.sampled_from(
    [
        *(
            FORMER,
            FORMER.replace(" What", "\n  What"),
            FORMER.replace(" What", "  What"),
            FORMER.replace("What", "*What*"),
        ),
        *(FORMER.replace("Ranking What", "**Ranking What**"), FORMER.replace("What", "`What`"), FORMER.upper()),
        *(FORMER.replace("What", "Wh&#97;t"), FORMER.replace("What", "\\What"), f"“{FORMER}”", f"{FORMER} (ICLR 2023)"),
    ]
)


@settings(max_examples=300)
@given(st.sampled_from(sorted(LAYOUTS)), TITLES, WRITTEN, st.sampled_from(["\n", "\r\n"]))
@example("linked-cell", "a | b ] c", FORMER, "\n")
@example("labelled", "Ranks of What arXiv:2001.08361 Has", FORMER, "\n")
@example("html-cells", "Ranks of What arXiv:2001.08361 Has", FORMER, "\n")
@example("bare-url", "arXiv:2001.08361", FORMER, "\n")
@example("citation-quoted", ":// é", FORMER, "\n")
@example("bare-url", "🔥", FORMER, "\n")
@example("bare-url", "مرحبا", FORMER, "\n")
def test_any_title_is_written_right_or_not_at_all(layout: str, title: str, written: str, newline: str) -> None:
    check(layout, f"The {' '.join(title.split())} end", written, newline)


def place_of(layout: str) -> Place:
    in_cell = LAYOUTS[layout].startswith("|")
    if layout.startswith("linked") or layout == "in-a-quote":
        return Place.LINK_TEXT_IN_CELL if in_cell else Place.LINK_TEXT
    return Place.HTML if layout.startswith("html") else Place.TABLE_CELL if in_cell else Place.PARAGRAPH


def check_mistyped(layout: str, title: str) -> bool:
    """Whether a letter that is missing in the list was put back; if not, every byte is as it was."""
    record = paper(ID, title, abstract=None)
    before, behind = (f"## One\n\n{LAYOUTS[layout]}\n## Two\n").replace("@", ABS).split("{}")
    right = f"{before}{escape(title, place_of(layout))}{behind}".encode()
    wrong = right.replace(b"Transparent", b"Transprent")
    text, _ = mended(wrong, record)
    assert text in (right, wrong)
    return text == right


@pytest.mark.parametrize("title", HARD)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_letter_is_put_back_among_what_is_hard_to_write(layout: str, title: str) -> None:
    assert check_mistyped(layout, f"Ranking {title} with Transparent Rules of Many Readers")


@settings(max_examples=200)
@given(st.sampled_from(sorted(LAYOUTS)), TITLES)
def test_a_letter_is_put_back_or_nothing_changes(layout: str, title: str) -> None:
    check_mistyped(layout, f"Ranking {' '.join(title.split())} with Transparent Rules of Many Readers")

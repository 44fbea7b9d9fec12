"""Cells that are padded keep their width when an entry is written anew: a row before, the row after."""

from __future__ import annotations

import pytest

from papersync.app.facts import Facts
from papersync.app.mending import Mending, Wishes, prove
from papersync.app.policy import Policy
from papersync.entries.style import LinkPolicy
from tests.records import BY_ID, RANKGEN

URL = "https://arxiv.org/abs/2205.09726"
TITLE = RANKGEN.title
LONG, SHORT = TITLE.replace("Generation", "Generattion"), TITLE.replace("Generation", "Generaton")
PLAIN = "| Title | Paper | Note |\n|---|---|---|\n"
QUOTED = "> | Title | Paper | Note |\n> |---|---|---|\n"
WIDE = len(TITLE) + 1
ALIGNED = f"| {'Title':{WIDE}} | Paper | Note |\n|{'-' * (WIDE + 2)}|---|---|\n"
POLICY = Policy()


def regenerated(text: str, wishes: Wishes) -> str:
    """The list written anew and proved, which is nothing to do again."""
    facts = Facts(BY_ID)
    page = facts.page("list.md", text.encode())
    once = prove(Mending(page, POLICY.check(page), wishes), facts, POLICY)
    assert once.dropped == ()
    again = facts.page("list.md", once.text)
    assert Mending(again, POLICY.check(again), wishes).proposals == ()
    return once.text.decode()


P = f"[pdf]({URL})"
TITLES = [
    pytest.param(PLAIN, f"| {SHORT}     | {P} | x |", f"| {TITLE}    | {P} | x |", id="grown"),
    pytest.param(PLAIN, f"| {LONG}    | {P} | x |", f"| {TITLE}     | {P} | x |", id="shrunk"),
    pytest.param(PLAIN, f"| {SHORT} | {P} | x |", f"| {TITLE} | {P} | x |", id="not-padded"),
    pytest.param(PLAIN, f"| {LONG} | {P} | x |", f"| {TITLE} | {P} | x |", id="shrunk-but-not-padded"),
    pytest.param(PLAIN, f"|{SHORT}|{P}|x|", f"|{TITLE}|{P}|x|", id="tight"),
    pytest.param(ALIGNED, f"| {LONG} | {P} | x |", f"| {TITLE}  | {P} | x |", id="the-widest-of-its-column"),
    pytest.param(PLAIN, f"| RankGen   | {P}   | x    |", f"| {TITLE} | {P}   | x    |", id="too-long-to-fit"),
    pytest.param(PLAIN, f"| {SHORT}\t\t| {P} | x  |", f"| {TITLE}\t\t| {P} | x  |", id="tabs-stay"),
    pytest.param(QUOTED, f"> | {SHORT}   | {P} | x |", f"> | {TITLE}  | {P} | x |", id="in-a-quote"),
    pytest.param(PLAIN, f"{SHORT}   | {P} | x", f"{TITLE}  | {P} | x", id="without-pipes-around"),
]


@pytest.mark.parametrize(("head", "before", "after"), TITLES)
def test_a_title(head: str, before: str, after: str) -> None:
    wishes = Wishes(frozenset(["title"]), regenerate=True)
    assert regenerated(f"{head}{before}\n", wishes) == f"{head}{after}\n"


def test_a_link_in_the_configured_form_and_what_refresh_mends_by_itself() -> None:
    row = f"| {SHORT}     | [pdf]({URL}.pdf)     | x |\n"
    pdf = URL.replace("/abs/", "/pdf/") + ".pdf"
    anew = Wishes(regenerate=True, links=LinkPolicy("pdf", "keep"))
    assert regenerated(PLAIN + row, anew) == f"{PLAIN}| {TITLE}    | [pdf]({pdf})     | x |\n"
    wordy = row.replace(f"{URL}.pdf", URL)
    assert regenerated(PLAIN + wordy, Wishes()) == PLAIN + wordy.replace(SHORT, TITLE), "padding is not refreshed"

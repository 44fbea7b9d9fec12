from __future__ import annotations

import time

import pytest

from papersync.sources.withdrawn import withdrawal

CERTAIN = [
    pytest.param("This paper has been withdrawn by the author(s) because of a gap", id="the usual words"),
    pytest.param("article withdrawn by author", id="in short"),
    pytest.param("This papers have been withdrawn", id="with a slip"),
    pytest.param("7 pages, 2 tables. This paper has been withdrawn by its author", id="after the pages"),
    pytest.param("Withdrawn", id="one word"),
    pytest.param("withdrawn.", id="one word, small"),
    pytest.param(
        "This has been withdrawn by arXiv administrators owing to a dispute about who wrote it", id="by arXiv"
    ),
    pytest.param("12 pages, withdrawn by the author", id="after a comma"),
    pytest.param("This submission has been withdrawn by arXiv administrators", id="submission"),
    pytest.param("This article has been removed by arXiv administrators due to plagiarism", id="removed by arXiv"),
    pytest.param("The authors have withdrawn this paper because of an error in Lemma 3", id="active voice"),
    pytest.param("I withdraw this paper", id="in the first person"),
    pytest.param("We have decided to withdraw this manuscript", id="decided"),
    pytest.param("Paper temporarily withdrawn", id="for a while is withdrawn, too"),
    pytest.param("This paper is withdrawn, see arXiv:1001.0001 for the corrected result", id="another paper after"),
    pytest.param("This manuscript (12 pages) has been withdrawn", id="a bracket between"),
    pytest.param("Withdrawn due to overlap with arXiv:1001.0001", id="why, with another paper"),
    pytest.param("[withdrawn by the submitter]", id="in brackets"),
    pytest.param("THIS PAPER HAS BEEN WITHDRAWN", id="in capitals"),
    pytest.param("This paper has unfortunately been withdrawn", id="with regret"),
    pytest.param("The theorem is wrong. This paper has been withdrawn.", id="the reason first"),
    pytest.param("Withdrawn by the first author", id="which author"),
    pytest.param("This paper was withdrawn from arXiv by the authors", id="from arXiv itself"),
]
PROBABLE = [
    pytest.param("In revision: withdrawn after lasting trouble with Theorem 1.3", id="nobody says what"),
    pytest.param("Error in equation 3, withdrawn for now", id="as an aside"),
    pytest.param("This paper was withdrawn. It is now fixed and resubmitted.", id="perhaps back again"),
    pytest.param("The published article was retracted", id="the journal's act"),
]
NO = [
    pytest.param("supersedes arXiv:1001.0001, which has been withdrawn", id="another paper, superseded"),
    pytest.param("This paper replaces our withdrawn submission arXiv:1001.0001", id="another paper, replaced"),
    pytest.param("arXiv:1001.0001 has been withdrawn", id="another paper by identifier"),
    pytest.param("Based on hep-th/9901001 (withdrawn)", id="another paper in brackets"),
    pytest.param("This is a corrected version of a withdrawn paper", id="corrected"),
    pytest.param("This paper has not been withdrawn", id="denied"),
    pytest.param("A previous version was withdrawn due to an error, now corrected", id="a version before"),
    pytest.param("v2 was withdrawn by mistake", id="one version"),
    pytest.param("Version 3 withdrawn", id="one version, spelled out"),
    pytest.param("Submitted to and withdrawn from ICLR 2020", id="from a conference"),
    pytest.param("Theorem 1.2 is withdrawn", id="one theorem"),
    pytest.param("9 pages; the claim in Section 4 has been withdrawn", id="one claim"),
    pytest.param("Previously withdrawn, reinstated by the editors", id="reinstated"),
    pytest.param("10 pages, 3 figures", id="nothing of the kind"),
    pytest.param("Notes on how to withdraw from a conference", id="withdraw from"),
    pytest.param("On withdrawing from opioids", id="another word"),
    pytest.param("", id="empty"),
]


@pytest.mark.parametrize("comment", CERTAIN)
def test_comments_that_leave_no_doubt(comment: str) -> None:
    found = withdrawal(comment, "We prove a theorem.")
    assert found is not None
    assert found.certain
    assert found.reason in comment


@pytest.mark.parametrize("comment", PROBABLE)
def test_comments_that_leave_doubt(comment: str) -> None:
    found = withdrawal(comment, "We prove a theorem.")
    assert found is not None
    assert not found.certain


@pytest.mark.parametrize("comment", NO)
def test_comments_about_something_else(comment: str) -> None:
    assert withdrawal(comment, "We prove a theorem.") is None


@pytest.mark.parametrize(
    ("abstract", "reason"),
    [
        pytest.param(
            "This paper has been withdrawn by the authors.", "This paper has been withdrawn by the authors.", id="alone"
        ),
        pytest.param(
            "This paper has been withdrawn by the author. " + "We prove much. " * 80,
            "This paper has been withdrawn by the author.",
            id="before the abstract that was there",
        ),
        pytest.param(
            "There is an error in Eq. 3. This paper has been withdrawn.", "This paper has been withdrawn.", id="short"
        ),
        pytest.param("We study how cash is withdrawn by authors of cheques.", None, id="the word in its own sense"),
        pytest.param("This paper is on drugs withdrawn from the market.", None, id="a subject, not a fate"),
        pytest.param("Withdrawn behaviour in children is common.", None, id="an adjective at the start"),
        pytest.param("We prove much. " * 80 + "This paper has been withdrawn.", None, id="a quotation at the end"),
    ],
)
def test_abstracts(abstract: str, reason: str | None) -> None:
    found = withdrawal(None, abstract)
    assert (found.reason if found else None) == reason


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("this paper " * 100_000, id="subjects without end"),
        pytest.param("withdrawn " * 100_000, id="the word without end"),
        pytest.param("supersedes " * 50_000 + "withdrawn", id="denials without end"),
        pytest.param("(" * 1_000_000, id="brackets"),
        pytest.param("paper is " + "really " * 100_000 + "withdrawn", id="adverbs without end"),
    ],
)
def test_no_text_takes_long(text: str) -> None:
    started_s = time.process_time()
    withdrawal(text, text)
    assert time.process_time() - started_s < 1.0

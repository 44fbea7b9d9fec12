from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import arxiv
import pytest

from papersync.papers import Author, Paper
from papersync.sources.atom import abstract_of, paper_from
from papersync.sources.feed import Feed, read_feed
from papersync.sources.outcomes import FeedError
from tests.sources.made import feed, paper


def read_one(body: bytes) -> Paper:
    answer = read_feed(body)
    assert isinstance(answer, Feed)
    return paper_from(answer.results[0])


def result(**changes: Any) -> arxiv.Result:
    facts: dict[str, Any] = {
        "entry_id": "http://arxiv.org/abs/2212.10560v2",
        "title": "A Title",
        "updated": datetime(2023, 1, 5, tzinfo=UTC),
        "published": datetime(2022, 12, 1, tzinfo=UTC),
        "categories": ["cs.CL"],
    }
    return arxiv.Result(**(facts | changes))


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(paper("2212.10560"), id="ordinary"),
        pytest.param(paper("2104.12255", title="0", version=1), id="a real title is 0"),
        pytest.param(paper("hep-th/9901001"), id="old identifier"),
        pytest.param(paper("2212.10560", version=152), id="152 versions exist"),
        pytest.param(paper("2212.10560", abstract="One.\nTwo.\nThree."), id="paragraphs"),
        pytest.param(paper("2212.10560", abstract=None), id="no abstract yet"),
        pytest.param(paper("2212.10560", doi=("10.1/a", "10.2/b")), id="several DOIs"),
        pytest.param(paper("2212.10560", comment="9 pages", journal_ref="J. 1 (2023) 2-3"), id="comment, journal"),
        pytest.param(paper("2212.10560", title='<b>&amp; "x" ]]> $a<b$', comment="a & b"), id="markup stays text"),
        pytest.param(paper("2212.10560", title="Über Gödel – 量子 𝔸"), id="Unicode beyond ASCII and the BMP"),
        pytest.param(
            paper("2212.10560", authors=(Author(name="A", affiliations=("X", "Y")), Author(name="B"))),
            id="affiliations stay with their author",
        ),
        pytest.param(
            paper("2212.10560", primary_category="math.PR", categories=("math.PR", "cs.LG", "stat.ML")), id="categories"
        ),
    ],
)
def test_what_the_stand_in_writes_is_read_back(record: Paper) -> None:
    assert read_one(feed([record])) == record


@pytest.mark.parametrize(
    ("summary", "abstract"),
    [
        pytest.param("One line.", "One line.", id="as it is"),
        pytest.param("  Two blanks first.", "Two blanks first.", id="older abstracts begin with two blanks"),
        pytest.param("A\nB\nC", "A B C", id="a newline alone is where a line was full"),
        pytest.param("A.\n  B.", "A.\nB.", id="newline and two blanks begin a paragraph"),
        pytest.param("A.\n   \n  B.", "A.\nB.", id="no empty paragraphs"),
        pytest.param("A.\n\nB.", "A.\nB.", id="an empty line is a paragraph as well"),
        pytest.param("A.\n B.", "A. B.", id="one blank is not enough"),
        pytest.param(" \n  \n", "", id="nothing at all"),
        pytest.param("$a  +  b$", "$a + b$", id="blanks collapse in mathematics, too"),
    ],
)
def test_abstracts_have_a_line_for_each_paragraph(summary: str, abstract: str) -> None:
    assert abstract_of(summary) == abstract


def test_the_primary_category_comes_first() -> None:
    read = paper_from(result(primary_category="stat.ML", categories=["cs.LG", "stat.ML", "cs.LG"]))
    assert (read.primary_category, read.categories) == ("stat.ML", ("stat.ML", "cs.LG"))


def test_wrapped_titles_are_on_one_line() -> None:
    assert paper_from(result(title=" A\n  wrapped\ttitle ")).title == "A wrapped title"


def test_empty_things_are_absent() -> None:
    read = paper_from(result(comment=" ", journal_ref="", doi="", summary=" "))
    assert (read.comment, read.journal_ref, read.doi, read.abstract) == (None, None, (), None)


def test_the_same_doi_twice_is_one() -> None:
    assert paper_from(result(doi="10.1/a 10.2/b 10.1/a")).doi == ("10.1/a", "10.2/b")


def test_a_withdrawal_is_noticed() -> None:
    read = paper_from(result(comment="This paper has been withdrawn by the author"))
    assert read.withdrawn is not None
    assert read.withdrawn.certain


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"entry_id": "http://arxiv.org/abs/2212.10560"}, id="no version"),
        pytest.param({"entry_id": "http://arxiv.org/abs/2213.10560v1"}, id="month 13"),
        pytest.param({"entry_id": "http://arxiv.org/abs/2212.10560v0"}, id="version 0"),
        pytest.param({"entry_id": "http://evil.example/abs/2212.10560v1"}, id="not arXiv's"),
        pytest.param({"entry_id": "http://arxiv.org/abs/"}, id="no identifier"),
        pytest.param({"entry_id": "x" * 10_000}, id="not a URL"),
        pytest.param({"categories": []}, id="no category"),
        pytest.param({"title": " "}, id="blank title"),
    ],
)
def test_what_is_no_record_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(FeedError):
        paper_from(result(**changes))

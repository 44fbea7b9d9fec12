"""The body of a pull request and the message of a commit."""

from __future__ import annotations

from dataclasses import replace

from papersync.identifiers import ArxivId
from papersync.report.news import News
from papersync.report.pull_request import commit_message, pull_request_body
from tests.records import SCALING

MENDED = News(SCALING.id, SCALING.title, (("renamed", "was “Laws”"), ("title mended", "a.md:3: cut")))
FIRST = News(ArxivId.parse("2203.02155"), "T", (("recorded", "in the store"),))
NAMELESS = News(None, "", (("link repaired", "a.md:9: glued"),))


def many(number: int, like: News) -> list[News]:
    return [replace(like, id=ArxivId.parse(f"2301.{each:05}")) for each in range(1, number + 1)]


def test_per_paper_what_and_why() -> None:
    body = pull_request_body([MENDED, FIRST, NAMELESS], command="refresh", left=1, unconfirmed=2, paths=["a.md", "b"])
    assert body == (
        "`papersync refresh` changed a\\.md, b.\n"
        "\n- [2001.08361](https://arxiv.org/abs/2001.08361) Scaling Laws for Neural Language Models\n"
        "  - **renamed**: was “Laws”\n"
        "  - **title mended**: a\\.md\\:3\\: cut\n"
        "- Without an identifier that could be read\n"
        "  - **link repaired**: a\\.md\\:9\\: glued\n"
        "\n1 record is new in the store: 2203.02155.\n"
        "\n1 finding is left for a person: see the annotations and the summary of the latest run.\n"
        "\narXiv did not answer for 2 papers in the latest run. What stands above was confirmed, then or before.\n"
        "\nThis pull request is kept up to date in place, and closed when nothing is left to change. If you close it, "
        "the same\nchanges are not proposed again. If you push to its branch, the branch is left to you.\n"
    )


def test_what_is_much_is_cut_where_github_would_refuse_it() -> None:
    long = replace(MENDED, title="wörd " * 50, facts=(("renamed", "x" * 300),) * 20)
    body = pull_request_body([*many(2000, long), *many(300, FIRST)], command="refresh")
    assert len(body) < 65_536
    assert "more papers; the diff has them all" in body
    assert "  - 12 more changes\n" in body
    assert " and 260 more.\n" in body
    assert body.endswith("left to you.\n")


def test_a_message_has_no_words_of_others() -> None:
    assert commit_message("Refresh", [MENDED, FIRST, NAMELESS]) == (
        "Refresh\n\n2001.08361: renamed, title mended\nelsewhere: link repaired\nnew records: 1\n"
    )
    assert commit_message("Refresh", []) == "Refresh\n"
    assert commit_message("R", many(60, MENDED)).endswith("\nand 10 more papers\n")

"""PS203 on whole lists: the list's habit, how sure it is, the paper that is meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from papersync.identifiers import ArxivId
from papersync.lint.finding import Finding, Level, Safety
from papersync.lint.page import Page
from papersync.lint.rules.titles import WrongPaper
from papersync.papers import Paper
from papersync.text import apply_edits
from tests.records import NEURAL, RANKGEN, SCALING, paper

TOPICS = "Walls Rivers Clouds Roads Trees Stones Leaves Hills Lakes Fields Coasts Dunes".split()  # noqa: SIM905
MANY = [
    paper(f"2301.{number:05}", f"Measuring the Height of {topic} from Very Old Pictures")
    for number, topic in enumerate(TOPICS, 1)
]


def linked(record: Paper, title: str | None = None) -> str:
    return f"- [{title or record.title}](https://arxiv.org/abs/{record.id})\n"


def found(text: str, *records: Paper, suggested: dict[str, Paper] | None = None) -> list[Finding]:
    known = {record.id: record for record in (*MANY, *records)}
    return list(WrongPaper().check(Page.of("README.md", text.encode(), known, suggested=suggested)))


SHORT = "Ladder Nets for Picture Sorting"


@pytest.mark.parametrize(
    ("others", "wrong"),
    [
        pytest.param([linked(each) for each in MANY], True, id="all others are titles"),
        pytest.param([linked(each) for each in MANY[:4]], False, id="too few others"),
        pytest.param(
            [linked(each) for each in MANY[:6]] + [linked(each, "WallNet 2") for each in MANY[6:9]],
            False,
            id="names among them",
        ),
        pytest.param(
            [f"| [{each.title}](https://arxiv.org/abs/{each.id}) | x |\n" for each in MANY],
            False,
            id="titles stand in a table, this one in a list",
        ),
    ],
)
def test_a_short_title_is_judged_by_the_other_entries(others: list[str], wrong: bool) -> None:
    text = "# L\n\n" + linked(SCALING, SHORT) + "\n## M\n\n| a | b |\n|-|-|\n" * others[0].startswith("|")
    text += "".join(others)
    assert bool(found(text, SCALING)) == wrong


def test_in_a_list_of_translations_nothing_is_called_wrong_but_by_other_authors() -> None:
    foreign = [
        linked(each, f"Die Höhe der {topic} auf Bildern messen") for each, topic in zip(MANY, TOPICS, strict=True)
    ]
    unaccented = "Sprachmodelle danach ordnen was Leserinnen gefiel und behagt"
    assert len(found("".join(foreign) + linked(SCALING, unaccented), SCALING)) == 0
    authors = f"- [{unaccented}](https://arxiv.org/abs/{SCALING.id}), *Jane Other, Mark Someone*\n"
    assert len(found("".join(foreign) + authors, SCALING)) <= 1


TITLE = "Sorting Very Many Old Pictures by Their Age Alone"


@pytest.mark.parametrize(
    ("record", "level"),
    [
        pytest.param(SCALING, Level.ERROR, id="one version"),
        pytest.param(replace(SCALING, version=3, first_title_known=True), Level.ERROR, id="the first title is known"),
        pytest.param(replace(SCALING, version=3), Level.WARNING, id="the first title is not known"),
        pytest.param(replace(SCALING, origin="bundled"), Level.WARNING, id="no source has answered"),
    ],
)
def test_it_is_an_error_only_where_no_rename_is_possible(record: Paper, level: Level) -> None:
    (finding,) = found(linked(record, TITLE), record)
    assert finding.level is level
    assert ("refresh" in finding.message) == (level is Level.WARNING)


@pytest.mark.parametrize(
    ("entry", "fixed"),
    [
        pytest.param(linked(SCALING, RANKGEN.title), linked(RANKGEN), id="the link's target"),
        pytest.param(
            f"- [{RANKGEN.title}](https://arxiv.org/pdf/2001.08361v2.pdf)\n",
            f"- [{RANKGEN.title}](https://arxiv.org/pdf/2205.09726.pdf)\n",
            id="the version goes, which is another paper's",
        ),
        pytest.param(
            f"- **{RANKGEN.title}** [2001.08361](https://arxiv.org/abs/2001.08361), [pdf](https://arxiv.org/pdf/2001.08361)\n",
            f"- **{RANKGEN.title}** [2205.09726](https://arxiv.org/abs/2205.09726), [pdf](https://arxiv.org/pdf/2205.09726)\n",
            id="what is shown, and every link",
        ),
        pytest.param(
            f"- [{RANKGEN.title}](https://arxiv.org/abs/2001.08361) [code](https://example.org/2001.08361)\n",
            f"- [{RANKGEN.title}](https://arxiv.org/abs/2205.09726) [code](https://example.org/2001.08361)\n",
            id="no link that is not arXiv's",
        ),
        pytest.param(
            linked(SCALING, "RANKGEN - Improving text Generation with large Ranking Models."),
            "- [RANKGEN - Improving text Generation with large Ranking Models.](https://arxiv.org/abs/2205.09726)\n",
            id="letter case and marks aside",
        ),
    ],
)
def test_the_paper_that_is_meant_is_named_and_offered(entry: str, fixed: str) -> None:
    (finding,) = found(entry, SCALING, RANKGEN)
    assert f"that of {RANKGEN.id}" in finding.message
    assert finding.fix is not None
    assert finding.fix.safety is Safety.UNSAFE
    assert apply_edits(entry.encode(), finding.fix.edits).decode() == fixed


def test_two_papers_of_one_title_are_not_offered() -> None:
    twin = replace(RANKGEN, id=ArxivId("2209.00001"))
    (finding,) = found(linked(SCALING, RANKGEN.title), SCALING, RANKGEN, twin)
    assert finding.fix is None


def test_a_former_title_names_the_paper_too() -> None:
    renamed = replace(NEURAL, former_titles=(TITLE,))
    (finding,) = found(linked(SCALING, TITLE), SCALING, renamed)
    assert str(renamed.id) in finding.message


def test_what_a_search_found_is_offered() -> None:
    meant = paper("2209.00001", TITLE)
    (finding,) = found(linked(SCALING, TITLE), SCALING, suggested={TITLE: meant})
    assert "2209.00001" in finding.message
    assert finding.fix is not None


def test_an_entry_that_a_conflict_marker_cuts_is_not_offered_anything() -> None:
    text = (
        f"### {RANKGEN.title} [ArXiv](https://arxiv.org/abs/2001.08361)\n<<<<<<< HEAD\n> a\n=======\n> b\n>>>>>>> x\n"
    )
    for finding in found(text, SCALING, RANKGEN):
        assert finding.fix is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f"- {SCALING.title} [[1](https://arxiv.org/abs/2001.08361), [2](https://arxiv.org/abs/2205.09726)]\n",
            id="two papers under one title",
        ),
        pytest.param(
            "- [What a Company Says of Its Very Large Models](https://example.org/blog)"
            " ([Paper](https://arxiv.org/abs/2001.08361))\n",
            id="the words lead to something else",
        ),
        pytest.param("- [OldPics-14B (Large)](https://arxiv.org/abs/2001.08361) | 14B | MIT |\n", id="a model"),
        pytest.param(
            "- The [Oxbridge Riddle Dataset](https://arxiv.org/abs/2001.08361) has riddles.\n", id="a data set"
        ),
        pytest.param(f"- [{SCALING.title} (Extended Version)](https://arxiv.org/abs/2001.08361)\n", id="a longer one"),
        pytest.param(f"- [{SCALING.title[:31]}…](https://arxiv.org/abs/2001.08361)\n", id="cut off"),
        pytest.param(f"- [{SCALING.title} (NeurIPS 2020, Oral)](https://arxiv.org/abs/2001.08361)\n", id="a venue"),
        pytest.param(
            "- [大規模言語モデルのためのスケーリング則](https://arxiv.org/abs/2001.08361)\n", id="a translation"
        ),
    ],
)
def test_what_is_no_mistake(text: str) -> None:
    assert found(text, SCALING, RANKGEN) == []

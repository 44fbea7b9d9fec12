"""Another paper's title, or not: by what the list shows elsewhere, by what two titles share, by possible renames."""

from __future__ import annotations

from dataclasses import replace

import pytest

from papersync.titles import CannotTell, Contradicts, Differs, Doubt, Evidence, Habit, Same, Why
from papersync.titles.compare import compare_title
from papersync.titles.sharing import sharing_of
from papersync.titles.tokens import tokenise
from tests.titles.given import AUTHORS, paper

INSTRUCT = "Training language models to follow instructions with human feedback"
GALAXIES = "Segmenting Galaxies: Recurrent Memory for Dusty Walls"
OTHERS = ("Mark Someone", "Jane Other")
TITLES, OTHER_THINGS = Evidence(habit=Habit.TITLES), Evidence(habit=Habit.OTHERS)
NICK, SHORT, SAID, FOREIGN, UNSURE = (
    Doubt.NICKNAME,
    Doubt.TOO_SHORT,
    Doubt.DESCRIPTION,
    Doubt.TRANSLATED,
    Doubt.UNCERTAIN,
)


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        pytest.param("Ladder Nets for Picture Sorting", NICK, id="five words may be a method's name"),
        pytest.param("LadderQA: Sorting Old Pictures", NICK, id="a name and a few words on it"),
        pytest.param("Wide Critic Policy Descent (WCPD)", NICK, id="a method and its acronym"),
        pytest.param("Old Picture Sorting", SHORT, id="three words may be a topic"),
        pytest.param("ladderqa 2.0 -- a modular framework for old pictures", SAID, id="small letters may be a remark"),
        pytest.param("Comparing Implementations of Sorting on Old Pictures", SAID, id="implementations may be code"),
        pytest.param("A Tutorial on Sorting Pictures by Their Age", SAID, id="a tutorial may be a video"),
    ],
)
def test_where_a_list_shows_titles_a_few_words_are_one(words: str, doubt: Doubt) -> None:
    record = paper(INSTRUCT)
    assert compare_title(words, record) == CannotTell(doubt)
    assert isinstance(compare_title(words, record, TITLES), Contradicts)
    assert isinstance(compare_title(words, record, OTHER_THINGS), CannotTell)


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        pytest.param("LadderNet", NICK, id="one name"),
        pytest.param("LadderNet 2 (Large)", NICK, id="a name, its version and its size"),
        pytest.param("Ladder-VL-14B-Instruct", NICK, id="a checkpoint"),
        pytest.param("Picture sorting", SHORT, id="two words"),
        pytest.param("The Oxbridge Riddle Answering Dataset", NICK, id="a data set by its name"),
        pytest.param("Oxbridge Riddle Corpus (ORC)", NICK, id="a corpus and its acronym"),
        pytest.param("Blog post on sorting very many old pictures", SAID, id="a blog post"),
        pytest.param("按照人类反馈训练语言模型遵循指令", FOREIGN, id="a translation"),
        pytest.param("Entraîner des modèles de langue avec des retours humains", FOREIGN, id="one in our letters"),
        pytest.param("https://example.org/old-pictures", UNSURE, id="a URL"),
    ],
)
def test_what_is_no_title_is_none_in_a_list_of_titles(words: str, doubt: Doubt) -> None:
    assert compare_title(words, paper(INSTRUCT), TITLES) == CannotTell(doubt)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Sorting Very Many Old Pictures by Their Age Alone", id="a long title"),
        pytest.param("Old Pictures: Sorting Them by Their Age with Ladders", id="with a colon"),
        pytest.param("SORTING VERY MANY OLD PICTURES BY THEIR AGE ALONE", id="in capitals"),
        pytest.param("Sorting Very Many Old Pictures by Their Age Alone. NeurIPS 2019", id="with venue and year"),
        pytest.param("(2019) Sorting Very Many Old Pictures by Their Age Alone", id="a year in front"),
        pytest.param("Sorting Very Many Old Pictures by Their Age Alone (Extended Version)", id="an extended version"),
        pytest.param("Sorting Very Many Old Pictures by Their Age, I Have Two", id="I and do are English"),
        pytest.param("Iterative α-Sorting: a Minimalist Ladder of Old Pictures", id="a Greek letter is no accent"),
    ],
)
def test_a_title_of_which_nothing_is_in_the_record_contradicts(words: str) -> None:
    assert isinstance(compare_title(words, paper(INSTRUCT)), Contradicts)
    assert isinstance(compare_title(words, paper(INSTRUCT), OTHER_THINGS), CannotTell), "the list shows other things"
    by_others = Evidence(authors=OTHERS, habit=Habit.OTHERS)
    assert isinstance(compare_title(words, paper(INSTRUCT), by_others), Contradicts), "the authors say so"


RECORD = "Ladder Memory for Sorting Old Pictures under Uncertain Light"


@pytest.mark.parametrize(
    ("words", "near"),
    [
        pytest.param("Graph Walks for Sorting Old Pictures with Few Labels", True, id="a topic in common"),
        pytest.param("Sorting Old Pictures", False, id="all of it stands in the record"),
        pytest.param("Memory Ladders for Sorting Old Pictures under Uncertain Light", False, id="in another order"),
        pytest.param("Ladder Memory for Sorting Old Picture", False, id="mistyped and cut"),
        pytest.param(f"{RECORD} with Graph Walks and Few Labels", False, id="the record and more"),
        pytest.param("Ladder Memory for Ordering Old Pictures under Uncertain Light", False, id="one word exchanged"),
    ],
)
def test_what_shares_much_contradicts_only_where_no_rename_is_possible(words: str, near: bool) -> None:
    renamed = paper(RECORD, version=2)
    asked = paper(RECORD, version=2, first_title_known=True)
    assert isinstance(compare_title(words, paper(RECORD)), CannotTell | Differs), "nothing says that it is a title"
    for evidence in (TITLES, Evidence(authors=AUTHORS)):
        assert isinstance(compare_title(words, asked, evidence), Contradicts) == near
        verdict = compare_title(words, renamed, evidence)
        assert (verdict == CannotTell(Doubt.RENAMED)) == near


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param(
            "LadderQA: A Powerful New Way to Sort", "LadderQA: Memory for Old Pictures", id="one name before the colon"
        ),
        pytest.param("LadderQA v2: A Powerful New Way to Sort", "LadderQA v2: Old Pictures", id="with its version"),
        pytest.param(
            "LadderQA: A Powerful New Way to Sort", "On LadderQA and Old Pictures", id="a name further behind"
        ),
    ],
)
def test_the_same_name_is_the_same_paper_or_its_successor(words: str, title: str) -> None:
    for evidence in (Evidence(), TITLES, Evidence(authors=AUTHORS)):
        assert isinstance(compare_title(words, paper(title), evidence), CannotTell)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param("Swift-NeRF: Sorting Graph Walks by Age", "NeRF: Old Pictures under Light", id="a part of a name"),
        pytest.param("NeRF: Sorting Graph Walks by Their Age", "Swift-NeRF: Old Pictures", id="the other way round"),
    ],
)
def test_a_name_inside_another_is_not_the_same(words: str, title: str) -> None:
    assert isinstance(compare_title(words, paper(title), TITLES), Contradicts)


def test_a_former_title_is_a_rename_whatever_the_list_shows() -> None:
    record = paper(INSTRUCT, version=2, former=(GALAXIES,), first_title_known=True)
    for evidence in (Evidence(), TITLES, OTHER_THINGS, Evidence(authors=AUTHORS)):
        verdict = compare_title(GALAXIES, record, evidence)
        assert isinstance(verdict, Differs)
        assert verdict.why is Why.RENAMED


def test_a_record_that_no_source_has_given_may_have_any_former_title() -> None:
    heard = replace(paper(INSTRUCT, first_title_known=True), origin="list")
    assert heard.is_perhaps_renamed
    assert compare_title(GALAXIES, heard, Evidence(authors=AUTHORS)) == CannotTell(Doubt.RENAMED)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        pytest.param("Sorting Pictures", "Sorting Pictures", 1.0, id="the same"),
        pytest.param("Detecting Pictures", "Pictures, Detected", 1.0, id="another order, other forms"),
        pytest.param("Hyperparameter Search", "Hyper-Parameter Search", 1.0, id="a compound parted"),
        pytest.param("Hyper Parameter Search", "Hyperparameter Search", 1.0, id="a compound joined"),
        pytest.param("CTR Prediction", "Click-Through Rate Prediction", 1.0, id="an acronym"),
        pytest.param("Web-scale LTR", "Web-scale Learning to Rank", 1.0, id="an acronym of a small word, too"),
        pytest.param("Sorting Picktures", "Sorting Pictures", 1.0, id="mistyped"),
        pytest.param("YOLOv7", "YOLOv8", 0.0, id="another version"),
        pytest.param("2D Pictures", "3D Pictures", 0.5, id="another dimension"),
        pytest.param("The Sorting of the Pictures", "A Walk for the Graphs", 0.0, id="small words do not count"),
        pytest.param("Old Pictures", "Old Graphs", 0.5, id="half of it"),
        pytest.param("Old Old Pictures", "Old Graphs", 0.4, id="a word counts as often as both have it"),
        pytest.param("", "Old Graphs", 0.0, id="nothing"),
    ],
)
def test_what_two_titles_share(one: str, other: str, share: float) -> None:
    mine, theirs = tokenise(one), tokenise(other)
    assert sharing_of(mine, theirs).share == pytest.approx(share)
    assert sharing_of(theirs, mine).share == pytest.approx(share)


def test_a_title_shares_all_with_itself_and_is_no_part_of_another() -> None:
    assert compare_title(INSTRUCT, paper(INSTRUCT), TITLES) == Same()
    sharing = sharing_of(tokenise(INSTRUCT), tokenise(GALAXIES))
    assert not sharing.is_part
    assert sharing_of(tokenise("Dusty Walls"), tokenise(GALAXIES)).is_part

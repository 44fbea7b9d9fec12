"""From verdicts to bytes: only the words that differ, and nothing in doubt."""

from __future__ import annotations

import pytest

from papersync.entries.judging import JudgeOptions, judge
from papersync.text import apply_edits
from tests.entries.reading import read
from tests.records import BY_ID, RANKGEN, paper

URL = "https://arxiv.org/abs/2205.09726"
WHOLE = RANKGEN.abstract or ""
REST = "Improving Text Generation with Large Ranking Models"
OTHER = "https://arxiv.org/abs/2001.08361"


def mended(text: str, options: JudgeOptions | None = None) -> str:
    document, (entry,) = read(text)
    verdict = judge(document, entry, RANKGEN, options or JudgeOptions())
    return apply_edits(document.source, (*verdict.title_edits, *verdict.abstract_edits)).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(f"### RANKGEN: {REST} [x]({URL})", None, id="recased"),
        pytest.param(f"### **RANKGEN: {REST}** [x]({URL})", None, id="bold"),
        pytest.param(f"### [RANKGEN: {REST}]({URL})", None, id="linked"),
        pytest.param(f"- [RANKGEN: {REST}]({URL})", None, id="linked-in-an-item"),
        pytest.param(f"- **RANKGEN: {REST}** [[pdf]({URL})]", None, id="labelled-in-an-item"),
        pytest.param(f"### 7. RANKGEN: {REST}. [x]({URL})", None, id="numbered"),
        pytest.param(
            f"###   RANKGEN: Improving  Text Generation with Large Ranking Models   [x]({URL})   ", None, id="blanks"
        ),
        pytest.param(
            f"RANKGEN: Improving Text Generation with\nLarge Ranking Models [x]({URL})\n---", None, id="two-lines"
        ),
    ],
)
def test_one_word_changes(before: str, after: str | None) -> None:
    assert mended(before) == (after or before.replace("RANKGEN", "RankGen"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"### RankGen [x]({URL})\n> My favourite.\n", id="nickname-and-note"),
        pytest.param(
            f"### Attention Is All You Need [x]({URL})\n> {WHOLE.replace('beam search', 'beamsearch')}\n",
            id="contradicts",
        ),
        pytest.param(f"### RANKGEN: {REST} [x]({URL}) [y]({OTHER})\n", id="two-papers"),
        pytest.param(f"### RANKGEN: {REST} [x]({URL})\n<<<<<<< a\n> q\n=======\n> r\n>>>>>>> b\n", id="cut"),
    ],
)
def test_what_is_in_doubt_keeps_every_byte(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("policy", "title"),
    [
        pytest.param("canonical", f"RankGen: {REST}", id="canonical"),
        pytest.param(
            "words", "RANKGEN: improving Text Generation with Large Ranking Models", id="letter-case-is-the-lists"
        ),
        pytest.param("keep", "RANKGEN: improving Text Genration with Large Ranking Models", id="kept"),
    ],
)
def test_title_policy(policy: str, title: str) -> None:
    options = JudgeOptions(titles=policy)  # type: ignore[arg-type]  # the parameter is a plain string here
    text = f"### RANKGEN: improving Text Genration with Large Ranking Models [x]({URL})"
    assert mended(text, options) == text.replace("RANKGEN: improving Text Genration with Large Ranking Models", title)


def test_lines_without_a_wrong_word_keep_their_bytes() -> None:
    ragged = WHOLE.replace(". ", ".  \n>   ").replace("beam search", "beamsearch")
    text = f"### {RANKGEN.title} [x]({URL})\n> {ragged}\n"
    assert mended(text) == text.replace("beamsearch", "beam search")


def test_new_words_are_wrapped_as_the_quote_is() -> None:
    words = WHOLE.split(" ")
    lines = [" ".join(words[start : start + 10]) for start in range(0, len(words), 10)]
    body = "\n".join(f"> {line}" for line in lines)
    gap = " ".join(words[20:33])
    assert gap.replace(" ", "\n", 0) in WHOLE
    torn = body.replace("\n> " + lines[2], "")
    text = f"### {RANKGEN.title} [x]({URL})\n{torn}\n"
    after = mended(text)
    assert " ".join(after.split("\n> ")[1:]).strip() == WHOLE
    assert max(len(line) for line in after.split("\n")[1:]) <= max(len(line) for line in body.split("\n")) + 12


def test_replacement_is_escaped_for_its_place() -> None:
    record = paper("2205.09726", "Learning a [MASK] for *all* the people and their pets", abstract=None)
    document, (entry,) = read(f"### [Learning a MASK for *all* the people and their pets]({URL})\n")
    edits = judge(document, entry, record).title_edits
    _, (again,) = read(apply_edits(document.source, edits))
    assert again.title is not None
    assert [str(each) for each in again.ids] == ["2205.09726"]


def test_record_of_another_paper_gives_no_verdict() -> None:
    document, (entry,) = read(f"### RANKGEN [x]({URL})\n")
    other = next(record for record in BY_ID.values() if record.id != RANKGEN.id)
    assert judge(document, entry, other).title is None


@pytest.mark.parametrize(
    "dear",
    [
        pytest.param("**very much**", id="emphasised-words"),
        pytest.param("[code](https://example.org)", id="link"),
        pytest.param("`tool`", id="code"),
        pytest.param("<br>", id="tag"),
        pytest.param("![plot](p.png)", id="image"),
    ],
)
def test_markup_inside_an_abstract_stays(dear: str) -> None:
    body = WHOLE.replace("inside beam", f"inside {dear} beam").replace("re-ranked", "reranked")
    text = f"### {RANKGEN.title} [x]({URL})\n> {body}\n"
    assert dear in mended(text)


def test_hard_break_inside_an_abstract_stays() -> None:
    body = WHOLE.replace("scores each", "scored  \n> each")
    text = f"### {RANKGEN.title} [x]({URL})\n> {body}\n"
    assert "  \n> each" in mended(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            f"- **RankGen: Improving the Text Generation with Large Ranking Models** [x]({URL})",
            f"- **RankGen: {REST}** [x]({URL})",
            id="a-word-too-many-in-bold-words",
        ),
        pytest.param(
            f"- RankGen: Improving *the* Text Generation with Large Ranking Models [x]({URL})",
            f"- RankGen: Improving *the* Text Generation with Large Ranking Models [x]({URL})",
            id="one-that-somebody-stressed-stays",
        ),
    ],
)
def test_words_go_from_emphasis_if_some_are_left(before: str, after: str) -> None:
    assert mended(before) == after


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        pytest.param("LargeRanking", "Large Ranking", id="joined"),
        pytest.param("text generation", "Text Generation", id="lower-case"),
        pytest.param("Large-Ranking", "Large Ranking", id="a-dash-too-many"),
    ],
)
def test_what_has_the_same_letters_is_mended_in_an_item(damaged: str, right: str) -> None:
    text = f"- {RANKGEN.title} [[pdf]({URL})]\n"
    assert mended(text.replace(right, damaged)) == text


def test_a_title_that_was_read_too_short_is_left_alone() -> None:
    record = paper("2205.09726", "Ranking What Models Write in Nature (Oral)", abstract=None)
    document, (entry,) = read(f"- {record.title} [[pdf]({URL})]\n")
    assert entry.title is not None
    assert entry.title.text != record.title
    assert judge(document, entry, record).title_edits == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"- **RankGen** - {REST} [pdf]({URL})", id="name-and-dash"),
        pytest.param(f"- RankGen | {REST} | [pdf]({URL})", id="name-and-bar"),
        pytest.param(f"- {REST} (RankGen), EMNLP 2022 [pdf]({URL})", id="name-behind-the-subtitle"),
        pytest.param(f"- **RankGen** (2022): *{REST}* [pdf]({URL})", id="name-before-the-subtitle"),
        pytest.param(f"| Title | Model | Paper |\n|-|-|-|\n| {REST} | RankGen | [pdf]({URL}) |", id="name-in-a-cell"),
    ],
)
def test_a_name_that_is_shown_otherwise_stays_the_lists(text: str) -> None:
    assert mended(text) == text
    assert mended(text.replace("Ranking Models", "Rankng Models")) in (text, text.replace("Ranking M", "Rankng M"))


def test_an_end_that_is_cut_comes_back() -> None:
    text = f"- RankGen: {REST} [pdf]({URL})"
    assert mended(text.replace(" Ranking Models", "...")) == text


def test_only_the_typo_goes_beside_a_separator() -> None:
    text = f"- **RankGen** - {REST} [pdf]({URL})"
    assert mended(text.replace("Large", "Lrage")) == text


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        pytest.param(f"- [Deep Walks over Shapes and Their Many Holes]({URL})", True, id="linked"),
        pytest.param(f"- **Deep walks over shapes and their many holes** [pdf]({URL})", True, id="bold"),
        pytest.param(f'- "Deep walks over shapes and their many holes" [[pdf]({URL})]', True, id="quoted"),
        pytest.param(f"- Deep Walks over Shapes and Their Many Holes [[pdf]({URL})]", True, id="capitals"),
        pytest.param(f"- Deep walks over shapes and their many holes [[pdf]({URL})]", False, id="plain"),
        pytest.param(
            f"- Deep walks over shapes and their many holes, Ada Lovelace, Alan Turing [[pdf]({URL})]",
            True,
            id="other-authors",
        ),
        pytest.param(
            f"- [Deep Walks over Shapes and Their Many Holes]({URL}) [[code](https://example.org/a/rank-gen)]",
            False,
            id="the code has the record's name",
        ),
        pytest.param(
            f"- [Deep Walks over Shapes and Their Many Holes]({URL}) [[page](https://RankGen.example.org/)]",
            False,
            id="the page has the record's name",
        ),
        pytest.param(
            f"- [Deep Walks over Shapes and Their Many Holes]({URL}) [[code](https://example.org/a/RankGen2)]",
            True,
            id="the code has a name like it",
        ),
        pytest.param(
            f"- [Deep Walks over Shapes and Their Many Holes]({URL}), Ada Lovelace, Alan Turing "
            "[[code](https://example.org/a/rankgen)]",
            True,
            id="code of that name and other authors",
        ),
        pytest.param(f"- Walks over shapes in Python, an implementation [[pdf]({URL})]", False, id="described"),
        pytest.param(
            "".join(
                f"### Deep Walks over Shapes and Their Many {what}\n\n- [Paper]({url})\n\n"
                for what, url in (("Holes", URL), ("Edges", OTHER), ("Knots", OTHER[:-1] + "2"))
            ),
            False,
            id="a-topic-above",
        ),
    ],
)
def test_what_may_be_no_title_contradicts_nothing(text: str, sure: bool) -> None:
    document, (entry, *_) = read(text)
    assert entry.title is not None
    verdict = judge(document, entry, RANKGEN)
    assert verdict.contradicted == sure
    assert verdict.title_edits == ()

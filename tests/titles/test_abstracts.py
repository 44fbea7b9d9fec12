"""What a quoted text is to an abstract, and what is mended in it. All texts are inventions."""

from __future__ import annotations

import pytest

from papersync.titles import Change, Excerpt, OwnText, Whole
from papersync.titles.abstracts import compare_abstract
from tests.titles.given import changed

ABSTRACT = (
    "Small readers often copy what larger readers wrote. We ask when copying helps, and we measure it with a "
    "text-based web-browsing task in 12 languages. Our method, Copy-Learning (CL), needs no labels; it outperforms "
    "ReaderGPT-001, "
    "which was trained with private notes, by 12.5% -- a clear margin. For example, a model's answers become 'careful' "
    'and well-tuned. We release 64,000 examples, the code, and "all" weights. These results suggest that a non-evasive '
    "reader is better than a quick one, and that sample-efficient training matters more than scale."
)
FIRST, _, REST = ABSTRACT.partition(". ")
EXCERPT = ". ".join(ABSTRACT.split(". ")[1:3]) + "."
TEX = (
    "The R\\'enyi entropy of Schr\\\"odinger states is bounded by $10^{-3}$ in \\emph{all} cases that we tried so far."
)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(ABSTRACT, id="the very words"),
        pytest.param(f"  {ABSTRACT}\n", id="blanks around"),
        pytest.param(ABSTRACT.replace(" ", "\n"), id="a line break at every blank"),
        pytest.param(ABSTRACT.replace(". ", ".  "), id="two blanks behind a sentence"),
        pytest.param(ABSTRACT.replace(" ", "\u00a0"), id="no-break spaces"),
        pytest.param(ABSTRACT.replace(" -- ", "—"), id="an em dash without blanks"),
        pytest.param(ABSTRACT.replace(" -- ", " – "), id="an en dash"),
        pytest.param(ABSTRACT.replace(" -- ", " - "), id="a hyphen for a dash"),
        pytest.param(ABSTRACT.replace("--", "---"), id="three hyphens"),
        pytest.param(ABSTRACT.replace("'careful'", "‘careful’"), id="curly quotation marks"),
        pytest.param(ABSTRACT.replace("'careful'", "``careful''"), id="TeX quotation marks"),
        pytest.param(ABSTRACT.replace("'careful'", "careful"), id="quotation marks became emphasis"),
        pytest.param(ABSTRACT.replace("model's", "model’s"), id="a curly apostrophe"),
        pytest.param(ABSTRACT.replace("efficient", "eﬃcient"), id="ligatures"),
        pytest.param(ABSTRACT.replace("web-browsing", "web-\nbrowsing"), id="a hyphen at the line's end"),
        pytest.param(ABSTRACT.replace("outperforms", "outper-\nforms"), id="a word torn by a line break"),
        pytest.param(ABSTRACT.replace("languages", "lan\u00adguages"), id="a soft hyphen"),
        pytest.param(ABSTRACT.replace("languages", "lan\u00ad\nguages"), id="a soft hyphen at the line's end"),
        pytest.param("Abstract: " + ABSTRACT, id="a label in front stays"),
        pytest.param(ABSTRACT + "\n(Read this one first, it is short.)", id="a note behind stays"),
        pytest.param(ABSTRACT + " We should try it. It is cheap.", id="sentences behind stay"),
        pytest.param("Our favourite. " + ABSTRACT, id="a sentence in front stays"),
        pytest.param("> " + ABSTRACT, id="a quote mark in front of everything"),
    ],
)
def test_a_whole_abstract_that_needs_nothing(words: str) -> None:
    assert compare_abstract(words, ABSTRACT) == Whole()


@pytest.mark.parametrize(
    ("words", "after"),
    [
        pytest.param(ABSTRACT.replace("web-browsing", "webbrowsing"), ABSTRACT, id="a hyphen lost"),
        pytest.param(ABSTRACT.replace("Copy-Learning", "CopyLearning"), ABSTRACT, id="a hyphen lost in a name"),
        pytest.param(ABSTRACT.replace("well-tuned", "well tuned"), ABSTRACT, id="a blank for a hyphen"),
        pytest.param(ABSTRACT.replace("larger readers", "largerreaders"), ABSTRACT, id="a blank lost"),
        pytest.param(ABSTRACT.replace("copying helps", "copying > helps"), ABSTRACT, id="a stray quote mark"),
        pytest.param(ABSTRACT.replace("no labels", "no labels [63]"), ABSTRACT, id="a reference"),
        pytest.param(ABSTRACT.replace("001", "0011"), ABSTRACT, id="a footnote's digit"),
        pytest.param(ABSTRACT.replace("in 12 languages", "in 10 languages"), ABSTRACT, id="an older number"),
        pytest.param(ABSTRACT.replace("the code,", "the code, all logs,"), ABSTRACT, id="words the record dropped"),
        pytest.param(ABSTRACT.replace("a clear margin", "a margin"), ABSTRACT, id="a word the record added"),
        pytest.param(ABSTRACT.replace("better than", "superior to"), ABSTRACT, id="a rewording"),
        pytest.param(ABSTRACT.replace("Our method", "our method"), ABSTRACT, id="letter case"),
        pytest.param(ABSTRACT.replace("examples, the", "examples the"), ABSTRACT, id="a comma lost"),
        pytest.param(ABSTRACT.replace("(CL)", "CL"), ABSTRACT, id="brackets lost"),
        pytest.param(ABSTRACT.replace("careful", "carefull"), ABSTRACT, id="quotation marks stay single"),
        pytest.param(ABSTRACT.replace(" 'careful'", " fast"), ABSTRACT, id="quotation marks come with their word"),
        pytest.param(ABSTRACT.replace("12.5%", "12.5 percent"), ABSTRACT, id="a sign for a word"),
        pytest.param(ABSTRACT.removesuffix("."), ABSTRACT, id="the last period lost"),
        pytest.param(
            ABSTRACT.replace("a text-based", "text-\nbased").replace("quick", "fast"),
            ABSTRACT.replace("a text-based", "a text-\nbased"),
            id="line breaks elsewhere stay",
        ),
        pytest.param(
            "Abstract: " + ABSTRACT.replace("web-b", "webb") + " (Read it.)",
            "Abstract: " + ABSTRACT + " (Read it.)",
            id="notes around stay, the abstract is mended",
        ),
        pytest.param(
            ABSTRACT.replace("We ask when copying helps", "We asked whether and when copying could help"),
            ABSTRACT,
            id="an older sentence",
        ),
        pytest.param(
            ABSTRACT.replace(" For example,", " Thus\nFor example,"),
            ABSTRACT.replace(" For example,", "\nFor example,"),
            id="a line break beside a deletion stays",
        ),
    ],
)
def test_a_whole_abstract_gets_the_records_words(words: str, after: str) -> None:
    verdict = compare_abstract(words, ABSTRACT)
    assert isinstance(verdict, Whole)
    assert changed(words, verdict.changes) == after
    assert compare_abstract(after, ABSTRACT) == Whole()


@pytest.mark.parametrize(
    ("words", "after"),
    [
        pytest.param(TEX, TEX, id="TeX as it is"),
        pytest.param(
            "The Rényi entropy of Schrödinger states is bounded by 10−3 in all cases that we tried so far.",
            "The Rényi entropy of Schrödinger states is bounded by 10−3 in all cases that we tried so far.",
            id="read",
        ),
        pytest.param(
            "The entropy of Schrödinger states is bounded by 0.001 in all cases that we tried so far.",
            "The Rényi entropy of Schrödinger states is bounded by $10^{-3}$ in all cases that we tried so far.",
            id="accents come as Unicode, mathematics as TeX",
        ),
    ],
)
def test_tex_in_the_record(words: str, after: str) -> None:
    verdict = compare_abstract(words, TEX)
    assert isinstance(verdict, Whole)
    assert changed(words, verdict.changes) == after


@pytest.mark.parametrize(
    ("words", "after"),
    [
        pytest.param(EXCERPT, EXCERPT, id="two sentences"),
        pytest.param(FIRST + ".", FIRST + ".", id="the first sentence"),
        pytest.param(REST[-120:], REST[-120:], id="the end, begun inside a word"),
        pytest.param(EXCERPT[:-30] + "…", EXCERPT[:-30] + "…", id="cut with an ellipsis"),
        pytest.param(
            f"{FIRST}. […] For example, a model's answers become careful and well-tuned.",
            f"{FIRST}. […] For example, a model's answers become careful and well-tuned.",
            id="with a gap",
        ),
        pytest.param(EXCERPT.replace("web-b", "webb"), EXCERPT, id="a hyphen lost"),
        pytest.param(EXCERPT.replace("copying helps", "copyinghelps"), EXCERPT, id="a blank lost"),
        pytest.param(EXCERPT.replace("Copy-L", "CopyL"), EXCERPT, id="a hyphen lost in a name, nothing else older"),
        pytest.param(EXCERPT.replace("copying helps", "copying > helps"), EXCERPT, id="a stray quote mark"),
        pytest.param(EXCERPT.replace("001", "0011"), EXCERPT, id="a footnote's digit behind a name's number"),
        pytest.param(EXCERPT.replace("labels;", "labels2;"), EXCERPT, id="a footnote's digit behind a word"),
        pytest.param(EXCERPT.replace("labels;", "labels²;"), EXCERPT, id="a raised digit"),
        pytest.param(EXCERPT.replace("labels;", "labels [3];"), EXCERPT, id="a reference"),
        pytest.param(EXCERPT.replace("labels;", "labels [3, 14];"), EXCERPT, id="two references"),
        pytest.param(EXCERPT.replace("languages. ", "languages.4 "), EXCERPT, id="a footnote behind a sentence"),
        pytest.param(
            EXCERPT.replace("languages", "lan- guages"), EXCERPT, id="a line break's hyphen without the break"
        ),
        pytest.param(
            EXCERPT.replace("languages", "lan-\nguages"), EXCERPT.replace("languages", "lan-\nguages"), id="torn"
        ),
        pytest.param(
            EXCERPT.replace("outperforms", "beats"), EXCERPT.replace("outperforms", "beats"), id="an older word"
        ),
        pytest.param(
            EXCERPT.replace("12 lang", "10 lang"), EXCERPT.replace("12 lang", "10 lang"), id="an older number"
        ),
        pytest.param(EXCERPT.replace("12 lang", "1 lang"), EXCERPT.replace("12 lang", "1 lang"), id="no digits added"),
        pytest.param(EXCERPT.replace("12 lang", "120 lang"), EXCERPT.replace("12 lang", "120 lang"), id="no footnote"),
        pytest.param(
            EXCERPT.replace("Our method", "our Method"), EXCERPT.replace("Our method", "our Method"), id="case"
        ),
        pytest.param(EXCERPT.replace(" and", ""), EXCERPT.replace(" and", ""), id="a word too few is not put in"),
        pytest.param(
            EXCERPT.replace("Copy-L", "CopyL").replace("outperforms", "beats"),
            EXCERPT.replace("Copy-L", "CopyL").replace("outperforms", "beats"),
            id="beside an older wording a joined name may be older too",
        ),
        pytest.param(
            EXCERPT.replace("web-b", "webb").replace("outperforms", "beats"),
            EXCERPT.replace("outperforms", "beats"),
            id="beside an older wording joined words are damage",
        ),
    ],
)
def test_an_excerpt_is_mended_only_where_it_is_damaged(words: str, after: str) -> None:
    verdict = compare_abstract(words, ABSTRACT)
    assert isinstance(verdict, Excerpt)
    assert changed(words, verdict.changes) == after
    assert compare_abstract(after, ABSTRACT) == Excerpt()


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n ", id="blanks"),
        pytest.param("…", id="an ellipsis"),
        pytest.param("Read this one first.", id="a short note"),
        pytest.param("The paper on copying; see also the talk and the code.", id="a note with common words"),
        pytest.param(
            "They show that small readers do better with fewer labels when the task is about browsing.", id="own"
        ),
        pytest.param("Small readers often copy.", id="too few words to be sure"),
        pytest.param(
            "Kleine Leser schreiben oft ab, was größere geschrieben haben. Wir fragen, wann das hilft.", id="German"
        ),
        pytest.param("小さな読み手は大きな読み手の文章をよく写す。", id="Japanese"),
        pytest.param(
            "We study galaxies at high redshift and find that dust hides most of the young stars in them.", id="other"
        ),
        pytest.param(ABSTRACT * 60, id="longer than any abstract"),
        pytest.param(" ".join(reversed(ABSTRACT.split())), id="the words in another order"),
    ],
)
def test_own_text(words: str) -> None:
    assert compare_abstract(words, ABSTRACT) == OwnText()


def test_a_record_without_words_makes_everything_own_text() -> None:
    assert compare_abstract("Some words.", "") == OwnText()


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        pytest.param("web-browsing", "webbrowsing", ("webbrowsing", "web-browsing"), id="a joined word"),
        pytest.param("copying helps", "copying > helps", (" >", ""), id="a stray mark takes one blank along"),
        pytest.param("the code,", "the code, all logs,", (" all logs,", ""), id="words, a mark and one blank"),
        pytest.param("a clear margin", "a margin", ("", " clear"), id="an insertion"),
    ],
)
def test_only_the_words_that_differ_are_changed(old: str, new: str, change: tuple[str, str]) -> None:
    words = ABSTRACT.replace(old, new)
    verdict = compare_abstract(words, ABSTRACT)
    assert isinstance(verdict, Whole)
    (only,) = verdict.changes
    assert isinstance(only, Change)
    assert (words[only.start : only.end], only.text) in {change, (f"{change[0][1:]} ", change[1])}

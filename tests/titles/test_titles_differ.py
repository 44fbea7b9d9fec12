"""Titles that are not the record's and can be no other paper's: what is written."""

from __future__ import annotations

import pytest

from papersync.titles import Change, Differs, Evidence, Same, Why
from papersync.titles.compare import compare_title
from tests.titles.given import AUTHORS, changed, paper

ATTENTION = "Attention Is All You Need"
BERT = "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding"
RANKGEN = "RankGen: Improving Text Generation with Large Ranking Models"
SCALING = "Scaling Laws for Neural Language Models"
SELF = "Self-Instruct: Aligning Language Models with Self-Generated Instructions"
UNNATURAL = "Unnatural Instructions: Tuning Language Models with (Almost) No Human Labor"
WORDS = "Teaching Models to Express Their Uncertainty in Words"
SUMMARIZE = "Learning to summarize from human feedback"
PTR = "Pre-Trained Models: Past, Present, and Future"
RENYI = "Schr\\\"odinger Bridges and R\\'enyi Divergence for Sampling"
CHAIN = "Chain-of-Thought Prompting Elicits Reasoning in Large Language Models"
DIFFUSION = "High-Resolution Image Synthesis with Latent Diffusion Models"

R, M, C, N = Why.RECASED, Why.MISTYPED, Why.CUT, Why.RENAMED


@pytest.mark.parametrize(
    ("words", "title", "why", "after"),
    [
        pytest.param("RANKGEN" + RANKGEN[7:], RANKGEN, R, RANKGEN, id="a name in capitals"),
        pytest.param("Attention is all you need", ATTENTION, R, ATTENTION, id="sentence case"),
        pytest.param("ATTENTION IS ALL YOU NEED.", ATTENTION, R, ATTENTION + ".", id="capitals, the period stays"),
        pytest.param(SUMMARIZE.title(), SUMMARIZE, R, SUMMARIZE, id="the record's case wins, also the lower one"),
        pytest.param(
            "“attention is all you need” (2017)", ATTENTION, R, f"“{ATTENTION}” (2017)", id="style around stays"
        ),
        pytest.param(
            "Deep Nets Don’t Learn What We Teach",
            "Deep nets don't learn what we teach",
            R,
            "Deep nets don’t learn what we teach",
            id="a curly apostrophe stays",
        ),
        pytest.param(
            "Eﬃcient Nets “don’t” Learn What We Teach",
            "Efficient nets 'Don't' learn what we teach",
            R,
            "Eﬃcient nets “Don’t” learn what we teach",
            id="a ligature and quotation marks stay",
        ),
        pytest.param(
            "LAN\u00adGUAGES OF THE NORTHERN COAST",
            "Languages of the Northern Coast",
            R,
            "Lan\u00adguages of the Northern Coast",
            id="a soft hyphen stays",
        ),
        pytest.param("attention is\nall you need", ATTENTION, R, "Attention Is\nAll You Need", id="a line break stays"),
        pytest.param("Bert – Pre-training".replace(" –", ":") + BERT[18:], BERT, R, BERT, id="an acronym"),
        pytest.param(
            "Schrödinger bridges and Rényi divergence for sampling",
            RENYI,
            R,
            "Schrödinger Bridges and Rényi Divergence for Sampling",
            id="TeX in the record comes as Unicode",
        ),
        pytest.param(
            "SELF-INSTRUCT: Aligning Language Model with Self Generated Instructions", SELF, M, SELF, id="both"
        ),
        pytest.param(SCALING.replace("Language", "Langauge"), SCALING, M, SCALING, id="two letters swapped"),
        pytest.param(SCALING.replace("Neural", "Nerual"), SCALING, M, SCALING, id="swapped in a short word"),
        pytest.param(SCALING.replace("Language", "Languge"), SCALING, M, SCALING, id="a letter lost"),
        pytest.param(SCALING.replace("Language", "Langguage"), SCALING, M, SCALING, id="a letter doubled"),
        pytest.param(SCALING.replace("Models", "Model"), SCALING, M, SCALING, id="singular for plural"),
        pytest.param(SCALING.replace("Laws", "Law"), SCALING, M, SCALING, id="a short singular"),
        pytest.param(SCALING.replace("Scaling", "Scalling"), SCALING, M, SCALING, id="at the beginning"),
        pytest.param(CHAIN.replace("-", " "), CHAIN, M, CHAIN, id="hyphens lost, blanks instead"),
        pytest.param(CHAIN.replace("-", ""), CHAIN, M, CHAIN, id="hyphens lost, words joined"),
        pytest.param(DIFFUSION.replace("High-Resolution", "High Resolution"), DIFFUSION, M, DIFFUSION, id="one hyphen"),
        pytest.param(
            DIFFUSION.replace("Latent Diffusion", "Latent-Diffusion"), DIFFUSION, M, DIFFUSION, id="one too many"
        ),
        pytest.param(
            DIFFUSION.replace("Image Synthesis", "ImageSynthesis"), DIFFUSION, M, DIFFUSION, id="a blank lost"
        ),
        pytest.param(BERT.replace("Pre-training", "Pretraining"), BERT, M, BERT, id="spelled as one word"),
        pytest.param(BERT.replace(":", ""), BERT, M, BERT, id="the colon lost"),
        pytest.param(BERT.replace(":", " -"), BERT, M, BERT, id="a dash for the colon"),
        pytest.param(PTR.replace("Present,", "Present"), PTR, M, PTR, id="a comma lost"),
        pytest.param(PTR.replace(" and", " &"), PTR, M, PTR, id="an ampersand"),
        pytest.param(SCALING.replace(" for ", " of "), SCALING, M, SCALING, id="another preposition"),
        pytest.param("The " + SCALING, SCALING, M, SCALING, id="an article too many"),
        pytest.param(DIFFUSION.replace(" with", ""), DIFFUSION, M, DIFFUSION, id="a preposition lost"),
        pytest.param(
            RANKGEN.replace("Generation", "Generating"), RANKGEN, M, RANKGEN, id="another form among many equal words"
        ),
        pytest.param(
            "Schrodinger Bridges and Renyi Divergence for Sampling",
            RENYI,
            M,
            "Schrödinger Bridges and Rényi Divergence for Sampling",
            id="accents lost",
        ),
        pytest.param(
            "12. " + SCALING.replace("Models", "Modles") + " (2020)",
            SCALING,
            M,
            f"12. {SCALING} (2020)",
            id="style around a mistyped title stays",
        ),
        pytest.param(SCALING.replace("Language Models", "Langauge Modles"), SCALING, M, SCALING, id="two neighbours"),
        pytest.param(UNNATURAL.replace("(Almost) ", "Almost "), UNNATURAL, M, UNNATURAL, id="brackets lost"),
        pytest.param(UNNATURAL.split(": ")[1] + ".", UNNATURAL, C, UNNATURAL + ".", id="the whole subtitle alone"),
        pytest.param(RANKGEN.split(": ")[1], RANKGEN, C, RANKGEN, id="the subtitle, no period"),
        pytest.param(SELF.split(": ")[1].upper(), SELF, C, SELF, id="the subtitle in capitals"),
        pytest.param("1. " + RANKGEN.split(": ")[1], RANKGEN, C, "1. " + RANKGEN, id="the subtitle, numbered"),
        pytest.param(BERT.split(": ")[1].replace("-", ""), BERT, C, BERT, id="the subtitle, a hyphen lost"),
        pytest.param("BERT: Pre-training of Deep Bidirectional…", BERT, C, BERT, id="an ellipsis"),
        pytest.param("BERT: Pre-training of Deep Bidirectional ...", BERT, C, BERT, id="three points behind a blank"),
        pytest.param("BERT: Pre-training of Deep Bidirectional Transf…", BERT, C, BERT, id="an ellipsis inside a word"),
        pytest.param("Bert: pre-training of deep bidirectional...", BERT, C, BERT, id="cut and recased"),
        pytest.param("“BERT: Pre-training of Deep Bidirectional…”", BERT, C, f"“{BERT}”", id="cut in quotation marks"),
        pytest.param(
            "BERT: Pre-training of Deep Bidirectional Transformers for", BERT, C, BERT, id="ends with a preposition"
        ),
        pytest.param("BERT: Pre-training of Deep Bidirectional Transfor", BERT, C, BERT, id="ends inside a word"),
        pytest.param(f"{BERT}…", BERT, M, BERT, id="an ellipsis behind the whole title"),
    ],
)
def test_differs(words: str, title: str, why: Why, after: str) -> None:
    verdict = compare_title(words, paper(title))
    assert isinstance(verdict, Differs)
    assert verdict.why is why
    assert changed(words, verdict.changes) == after
    assert compare_title(after, paper(title)) == Same()


FORMER = "Self-Instruct: Aligning Language Model with Self Generated Instructions"


@pytest.mark.parametrize(
    ("words", "former", "title", "after"),
    [
        pytest.param("Old Name of a Paper", "Old Name of a Paper", ATTENTION, ATTENTION, id="nothing in common"),
        pytest.param(
            "old name of a paper.", "Old Name of a Paper", ATTENTION, ATTENTION + ".", id="another case, a period"
        ),
        pytest.param("3. Old Name (2020)", "Old Name", ATTENTION, f"3. {ATTENTION} (2020)", id="style around it"),
        pytest.param("DragNet", "DragNet", ATTENTION, ATTENTION, id="a former title of one word"),
        pytest.param(
            "Detecting Objects in Images",
            "Detecting Objects in Images",
            "Detecting Objects in Videos",
            "Detecting Objects in Videos",
            id="a word that would else be another paper's",
        ),
        pytest.param(
            "Robust Mapping, Part 1", "Robust Mapping, Part 1", "Robust Mapping", "Robust Mapping", id="a part dropped"
        ),
    ],
)
def test_renamed(words: str, former: str, title: str, after: str) -> None:
    record = paper(title, former=("Something Else Before That", former))
    verdict = compare_title(words, record, Evidence(authors=("Nobody Known", "Some Other")))
    assert isinstance(verdict, Differs)
    assert verdict.why is N
    assert changed(words, verdict.changes) == after
    assert compare_title(after, record) == Same()


def test_a_former_title_that_differs_in_case_only_is_recased() -> None:
    verdict = compare_title("attention is all you need", paper(ATTENTION, former=("Attention is all you need",)))
    assert isinstance(verdict, Differs)
    assert verdict.why is R


@pytest.mark.parametrize(
    ("words", "title", "changes"),
    [
        pytest.param(
            "SELF-INSTRUCT: Aligning Language Model with Self Generated Instructions",
            SELF,
            (Change(0, 4, "Self"), Change(5, 13, "Instruct"), Change(33, 38, "Models"), Change(48, 49, "-")),
            id="each word by itself, a hyphen for a blank",
        ),
        pytest.param(
            "Tuning Language Models with (Almost) No Human Labor.",
            UNNATURAL,
            (Change(0, 0, "Unnatural Instructions: "),),
            id="an insertion at the start",
        ),
        pytest.param(
            "Teaching models to express their uncertainty in words",
            WORDS,
            (Change(9, 15, "Models"), Change(19, 44, "Express Their Uncertainty"), Change(48, 53, "Words")),
            id="neighbours in one change",
        ),
        pytest.param("The " + SCALING, SCALING, (Change(0, 4, ""),), id="a deletion takes one blank"),
        pytest.param(
            "Pre-Trained Models: Past, Present and Future", PTR, (Change(33, 33, ","),), id="a comma behind its word"
        ),
    ],
)
def test_only_the_words_that_differ_are_changed(words: str, title: str, changes: tuple[Change, ...]) -> None:
    verdict = compare_title(words, paper(title))
    assert isinstance(verdict, Differs)
    assert verdict.changes == changes


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param("Robust Image Synthesizing Models", "Robust Image Synthesis Models", id="another form"),
        pytest.param("Robust Graph Matchings", "Robust Graph Matching", id="a plural in a short title"),
        pytest.param("Ranking Text of Models", "Ranking Text with Models", id="a preposition in a short title"),
        pytest.param("Deep Graph Matching", "MatchNet: Deep Graph Matching", id="a short subtitle"),
    ],
)
def test_authors_that_agree_take_the_doubt_away(words: str, title: str) -> None:
    alone = compare_title(words, paper(title))
    verdict = compare_title(words, paper(title), Evidence(authors=(AUTHORS[1],)))
    assert not isinstance(alone, Differs)
    assert isinstance(verdict, Differs)
    assert changed(words, verdict.changes) == title


@pytest.mark.parametrize(
    ("words", "title", "after"),
    [
        pytest.param(SCALING.replace("Neural", "Nueral"), SCALING.upper(), SCALING, id="a typo"),
        pytest.param(
            "BERT: Pre-training of Deep Bidirectional…",
            BERT.upper(),
            "BERT: Pre-training of Deep Bidirectional transformers for language understanding",
            id="cut: nobody knows which words are names",
        ),
        pytest.param(
            SCALING.lower().replace("neural", "nueral"), SCALING.upper(), SCALING.lower(), id="all in small letters"
        ),
        pytest.param(
            SCALING.upper().replace("NEURAL", "NUERAL"), SCALING.upper(), SCALING.upper(), id="all in capitals"
        ),
        pytest.param("Gpt-4 report", "GPT-4 REPORT", "GPT-4 REPORT", id="too few words to tell a name from capitals"),
    ],
)
def test_a_record_in_capitals_does_not_make_the_list_shout(words: str, title: str, after: str) -> None:
    verdict = compare_title(words, paper(title))
    assert isinstance(verdict, Differs)
    assert changed(words, verdict.changes) == after


def test_with_keep_case_only_the_wording_changes() -> None:
    words = "SELF-INSTRUCT: aligning language model with self generated instructions"
    verdict = compare_title(words, paper(SELF), keep_case=True)
    assert isinstance(verdict, Differs)
    after = "SELF-INSTRUCT: aligning language Models with self-generated instructions"
    assert changed(words, verdict.changes) == after

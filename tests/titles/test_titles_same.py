"""Titles that are the record's, up to what a list may do to a title."""

from __future__ import annotations

import pytest

from papersync.titles import CannotTell, Doubt, Same
from papersync.titles.compare import compare_title
from tests.titles.given import paper

ATTENTION = "Attention Is All You Need"
BERT = "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding"
SCALING = "Scaling Laws for Neural Language Models"
SELF = "Self-Instruct: Aligning Language Models with Self-Generated Instructions"
UNNATURAL = "Unnatural Instructions: Tuning Language Models with (Almost) No Human Labor"
KNOW = "Language Models (Mostly) Know What They Know"
KMEANS = "Faster $k$-Means Clustering in $\\mathcal{O}(n)$ Time"
R3LIVE = "R $^3$ LIVE: A Robust, Real-time, RGB-colored, LiDAR-Inertial-Visual tightly-coupled Package"
SCHRODINGER = "Schrödinger Bridges and Rényi Divergence for Sampling"
IMAGE = "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale"
FLAN = "Finetuned Language Models Are Zero-Shot Learners"
PTR = "Pre-Trained Models: Past, Present and Future"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param(ATTENTION, ATTENTION, id="the very words"),
        pytest.param("Attention Is All You Need.", ATTENTION, id="a final period is style"),
        pytest.param(ATTENTION, "Attention Is All You Need.", id="a final period of the record is style too"),
        pytest.param(ATTENTION, "Attention Is All You Need;", id="what leads over to a link, at the record's end"),
        pytest.param(ATTENTION, "Attention Is All You Need | ", id="a bar at the record's end"),
        pytest.param(ATTENTION, "- Attention Is All You Need:", id="separators at both of the record's ends"),
        pytest.param("Attention Is All You Need ", ATTENTION, id="a blank behind"),
        pytest.param("  Attention  Is All   You Need", ATTENTION, id="doubled blanks"),
        pytest.param("Attention Is All\nYou Need", ATTENTION, id="a line break"),
        pytest.param("Attention Is All\u00a0You Need", ATTENTION, id="a no-break space"),
        pytest.param("Attention Is\u200b All You Need", ATTENTION, id="a zero-width space"),
        pytest.param("“Attention Is All You Need”", ATTENTION, id="quotation marks around"),
        pytest.param('"Attention Is All You Need"', ATTENTION, id="straight quotation marks"),
        pytest.param("'Attention Is All You Need',", ATTENTION, id="quoted, with the comma of a citation"),
        pytest.param("«Attention Is All You Need»", ATTENTION, id="guillemets"),
        pytest.param("**Attention Is All You Need**", ATTENTION, id="emphasis that Markdown did not see"),
        pytest.param("[Attention Is All You Need]", ATTENTION, id="in brackets"),
        pytest.param("1. Attention Is All You Need", ATTENTION, id="a manual number"),
        pytest.param("[12] Attention Is All You Need", ATTENTION, id="a reference number"),
        pytest.param("(3) Attention Is All You Need", ATTENTION, id="a number in brackets"),
        pytest.param("#7 Attention Is All You Need", ATTENTION, id="a number with its sign"),
        pytest.param("- Attention Is All You Need", ATTENTION, id="a bullet left over"),
        pytest.param("🔥 Attention Is All You Need", ATTENTION, id="an emoji in front"),
        pytest.param("Attention Is All You Need ⭐️⭐️", ATTENTION, id="a rating behind"),
        pytest.param("🔥🔥 Attention Is All You Need 👍🏽", ATTENTION, id="emoji with a skin tone"),
        pytest.param("Attention Is All You Need (2017)", ATTENTION, id="a year behind"),
        pytest.param("Attention Is All You Need, 2017", ATTENTION, id="a year behind a comma"),
        pytest.param("(2017-06) Attention Is All You Need", ATTENTION, id="year and month in front"),
        pytest.param("Attention Is All You Need (NeurIPS 2017)", ATTENTION, id="a venue"),
        pytest.param("[NIPS'17] Attention Is All You Need", ATTENTION, id="a venue in front, short year"),
        pytest.param("Attention Is All You Need. NIPS 2017", ATTENTION, id="a venue without brackets"),
        pytest.param("Attention Is All You Need, arXiv preprint, 12 Jun 2017", ATTENTION, id="preprint and date"),
        pytest.param("Attention Is All You Need (ICML 2017 Oral)", ATTENTION, id="venue and track"),
        pytest.param("Paper: Attention Is All You Need", ATTENTION, id="a label in front"),
        pytest.param("Attention Is All You Need [paper] [code]", ATTENTION, id="labels behind"),
        pytest.param("Attention Is All You Need (Transformer)", ATTENTION, id="a gloss behind"),
        pytest.param("[Transformer] Attention Is All You Need", ATTENTION, id="a gloss in front"),
        pytest.param(BERT.replace("-", "–"), BERT, id="another dash"),
        pytest.param(BERT.replace("-", "\u2011"), BERT, id="no-break hyphen"),
        pytest.param(SELF.replace("Self-Gen", "Self-\nGen"), SELF, id="a hyphen at the line's end"),
        pytest.param(SCALING.replace("Language", "Lan-\nguage"), SCALING, id="a word torn by a line break"),
        pytest.param(SCALING.replace("Language", "Lan\u00adguage"), SCALING, id="a soft hyphen"),
        pytest.param(FLAN.replace("Fi", "Fi").replace("fi", "ﬁ"), FLAN, id="no ligature to find"),
        pytest.param("Oﬀ-Policy Eﬃcient Learning", "Off-Policy Efficient Learning", id="ligatures"),
        pytest.param("Ｓｃａｌｉｎｇ Laws for Neural Language Models", SCALING, id="full-width letters"),
        pytest.param(UNNATURAL.replace(":", "："), UNNATURAL, id="a full-width colon"),
        pytest.param(UNNATURAL + ".", UNNATURAL, id="brackets inside stay the title's"),
        pytest.param(f"({KNOW})", KNOW, id="brackets around brackets"),
        pytest.param(
            SCHRODINGER, "Schr\\\"odinger Bridges and R\\'enyi Divergence for Sampling", id="TeX in the record"
        ),
        pytest.param(
            "Schr{\\\"o}dinger Bridges and R\\'{e}nyi Divergence for Sampling", SCHRODINGER, id="TeX in the list"
        ),
        pytest.param("Schro\u0308dinger Bridges and Re\u0301nyi Divergence for Sampling", SCHRODINGER, id="decomposed"),
        pytest.param(
            "{BERT}: Pre-training of Deep Bidirectional Transformers for Language Understanding", BERT, id="braces"
        ),
        pytest.param("\\emph{Attention} Is All You Need", ATTENTION, id="a formatting macro"),
        pytest.param("``Attention Is All You Need''", ATTENTION, id="TeX quotation marks"),
        pytest.param("Research \\& Development at 50\\% Cost", "Research & Development at 50% Cost", id="TeX escapes"),
        pytest.param(
            "R3LIVE: A Robust, Real-time, RGB-colored, LiDAR-Inertial-Visual tightly-coupled Package", R3LIVE, id="flat"
        ),
        pytest.param(
            "R³LIVE: A Robust, Real-time, RGB-colored, LiDAR-Inertial-Visual tightly-coupled Package", R3LIVE, id="³"
        ),
        pytest.param(
            "R^3LIVE: A Robust, Real-time, RGB-colored, LiDAR-Inertial-Visual tightly-coupled Package", R3LIVE, id="^"
        ),
        pytest.param("Faster k-Means Clustering in O(n) Time", KMEANS, id="mathematics without its dollars"),
        pytest.param(KMEANS, KMEANS, id="mathematics as it is"),
        pytest.param("Bounds on α-Divergences", "Bounds on $\\alpha$-Divergences", id="a Greek letter"),
        pytest.param("Galaxies at z ~ 0.7 and Beyond", "Galaxies at z $\\sim$ 0.7 and Beyond", id="about"),
        pytest.param("Just Add $100 More", "Just Add $100 More", id="a lone dollar"),
        pytest.param("From $20 to $30: Prices", "From $20 to $30: Prices", id="two prices are no mathematics"),
        pytest.param("Wait... What?", "Wait… What?", id="an ellipsis"),
        pytest.param("FaSS-MVS — Fast Multi-View Stereo", "FaSS-MVS -- Fast Multi-View Stereo", id="a dash between"),
        pytest.param("What’s in a Name", "What's in a Name", id="an apostrophe"),
        pytest.param("0", "0", id="a real title of one digit"),
        pytest.param("GPT-4 Technical Report", "GPT-4 Technical Report", id="a label's word inside a title"),
        pytest.param("Papers, Please", "Papers, Please", id="begins like a label"),
        pytest.param("1984", "1984", id="a year is the title"),
        pytest.param("Deployment in July 2021", "Deployment in July 2021", id="a title that ends with a date"),
        pytest.param(PTR + ".", PTR, id="commas inside"),
        pytest.param(IMAGE + " (ViT)", IMAGE, id="an abbreviation behind"),
        pytest.param(ATTENTION, ATTENTION.upper(), id="a record in capitals"),
        pytest.param("Attention is all you need", ATTENTION.upper(), id="a record in capitals, beside sentence case"),
    ],
)
def test_same(words: str, title: str) -> None:
    assert compare_title(words, paper(title)) == Same()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param("ATTENTION IS ALL YOU NEED", ATTENTION, id="capitals"),
        pytest.param("Attention is all you need.", ATTENTION, id="sentence case"),
        pytest.param(
            "rankgen: improving text generation", "RankGen: Improving Text Generation", id="a name in lower case"
        ),
    ],
)
def test_letter_case_stays_where_it_is_to_be_kept(words: str, title: str) -> None:
    assert compare_title(words, paper(title), keep_case=True) == Same()


def test_words_that_are_only_marks_tell_nothing() -> None:
    assert compare_title(" … — ", paper(ATTENTION)) == CannotTell(Doubt.TOO_SHORT)
    assert compare_title("", paper(ATTENTION)) == CannotTell(Doubt.TOO_SHORT)

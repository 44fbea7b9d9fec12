"""Descriptions, former titles and emoji where a title is expected: no other paper's title, nothing lost."""

from __future__ import annotations

import pytest

from papersync.titles import CannotTell, Contradicts, Differs, Evidence
from papersync.titles.changes import apply_changes
from papersync.titles.compare import compare_title
from tests.titles.given import paper

ATTENTION = "Attention Is All You Need"
BERT = "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding"
SCALING = "Scaling Laws for Neural Language Models"
EXPLAINING = "Explaining Neural Scaling Laws"
DIFFUSION = "High-Resolution Image Synthesis with Latent Diffusion Models"
YOLO = "YOLOv7: Trainable bag-of-freebies sets new state-of-the-art for real-time object detectors"
OTHERS = ("Mark Someone", "Jane Other")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param("the Chinchilla paper on compute", "Training Compute-Optimal Large Networks", id="lower case"),
        pytest.param("how to train a large network cheaply", EXPLAINING, id="lower case without a telling word"),
        pytest.param("Stable Diffusion: original latent diffusion paper", YOLO, id="a name and what it is"),
        pytest.param("Transformer: the self-attention architecture", ATTENTION, id="a name and prose"),
        pytest.param("The Original Chinchilla Paper by Hoffmann", EXPLAINING, id="original"),
        pytest.param("The Illustrated Transformer Explained with Pictures", BERT, id="explained"),
        pytest.param("Official Blog Post of the Image Group", SCALING, id="a blog post"),
        pytest.param("Chinchilla Video: Hoffmann at the Conference", EXPLAINING, id="a video"),
        pytest.param("A Gentle Transformer Tutorial", BERT, id="a tutorial"),
        pytest.param("Summary of the Chinchilla Findings", BERT, id="a summary"),
        pytest.param("Code for Image Diffusion Experiments", BERT, id="code"),
        pytest.param("Introduction to Diffusion with Images", BERT, id="an introduction"),
        pytest.param("Karpathy's Chinchilla Talk", BERT, id="a talk"),
    ],
)
def test_a_description_is_no_other_papers_title(words: str, title: str) -> None:
    assert isinstance(compare_title(words, paper(title)), CannotTell)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Video Object Segmentation with Recurrent Memory", id="a topic in front"),
        pytest.param("Recovering Human Bodies from Monocular Video", id="a topic behind a preposition"),
        pytest.param("Video-Based Person Recognition with Recurrent Memory", id="in a compound"),
        pytest.param("Generating Code from Natural Instructions with Trees", id="in the midst"),
    ],
)
def test_a_word_for_a_topic_makes_no_description(words: str) -> None:
    assert isinstance(compare_title(words, paper(EXPLAINING)), Contradicts)


def test_the_word_for_a_description_that_the_record_has_says_nothing() -> None:
    words = "An Official Summary of Deep Ranking Methods"
    assert isinstance(compare_title(words, paper(EXPLAINING)), CannotTell)
    assert isinstance(
        compare_title(
            words,
            paper("Official Tables for Small Telescopes: Dusty Walls, Rotating Galaxies and a Summary of Sources"),
        ),
        Contradicts,
    )


def test_prose_by_other_authors_is_of_another_paper() -> None:
    words = "segmenting galaxies with recurrent memory"
    assert isinstance(compare_title(words, paper(EXPLAINING), Evidence(authors=OTHERS)), Contradicts)


FORMER = "Segmenting Galaxies: Recurrent Memory for Dusty Walls"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(FORMER.replace("Recurrent", "Recurent"), id="mistyped"),
        pytest.param(FORMER.replace("Dusty ", ""), id="a word lost"),
        pytest.param(FORMER[:35], id="shortened"),
        pytest.param("Segmenting Galaxies", id="the part before its colon"),
        pytest.param("Recurrent Memory for Dusty Walls", id="the part behind its colon"),
        pytest.param(f"{FORMER} v2", id="a version behind"),
        pytest.param(f"{FORMER} (Extended Version)", id="a longer version"),
    ],
)
def test_what_may_be_a_former_title_contradicts_nothing(words: str) -> None:
    record = paper(EXPLAINING, former=("Yet Another Former Title of This Work", FORMER))
    assert isinstance(compare_title(words, record), CannotTell)


def test_what_is_unlike_former_titles_too_contradicts() -> None:
    assert isinstance(compare_title(DIFFUSION, paper(EXPLAINING, former=(FORMER, BERT))), Contradicts)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Scaling Laws for NeuralLanguage🔥 Models", id="at a joined word"),
        pytest.param("Scaling Laws 🔥 for Neural Langauge Models", id="beside a mistyped word"),
    ],
)
def test_an_emoji_in_a_title_is_never_lost(words: str) -> None:
    verdict = compare_title(words, paper(SCALING))
    assert not isinstance(verdict, Differs) or "🔥" in apply_changes(words, verdict.changes)

"""What a person wrote into an abstract stays; what only damage or an older wording put there goes."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papersync.titles import Excerpt, OwnText, Whole
from papersync.titles.abstracts import compare_abstract
from papersync.titles.changes import apply_changes

RECORD = (
    "We study a thing in depth. It works well on every benchmark that we could find, and on some that we made. "
    "The method is simple: train, prune, repeat. Its cross-entropy loss falls with model size, and so does the error. "
    "Code is available online for everybody who wants to try."
)
SENTENCES = RECORD.split(". ")
PART = ". ".join(SENTENCES[1:3]) + "."
TORN = ("available online", "availableonline")


@pytest.mark.parametrize(
    ("place", "note"),
    [
        pytest.param("find, and", "find (see my own remarks), and", id="in-brackets"),
        pytest.param("depth. It", "depth. NB this was refuted by others last year. It", id="sentence"),
        pytest.param("every benchmark", "every test (which I doubt very much indeed) or benchmark", id="with-a-change"),
        pytest.param("depth. It", "depth 🔥🔥. It", id="emoji"),
        pytest.param("depth. It", "depth ❤️. It", id="emoji-of-two-characters"),
        pytest.param("depth. It", "depth 1️⃣. It", id="emoji-that-is-a-number"),
        pytest.param("depth. It", "depth :+1:. It", id="emoji-by-name"),
        pytest.param("depth. It", "depth :-). It", id="emoji-in-ascii"),
        pytest.param("depth. It", "depth. Wow! It", id="exclamation"),
        pytest.param("depth. It", "depth. (!) It", id="mark-in-brackets"),
        pytest.param("depth. It", "depth. See also Chinchilla. It", id="short-sentence"),
        pytest.param("depth. It", "depth. TODO check this. It", id="reminder"),
        pytest.param("depth. It", "depth. TODO check It", id="reminder-without-a-mark"),
        pytest.param("depth. It", "depth. I doubt it It", id="first-person"),
        pytest.param("loss falls", "loss (sic) falls", id="one-word-in-brackets"),
        pytest.param("find, and", "find (wow), and", id="one-word-in-brackets-before-a-comma"),
        pytest.param("find, and", "find (see the model), and", id="brackets-around-words-of-the-record"),
        pytest.param("find, and", "find [nice], and", id="square-brackets"),
        pytest.param("find, and", "find [Hoffmann 2022], and", id="citation-with-a-name"),
        pytest.param("depth. It", "depth. TL;DR: It", id="label-in-the-midst"),
        pytest.param("depth. It", "depth. Claim 1: It", id="numbered-label"),
        pytest.param("depth. It", "depth. // cf. Hoffmann. It", id="code-comment"),
        pytest.param("depth. It", "depth. // cf Hoffmann\nIt", id="code-comment-without-a-mark"),
        pytest.param("find, and", "find — wow — and", id="between-dashes"),
        pytest.param("depth. It", "depth. https://example.org/x It", id="url"),
        pytest.param("depth. It", "depth. @jane It", id="name-of-a-user"),
        pytest.param("depth. It", "depth. 这里很好 It", id="another-script"),
        pytest.param("depth. It", "depth.\n\nMy comment here\n\nIt", id="paragraph-without-a-full-stop"),
        pytest.param("depth. It", "depth.\n\nSeen at the talk\n\nIt", id="paragraph-without-telling-words"),
        pytest.param("depth. It", "depth.\n\nWorks\n\nFine\n\nIt", id="two-paragraphs"),
        pytest.param("depth. It", "depth. See the model. It", id="words-the-record-has-elsewhere"),
        pytest.param("The method", "Look at the error. The method", id="words-that-stand-behind-it-too"),
        pytest.param("does the error.", "does the error (my emphasis).", id="before-a-full-stop"),
        pytest.param("We study", "Nice! We study", id="in-front"),
        pytest.param("We study", "🔥 We study", id="emoji-in-front"),
        pytest.param("to try.", "to try. [PDF]", id="label-behind"),
        pytest.param("to try.", "to try (my emphasis)", id="in-brackets-for-the-last-full-stop"),
        pytest.param("to try.", "to try — cool", id="behind-a-dash-for-the-last-full-stop"),
        pytest.param("to try.", "to try 🔥", id="emoji-for-the-last-full-stop"),
    ],
)
def test_a_note_stays(place: str, note: str) -> None:
    words = RECORD.replace(place, note)
    assert compare_abstract(words, RECORD) == Whole()
    torn = words.replace(*TORN)
    verdict = compare_abstract(torn, RECORD)
    assert isinstance(verdict, Whole)
    assert apply_changes(torn, verdict.changes) == words


@pytest.mark.parametrize(
    ("place", "note", "after"),
    [
        pytest.param("cross-entropy loss", "crossentropy🔥 loss", "cross-entropy 🔥 loss", id="emoji-at-a-torn-word"),
        pytest.param("cross-entropy", "crossentropy (wow)", "cross-entropy (wow)", id="brackets-beside-a-torn-word"),
        pytest.param(
            "depth. It works", "depth. See Kaplan. Itworks", "depth. See Kaplan. It works", id="joined-behind"
        ),
        pytest.param("simple: train", "simple🔥 train", "simple🔥 train", id="emoji-for-a-mark"),
        pytest.param("error. Code", "errror🔥. Code", "errror🔥. Code", id="emoji-at-a-mistyped-word"),
        pytest.param("cross-entropy", "(wow) crossentropy [7]", "(wow) cross-entropy", id="a-reference-mark-goes"),
    ],
)
def test_a_note_beside_damage_stays(place: str, note: str, after: str) -> None:
    words = RECORD.replace(place, note)
    verdict = compare_abstract(words, RECORD)
    assert isinstance(verdict, Whole)
    assert apply_changes(words, verdict.changes) == RECORD.replace(place, after)


@pytest.mark.parametrize(
    ("place", "worse"),
    [
        pytest.param("benchmark", "benchmark [12]", id="reference-mark"),
        pytest.param("benchmark", "benchmark [12, 13]", id="two-reference-marks"),
        pytest.param("benchmark", "benchmark (3)", id="number-in-brackets"),
        pytest.param("prune,", "prune, anneal,", id="older-wording-of-a-word"),
        pytest.param("simple:", "rather simple:", id="adverb"),
        pytest.param("every benchmark", "each of the benchmarks", id="reworded"),
        pytest.param("that we made.", "that we made, RealToxicityPrompts.", id="name-dropped-before-a-mark"),
        pytest.param("find, and", "find >, and", id="quote-mark"),
        pytest.param("depth. It", "depth.4 It", id="footnote"),
        pytest.param("depth. It", "depth.. It", id="full-stop-twice"),
        pytest.param("We study a thing in depth. It", "We study a thing; in depth it", id="sentences-joined"),
        pytest.param("The method is", "The new method\n\nis", id="word-at-the-end-of-a-paragraph"),
    ],
)
def test_an_older_wording_goes(place: str, worse: str) -> None:
    words = RECORD.replace(place, worse)
    verdict = compare_abstract(words, RECORD)
    assert isinstance(verdict, Whole)
    assert " ".join(apply_changes(words, verdict.changes).split()) == RECORD


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(PART, id="the-very-words"),
        pytest.param(PART[:-12] + "…", id="cut"),
        pytest.param(PART[3:-5], id="cut-inside-words"),
        pytest.param(PART.replace("some that we made", "several others of ours"), id="older-wording"),
        pytest.param(PART.replace("every benchmark", "each benchmark"), id="older-word"),
        pytest.param(PART.replace("benchmark", "benchmark [12]"), id="reference-mark"),
        pytest.param(PART.replace("every benchmark", "everybenchmark"), id="damage"),
        pytest.param(f"{SENTENCES[1]}. […] {SENTENCES[4]}", id="gap"),
    ],
)
def test_an_excerpt_without_anything_of_a_persons(words: str) -> None:
    verdict = compare_abstract(words, RECORD)
    assert isinstance(verdict, Excerpt)
    assert not verdict.own


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(f"{PART} Must read", id="behind"),
        pytest.param(f"{PART} I think that we should try this on our model", id="long-behind-as-if-reworded"),
        pytest.param(f"Nice! {PART}", id="in-front"),
        pytest.param(f"{PART} [PDF]", id="label"),
        pytest.param(f"{PART} :-)", id="emoji-in-ascii"),
        pytest.param(f"{PART} 🔥", id="emoji"),
        pytest.param(PART.replace("benchmark", "benchmark🔥"), id="emoji-in-the-midst"),
        pytest.param(PART.replace("benchmark", "benchmark (really)"), id="in-brackets"),
        pytest.param(PART.replace("made. The", "made. See Kaplan. The"), id="sentence"),
        pytest.param(PART.replace("made. The", "made.\n\nSeen at the talk\n\nThe"), id="paragraph"),
        pytest.param(
            f"{SENTENCES[1]}. Nobody believes this. {SENTENCES[3][:50]}",
            id="sentence-where-one-was-left-out",
        ),
    ],
)
def test_an_excerpt_with_something_of_a_persons(words: str) -> None:
    verdict = compare_abstract(words, RECORD)
    assert isinstance(verdict, Excerpt)
    assert verdict.own
    assert verdict.changes == ()


NOTES = st.sampled_from(
    [
        "See Chinchilla!",
        "TODO verify.",
        "(sic)",
        "[nice]",
        "TL;DR:",
        "// Hoffmann.",
        "🔥",
        "👍🏽 great",
        "NB: wrong.",
        "良い",
        "\n\nMy view\n\n",
    ]
)
DAMAGE = st.sampled_from(
    [("cross-e", "crosse"), TORN, ("we made", "we > made"), ("every", "any"), ("error.", "error [3]")]
)


@settings(max_examples=200)
@example(note="// Hoffmann.", at=40, damages=[("error.", "error [3]")])
@given(NOTES, st.integers(0, len(RECORD.split())), st.lists(DAMAGE, max_size=3))
def test_a_note_stays_wherever_it_stands(note: str, at: int, damages: list[tuple[str, str]]) -> None:
    pieces = RECORD.split()
    words = " ".join([*pieces[:at], note, *pieces[at:]])
    for old, new in damages:
        words = words.replace(old, new)
    verdict = compare_abstract(words, RECORD)
    assert not isinstance(verdict, OwnText)
    assert note in apply_changes(words, verdict.changes)

"""What a person wrote into an abstract stays; what only damage or an older wording put there goes."""

from __future__ import annotations

import pytest

from papersync.titles import Whole, apply_changes, compare_abstract

RECORD = (
    "We study a thing in depth. It works well on every benchmark that we could find, and on some that we made. "
    "The method is simple: train, prune, repeat. Code is available online for everybody who wants to try."
)


@pytest.mark.parametrize(
    ("place", "note"),
    [
        pytest.param("find, and", "find (see my own remarks), and", id="in-brackets"),
        pytest.param("depth. It", "depth. NB this was refuted by others last year. It", id="sentence"),
        pytest.param(
            "every benchmark", "every test (which I doubt very much indeed) or benchmark", id="beside-a-change"
        ),
        pytest.param("depth. It", "depth 🔥🔥. It", id="emoji"),
        pytest.param("depth. It", "depth. Wow! It", id="exclamation"),
        pytest.param("depth. It", "depth. (!) It", id="mark-in-brackets"),
    ],
)
def test_a_note_in_the_midst_stays(place: str, note: str) -> None:
    words = RECORD.replace(place, note)
    assert compare_abstract(words, RECORD) == Whole()
    torn = words.replace("available online", "availableonline")
    verdict = compare_abstract(torn, RECORD)
    assert isinstance(verdict, Whole)
    assert apply_changes(torn, verdict.changes) == words


@pytest.mark.parametrize(
    ("place", "worse"),
    [
        pytest.param("benchmark", "benchmark [12]", id="reference-mark"),
        pytest.param("prune,", "prune, anneal,", id="older-wording-of-a-word"),
        pytest.param("simple:", "rather simple:", id="adverb"),
        pytest.param("every benchmark", "each of the benchmarks", id="reworded"),
    ],
)
def test_an_older_wording_goes(place: str, worse: str) -> None:
    words = RECORD.replace(place, worse)
    verdict = compare_abstract(words, RECORD)
    assert isinstance(verdict, Whole)
    assert apply_changes(words, verdict.changes) == RECORD

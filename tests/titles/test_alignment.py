from __future__ import annotations

import subprocess
import sys

from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from papersync.titles.alignment import align
from papersync.titles.tokens import tokenise

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12)


@given(WORDS, WORDS)
@example(["a", "b"], ["a", "b", "a", "b"])
@example(["a"], ["a", "a"])
@example([], [])
def test_equal_ends_set_apart_the_pairs_are_those_of_the_whole(ours: list[str], theirs: list[str]) -> None:
    pairs: list[tuple[int, int]] = []
    for step in Indel.opcodes(ours, theirs):
        if step.tag == "equal":
            pairs += zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)
    assert align(tokenise(" ".join(ours)), tokenise(" ".join(theirs))).pairs == tuple(pairs)


def test_one_inserted_word_needs_nothing_loaded() -> None:
    code = (
        "import sys; from papersync.titles.alignment import align; from papersync.titles.tokens import tokenise; "
        "print(align(tokenise('On the laws'), tokenise('On laws')).runs, 'rapidfuzz' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "(Run(start=1, end=2, other_start=1, other_end=1),) False"

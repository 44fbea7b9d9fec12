"""Nothing is written that would be something else than announced."""

from __future__ import annotations

from typing import Any

import pytest

from papersync.entries.proof import ENTRY, Named, Proposal, Prover
from papersync.identifiers import ArxivId
from papersync.text import Edit, Span

SOURCE = b"one two three four"


def proposal(start: int, end: int, text: bytes, name: str = "x", adds: tuple[ArxivId, ...] = ()) -> Proposal:
    return Proposal(name, Span(start, end), (Edit(Span(start, end), text),), adds)


def names(text: bytes) -> list[Named]:
    """Words that begin with an f are references, in this toy."""
    return [(None, word.decode()) for word in text.split() if word.startswith(b"f")]


def capitals_missing(text: bytes) -> int:
    return sum(word != word.upper() for word in text.split() if not word.startswith(b"f"))


def test_edits_that_hold_are_all_made() -> None:
    prover = Prover(SOURCE, names, capitals_missing)
    proved = prover.prove([proposal(0, 3, b"ONE"), proposal(4, 7, b"TWO")])
    assert proved.text == b"ONE TWO three four"
    assert proved.dropped == ()


def test_the_offender_alone_is_dropped() -> None:
    good, bad, late = proposal(0, 3, b"ONE"), proposal(4, 7, b"four"), proposal(8, 13, b"THREE")
    proved = Prover(SOURCE, names, capitals_missing).prove([good, bad, late])
    assert proved.text == b"ONE two THREE four"
    assert proved.dropped == (bad,)


@pytest.mark.parametrize(
    ("texts", "after", "lost"),
    [
        pytest.param((b"ONE", b"TWO"), b"ONE TWO THREE four", "", id="parts-that-hold-together"),
        pytest.param((b"ONE", b"four"), b"ONE two THREE four", "second", id="one-part-is-dropped-alone"),
        pytest.param((b"One", b"TWO"), b"one TWO THREE four", "first", id="one-that-would-be-proposed-again-too"),
        pytest.param((b"five", b"four"), b"one two THREE four", "whole", id="no-part-holds"),
    ],
)
def test_what_does_not_hold_is_tried_in_its_parts(texts: tuple[bytes, bytes], after: bytes, lost: str) -> None:
    first, second = proposal(0, 3, texts[0], "first"), proposal(4, 7, texts[1], "second")
    whole = Proposal("whole", Span(0, 7), first.edits + second.edits, parts=(first, second))
    proved = Prover(SOURCE, names, capitals_missing).prove([whole, proposal(8, 13, b"THREE")])
    assert (proved.text, [each.name for each in proved.dropped]) == (after, [lost] if lost else [])


def test_parts_may_insert_at_one_place() -> None:
    one, two, bad = proposal(3, 3, b"!"), proposal(3, 3, b"?"), proposal(4, 7, b"four", "bad")
    edits = (Edit(Span(3, 3), b"!?"), *bad.edits)
    prover = Prover(SOURCE, names, lambda text: 3 - text.count(b"!") - text.count(b"?"))
    proved = prover.prove([Proposal("x", Span(0, 7), edits, parts=(one, two, bad))])
    assert (proved.text, proved.dropped) == (b"one!? two three four", (bad,))


def test_an_edit_that_would_be_proposed_again_is_dropped() -> None:
    again = proposal(0, 3, b"One")
    assert Prover(SOURCE, names, capitals_missing).prove([again]).dropped == (again,)


def test_announced_additions_are_expected_and_others_are_not() -> None:
    new = ArxivId("2205.09726")

    def identified(text: bytes) -> list[Named]:
        return [(ArxivId(word.decode()), "bare") for word in text.split() if word[:1].isdigit()]

    announced = proposal(0, 0, b"2205.09726 ", adds=(new,))
    silent = proposal(0, 0, b"2205.09726 ")
    prover = Prover(SOURCE, identified, lambda _: 0)
    assert prover.prove([announced]).kept == (announced,)
    assert prover.prove([silent]).dropped == (silent,)


def test_nothing_proposed_is_the_very_same_text() -> None:
    assert Prover(SOURCE, names, capitals_missing).prove([]).text is SOURCE


def test_thousands_that_fail_do_not_take_hours() -> None:
    source = b"one " * 100_000
    readings = []

    def counted(text: bytes) -> list[Named]:
        readings.append(len(text))
        return names(text)

    bad = [proposal(at, at + 3, b"four") for at in range(0, 4 * 1_000, 4)]
    good = proposal(len(source) - 4, len(source) - 1, b"ONE")
    proved = Prover(source, counted, capitals_missing).prove([*bad, good])
    assert len(readings) <= 2 * 126, "50 MB of it, each time beside the text itself"
    assert b"four" not in proved.text
    assert len(proved.dropped) >= 1_000


PAPER, OTHER = ArxivId("2205.09726"), ArxivId("2001.08361")


def described(text: bytes) -> list[Named]:
    """In this toy a word is a reference of the kind that its first letter says, or a heading, or an entry's mark."""
    kinds = {b"a": (PAPER, "bare"), b"i": (PAPER, "inline"), b"o": (OTHER, "bare"), b"h": (None, "heading 2")}
    found = [kinds[word[:1]] for word in text.split() if word[:1] in kinds]
    return found + [(PAPER, f"{ENTRY}a") for word in text.split() if word.startswith(b"a")]


@pytest.mark.parametrize(
    ("before", "edit", "announced", "holds"),
    [
        pytest.param(b"a o", (0, 1, b"i"), {}, False, id="another kind, unannounced"),
        pytest.param(b"a o", (0, 1, b"i"), {"reshapes": True}, True, id="another kind, announced"),
        pytest.param(b"a a o", (0, 3, b"i"), {"reshapes": True}, True, id="two become one"),
        pytest.param(b"a o", (0, 2, b""), {"reshapes": True}, False, id="a paper is lost in another shape"),
        pytest.param(b"a h", (2, 3, b""), {"reshapes": True}, False, id="a heading is lost in another shape"),
        pytest.param(b"i o", (0, 2, b""), {"removes": ((PAPER, "inline"),)}, True, id="what goes is announced"),
        pytest.param(b"i o", (0, 3, b""), {"removes": ((PAPER, "inline"),)}, False, id="more goes than announced"),
        pytest.param(b"i o", (1, 1, b""), {"removes": ((PAPER, "inline"),)}, False, id="less goes than announced"),
    ],
)
def test_what_may_change_is_announced(
    before: bytes, edit: tuple[int, int, bytes], announced: dict[str, Any], holds: bool
) -> None:
    start, end, text = edit
    made = Proposal("x", Span(start, end), (Edit(Span(start, end), text),), **announced)
    # Each proposal is less to do: as many as were made.
    pending = iter([1, 0])
    assert bool(Prover(before, described, lambda _: next(pending)).prove([made]).kept) is holds

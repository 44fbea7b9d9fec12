from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.fixing import apply_fixes, fix_to_fixpoint
from papersync.text import Edit, OverlapError, Span, apply_edits

SOURCE = b"0123456789"
Raw = tuple[int, int, bytes]


def finding(*edits: Raw, safe: bool = True, code: str = "PS101") -> Finding:
    safety = Safety.SAFE if safe else Safety.UNSAFE
    fix = Fix(safety, tuple(Edit(Span(start, end), text) for start, end, text in edits))
    return Finding(code, "name", Level.ERROR, "message", "README.md", Span(0, 1), fix=fix)


@pytest.mark.parametrize(
    ("findings", "text", "conflicting"),
    [
        pytest.param([], b"0123456789", 0, id="nothing to do"),
        pytest.param([finding((0, 1, b"a"))], b"a123456789", 0, id="one edit"),
        pytest.param([finding((0, 1, b"a")), finding((1, 2, b"b"))], b"ab23456789", 0, id="neighbours"),
        pytest.param([finding((0, 2, b"a")), finding((1, 3, b"b"))], b"a23456789", 1, id="the first in order wins"),
        pytest.param([finding((5, 6, b"a")), finding((0, 9, b"b"))], b"01234a6789", 1, id="not the first in the text"),
        pytest.param([finding((3, 3, b"a")), finding((3, 3, b"b"))], b"012a3456789", 1, id="two insertions at a place"),
        pytest.param([finding((3, 3, b"a")), finding((3, 3, b"a"))], b"012a3456789", 0, id="the very same edit"),
        pytest.param([finding((3, 4, b"a")), finding((3, 3, b"b"))], b"012a456789", 1, id="an insertion at the start"),
        pytest.param([finding((2, 3, b"a")), finding((3, 3, b"b"))], b"01ab3456789", 0, id="an insertion at the end"),
        pytest.param([finding((2, 6, b"a")), finding((4, 4, b"b"))], b"01a6789", 1, id="an insertion inside"),
        pytest.param(
            [finding((0, 1, b"a")), finding((5, 6, b"b"), (0, 1, b"c"))], b"a123456789", 1, id="all edits or none"
        ),
        pytest.param(
            [finding((0, 1, b"a")), finding((0, 1, b"a"), (5, 6, b"b"))], b"a1234b6789", 0, id="one edit in common"
        ),
        pytest.param([finding((0, 1, b"0"))], b"0123456789", 0, id="an edit that changes nothing"),
        pytest.param([finding((0, 1, b"a"), safe=False)], b"0123456789", 0, id="an unsafe one is not made unasked"),
        pytest.param([finding((0, 1, b"a"), code="PS999")], b"0123456789", 0, id="a code that was not asked for"),
    ],
)
def test_which_fixes_are_made(findings: list[Finding], text: bytes, conflicting: int) -> None:
    applied = apply_fixes(SOURCE, findings, codes={"PS101"})
    assert applied.text == text
    assert len(applied.conflicting) == conflicting
    assert apply_edits(SOURCE, applied.edits) == text
    assert all(each.fixed for each in applied.fixed)


def test_unsafe_fixes_are_made_if_asked_for() -> None:
    found = [finding((0, 1, b"a"), safe=False), finding((1, 2, b"b"))]
    assert apply_fixes(SOURCE, found).text == b"0b23456789"
    assert apply_fixes(SOURCE, found, unsafe=True).text == b"ab23456789"


def test_a_fix_that_overlaps_itself_is_a_bug_of_its_rule() -> None:
    with pytest.raises(OverlapError):
        apply_fixes(SOURCE, [finding((0, 3, b"a"), (1, 2, b"b"))])


@st.composite
def fixes(draw: st.DrawFn) -> Finding:
    places = sorted(draw(st.lists(st.integers(0, len(SOURCE)), min_size=2, max_size=4, unique=True)))
    edits = [(a, b, draw(st.binary(max_size=2))) for a, b in zip(places[::2], places[1::2], strict=False)]
    insertion = [(places[-1], places[-1], b"!")] if draw(st.booleans()) else []
    return finding(*edits, *insertion)


@given(st.lists(fixes(), max_size=8))
def test_every_fix_is_made_wholly_conflicts_or_changes_nothing(findings: list[Finding]) -> None:
    applied = apply_fixes(SOURCE, findings)
    effective = [
        [edit for edit in each.fix.edits if edit.span.of(SOURCE) != edit.replacement] for each in findings if each.fix
    ]
    assert len(applied.fixed) + len(applied.conflicting) == sum(bool(edits) for edits in effective)
    made = {edit for each in applied.fixed if each.fix for edit in each.fix.edits}
    assert set(applied.edits) == {edit for edit in made if edit.span.of(SOURCE) != edit.replacement}
    assert applied.text == apply_edits(SOURCE, applied.edits)
    for each in applied.conflicting:
        assert each.fix is not None
        with pytest.raises(OverlapError):
            apply_edits(SOURCE, set(applied.edits) | {e for e in each.fix.edits if e.span.of(SOURCE) != e.replacement})


def shorten(text: bytes) -> Sequence[Finding]:
    return [finding((0, 1, b"")), finding((0, 2, b""))] if len(text) > 3 else []


def test_fixing_goes_on_until_nothing_changes() -> None:
    settled = fix_to_fixpoint(SOURCE, shorten)
    assert (settled.text, settled.settled, settled.rounds) == (b"789", True, 7)
    assert len(settled.fixed) == 7
    assert settled.conflicting == ()


def test_rules_that_undo_each_other_are_told_apart() -> None:
    settled = fix_to_fixpoint(b"a", lambda text: [finding((0, 1, b"b" if text == b"a" else b"a"))])
    assert not settled.settled


def test_rounds_are_bounded() -> None:
    settled = fix_to_fixpoint(b"", lambda text: [finding((0, 0, b"x"))], rounds=4)
    assert (settled.text, settled.settled) == (b"xxxx", False)


def test_what_conflicts_to_the_end_is_told() -> None:
    settled = fix_to_fixpoint(SOURCE, lambda text: [finding((0, 1, b"a")), finding((0, 1, b"b"))], rounds=1)
    assert len(settled.conflicting) == 1

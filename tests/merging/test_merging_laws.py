"""What holds of any merge (design, section 9, law 8; issue 7), with lists of real layouts and damaged ones."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.markdown import parse_document
from papersync.merging import Merged, Side, merge_lists, resolve_text, take_side
from papersync.merging.hunks import style_of
from papersync.merging.lines import compared
from papersync.merging.model import Labels
from tests.counts import count
from tests.entries.listed import lists as damaged
from tests.merging.documents import forks

_FEW = settings(max_examples=count(suite=20, nightly=1_000))
_URL = re.compile(r"https?://arxiv\.org/(?:abs|pdf)/([\d.]+\d)")
# However it is written, a link to a paper says which one.
_AT_ARXIV = re.compile(r"[^\s()\[\]<>\"]*(?:arxiv|ar5iv)[^\s()\[\]<>\"]*", re.IGNORECASE)
_ID = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}")
_MARKER = re.compile(rb"^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)", re.MULTILINE)


def _words(line: str) -> tuple[str, ...]:
    """What a line says; written apart from the code under test."""
    return tuple(re.findall(r"\w+", _AT_ARXIV.sub(lambda url: " ".join(_ID.findall(url[0])), line)))


def _lines(text: bytes) -> Counter[tuple[str, ...]]:
    return Counter(told for line in text.decode("utf-8", "replace").splitlines() if (told := _words(line)))


def _kept(merged: Merged) -> Counter[tuple[str, ...]]:
    return _lines(take_side(merged.text, Side.OURS)) | _lines(take_side(merged.text, Side.THEIRS))


def _is_in(told: tuple[str, ...], lines: Counter[tuple[str, ...]]) -> bool:
    return any(not Counter(told) - Counter(other) for other in lines)


@_FEW
@given(forks())
def test_one_side_unchanged_gives_the_other(fork: tuple[str, str, str]) -> None:
    base, ours, theirs = (text.encode() for text in fork)

    assert merge_lists(base, base, theirs).text == theirs
    assert merge_lists(base, ours, base).text == ours
    assert merge_lists(base, ours, ours).text == ours
    assert merge_lists(None, ours, ours).text == ours


@_FEW
@given(forks())
def test_without_a_base_every_line_stays(fork: tuple[str, str, str]) -> None:
    _, ours, theirs = (text.encode() for text in fork)
    merged = merge_lists(None, ours, theirs)

    kept = _kept(merged)
    lost = [told for told in _lines(ours) | _lines(theirs) if not _is_in(told, kept)]
    assert not lost


@_FEW
@given(forks())
def test_with_a_base_a_line_goes_only_if_one_side_deleted_it(fork: tuple[str, str, str]) -> None:
    base, ours, theirs = (text.encode() for text in fork)
    old, one, two = _lines(base), _lines(ours), _lines(theirs)
    kept = _kept(merge_lists(base, ours, theirs))

    for told in one | two:
        there = old[told] and (one[told] < old[told] or two[told] < old[told])
        # A line that both changed in other words of it holds the new ones of both.
        new = Counter(told) - Counter(word for each in old for word in each)
        assert there or _is_in(told, kept) or any(not new - Counter(each) for each in kept)


@_FEW
@given(forks())
def test_papers_of_both_sides_stay(fork: tuple[str, str, str]) -> None:
    base, ours, theirs = fork
    merged = merge_lists(base.encode(), ours.encode(), theirs.encode()).text.decode()

    old, one, two, there = (set(_URL.findall(text)) for text in (base, ours, theirs, merged))
    assert (one - old) | (two - old) | (one & two) <= there


@_FEW
@given(forks())
def test_settled(fork: tuple[str, str, str]) -> None:
    base, ours, theirs = (text.encode() for text in fork)
    for old in (base, None):
        merged = merge_lists(old, ours, theirs)
        assert resolve_text(merged.text).text == merged.text
        assert bool(merged.left) == bool(_MARKER.search(merged.text))
        assert len(parse_document(merged.text).conflicts) == len(merged.left)


@_FEW
@given(forks())
def test_symmetric_but_for_the_order(fork: tuple[str, str, str]) -> None:
    base, ours, theirs = (text.encode() for text in fork)
    one, other = merge_lists(base, ours, theirs), merge_lists(base, theirs, ours)

    assert bool(one.left) == bool(other.left)
    if not one.left:
        assert sorted(one.text.split()) == sorted(other.text.split())


@_FEW
@given(forks(), st.booleans())
def test_what_git_left_gives_the_same(fork: tuple[str, str, str], known: bool) -> None:
    base, ours, theirs = (text.encode() for text in fork)
    old, labels = base if known else None, Labels("ours", "base", "theirs")
    newline = b"\r\n" if b"\r\n" in ours else b"\n"
    marked = compared(old, ours, theirs, style_of(labels, 7, newline))
    text = b"".join(each if isinstance(each, bytes) else each.written() for each in marked)

    assert resolve_text(text).text == merge_lists(old, ours, theirs).text


@_FEW
@given(damaged, damaged, st.integers(0, 400), st.booleans())
def test_damaged_lists(ours: bytes, theirs: bytes, at: int, known: bool) -> None:
    theirs = ours[:at] + theirs[:60] + ours[at + 20 :]
    base = ours[:at] + ours[at + 40 :] if known else None
    merged = merge_lists(base, ours, theirs)

    assert merge_lists(base, ours, theirs) == merged
    if base is None and not _MARKER.search(ours + theirs):
        # Of an entry in two wordings the lines may be other ones, if all words stay.
        kept = {word for told in _kept(merged) for word in told}
        assert {word for told in _lines(ours) | _lines(theirs) for word in told} <= kept

"""`remove` and `move` in damaged lists: what they do is right, or they refuse; never is a proof needed to stop them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count as counting

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from papersync.entries import Entry
from papersync.entries.sections import sections_of
from papersync.errors import FileError, NotListedError, UsageError
from papersync.markdown import parse_document
from tests.counts import count
from tests.entries.listed import lists
from tests.laws.test_moving_laws import entries, lines, move, take


def _apart(source: bytes) -> bytes:
    numbers = counting(1)
    return re.sub(rb"2205\.09726|2001\.08361", lambda _: b"2205.%05d" % next(numbers), source)


# As damaged as they come, and such in which each place names a paper of its own.
DAMAGED = lists | lists.map(_apart)
REFUSALS = (UsageError, NotListedError, FileError)


def described(source: bytes) -> list[Entry]:
    """The entries about one paper that no other is about."""
    try:
        found = entries(source)
    except FileError:
        return []
    named = Counter(each for entry in found for each in entry.ids)
    return [each for each in found if len(each.ids) == 1 and named[each.ids[0]] == 1]


@settings(max_examples=count(suite=150, nightly=20_000))
@given(DAMAGED, st.data())
def test_remove_takes_one_stretch_with_the_paper_in_it(source: bytes, data: st.DataObject) -> None:
    found = described(source)
    assume(found and not parse_document(source).conflicts)
    entry = data.draw(st.sampled_from(found))
    try:
        without = take(source, entry.ids[0])
    except REFUSALS:
        return
    gone = len(source) - len(without)
    starts = [at for at in range(len(without) + 1) if source[:at] + source[at + gone :] == without]
    assert any(source[at : at + gone].lower().count(entry.ids[0].base.encode()) for at in starts)
    assert entry.ids[0] not in {each for other in entries(without) for each in other.ids}


@settings(max_examples=count(suite=150, nightly=20_000))
@given(lists, lists, st.data())
def test_move_keeps_every_line(first: bytes, second: bytes, data: st.DataObject) -> None:
    source = _apart(b"# Here\n\n" + first + b"\n\n# There\n\n" + second)
    found = described(source)
    document = parse_document(source)
    assume(found and not document.conflicts)
    entry, name = data.draw(st.sampled_from(found)), data.draw(st.sampled_from(("here", "there")))
    # What stands below may make an entry of either heading: then it is no section.
    sections = {section.heading.slug: section for section in sections_of(document, entries(source))}
    assume(name in sections and entry not in sections[name].entries)
    try:
        there = move(source, entry.ids[0], name)
    except REFUSALS:
        return
    assert sorted(lines(there)) == sorted(lines(source))

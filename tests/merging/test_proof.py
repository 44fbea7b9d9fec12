"""The proof itself: what it must notice, and what it must let pass."""

from __future__ import annotations

import pytest

from papersync.merging.proof import Account, lost
from papersync.merging.units import units_of
from tests.merging.marked import HEADED, READ, WRITE

NOTED = f"{WRITE[:-1]} - read it first\n"
ABSTRACT = f"{HEADED}> We rank what models write,\n> and find an order.\n"


def missing(ours: str, theirs: str, merged: str, base: str | None = None) -> list[str]:
    """What the proof says of a merged text."""
    accounts = [Account.of(units_of(each.encode())) for each in (ours, theirs, merged)]
    old = None if base is None else Account.of(units_of(base.encode()))
    return lost(old, accounts[0], accounts[1], accounts[2])


@pytest.mark.parametrize(
    ("ours", "theirs", "merged", "base"),
    [
        pytest.param(WRITE, READ, WRITE + READ, None, id="both added"),
        pytest.param(NOTED, WRITE, NOTED, None, id="a longer line holds the shorter one"),
        pytest.param(ABSTRACT, HEADED, ABSTRACT.replace(",\n> and", ", and"), None, id="an abstract wrapped otherwise"),
        pytest.param(WRITE, WRITE + READ, WRITE, WRITE + READ, id="deleted by one, left alone by the other"),
    ],
)
def test_what_passes(ours: str, theirs: str, merged: str, base: str | None) -> None:
    assert missing(ours, theirs, merged, base) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "merged", "base"),
    [
        pytest.param(WRITE, READ, READ, None, id="a paper"),
        pytest.param(NOTED, WRITE, WRITE, None, id="a note"),
        pytest.param(NOTED, WRITE, NOTED.replace("read it first", "first read it"), None, id="the order of a note"),
        pytest.param(ABSTRACT, HEADED, HEADED, None, id="an abstract"),
        pytest.param(f"Some words.\n\n{WRITE}", READ, WRITE + READ, None, id="prose"),
        pytest.param(WRITE, NOTED + READ, WRITE, WRITE + READ, id="deleted by one, and a note of the other with it"),
        pytest.param(WRITE + READ, READ, READ, READ, id="added to the base by one"),
    ],
)
def test_what_is_noticed(ours: str, theirs: str, merged: str, base: str | None) -> None:
    assert missing(ours, theirs, merged, base)

"""Which headings stand above a place."""

from __future__ import annotations

import pytest

from papersync.markdown import parse_document
from papersync.markdown.sections import headings_above

SOURCE = b"before\n# A\na\n### B\nb\n## C\nc\n### D\nd\n# E\ne\n> # quoted\nf"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param(b"before", [], id="above all headings"),
        pytest.param(b"\na\n", ["A"], id="under one"),
        pytest.param(b"\nb\n", ["A", "B"], id="a level left out"),
        pytest.param(b"\nc\n", ["A", "C"], id="a higher heading ends a lower one"),
        pytest.param(b"\nd\n", ["A", "C", "D"], id="three deep"),
        pytest.param(b"\ne\n", ["E"], id="back at the top"),
        pytest.param(b"\nf", ["E"], id="a quoted heading is no section"),
        pytest.param(b" D", ["A", "C"], id="a heading is not under itself"),
        pytest.param(b" E", [], id="nor under a lower one before it"),
    ],
)
def test_headings_above(place: bytes, expected: list[str]) -> None:
    document = parse_document(SOURCE)
    at = SOURCE.index(place) + (1 if place[:1] in b"\n " else 0)
    above = [document.headings[index].text for index in headings_above(document, at)]
    assert above[::-1] == expected

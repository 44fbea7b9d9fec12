from __future__ import annotations

import pytest

from papersync.text import Span


@pytest.mark.parametrize(
    ("one", "other", "contains", "overlaps"),
    [
        pytest.param(Span(2, 5), Span(2, 5), True, True, id="the same"),
        pytest.param(Span(2, 5), Span(3, 4), True, True, id="inside"),
        pytest.param(Span(3, 4), Span(2, 5), False, True, id="around"),
        pytest.param(Span(2, 5), Span(4, 7), False, True, id="crossing"),
        pytest.param(Span(2, 5), Span(5, 7), False, False, id="side by side share no byte"),
        pytest.param(Span(2, 5), Span(0, 2), False, False, id="side by side on the left"),
        pytest.param(Span(2, 5), Span(5, 5), True, False, id="empty at the end stands inside, has no byte"),
    ],
)
def test_relations(one: Span, other: Span, contains: bool, overlaps: bool) -> None:
    assert one.contains(other) is contains
    assert one.overlaps(other) is overlaps
    assert other.overlaps(one) is overlaps


def test_of_names_bytes_not_code_points() -> None:
    assert Span(2, 4).of("aé文".encode()) == b"\xa9\xe6"

from __future__ import annotations

import pytest

from papersync.http.durations import in_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "0 seconds"),
        (0.25, "0.2 seconds"),
        (1.0, "1 second"),
        (9.96, "10 seconds"),
        (59.6, "1 minute"),
        (90.0, "90 seconds"),
        (121.0, "about 2 minutes"),
        (600.0, "10 minutes"),
        (3_599.7, "1 hour"),
        (5_400.0, "90 minutes"),
        (8_000.0, "about 2 hours"),
        (86_400.0, "1 day"),
        (999_999_999.0, "about 11574 days"),
    ],
)
def test_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words

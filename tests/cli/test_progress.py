"""How long asking takes still, at arXiv's pace."""

from __future__ import annotations

import pytest

from papersync.cli.progress import in_short
from papersync.sources.query import Progress


@pytest.mark.parametrize(
    ("now", "elapsed_s", "interval_s", "words"),
    [
        pytest.param(Progress(0, 30, 0, 3000), 0.0, 3.0, "about 90 s left", id="before the first answer: the interval"),
        pytest.param(Progress(10, 60, 900, 6000), 5.0, 3.0, "about 2 min left", id="never sooner than the interval"),
        pytest.param(Progress(10, 30, 900, 3000), 60.0, 3.0, "about 2 min left", id="arXiv's own pace, if slower"),
        pytest.param(Progress(1, 2, 100, 120), 0.1, 0.0, "about 1 s left", id="no interval, as with a stand-in"),
        pytest.param(Progress(2, 2, 120, 120), 6.0, 3.0, "", id="nothing is left to ask"),
        pytest.param(Progress(1, 3, 120, 120), 6.0, 3.0, "", id="all is answered, whatever was planned"),
        pytest.param(
            Progress(1, 2, 100, 120, 30.0, "arXiv answered 429"), 6.0, 3.0, "waiting 30 s: arXiv answered 429",
            id="a wait says what for",
        ),
    ],
)  # fmt: skip
def test_time_left_knows_the_interval(now: Progress, elapsed_s: float, interval_s: float, words: str) -> None:
    assert in_short(now, elapsed_s, interval_s) == words

"""How long asking takes still, at arXiv's pace."""

from __future__ import annotations

import io
import re
import sys

import pytest

from papersync.cli.progress import in_short, progress
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


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [80, 200])
def test_long_words_take_no_room_from_the_bar(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    terminal = _Terminal()
    for name, value in {"COLUMNS": str(columns), "TERM": "xterm", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress(3.0) as tell:
        assert tell is not None
        tell(Progress(30, 30, 3000, 3000, 90.0, "arXiv answered 429, Rate exceeded., as it does to many"))
    shown = re.split(r"[\r\n]", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", terminal.getvalue()))
    lines = [line for line in shown if "waiting 90 s" in line]
    assert lines
    assert all(len(re.findall("━", line)) == 20 and len(line) <= columns for line in lines)

"""The words for what could not be checked, held against golden files.

A golden file is made anew by putting `unconfirmed_text` of its case here, and a final newline, into it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.identifiers import ArxivId
from papersync.report.unconfirmed import Unconfirmed, unconfirmed_line, unconfirmed_since, unconfirmed_text

GOLDEN: Final = Path(__file__).parents[1] / "golden"
DAY = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
IDS = [ArxivId(f"2001.{n:05}") for n in range(1, 1001)]
REFUSED = "arXiv answered 429 (Rate exceeded) 6 times; waiting on would take more than the 600 seconds of max-wait"
REASONS = [
    *[REFUSED] * 380,
    *["arXiv gave an answer that cannot be believed (the body is no feed) twice"] * 12,
    *["arXiv contradicts itself: it leaves out 2001.00395, which it has"] * 5,
    *["arXiv answered 500", "arXiv could not be reached (connection refused)", "not asked: interrupted"],
]


def of(*reasons: str, last: tuple[datetime | None, ...] = (None,), papers: int = 1, confirmed: int = 0) -> Unconfirmed:
    ids = IDS[: len(reasons)]
    moments = {id_: last[number % len(last)] for number, id_ in enumerate(ids)}
    return Unconfirmed(dict(zip(ids, reasons, strict=True)), moments, papers, confirmed)


CASES = {
    "refused-half-way": of(*REASONS, last=(DAY, DAY - timedelta(days=31), None, DAY), papers=1000, confirmed=600),
    "one-offline": replace(of("not asked: offline"), offline=True),
    "nobody-there": of(*["arXiv could not be reached (connection refused)"] * 3, last=(DAY,), papers=3),
    "a-check": replace(of(REFUSED, REFUSED, last=(DAY, None), papers=3, confirmed=1), stored=False),
}


@pytest.mark.parametrize("name", CASES)
def test_the_words(name: str) -> None:
    text = unconfirmed_text(CASES[name])
    assert text + "\n" == (GOLDEN / f"unconfirmed-{name}.txt").read_text("utf-8")
    assert max(map(len, text.splitlines())) <= 80


def test_the_words_in_one_line() -> None:
    assert unconfirmed_line(CASES["refused-half-way"]) == (
        f"400 of 1,000 papers could not be checked: {REFUSED}, and 5 other reasons; "
        "last confirmed between 2026-10-20 and 2026-11-20; unknown for 100 of them; "
        "nothing was changed on their account"
    )
    assert unconfirmed_line(CASES["one-offline"]) == (
        "1 of 1 paper could not be checked: not asked: offline; last confirmed: unknown; "
        "nothing was changed on their account"
    )


def test_the_moments_are_utc() -> None:
    east = DAY.astimezone(timezone(timedelta(hours=9)))
    cases = of("a", "b", last=(east, None), papers=2)
    assert unconfirmed_since(cases) == {"2001.00001": "2026-11-20T23:30:00Z", "2001.00002": None}
    assert "last confirmed on 2026-11-20; unknown for 1 of them" in unconfirmed_text(cases)


words = st.text(st.characters() | st.sampled_from("\x1b\n\u2028\x9b "), max_size=200)


@given(st.lists(words, min_size=1, max_size=12), st.integers(0, 3), st.booleans(), st.booleans())
def test_whatever_the_reasons_say(reasons: list[str], confirmed: int, stored: bool, offline: bool) -> None:
    case = replace(of(*reasons, papers=20, confirmed=confirmed), stored=stored, offline=offline)
    text, line = unconfirmed_text(case), unconfirmed_line(case)
    assert text.startswith(f"papersync: {len(reasons)} of 20 papers could not be checked\n")
    assert not any(ord(character) < 32 and character != "\n" for character in text)
    assert "\n" not in line
    ours = text if not any(word in reason for reason in reasons for word in ("broken", "missing")) else ""
    assert "broken" not in ours
    assert "missing" not in ours

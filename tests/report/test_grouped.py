"""Thousands of findings: what a person sees last fits one screen, and says how to go on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.registry import RULES
from papersync.report.advice import Advice
from papersync.report.grouped import SCREEN, grouped
from papersync.report.text import findings_text

from .samples import CUT, LINK, located

GOLDEN: Final = Path(__file__).parents[1] / "golden"
FIXES: Final = (None, CUT, Fix(Safety.UNSAFE, CUT.edits))
ANY: Final = st.builds(
    lambda rule, level, fix, fixed: of(rule.code, rule.name, level, fix, fixed),
    st.sampled_from(RULES),
    st.sampled_from(Level),
    st.sampled_from(FIXES),
    st.booleans(),
)


def of(code: str, name: str, level: Level, fix: Fix | None = None, fixed: bool = False) -> Finding:
    return Finding(code, name, level, "something is wrong", "README.md", LINK, None, fix, fixed)


def many() -> Iterator[Finding]:
    """Three thousand findings of a list in which much is wrong and much was mended."""
    yield from islice(cycle([of("PS106", "broken-scheme", Level.ERROR, CUT)]), 430)
    yield from islice(cycle([of("PS203", "wrong-paper", Level.ERROR)]), 62)
    yield from islice(cycle([of("PS401", "duplicate-in-section", Level.WARNING, FIXES[2])]), 72)
    yield from islice(cycle([of("PS102", "tracking-parameters", Level.WARNING, CUT, True)]), 2001)
    for rule in RULES[-10:]:
        yield of(rule.code, rule.name, Level.INFO)
    yield from islice(cycle([of("PS204", "title-differs", Level.INFO, CUT)]), 1354)


def after_the_last(text: str) -> list[str]:
    """The lines behind the last finding."""
    lines = text.splitlines()
    last = max((n for n, line in enumerate(lines) if line.startswith(("README.md:", "    3 |", "      |"))), default=-1)
    return lines[last + 1 :]


@given(st.lists(ANY, max_size=200), st.booleans())
def test_what_stands_behind_the_findings_leaves_half_a_screen_for_notes(findings: list[Finding], info: bool) -> None:
    told = after_the_last(findings_text(located(*findings), show_info=info))
    assert len(told) <= SCREEN // 2
    assert all(len(line) <= 80 for line in told[:-2]), "the table; the two lines below it may break anywhere"


@given(st.lists(ANY, max_size=60))
def test_every_finding_is_in_one_group(findings: list[Finding]) -> None:
    groups = grouped(findings)
    assert sum(count for _, count in groups) == len(findings)
    assert len({group for group, _ in groups}) == len(groups)


def test_thousands_end_in_a_table_and_the_next_command() -> None:
    told = after_the_last(findings_text(located(*many())))
    assert "\n".join(told) + "\n" == (GOLDEN / "thousands-of-findings.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("number", "advice", "has_table"),
    [
        pytest.param(8, Advice(), False, id="what fits one screen needs no table"),
        pytest.param(9, Advice(), True, id="what does not has one"),
        pytest.param(9, Advice(by_rule=False), False, id="the command tells kinds by itself"),
    ],
)
def test_a_table_stands_where_findings_fill_more_than_a_screen(number: int, advice: Advice, has_table: bool) -> None:
    text = findings_text(located(*islice(many(), number)), advice=advice)
    assert (f"{number}  PS106 error    broken-scheme" in text) is has_table


def test_infos_that_are_not_listed_are_told_by_rule_when_there_are_many() -> None:
    infos = [of("PS303", "published", Level.INFO)] * (SCREEN + 1)
    text = findings_text(located(*infos))
    assert text.startswith("25  PS303 info     published\n")
    assert text.endswith("next: papersync rules PS303 explains published; --select PS303 --show info lists it alone\n")

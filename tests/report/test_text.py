from __future__ import annotations

import pytest

from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.report.advice import Advice
from papersync.report.text import findings_text, summary
from papersync.text import Span

from .samples import CUT, finding, located

EXCERPT = """\
    3 | - [Müller: scaling](https://arxiv.org/abs/2001.08361?x)
      |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"""
UNSAFE = CUT._replace(safety=Safety.UNSAFE)


def test_place_counts_from_one_in_code_points() -> None:
    (each,) = located(finding())
    # "- [Müller: scaling](" has 20 code points and 21 bytes.
    assert (each.start, each.end) == ((3, 21), (3, 55))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(finding(), "README.md:3:21: PS101 error something is wrong", id="nothing to fix"),
        pytest.param(
            finding(Level.WARNING, fix=CUT),
            "README.md:3:21: PS101 warning something is wrong [fix with --fix]",
            id="a safe fix",
        ),
        pytest.param(
            finding(fix=UNSAFE),
            "README.md:3:21: PS101 error something is wrong [unsafe fix with --unsafe-fixes]",
            id="an unsafe fix",
        ),
        pytest.param(
            finding(fix=CUT, fixed=True), "README.md:3:21: PS101 error something is wrong [fixed]", id="fixed already"
        ),
        pytest.param(
            finding(message="a\x1b[31m\nREADME.md:1:1: PS101 error forged", path="a\nb\x1b[0m.md"),
            "a b.md:3:21: PS101 error a README.md:1:1: PS101 error forged",
            id="no title and no path begins a line of its own",
        ),
    ],
)
def test_a_finding_begins_with_one_line(found: Finding, expected: str) -> None:
    assert findings_text(located(found)).split("\n")[0] == expected


def test_the_line_stands_below_with_a_caret_unless_it_is_another_by_now() -> None:
    found = located(finding(), finding(fix=CUT, fixed=True))
    head = "README.md:3:21: PS101 error something is wrong"
    assert findings_text(found) == f"{head}\n{EXCERPT}{head} [fixed]\n1 error; 1 fixed\n"


def test_advice_is_the_callers() -> None:
    text = findings_text(located(finding(fix=CUT), finding(fix=UNSAFE)), advice=Advice("papersync lint --fix", None))
    assert "[fix with papersync lint --fix]" in text
    assert "unsafe" not in text


def test_infos_are_counted_and_listed_only_if_asked_for() -> None:
    found = located(finding(Level.INFO, "of interest"))
    assert findings_text(found) == "1 info; infos are listed with --show info\n"
    assert findings_text(found, show_info=True) == f"README.md:3:21: PS101 info of interest\n{EXCERPT}1 info\n"


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        pytest.param([], "nothing to report", id="clean"),
        pytest.param(
            [finding(), finding(fix=CUT), finding(Level.WARNING, fix=UNSAFE), finding(fix=CUT, fixed=True)],
            "2 errors, 1 warning; 1 fixed; 1 fixable with --fix; 1 with --unsafe-fixes",
            id="what was fixed does not remain",
        ),
        pytest.param(
            [finding(Level.INFO, fix=CUT, fixed=True)], "nothing is left to report; 1 fixed", id="a fixed info"
        ),
        pytest.param(
            [finding(Level.INFO, fix=Fix(Safety.SAFE, ()))] * 2,
            "2 infos; 2 fixable with --fix; infos are listed with --show info",
            id="several infos",
        ),
    ],
)
def test_summary(findings: list[Finding], expected: str) -> None:
    assert summary(findings) == expected


def test_colours_are_ours_alone() -> None:
    text = findings_text(located(finding(message="\x1b[5mblink")), colour=True)
    assert "\x1b[31mPS101 error\x1b[0m blink" in text
    assert "\x1b[5m" not in text
    assert "\n\x1b[2m    3 |\x1b[0m - [M" in text
    assert f"\n\x1b[2m      |\x1b[0m{' ' * 21}\x1b[31m^^^" in text
    assert "\x1b" not in findings_text(located(finding(message="\x1b[5mblink")))


def test_a_span_over_lines() -> None:
    (each,) = located(finding(span=Span(0, 20)))
    assert (each.start, each.end) == ((1, 1), (3, 6))

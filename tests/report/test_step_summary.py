from __future__ import annotations

from papersync.errors import FileError, Place
from papersync.lint.finding import Level
from papersync.report.notice import Notice, failure
from papersync.report.step_summary import step_summary

from .samples import CUT, finding, located

HEAD = "\n| level | place | rule | what it says |\n|---|---|---|---|\n"


def test_counts_rules_and_the_gravest_first() -> None:
    found = located(
        finding(Level.INFO, "of interest"),
        finding(Level.WARNING, "odd"),
        finding(message="wrong", path="docs/a b.md"),
        finding(fix=CUT, fixed=True),
    )
    assert step_summary("lint", found) == (
        "### papersync lint: 1 error, 1 warning, 1 info; 1 fixed\n"
        "\nPS101 mangled-link: 3\n"
        f"{HEAD}"
        "| error | docs\\/a b\\.md:3:21 | PS101 mangled-link | wrong |\n"
        "| warning | README\\.md:3:21 | PS101 mangled-link | odd |\n\n"
    )


def test_nothing_to_report() -> None:
    assert step_summary("lint", ()) == "### papersync lint: nothing to report\n\n"


def test_what_failed_is_never_nothing() -> None:
    errors = [failure(FileError("gone", hint="look", place=Place("a.md", 3)))]
    assert step_summary("lint", (), notices=errors) == (
        "### papersync lint: 1 failure\n\n- error: a\\.md\\:3: gone \\(look\\)\n\n"
    )
    both = step_summary("lint", located(finding()), notices=errors * 2)
    assert both.startswith("### papersync lint: 2 failures; 1 error\n")


def test_what_was_done_stands_above() -> None:
    text = step_summary("refresh", (), did=["Changed: a.md", "Records: 1 new, 2 updated"])
    assert text == (
        "### papersync refresh: nothing to report\n\nChanged\\: a\\.md\n\nRecords\\: 1 new\\, 2 updated\n\n"
    )


def test_the_rest_is_counted() -> None:
    found = located(*[finding(message=f"m{number}") for number in range(1_030)])
    text = step_summary("lint", found, notices=[Notice(Level.WARNING, "stale")] * 12)
    assert text.count("\n| error |") == 25
    assert "\n1,005 more; `papersync lint` lists them all.\n" in text
    assert text.count("\n- ") == 11
    assert "\n- 2 more\n" in text
    assert len(text) < 20_000

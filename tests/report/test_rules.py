"""The rules as a table, on a terminal of any usual width."""

from __future__ import annotations

import pytest

from papersync.lint.documentation import rule_table
from papersync.report.rules import rules_text


@pytest.mark.parametrize("columns", [60, 80, 110, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(columns: int) -> None:
    rows = rule_table()
    narrow, endless = rules_text(rows, columns), rules_text(rows, None)
    assert max(map(len, narrow.splitlines())) <= columns
    assert sorted(narrow.split()[-200:]) == sorted(endless.split()[-200:])
    assert len(endless.splitlines()) == len(rows) + 1

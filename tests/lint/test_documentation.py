from __future__ import annotations

from pathlib import Path

import pytest

from papersync.lint.documentation import rule_page, rule_table, rules_document
from papersync.lint.registry import RULES
from papersync.lint.rule import Rule
from papersync.markdown import parse_document
from papersync.markdown.fragments import Fragments

from .test_selection import OffByDefault


def test_the_table_has_a_row_for_every_rule() -> None:
    rows = rule_table()
    assert [row.code for row in rows] == [rule.code for rule in RULES]
    first = rows[0]
    assert (first.name, first.level, first.fix, first.on_by_default) == (
        "mangled-link",
        "error",
        "safe or unsafe",
        True,
    )
    assert first.summary == "Something is glued to the URL that is no part of it."
    assert all("\n" not in row.summary and row.summary for row in rows)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES])
def test_a_page_is_markdown_with_every_example(rule: Rule) -> None:
    page = rule_page(rule)
    document = parse_document(page.encode())
    headings = [heading.text for heading in document.headings]
    assert headings[:2] == [f"{rule.code} {rule.name}", "Examples"]
    assert len(headings) == 2 + len(rule.examples)
    assert document.links == ()  # every link stands in an example's fence
    assert all(example.text.rstrip() in page for example in rule.examples)


def test_the_page_of_all_rules_is_what_the_rules_say() -> None:
    page = Path(__file__).parents[2] / "docs" / "rules.md"
    assert page.read_text("utf-8") == rules_document(), "`python docs/make_rules.py` writes it"


def test_every_line_of_the_table_leads_to_its_rule() -> None:
    document = parse_document(rules_document().encode())
    fragments = Fragments(document)
    table = [link for link in document.links if link.url.startswith("#")]
    led = [fragments.heading(link.url[1:]) for link in table]
    assert [document.headings[index].text for index in led if index is not None] == [
        f"{rule.code} {rule.name}" for rule in RULES
    ]


def test_a_rule_that_is_off_by_default_says_so() -> None:
    assert "none, off by default." in rule_page(OffByDefault())

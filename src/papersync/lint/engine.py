"""A page through the rules."""

from __future__ import annotations

from collections.abc import Collection

from papersync.lint.finding import Finding
from papersync.lint.ignoring import without_ignored
from papersync.lint.page import Page
from papersync.lint.registry import RULES
from papersync.lint.rule import Rule


def check(page: Page, rules: Collection[Rule] = RULES) -> tuple[Finding, ...]:
    """What the rules find on a page, without what comments in the list silence, in order of place and code."""
    findings = (finding for rule in rules for finding in rule.check(page))
    return tuple(sorted(without_ignored(page, rules, findings), key=lambda finding: (finding.span, finding.code)))

"""A page through the rules."""

from __future__ import annotations

from collections.abc import Collection

from papersync.lint.finding import Finding
from papersync.lint.ignoring import Silence
from papersync.lint.page import Page
from papersync.lint.registry import RULES
from papersync.lint.rule import Rule
from papersync.lint.rules.unused_ignores import UnusedIgnore


def check(page: Page, rules: Collection[Rule] = RULES) -> tuple[Finding, ...]:
    """What the rules find on a page, without what comments in the list silence, in order of place and code.

    Comments that silence nothing are a finding themselves, if that rule is among these.
    """
    findings = [finding for rule in rules for finding in rule.check(page)]
    if page.document.ignores:
        silence = Silence(page, rules)
        judge = next((rule for rule in rules if isinstance(rule, UnusedIgnore)), None)
        idle = [] if judge is None else [judge.unused(page, *each) for each in silence.unused(findings)]
        told = [finding for finding in findings if not silence.covers(finding)]
        findings = [each._replace(fix=None) if each.fix and silence.forbids(each.fix) else each for each in told] + idle
    return tuple(sorted(findings, key=lambda finding: (finding.span, finding.code)))

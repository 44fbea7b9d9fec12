from __future__ import annotations

import re

import pytest

from papersync.lint.engine import check
from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Safety
from papersync.lint.fixing import apply_fixes, fix_to_fixpoint
from papersync.lint.registry import RULES, WRITTEN_BY_REFRESH
from papersync.lint.rule import Rule


def rules_of(rule: Rule, example: Example) -> list[Rule]:
    return [each for each in RULES if each is rule or each.code in example.beside]


EXAMPLES = [pytest.param(rule, example, id=f"{rule.code} {example.why}") for rule in RULES for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_rule_finds_in_its_examples_what_they_say(rule: Rule, example: Example) -> None:
    page = example.page()
    findings = check(page, rules_of(rule, example))
    assert [finding.code for finding in findings] == [rule.code] * example.findings
    for finding in findings:
        assert finding.name == rule.name
        assert example.says in findings[0].message
        assert "\n" not in finding.message
        assert 0 <= finding.span.start < finding.span.end <= len(page.source)
        assert finding.fix is None or finding.fix.safety in rule.fixes


FIXED = [
    pytest.param(rule, example, id=f"{rule.code} {example.why}")
    for rule in RULES
    for example in rule.examples
    if example.fixed is not None
]


@pytest.mark.parametrize(("rule", "example"), FIXED)
def test_a_fix_makes_the_text_that_the_example_shows(rule: Rule, example: Example) -> None:
    page = example.page()
    safe = apply_fixes(page.source, check(page, [rule]))
    assert (safe.text == page.source) is example.unsafe
    applied = apply_fixes(page.source, check(page, [rule]), unsafe=example.unsafe)
    assert applied.text.decode() == example.fixed
    assert all(finding.fixed for finding in applied.fixed)
    assert check(example.page(applied.text), [rule]) == ()


@pytest.mark.parametrize(("rule", "example"), FIXED)
def test_fixing_with_all_rules_ends(rule: Rule, example: Example) -> None:
    def relint(text: bytes) -> tuple[Finding, ...]:
        return check(example.page(text))

    settled = fix_to_fixpoint(example.source, relint, unsafe=True)
    assert settled.settled
    assert rule.code in {finding.code for finding in settled.fixed}
    assert not apply_fixes(settled.text, relint(settled.text), unsafe=True).fixed


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES])
def test_a_rule_is_whole(rule: Rule) -> None:
    assert re.fullmatch(r"PS[1-5]\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert type(rule).__doc__
    assert {bool(example.findings) for example in rule.examples} == {True, False}
    shown_fixes = {Safety.UNSAFE if each.unsafe else Safety.SAFE for each in rule.examples if each.fixed is not None}
    assert shown_fixes <= set(rule.fixes)
    assert bool(shown_fixes) is bool(rule.fixes)


def test_the_registry_is_in_order_and_codes_and_names_are_unique() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(codes)
    assert set(codes) > WRITTEN_BY_REFRESH
    assert all(Safety.SAFE in rule.fixes for rule in RULES if rule.code in WRITTEN_BY_REFRESH)

"""The pages of the rules, made from the rules."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from dataclasses import dataclass

from papersync.lint.examples import Example
from papersync.lint.registry import RULES
from papersync.lint.rule import Rule


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One line of the table of rules; ``fix`` is empty, "safe", "unsafe" or "safe or unsafe"."""

    code: str
    name: str
    level: str
    fix: str
    on_by_default: bool
    summary: str


def rule_table(rules: Iterable[Rule] = RULES) -> tuple[RuleRow, ...]:
    """What there is, in order."""
    return tuple(
        RuleRow(rule.code, rule.name, rule.level.value, _fix(rule), rule.on_by_default, summary(rule)) for rule in rules
    )


def summary(rule: Rule) -> str:
    """The first sentence of its page, on one line."""
    return " ".join(_page_text(rule).split("\n\n", maxsplit=1)[0].split())


def rule_page(rule: Rule) -> str:
    """One rule's documentation in Markdown: what it reports and why, then its examples."""
    fix = _fix(rule)
    facts = [f"Level: {rule.level.value}", f"fix: {fix or 'none'}"]
    if not rule.on_by_default:
        facts.append("off by default")
    parts = [f"# {rule.code} {rule.name}", ", ".join(facts) + ".", _page_text(rule), "## Examples"]
    parts += [_example(example) for example in rule.examples]
    return "\n\n".join(parts) + "\n"


def _fix(rule: Rule) -> str:
    return " or ".join(safety.value for safety in rule.fixes)


def _page_text(rule: Rule) -> str:
    paragraphs = inspect.cleandoc(type(rule).__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _example(example: Example) -> str:
    title = f"### {'Reported' if example.findings else 'Left alone'}: {example.why}"
    parts = [title, _fenced(example.text)]
    if example.times > 1:
        parts.append(f"…and so on, {example.times:,} times over.")
    if example.records:
        known = "\n".join(f"- {record.id}: {record.title}" for record in example.records)
        parts += ["arXiv's record:", known]
    if example.fixed is not None:
        parts += ["Fixed:", _fenced(example.fixed)]
    return "\n\n".join(parts)


def _fenced(text: str) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}markdown\n{text.rstrip()}\n{fence}"

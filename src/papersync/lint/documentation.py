"""The pages of the rules, made from the rules."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from papersync.lint.examples import Example
from papersync.lint.registry import RULES
from papersync.lint.rule import Basis, Rule
from papersync.markdown.slugs import slug

_NEEDS: Final = {
    Basis.LIST: (),
    Basis.RECORDS: ("needs the paper's record",),
    Basis.ANSWERS: ("needs an answer of arXiv's",),
}
_OPENING: Final = """\
<!-- Made by docs/make_rules.py from the rules in src/papersync/lint/rules: change those. -->

# The rules

What `papersync lint` and `papersync refresh` tell of a list; `papersync rules PS101` prints one of these pages.
Errors and warnings decide the exit code, information is counted and listed with `--show info`. `lint --fix` makes the
safe fixes, `--unsafe-fixes` the unsafe ones too.

Rules are chosen by code, by name, by the beginning of a code (`PS1`) or `ALL`: with `--select` and `--ignore`, or in
the configuration with `select`, `ignore` and `per-file-ignores`. In a list, `<!-- papersync: ignore[PS203] -->` means
the entry it stands in, else the block that comes next.
"""


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


def rule_page(rule: Rule, level: int = 1) -> str:
    """One rule in Markdown below a heading of this level: what it reports and why, then its examples."""
    fix = _fix(rule)
    facts = [f"Level: {rule.level.value}", f"fix: {fix or 'none'}", *_NEEDS[rule.basis]]
    if not rule.on_by_default:
        facts.append("off by default")
    marks = "#" * level
    parts = [f"{marks} {rule.code} {rule.name}", ", ".join(facts) + ".", _page_text(rule), f"{marks}# Examples"]
    parts += [_example(example, level + 2) for example in rule.examples]
    return "\n\n".join(parts) + "\n"


def rules_document(rules: Iterable[Rule] = RULES) -> str:
    """All pages as one, below a table of the rules."""
    chosen = tuple(rules)
    rows = [
        f"| [{row.code}](#{slug(f'{row.code} {row.name}')}) | {row.name} | {row.level}"
        f"{'' if row.on_by_default else ', off'} | {row.fix or '–'} | {row.summary} |"
        for row in rule_table(chosen)
    ]
    table = "\n".join(["| code | name | level | fix | what it says |", "|---|---|---|---|---|", *rows])
    return "\n".join([_OPENING, table + "\n", *(rule_page(rule, 2) for rule in chosen)])


def _fix(rule: Rule) -> str:
    return " or ".join(safety.value for safety in rule.fixes)


def _page_text(rule: Rule) -> str:
    paragraphs = inspect.cleandoc(type(rule).__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _example(example: Example, level: int) -> str:
    title = f"{'#' * level} {'Reported' if example.findings else 'Left alone'}: {example.why}"
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

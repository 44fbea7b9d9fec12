"""What is to be told of a list: findings, the rules that make them, and their fixes."""

from papersync.lint.engine import check
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.page import Page
from papersync.lint.registry import RULES, WRITTEN_BY_REFRESH
from papersync.lint.rule import Rule
from papersync.lint.selection import rules_for, select_rules

__all__ = [
    "RULES",
    "WRITTEN_BY_REFRESH",
    "Finding",
    "Fix",
    "Level",
    "Page",
    "Rule",
    "Safety",
    "check",
    "rules_for",
    "select_rules",
]

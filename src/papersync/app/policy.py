"""How lists are judged: what the configuration says, as the use cases need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from papersync.entries import JudgeOptions
from papersync.entries.style import LinkPolicy
from papersync.lint.engine import check
from papersync.lint.finding import Finding
from papersync.lint.page import Page
from papersync.lint.registry import RULES
from papersync.lint.rule import Rule
from papersync.lint.selection import rules_for


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules that are on, how entries are compared, and the configured form of links.

    ``root`` is the folder that per-file patterns are relative to.
    """

    rules: Sequence[Rule] = RULES
    per_file_ignores: Mapping[str, Sequence[str]] = field(default_factory=dict)
    judge_options: JudgeOptions = JudgeOptions()
    links: LinkPolicy = LinkPolicy()
    max_age: timedelta = timedelta(hours=20)
    root: Path = Path()

    def check(self, page: Page) -> tuple[Finding, ...]:
        """The findings of the rules that are on for this list."""
        if not self.per_file_ignores:
            return check(page, self.rules)
        return check(page, rules_for(self._relative(page.path), self.rules, self.per_file_ignores))

    def _relative(self, path: str) -> str:
        resolved = Path(path).resolve()
        root = self.root.resolve()
        return (resolved.relative_to(root) if resolved.is_relative_to(root) else resolved).as_posix()

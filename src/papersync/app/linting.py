"""`papersync lint`: findings from the lists and the store, without a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from papersync.app.asking import unconfirmed
from papersync.app.lists import Facts, ListFile, papers_named
from papersync.app.mending import without_unproved
from papersync.app.policy import Policy
from papersync.errors import PapersyncError
from papersync.lint.finding import Finding
from papersync.lint.fixing import fix_to_fixpoint
from papersync.store.codec import Store


@dataclass(frozen=True, slots=True)
class LintPlan:
    """Which fixes to make, and whether to write them (`--check` and `--diff` do not)."""

    fix: bool = False
    unsafe: bool = False
    write: bool = True


@dataclass(frozen=True, slots=True)
class Linted:
    """One list: its findings (those of ``after`` if it was written, else of ``before``), and those that were fixed."""

    name: str
    before: bytes
    after: bytes
    findings: tuple[Finding, ...]
    fixed: tuple[Finding, ...] = ()
    conflicting: tuple[Finding, ...] = ()
    unmerged: bool = False

    @property
    def changed(self) -> bool:
        """Whether the text is (or would be) another one."""
        return self.before != self.after


def lint(
    lists: Sequence[ListFile], plan: LintPlan, policy: Policy, store: Store
) -> tuple[list[Linted], list[PapersyncError]]:
    """Findings of each list; with ``plan.fix`` their fixes are made until nothing changes.

    A list that cannot be written is an error.
    """
    pages = [Facts({}).page(each.name, each.source) for each in lists]
    done: list[Linted] = []
    errors: list[PapersyncError] = []
    for each, page in zip(lists, pages, strict=True):
        facts = Facts(store.papers, frozenset(), unconfirmed(papers_named([page]), store), policy.judge_options)
        try:
            done.append(_lint_list(each, facts, plan, policy))
        except PapersyncError as error:
            errors.append(error)
    return done, errors


def _lint_list(each: ListFile, facts: Facts, plan: LintPlan, policy: Policy) -> Linted:
    def relint(text: bytes) -> tuple[Finding, ...]:
        page = facts.page(each.name, text)
        findings = policy.check(page)
        return without_unproved(page, findings, facts, policy, unsafe=plan.unsafe) if plan.fix else findings

    findings = relint(each.source)
    if not plan.fix or each.unmerged:
        return Linted(each.name, each.source, each.source, findings, unmerged=each.unmerged)
    settled = fix_to_fixpoint(each.source, relint, unsafe=plan.unsafe)
    if not plan.write:
        return Linted(each.name, each.source, settled.text, findings, settled.fixed, settled.conflicting)
    if settled.text != each.source:
        each.write(settled.text)
    return Linted(each.name, each.source, settled.text, relint(settled.text), settled.fixed, settled.conflicting)

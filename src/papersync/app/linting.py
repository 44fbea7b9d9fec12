"""`papersync lint`: findings from the lists and the store, without a network."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from papersync.app.aside import Aside, halves
from papersync.app.facts import Facts
from papersync.app.lists import ListFile, papers_named
from papersync.app.policy import Policy
from papersync.errors import InputError, PapersyncError
from papersync.identifiers import ArxivId
from papersync.lint.contents import Contents
from papersync.lint.finding import Finding
from papersync.lint.page import Page
from papersync.store.codec import Store
from papersync.store.hearsay import unconfirmed


class LintPlan(NamedTuple):
    """Which fixes to make, and whether to write them (`--check` and `--diff` do not)."""

    fix: bool = False
    unsafe: bool = False
    write: bool = True


class Linted(NamedTuple):
    """One list: its findings (those of ``after`` if it was written, else of ``before``), and those that were fixed;
    ``named`` are the papers in it; ``unfinished`` says that there is more to fix.
    """

    name: str
    before: bytes
    after: bytes
    findings: tuple[Finding, ...]
    fixed: tuple[Finding, ...] = ()
    conflicting: tuple[Finding, ...] = ()
    unmerged: bool = False
    named: Collection[ArxivId] = ()
    unwritten: PapersyncError | None = None
    unfinished: bool = False

    @property
    def changed(self) -> bool:
        """Whether the text is (or would be) another one."""
        return self.before != self.after


def lint(
    lists: Sequence[ListFile], plan: LintPlan, policy: Policy, store: Store
) -> tuple[list[Linted], list[PapersyncError]]:
    """Findings of each list; with ``plan.fix`` their fixes are made until nothing changes.

    A list that cannot be written is an error. Where nothing is fixed, a second process looks at half of many lists.
    """
    half, is_second_here = (len(lists), False) if plan.fix else halves([each.source for each in lists])
    if half == len(lists):
        return _lint(lists, plan, policy, store)
    import papersync.app.lint_modules  # noqa: F401, PLC0415 - start-up

    parts = (lists[:half], lists[half:])
    # What is found aside must be sent over here, so the half in which more may be found is looked at here.
    here, there = reversed(parts) if is_second_here else parts
    with Aside(lambda: _lint(there, plan, policy, store)) as aside:
        found = _lint(here, plan, policy, store)
        made = aside.result()
    others = _lint(there, plan, policy, store) if made is None else made
    first, second = (others, found) if is_second_here else (found, others)
    return [*first[0], *second[0]], [*first[1], *second[1]]


def _lint(
    lists: Sequence[ListFile], plan: LintPlan, policy: Policy, store: Store
) -> tuple[list[Linted], list[PapersyncError]]:
    done: list[Linted] = []
    errors: list[PapersyncError] = []
    for each in lists:
        try:
            page = Facts(store.papers, options=policy.judge_options, links=policy.links).page(
                each.name, each.read(Contents.of)
            )
            named = papers_named([page])
            page = replace(page, unconfirmed=unconfirmed(named, store))
            done.append(_lint_list(each, page, plan, policy)._replace(named=named))
        except PapersyncError as error:
            errors.append(error)
    return done, [*errors, *(each.unwritten for each in done if each.unwritten is not None)]


def _lint_list(each: ListFile, page: Page, plan: LintPlan, policy: Policy) -> Linted:
    if plan.fix and not each.unmerged:
        return _fix_list(each, page, plan, policy)
    return Linted(each.name, each.source, each.source, policy.check(page), unmerged=plan.fix)


def _fix_list(each: ListFile, page: Page, plan: LintPlan, policy: Policy) -> Linted:
    # Most lints fix nothing, and proving takes much to load.
    from papersync.app.mending import without_unproved  # noqa: PLC0415
    from papersync.lint.fixing import fix_to_fixpoint  # noqa: PLC0415

    facts = Facts(page.records, page.missing, page.unconfirmed, page.options, page.links)

    def relint(text: bytes) -> tuple[Finding, ...]:
        read = page if text == page.source else facts.page(each.name, text)
        return without_unproved(read, policy.check(read), facts, policy, unsafe=plan.unsafe)

    settled = fix_to_fixpoint(each.source, relint, unsafe=plan.unsafe)
    if plan.write and settled.text != each.source:
        try:
            each.write(settled.text)
        except InputError as error:
            return Linted(each.name, each.source, each.source, policy.check(page), unwritten=error)
    return Linted(
        each.name,
        each.source,
        settled.text,
        relint(settled.text if plan.write else each.source),
        settled.fixed,
        settled.conflicting,
        unfinished=not settled.settled,
    )

"""A refresh whose edits would do something else than announced writes the rest, and says so."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from papersync.app.asking import Sources
from papersync.app.facts import Facts
from papersync.app.lists import read_lists
from papersync.app.mending import Mending, Wishes, prove
from papersync.app.policy import Policy
from papersync.app.refresh import Refresh, RefreshPlan, refresh
from papersync.app.stack import contact_of
from papersync.cli.refresh_report import exit_code
from papersync.config import Config
from papersync.errors import ExitCode
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.page import Page
from papersync.lint.registry import RULES
from papersync.lint.rule import Rule
from papersync.store.confirmations import Confirmations
from papersync.store.repository import StoreFile
from papersync.text import Edit, Span
from tests.records import BY_ID, RANKGEN


class Careless(Rule):
    """A rule with a bug: its fix names another paper."""

    code = "PS204"
    name = "careless"
    level = Level.INFO
    fixes = (Safety.SAFE,)
    examples = ()

    def check(self, page: Page) -> Iterator[Finding]:
        """Always something to do at the first byte."""
        edit = Edit(Span(0, 0), b"See https://arxiv.org/abs/2001.08361 \n\n")
        yield self.finding(page, Span(0, 1), "careless", fix=Fix(Safety.SAFE, (edit,)))


def refreshed(folder: Path, text: str) -> Refresh:
    page = folder / "README.md"
    page.write_text(text)
    lists, _ = read_lists([page], folder / "locks")
    confirmations = Confirmations.load(folder / "cache", "http://127.0.0.1:9")
    store_file = StoreFile(folder / "papers.json", folder / "locks")
    sources = Sources(store_file, confirmations, None, datetime(2026, 11, 22, tzinfo=UTC), timedelta(hours=20))
    return asyncio.run(refresh(lists, RefreshPlan(), Policy(rules=(Careless(), *RULES)), sources))


def test_the_offender_is_left_out_and_the_rest_is_written(tmp_path: Path) -> None:
    text = "# L\n\n- [a](https://arxiv.org/abs/2205.09726?utm_source=x)\n"
    done = refreshed(tmp_path, text)
    assert (tmp_path / "README.md").read_text() == text.replace("?utm_source=x", "")
    (each,) = done.lists
    assert [proposal.span for proposal in each.dropped] == [Span(0, 1)]
    assert exit_code(done, [], checked=False, exit_zero=True) is ExitCode.BUG


def test_an_addition_is_made_although_a_mend_of_the_entry_did_not_prove_right() -> None:
    text, facts = f"- [{RANKGEN.title}](https://arxiv.org/abs/2205.09726)\n", Facts(BY_ID)
    policy = Policy(rules=(Careless(), *RULES))
    page = facts.page("README.md", text.encode())
    proved = prove(Mending(page, policy.check(page), Wishes(frozenset(["authors", "date"]))), facts, policy)
    assert proved.text.decode() == text.replace(
        "\n", " *Kalpesh Krishna, Yapei Chang, John Wieting, Mohit Iyyer* (2022-05-19)\n"
    )
    assert [proposal.kinds for proposal in proved.kept] == [("authors added", "date added")], "one entry counts once"
    assert [proposal.kinds for proposal in proved.dropped] == [("PS204 careless",)]


def test_the_contact_is_configured_or_the_workflows_repository() -> None:
    config = Config(root=Path())
    workflow = {"GITHUB_SERVER_URL": "https://git.example", "GITHUB_REPOSITORY": "a/b"}
    assert contact_of(config, {}) == ""
    assert contact_of(config, workflow) == "https://git.example/a/b"
    assert contact_of(replace(config, contact="me@example.org"), workflow) == "me@example.org"

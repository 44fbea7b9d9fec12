"""What this repository says of itself: its own reading list, its records, its README."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from papersync.app.facts import Facts
from papersync.app.mending import Mending, Wishes
from papersync.app.policy import Policy
from papersync.cli.commands import app
from papersync.config import Config, load_config
from papersync.errors import ExitCode
from papersync.identifiers import ArxivId
from papersync.lint.finding import Level
from papersync.lint.page import Page
from papersync.store.codec import Store, dumps, loads
from papersync.store.hearsay import unconfirmed

ROOT: Final = Path(__file__).parents[1]
README: Final = (ROOT / "README.md").read_text("utf-8")
# What the list began with; it may grow.
FIRST: Final = """
2001.08361 2009.01325 2102.06701 2112.09332 2203.02155 2204.05862 2205.09726 2205.14334 2206.14486 2207.05221 2210.11416
2211.03540 2212.08073 2212.09251 2212.09689 2212.10560 2212.12017
"""


@pytest.fixture(scope="module")
def config() -> Config:
    """The configuration at the root."""
    return load_config(ROOT, {})


@pytest.fixture(scope="module")
def store(config: Config) -> Store:
    """The store that the configuration names."""
    return loads(config.store_path.read_bytes(), str(config.store_path))


@pytest.fixture(scope="module")
def page(config: Config, store: Store) -> Page:
    """The one list that the configuration names, with what the store knows."""
    (name,) = config.lists
    facts = Facts(store.papers, unconfirmed=unconfirmed(store.papers, store))
    return facts.page(name, (ROOT / name).read_bytes())


def test_the_configuration_is_the_roots_own(config: Config) -> None:
    assert config.found_in == ROOT / "papersync.toml"


def test_the_store_is_canonical(config: Config, store: Store) -> None:
    assert dumps(store) == config.store_path.read_bytes()


def test_list_and_store_hold_the_same_papers(page: Page, store: Store) -> None:
    listed = [reference.id for reference in page.references if reference.id is not None]
    assert sorted(listed) == sorted(store.papers), "each once"
    assert len(page.entries) == len(listed)
    assert {ArxivId.parse(text) for text in FIRST.split()} <= set(listed)


def test_nobodys_abstract_is_in_the_repository(page: Page, store: Store) -> None:
    bundled = [paper for paper in store if paper.origin == "bundled"]
    assert all(paper.abstract is None for paper in bundled), "only what arXiv was asked for has an abstract"
    assert not any(entry.abstract for entry in page.entries)


def test_the_list_has_no_errors_or_warnings(page: Page) -> None:
    assert [finding for finding in Policy().check(page) if finding.level is not Level.INFO] == []


def test_a_refresh_would_leave_the_list_as_it_is(page: Page, config: Config) -> None:
    assert config.fields
    assert Mending(page, Policy().check(page), Wishes(frozenset(config.fields))).proposals == ()


def test_the_readme_shows_what_the_demo_does() -> None:
    (shown,) = re.findall(r"```diff\n(.*?)```", README, re.DOTALL)
    done = (ROOT / "tests/golden/demo.txt").read_text("utf-8").split("\n")
    lines = shown.rstrip("\n").split("\n")
    assert len(lines) == 6
    assert [line for line in lines if line not in done] == []


def test_the_readme_names_commands_and_options_that_exist() -> None:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    (use,) = re.findall(r"```sh\n(papersync .*?)```", README, re.DOTALL)
    commands = re.findall(r"^papersync ([a-z-]+)", use, re.MULTILINE)
    assert len(commands) == 5
    assert set(commands) | set(re.findall(r"`(lint|refs|entries|show|rules)\b", README)) <= set(group.commands)
    options = {name for each in (group, *group.commands.values()) for option in each.params for name in option.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) - options == {"--help"}


def test_the_readme_names_every_exit_code() -> None:
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)] == [
        code.value for code in ExitCode
    ]


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https?:)([^)]+)\)", README))
def test_what_the_readme_links_to_is_there(link: str) -> None:
    assert (ROOT / link).exists()

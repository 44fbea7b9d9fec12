"""The promise, place by place: what a person wrote is in the list after every command."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Cli
from tests.records import RANKGEN, SCALING

URL = "https://arxiv.org/abs/2205.09726"
HEAD = f"### RANKGEN: Improving Text Generation with Large Ranking Models [x]({URL})"
MENDED_HEAD = HEAD.replace("RANKGEN", "RankGen")
ABSTRACT = RANKGEN.abstract or ""
EXCERPT = ABSTRACT[: ABSTRACT.index(" The encoder")]
OFF = "<!-- papersync: off -->"
TORN = ABSTRACT.replace("beam search", "beamsearch")


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param(f"> {EXCERPT} My own remark: read it twice, please!\n", id="words-behind"),
        pytest.param(f"> {EXCERPT}\n>\n> My own paragraph, which I like.\n", id="paragraph-behind"),
        pytest.param(f"> {EXCERPT.replace('encoder', '[encoder](https://example.org)')}\n", id="link"),
        pytest.param(f"> {EXCERPT.replace('encoder', '**encoder**')}\n", id="emphasis"),
        pytest.param(f"> {EXCERPT.replace('encoder', '`encoder`')}\n", id="code"),
        pytest.param(f"> {EXCERPT}\n>\n> - a list\n", id="list"),
        pytest.param("> The one with the ranking. I wrote this.\n", id="own-words-alone"),
    ],
)
def test_regenerate_keeps_what_is_not_arxivs(online: Cli, quote: str) -> None:
    page = online.write("README.md", f"{MENDED_HEAD}\n{quote}\nA note.\n")
    assert online("refresh", "--regenerate").code == 0
    assert page.read_text() == f"{MENDED_HEAD}\n{quote}\nA note.\n"


@pytest.mark.parametrize("underline", ["---", "==="])
def test_fields_go_below_a_setext_heading(online: Cli, underline: str) -> None:
    online.write("papersync.toml", 'fields = ["authors"]\n')
    page = online.write("README.md", f"{RANKGEN.title}\n[x]({URL})\n{underline}\n\ntext\n")
    assert online("refresh").code == 0
    assert page.read_text().startswith(f"{RANKGEN.title}\n[x]({URL})\n{underline}\n\n*Kalpesh Krishna,")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HEAD}\n\n{OFF}\n\n> {TORN}\n\n<!-- papersync: on -->\n", id="off-inside-an-entry"),
        pytest.param(f"{OFF}\n\n{HEAD}\n> {TORN}\n", id="off-around-an-entry"),
        pytest.param(
            f"{HEAD}\n> {EXCERPT}\n<<<<<<< a\n> The encoder is.\n=======\n> The encoder was.\n>>>>>>> b\n",
            id="quote-that-goes-on-in-a-hunk",
        ),
    ],
)
def test_nothing_is_written_there(online: Cli, text: str) -> None:
    page = online.write("README.md", text)
    online("refresh", "--regenerate")
    assert page.read_text() == text


@pytest.mark.parametrize(
    "note",
    [
        "*Must read before anything else.*",
        "*TL;DR: ranking works*",
        "*accepted at EMNLP 2022*",
        "*ETH Zurich*",
        "*(in Chinese)*",
    ],
)
def test_an_italic_note_is_no_evidence_against_a_title(online: Cli, note: str) -> None:
    head = MENDED_HEAD.replace("Improving Text", "Improving the Text")
    page = online.write("README.md", f"{head}\n\n{note}\n\n> {TORN}\n")
    done = online("refresh", "--output-format", "json")
    assert "PS203" not in {finding["code"] for finding in done.json["findings"]}
    assert note in page.read_text()


def test_a_line_never_becomes_a_list_item(online: Cli) -> None:
    words = ABSTRACT.replace(" often repeats", "\n> indeed - repeats")
    text = f"{MENDED_HEAD}\n> {words}\n"
    page = online.write("README.md", text)
    online("refresh")
    assert not any(line.startswith("> - ") for line in page.read_text().split("\n"))


def test_an_unsafe_repair_is_not_made_by_another_name(online: Cli) -> None:
    online.write("papersync.toml", 'link = "pdf"\n')
    text = f"### {RANKGEN.title} [x]({URL}%20(http://example.org/a.pdf))\n"
    page = online.write("README.md", text)
    assert online("refresh", "--regenerate").code == 1
    assert page.read_text() == text


def test_versions_as_configured(online: Cli) -> None:
    online.write("papersync.toml", 'version = "latest"\n')
    page = online.write("README.md", f"### {RANKGEN.title} [x]({URL}?context=cs)\n")
    done = online("refresh", "--regenerate", "--output-format", "json")
    assert (done.code, page.read_text()) == (0, f"### {RANKGEN.title} [x]({URL}v1)\n")


def test_what_a_diff_showed_a_refresh_writes(online: Cli) -> None:
    """Looking must not make a record count as looked up."""
    page = online.write("README.md", f"{MENDED_HEAD}\n")
    online("refresh")
    store = online.folder / "data/papers.json"
    store.write_text(store.read_text().replace(RANKGEN.title, "RankGen: An Older Title of That Paper"))
    page.write_text(MENDED_HEAD.replace(RANKGEN.title, "RankGen: An Older Title of That Paper") + "\n")
    shown = online("refresh", "--diff")
    assert f"+### {RANKGEN.title}" in shown.out
    assert online("refresh").code == 0
    assert page.read_text() == f"{MENDED_HEAD}\n"
    assert json.loads(store.read_bytes())["papers"]["2205.09726"]["title"] == RANKGEN.title


def test_prune_looks_at_all_lists(online: Cli) -> None:
    online.write("papersync.toml", 'lists = ["a.md", "b.md"]\n')
    online.write("a.md", f"{MENDED_HEAD}\n")
    online.write("b.md", f"### {SCALING.title} [x](https://arxiv.org/abs/2001.08361)\n")
    online("refresh")
    assert online("refresh", "--prune", "a.md").code == 2
    assert online("refresh", "--prune").code == 0
    assert len(json.loads((online.folder / "data/papers.json").read_bytes())["papers"]) == 2


def test_definition_that_is_both_tracked_and_rewritten(online: Cli) -> None:
    """One place, two reasons to edit it: the rewriting covers the repair, wherever the definition stands."""
    online.write("papersync.toml", 'link = "pdf"\n')
    head = f"## S\n\n### [{RANKGEN.title}][r]\n\n## T\n\n"
    page = online.write("README.md", f"{head}[r]: {URL}?context=cs\n")
    assert online("refresh", "--regenerate").code == 0
    assert page.read_text() == f"{head}[r]: https://arxiv.org/pdf/2205.09726\n"


def test_emphasis_is_not_left_around_nothing(online: Cli) -> None:
    title = RANKGEN.title.replace("Large Ranking", "Large **Really** Ranking")
    text = f"### {title} [x]({URL})\n"
    page = online.write("README.md", text)
    assert online("refresh").code == 0
    assert "****" not in page.read_text()

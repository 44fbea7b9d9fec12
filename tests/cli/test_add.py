"""`papersync add`, as its users meet it."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Cli
from tests.records import INSTRUCT, RANKGEN, SCALING, SELF

LIST = """# Reading

## Reinforcement Learning from Human Feedback

Prose of mine.

### Training language models to follow instructions with human feedback [[ArXiv](https://arxiv.org/pdf/2203.02155.pdf)]

> Labelers wrote demonstrations, ranked outputs, and a model learnt from both, and
> this line is here to show how the list wraps what it says.

## Instructions

### Self-Instruct: Aligning Language Models with Self-Generated Instructions \
[[ArXiv](https://arxiv.org/pdf/2212.10560.pdf)], \
[[Github](https://github.com/yizhongw/self-instruct)].

> My own words about it.

## Empty
"""
NEW = """### Scaling Laws for Neural Language Models [[ArXiv](https://arxiv.org/pdf/2001.08361.pdf)]

> How does the loss of a language model fall with its size? We fit power laws over
> seven orders of magnitude and find that width and depth hardly matter. Large
> models are more sample-efficient, so that a fixed budget is best spent on a very
> large model whose training is stopped early.
"""


def test_written_like_its_neighbours(online: Cli) -> None:
    page = online.write("README.md", LIST)
    done = online("add", "2001.08361", "--section", "rlhf")
    assert done.code == 0, done.err
    assert page.read_text() == LIST.replace("\n## Instructions", f"\n{NEW}\n## Instructions")
    assert sorted(json.loads((online.folder / "data/papers.json").read_bytes())["papers"]) == ["2001.08361"]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("https://arxiv.org/abs/2001.08361", id="url"),
        pytest.param("https://doi.org/10.48550/arXiv.2001.08361", id="doi"),
        pytest.param("arXiv:2001.08361", id="prefix"),
        pytest.param("https://arxiv.org/pdf/2001.08361.pdf?trk=x", id="tracked-url"),
    ],
)
def test_every_form_of_identifier(online: Cli, written: str) -> None:
    page = online.write("README.md", LIST)
    assert online("add", written, "--section", "rlhf").code == 0
    assert NEW in page.read_text()


def test_several_at_once_in_their_order(online: Cli) -> None:
    page = online.write("README.md", LIST)
    assert online("add", "2001.08361", "2205.09726", "--section", "instructions").code == 0
    text = page.read_text()
    assert text.index(SELF.title) < text.index(SCALING.title) < text.index(RANKGEN.title) < text.index("## Empty")


def test_from_standard_input(online: Cli) -> None:
    page = online.write("README.md", LIST)
    assert online("add", "-", "--section", "rlhf", stdin="2001.08361\n").code == 0
    assert NEW in page.read_text()


def test_empty_section_takes_the_style_of_the_list(online: Cli) -> None:
    page = online.write("README.md", LIST)
    assert online("add", "2001.08361", "--section", "empty").code == 0
    assert page.read_text() == LIST + "\n" + NEW


def test_among_bullets_a_bullet_and_remove_undoes_it(online: Cli) -> None:
    before = "# L\n\n## A\n\n1. [Self-Instruct](https://arxiv.org/pdf/2212.10560.pdf), Wang et al., ACL 2023\n\n## B\n"
    page = online.write("README.md", before)
    assert online("add", "2205.09726", "--section", "A").code == 0
    new = "2. [RankGen: Improving Text Generation with Large Ranking Models](https://arxiv.org/pdf/2205.09726.pdf)"
    assert page.read_text() == before.replace("2023\n", f"2023\n{new}, Krishna et al., 2022\n")
    assert online("remove", "2205.09726").code == 0
    assert page.read_text() == before


def test_list_without_entries(online: Cli) -> None:
    page = online.write("README.md", "# Reading\n\n## Mine\n")
    assert online("add", "2203.02155", "--section", "mine").code == 0
    assert page.read_text() == (
        "# Reading\n\n## Mine\n\n"
        f"### {INSTRUCT.title} [arXiv](https://arxiv.org/abs/2203.02155)\n\n> {INSTRUCT.abstract}\n"
    )


def test_listed_there_already(online: Cli) -> None:
    page = online.write("README.md", LIST)
    done = online("add", "2203.02155", "--section", "rlhf")
    assert (done.code, page.read_text()) == (0, LIST)
    assert "already" in done.out


def test_listed_elsewhere(online: Cli) -> None:
    page = online.write("README.md", LIST)
    done = online("add", "2212.10560", "--section", "rlhf")
    assert (done.code, page.read_text()) == (1, LIST)
    assert "README.md:14:" in done.err
    assert "--move" in done.err
    assert "--also" in done.err


def test_move_takes_all_that_a_person_wrote(online: Cli) -> None:
    page = online.write("README.md", LIST)
    done = online("add", "2212.10560", "--section", "rlhf", "--move")
    assert done.code == 0, done.err
    entry = LIST[LIST.index("### Self-Instruct") : LIST.index("\n## Empty")]
    assert page.read_text() == LIST.replace(entry + "\n", "").replace("## Instructions", f"{entry}\n## Instructions")
    assert not (online.folder / "data").exists(), "moving needs no record"


def test_move_there_and_back_is_the_identity(online: Cli) -> None:
    page = online.write("README.md", LIST)
    online("add", "2212.10560", "--section", "rlhf", "--move")
    online("add", "2212.10560", "--section", "instructions", "--move")
    assert page.read_text() == LIST


def test_also_lists_it_twice(online: Cli) -> None:
    page = online.write("README.md", LIST)
    assert online("add", "2212.10560", "--section", "rlhf", "--also").code == 0
    assert page.read_text().count(SELF.title) == 2


def test_move_and_also_exclude_one_another(online: Cli) -> None:
    online.write("README.md", LIST)
    assert online("add", "2212.10560", "--section", "rlhf", "--move", "--also").code == 2


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        pytest.param(("9999.99999", "--section", "rlhf"), 2, "month 99", id="impossible-month"),
        pytest.param(("nonsense", "--section", "rlhf"), 2, "nonsense", id="no-identifier"),
        pytest.param(
            ("2001.08361", "--section", "nowhere"), 2, "Instructions", id="unknown-section-lists-those-there-are"
        ),
        pytest.param(("2101.00001", "--section", "rlhf"), 1, "no such paper", id="paper-that-arxiv-does-not-have"),
        pytest.param(
            ("2001.08361v9", "--section", "rlhf"), 1, "no such version", id="version-that-arxiv-does-not-have"
        ),
        pytest.param(("2001.08361", "2101.00001", "--section", "rlhf"), 1, "2101.00001", id="all-or-none"),
    ],
)
def test_refusals_write_nothing(online: Cli, words: tuple[str, ...], code: int, says: str) -> None:
    page = online.write("README.md", LIST)
    done = online("add", *words)
    assert (done.code, page.read_text()) == (code, LIST)
    assert says in done.err
    assert not (online.folder / "data").exists()


def test_when_arxiv_cannot_be_asked(cli: Cli) -> None:
    page = cli.write("README.md", LIST)
    assert (cli("add", "2001.08361", "--section", "rlhf").code, page.read_text()) == (3, LIST)


def test_what_the_store_knows_needs_no_network(online: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    page = online.write("README.md", f"### {SCALING.title} [x](https://arxiv.org/abs/2001.08361)\n")
    online("refresh")
    page.write_text(LIST)
    assert online("add", "2001.08361", "--section", "rlhf", "--offline").code == 0
    assert NEW in page.read_text()


def test_conflicted_list_is_refused(online: Cli) -> None:
    text = LIST + "\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"
    page = online.write("README.md", text)
    done = online("add", "2001.08361", "--section", "rlhf")
    assert (done.code, page.read_text()) == (2, text)
    assert "resolve" in done.err
    assert "README.md:20" in done.err


def test_diff_shows_and_writes_nothing(online: Cli) -> None:
    page = online.write("README.md", LIST)
    done = online("add", "2001.08361", "--section", "rlhf", "--diff")
    assert (done.code, page.read_text()) == (1, LIST)
    assert "+### Scaling Laws" in done.out
    assert not (online.folder / "data").exists()


def test_configured_link_form_wins_over_the_neighbours(online: Cli) -> None:
    online.write("papersync.toml", 'link = "abs"\n')
    page = online.write("README.md", LIST)
    online("add", "2001.08361", "--section", "rlhf")
    assert "[[ArXiv](https://arxiv.org/abs/2001.08361)]" in page.read_text()


def test_several_lists_need_to_be_told_apart(online: Cli) -> None:
    online.write("papersync.toml", 'lists = ["a.md", "b.md"]\n')
    online.write("a.md", LIST)
    page = online.write("b.md", LIST)
    assert online("add", "2001.08361", "--section", "rlhf").code == 2
    assert online("add", "2001.08361", "--section", "rlhf", "--to", "b.md").code == 0
    assert NEW in page.read_text()

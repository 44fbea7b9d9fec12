"""`papersync add` with a pipe, a note, a section that is not there yet, and lists without entries."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli

INSTRUCT = "[Training language models to follow instructions with human feedback](https://arxiv.org/abs/2203.02155)"
SCALING = "[Scaling Laws for Neural Language Models](https://arxiv.org/abs/2001.08361)"
LIST = f"""# Reading

## Contents

- [Agents](#agents)
- [Learning](#learning)
- [Contributing](#contributing)

## Agents

- [RankGen: Improving Text Generation with Large Ranking Models](https://arxiv.org/abs/2205.09726): of use to us here.

## Learning

- {INSTRUCT}

## Contributing

Please do.
"""


@pytest.mark.parametrize("words", [pytest.param((), id="nothing"), pytest.param(("-",), id="a dash")])
def test_identifiers_from_a_pipe(online: Cli, words: tuple[str, ...]) -> None:
    page = online.write("README.md", LIST)
    done = online("add", *words, "--section", "learning", stdin="2001.08361\n10.48550/arXiv.2205.09726\n")
    assert done.code == 1
    assert "2205.09726 is listed already: README.md:11:" in done.err
    assert page.read_text() == LIST
    done = online("add", *words, "--section", "learning", stdin="\n 2001.08361\n2203.02155\n")
    assert done.code == 0, done.err
    assert page.read_text() == LIST.replace(f"- {INSTRUCT}\n", f"- {INSTRUCT}\n- {SCALING}\n")


def test_an_empty_pipe(online: Cli) -> None:
    online.write("README.md", LIST)
    done = online("add", "--section", "learning", stdin=" \n")
    assert done.code == 2
    assert "no identifiers were given" in done.err


def test_a_note_as_the_neighbours_have_theirs(online: Cli) -> None:
    page = online.write("README.md", LIST)
    done = online("add", "2001.08361", "--section", "agents", "--note", "Read it,\n\n  *twice* | thrice.")
    assert done.code == 0, done.err
    assert f"here.\n- {SCALING}: Read it, *twice* | thrice.\n\n## Learning" in page.read_text()


KEPT = "Zwei\u2009Worte,\u3000a\u2028b\x0cc  d."


def test_a_note_keeps_what_it_holds_besides_line_endings(online: Cli) -> None:
    page = online.write("README.md", LIST)
    done = online("add", "2001.08361", "--section", "agents", "--note", f"{KEPT} \r\n\n e")
    assert done.code == 0, done.err
    assert f"{SCALING}: {KEPT} e\n" in page.read_bytes().decode()


def test_a_note_for_what_is_there_already(online: Cli) -> None:
    page = online.write("README.md", LIST)
    done = online("add", "2203.02155", "--section", "learning", "--note", "Again.")
    assert done.code == 0
    assert "without it" in done.err
    assert page.read_text() == LIST


HEADED = """# Reading

## Learning

### RankGen: Improving Text Generation with Large Ranking Models [arXiv](https://arxiv.org/abs/2205.09726)

My own words.

## Contributing

Please do. <!-- x -->
"""


def test_a_note_below_a_heading(online: Cli) -> None:
    page = online.write("README.md", HEADED)
    done = online("add", "2001.08361", "--section", "learning", "--note", "One.\n\n- two\n")
    assert done.code == 0, done.err
    heading = "### Scaling Laws for Neural Language Models [arXiv](https://arxiv.org/abs/2001.08361)"
    assert page.read_text() == HEADED.replace("## Contr", f"{heading}\n\nOne.\n\n- two\n\n## Contr")


def test_a_note_below_a_heading_keeps_what_it_holds(online: Cli) -> None:
    page = online.write("README.md", HEADED)
    done = online("add", "2001.08361", "--section", "learning", "--note", f"{KEPT}\r\n{KEPT}\rf")
    assert done.code == 0, done.err
    assert f"\n\n{KEPT}\n{KEPT}\nf\n\n## Contr" in page.read_bytes().decode()


@pytest.mark.parametrize("note", [pytest.param("<!-- open", id="comment"), pytest.param("## Mine", id="heading")])
def test_a_note_that_changes_what_follows_is_refused(online: Cli, note: str) -> None:
    page = online.write("README.md", HEADED)
    done = online("add", "2001.08361", "--section", "learning", "--note", note)
    assert done.code == 2
    assert "with this note" in done.err
    assert page.read_text() == HEADED


def test_a_new_section_in_order_and_in_the_contents(online: Cli) -> None:
    page = online.write("README.md", LIST)
    done = online("add", "2001.08361", "--section", "Laws of Scale", "--create")
    assert done.code == 0, done.err
    assert done.out.splitlines()[0] == "README.md: section 'Reading > Laws of Scale' created"
    text = LIST.replace("- [Learning](#learning)\n", "- [Learning](#learning)\n- [Laws of Scale](#laws-of-scale)\n")
    assert page.read_text() == text.replace("## Contributing", f"## Laws of Scale\n\n- {SCALING}\n\n## Contributing")
    assert online("lint", "--offline").code == 0


def test_create_means_a_section_that_is_there(online: Cli) -> None:
    page = online.write("README.md", LIST)
    done = online("add", "2001.08361", "--section", "LEARNING", "--create")
    assert done.code == 0, done.err
    assert page.read_text().count("## ") == LIST.count("## ")


def test_create_below_a_section(online: Cli) -> None:
    page = online.write("README.md", LIST)
    done = online("add", "2001.08361", "--section", "Agents > Tools", "--create", "--output-format", "json")
    assert done.code == 0, done.err
    assert done.json["section_created"] is True
    assert f"here.\n\n### Tools\n\n- {SCALING}\n\n## Learning" in page.read_text()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(("2001.08361", "--section", "Nothing > New", "--create"), "no section 'Nothing", id="no-parent"),
        pytest.param(("2001.08361", "--section", "[](x)", "--create"), "cannot be the name", id="no-words"),
        pytest.param(("2001.08361", "--section", "agents", "--note", " "), "the note is empty", id="empty-note"),
        pytest.param(("2001.08361", "--section", "agents", "--note", "a\udcff"), "not UTF-8", id="note-of-bytes"),
        pytest.param(("2001.08361", "--section", "N\udcff", "--create"), "not UTF-8", id="section-of-bytes"),
        pytest.param(("9999.99999", "--section", "New", "--create"), "9999.99999", id="impossible"),
    ],
)
def test_refusals_write_nothing(online: Cli, words: tuple[str, ...], says: str) -> None:
    page = online.write("README.md", LIST)
    done = online("add", *words)
    assert done.code == 2
    assert says in done.err
    assert page.read_text() == LIST


def test_a_section_is_not_made_for_a_paper_that_is_listed_elsewhere(online: Cli) -> None:
    page = online.write("README.md", LIST)
    assert online("add", "2203.02155", "--section", "New", "--create").code == 1
    assert page.read_text() == LIST


@pytest.mark.parametrize(
    ("layout", "written"),
    [
        pytest.param("bullet", f"- {SCALING} (2022-05)\n", id="bullet"),
        pytest.param("table", f"| Title | Date |\n| --- | --- |\n| {SCALING} | 2022-05-19 |\n", id="table"),
        pytest.param(
            "heading",
            "### Scaling Laws for Neural Language Models [arXiv](https://arxiv.org/abs/2001.08361)\n\n2022-05-19\n",
            id="heading",
        ),
    ],
)
def test_a_list_without_entries_takes_the_configured_layout(online: Cli, layout: str, written: str) -> None:
    online.write("papersync.toml", f'layout = "{layout}"\nfields = ["title", "link", "date"]\n')
    page = online.write("README.md", "# List\r\n\r\n## Papers\r\n")
    done = online("add", "2001.08361", "--section", "papers")
    assert done.code == 0, done.err
    assert page.read_bytes().decode() == f"# List\n\n## Papers\n\n{written}".replace("\n", "\r\n")

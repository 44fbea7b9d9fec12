"""Which section a name means."""

from __future__ import annotations

import pytest

from papersync.entries.sections import Section, find_section, sections_of
from papersync.errors import SectionError
from tests.entries.reading import read

LIST = """# Reading

## Reinforcement Learning from Human Feedback <a name="rl-hf"></a>

Intro.

### A paper [arXiv](https://arxiv.org/abs/2205.09726)
> q

## Generating Text

### Decoding

## Evaluation (EVAL)

## Retrieval

Retrieval-augmented generation (RAG) reads before it writes.

## Generating Images

### Decoding

## 综述
"""


def sections() -> tuple[Section, ...]:
    return sections_of(*read(LIST))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        pytest.param(
            "reinforcement-learning-from-human-feedback-", "Reinforcement Learning from Human Feedback", id="slug"
        ),
        pytest.param("rl-hf", "Reinforcement Learning from Human Feedback", id="explicit-anchor"),
        pytest.param("#rl-hf", "Reinforcement Learning from Human Feedback", id="anchor-as-written-in-a-link"),
        pytest.param("generating text", "Generating Text", id="heading-in-any-case"),
        pytest.param("papers-to-read", "Retrieval", id="alias"),
        pytest.param("eval", "Evaluation (EVAL)", id="acronym-in-the-heading"),
        pytest.param("RAG", "Retrieval", id="acronym-in-the-first-paragraph"),
        pytest.param("rlhf", "Reinforcement Learning from Human Feedback", id="initials-without-from"),
        pytest.param("gt", "Generating Text", id="initials-of-two-words"),
        pytest.param("Images", "Generating Images", id="part-of-the-heading"),
        pytest.param("Generating Text > Decoding", "Generating Text > Decoding", id="path"),
        pytest.param("综述", "综述", id="other-scripts"),
        pytest.param("decoding-1", "Generating Images > Decoding", id="slug-of-the-second"),
        pytest.param("decoding", "Generating Text > Decoding", id="slug-of-the-first-of-two-with-one-name"),
        pytest.param("Papers-To-Read", "Retrieval", id="alias-in-any-case"),
        pytest.param("Generating-Images", "Generating Images", id="slug-in-capitals"),
    ],
)
def test_a_name_means_one_section(name: str, path: str) -> None:
    found = find_section(sections(), name, {"papers-to-read": "Retrieval"})
    assert found.name.removeprefix("Reading > ") == path


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("nothing", "'Reading > Generating Text'", id="unknown-lists-the-sections"),
        pytest.param("generating", "several sections", id="part-of-two-headings"),
        pytest.param("Decoding", "name one by its anchor: #decoding, #decoding-1", id="two-headings-of-one-name"),
        pytest.param("", "no section", id="empty"),
        pytest.param("A paper", "no section", id="an-entry-is-no-section"),
    ],
)
def test_refusals_name_what_there_is(name: str, says: str) -> None:
    with pytest.raises(SectionError) as caught:
        find_section(sections(), name)
    assert says in f"{caught.value} {caught.value.hint}"


def test_the_first_kind_with_a_hit_decides() -> None:
    text = "# L\n\n## Decoding\n\n## Decoding Strategies\n"
    assert find_section(sections_of(*read(text)), "decoding").heading.text == "Decoding"


def test_body_ends_at_the_next_section_and_holds_its_entries() -> None:
    first = sections()[1]
    assert [entry.title.text for entry in first.entries if entry.title] == ["A paper"]
    assert first.introduction == "Intro."


def test_a_list_without_sections_says_so() -> None:
    with pytest.raises(SectionError, match="no sections"):
        find_section((), "x")

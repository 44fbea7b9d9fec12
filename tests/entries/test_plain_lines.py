"""Items of one line that are known from their bytes, and those that are not."""

from __future__ import annotations

import pytest

from papersync.entries.plain_lines import Shown, plain_line
from papersync.markdown import parse_document
from papersync.references import find_references
from papersync.references.model import UsualReference

URL = "https://arxiv.org/abs/2205.09726"


def shown_in(source: str) -> tuple[Shown, ...] | None:
    text = source.replace("§", URL).encode()
    reference = next(each for each in find_references(parse_document(text)) if isinstance(each, UsualReference))
    line = plain_line(text, reference)
    return None if line is None else line.shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        pytest.param("- [On Words](§)\n", (Shown("On Words", False, 2),), id="a link"),
        pytest.param(
            "* **[Über](§)** é [pdf](b)",
            (Shown("Über", True, 4), Shown(" é ", False, None), Shown("pdf", False, 51)),
            id="in bold, words and a link behind characters of two bytes",
        ),
        pytest.param(
            "- 2023-01-02, **On Words**, Ada et.al., Paper: [§](§)\n- next\n",
            (
                Shown("2023-01-02, ", False, None),
                Shown("On Words", True, None),
                Shown(", Ada et.al., Paper: ", False, None),
                Shown(URL, False, 47),
            ),
            id="a bold title, the next item",
        ),
        pytest.param(
            "- [A](§) [[pdf](b)]\n",
            (Shown("A", False, 2), Shown(" ", False, None), Shown("pdf", False, 41)),
            id="a link in brackets",
        ),
        pytest.param("- [A](§)\n\nWords.\n", (Shown("A", False, 2),), id="a paragraph behind a blank line"),
        pytest.param("- [A](§)\n## B\n", (Shown("A", False, 2),), id="a heading right behind it"),
        pytest.param("Words.\n- [A](§)\r\n\r\n# End\r\n", (Shown("A", False, 9),), id="other line endings"),
    ],
)
def test_what_a_line_shows(source: str, shown: tuple[Shown, ...]) -> None:
    assert shown_in(source) == shown


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("[A](§)\n", id="no item"),
        pytest.param("1. [A](§)\n", id="a number"),
        pytest.param("- a\n  - [A](§)\n", id="nested"),
        pytest.param("> - [A](§)\n", id="in a quote"),
        pytest.param("-  [A](§)\n", id="more than one blank"),
        pytest.param("- [A](§)\n  more\n", id="goes on"),
        pytest.param("- [A](§)\nmore\n", id="goes on at the margin"),
        pytest.param("- [A](§)\n#more\n", id="goes on with what is no heading"),
        pytest.param("- [A](§)\n\n  more\n", id="goes on behind a blank line"),
        pytest.param("- [A](§)\n---\n", id="a rule that would be read with it"),
        pytest.param("- [A](§) `code`\n", id="code"),
        pytest.param("- [A](§) *em*\n", id="emphasis"),
        pytest.param("- [A](§) ** b**\n", id="stars that are not bold"),
        pytest.param("- [A](§) **b\n", id="bold is not closed"),
        pytest.param("- [A](§) <br>\n", id="a tag"),
        pytest.param("- [A](§) &amp;\n", id="an entity"),
        pytest.param("- [A](§) [b](c d)\n", id="a link that is none"),
        pytest.param("- [A](§) $x$\n", id="a formula"),
        pytest.param("- [A](§) \\- b\n", id="an escape"),
        pytest.param("- [x] [A](§)\n", id="a box"),
        pytest.param("- [[A](§), b]\n", id="more than a link in brackets"),
        pytest.param(f"- [A](§) {'word ' * 500}", id="too long behind it"),
        pytest.param(f"- {'word ' * 500} [A](§)\n", id="too long before it"),
    ],
)
def test_what_is_more_than_such_a_line_is_left_to_be_read(source: str) -> None:
    assert shown_in(source) is None


def test_bytes_that_are_no_text_are_left() -> None:
    text = f"- [A]({URL}) ".encode() + b"\xff\n"
    (reference,) = find_references(parse_document(text))
    assert isinstance(reference, UsualReference)
    assert plain_line(text, reference) is None

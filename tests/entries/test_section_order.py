"""Where a section goes that is not there yet: by years, and beside its namesakes."""

from __future__ import annotations

import pytest

from papersync.entries.new_section import new_section
from papersync.entries.reading import read_entries
from papersync.entries.sections import sections_of
from papersync.markdown import parse_document
from papersync.references import find_references
from papersync.text import apply_edits

ENTRY = "- [Ranking What Models Write](https://arxiv.org/abs/2205.09726)\n"


def outline(*names: str) -> str:
    """A list with these headings, an entry under each but the first."""
    return "\n".join([f"{names[0]}\n", *(f"{name}\n\n{ENTRY}" for name in names[1:])])


@pytest.mark.parametrize(
    ("names", "new", "expected"),
    [
        pytest.param(
            ("# L", "## 2025", "## 2024", "## 2020 and before"),
            "2026",
            ["# L", "## 2026", "## 2025", "## 2024", "## 2020 and before"],
            id="years that go down: the latest",
        ),
        pytest.param(
            ("# L", "## 2025", "## 2024", "## 2020 and before"),
            "2022",
            ["# L", "## 2025", "## 2024", "## 2022", "## 2020 and before"],
            id="years that go down: one between",
        ),
        pytest.param(
            ("# L", "## Surveys", "## 2024", "## 2023", "## Tools"),
            "2025",
            ["# L", "## Surveys", "## 2025", "## 2024", "## 2023", "## Tools"],
            id="years among other names",
        ),
        pytest.param(
            ("# L", "## Surveys", "## 2023", "## 2024", "## Tools"),
            "2025",
            ["# L", "## Surveys", "## 2023", "## 2024", "## 2025", "## Tools"],
            id="years that go up",
        ),
        pytest.param(
            ("# L", "# Search", "## 2021 Venues", "## 2020 Venues", "# Surveys"),
            "2022 Venues",
            ["# L", "# Search", "## 2022 Venues", "## 2021 Venues", "## 2020 Venues", "# Surveys"],
            id="beside its namesakes, whatever their level",
        ),
        pytest.param(
            ("# L", "## Part 1", "## Part 2", "## Tools"),
            "Part 3",
            ["# L", "## Part 1", "## Part 2", "## Part 3", "## Tools"],
            id="behind the last namesake",
        ),
        pytest.param(
            ("# L", "## Zebras", "## Agents"), "Models", ["# L", "## Zebras", "## Agents", "## Models"], id="no order"
        ),
    ],
)
def test_place(names: tuple[str, ...], new: str, expected: list[str]) -> None:
    document = parse_document(outline(*names).encode())
    references = find_references(document)
    sections = sections_of(document, read_entries(document, references).entries)
    made = new_section(document, sections, references, new, None)
    after = apply_edits(document.source, made.edits).decode()
    assert [line for line in after.splitlines() if line.startswith("#")] == expected

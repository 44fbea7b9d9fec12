"""Where entries go, and what goes with them when they leave."""

from __future__ import annotations

import pytest

from papersync.entries.part_blocks import PartBlocks
from papersync.entries.placing import Headed, entry_lines, insertions
from papersync.entries.sections import find_section, sections_of
from papersync.text import apply_edits
from tests.entries.reading import read

URL = "https://arxiv.org/abs/2205.{:05}"


def entry(title: str, number: int = 1) -> str:
    return f"### {title} [x]({URL.format(number)})\n> q\n"


def put(text: str, section: str, *, title: str = "Middle", date: str = "2022-01-01") -> str:
    document, entries = read(text)
    target = find_section(sections_of(document, entries), section)
    blocks = PartBlocks(document, apart=True)
    edits = insertions(document, blocks, target, [Headed(b"NEW", title, date)], blank_lines=1)
    return apply_edits(document.source, edits).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "## S\n\n" + entry("A") + "\n## T\n", "## S\n\n" + entry("A") + "\nNEW\n\n## T\n", id="after-its-neighbours"
        ),
        pytest.param(
            "## S\n\n" + entry("A").rstrip("\n"), "## S\n\n" + entry("A") + "\nNEW", id="no-final-newline-stays-so"
        ),
        pytest.param("## S\n\nIntro.  \n\n## T\n", "## S\n\nIntro.  \n\nNEW\n\n## T\n", id="after-the-introduction"),
        pytest.param("## S\n\n## T\n", "## S\n\nNEW\n\n## T\n", id="empty-section"),
        pytest.param("## S", "## S\n\nNEW", id="nothing-below"),
        pytest.param(
            "## S\n\n" + entry("A") + "\n### Sub\n\n" + entry("B", 2),
            "## S\n\n" + entry("A") + "\nNEW\n\n### Sub\n\n" + entry("B", 2),
            id="before-a-subsection",
        ),
        pytest.param(
            "## S\n\n" + entry("A") + "\n---\n\n## T\n",
            "## S\n\n" + entry("A") + "\nNEW\n\n---\n\n## T\n",
            id="before-a-rule",
        ),
        pytest.param(
            "## S\r\n\r\nIntro.\r\n\r\n## T\r\n",
            "## S\r\n\r\nIntro.\r\n\r\nNEW\r\n\r\n## T\r\n",
            id="line-endings-of-the-list",
        ),
    ],
)
def test_insertion(before: str, after: str) -> None:
    assert put(before, "S") == after


@pytest.mark.parametrize(
    ("titles", "behind"),
    [
        pytest.param("ABCXYZ", "C", id="six-in-order"),
        pytest.param("ABXYZ", "Z", id="five-show-no-order"),
        pytest.param("ABCXZY", "Y", id="six-out-of-order"),
        pytest.param("ABCDEF", "F", id="greatest-goes-last"),
    ],
)
def test_order_by_title(titles: str, behind: str) -> None:
    text = "## S\n\n" + "\n".join(entry(title, number) for number, title in enumerate(titles, 1))
    lines = put(text, "S").split("\n")
    above = [line for line in lines[: lines.index("NEW")] if line.startswith("###")]
    assert above[-1].startswith(f"### {behind} ")


@pytest.mark.parametrize(
    ("dates", "above"),
    [
        pytest.param([f"202{n}-06-01" for n in (0, 1, 1, 3, 4, 5)], 3, id="ascending"),
        pytest.param([f"202{n}-06-01" for n in (5, 4, 3, 1, 1, 0)], 3, id="descending"),
    ],
)
def test_order_by_date(dates: list[str], above: int) -> None:
    entries = [f"### T{n} [x]({URL.format(n)})\n\n{date}\n\n> q\n" for n, date in enumerate(dates, 1)]
    lines = put("## S\n\n" + "\n".join(entries), "S").split("\n")
    assert sum(line.startswith("### T") for line in lines[: lines.index("NEW")]) == above


def test_whole_lines_move() -> None:
    document, (only,) = read("## S\n\n### A [x](https://arxiv.org/abs/2205.09726)   \n> q  \n\ntail\n\n## T\n")
    assert entry_lines(document, only).of(document.source).endswith(b"\n> q  \n\ntail")

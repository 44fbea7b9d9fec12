"""Where a section that is made goes, how deep its heading is, and the line in the contents."""

from __future__ import annotations

import pytest

from papersync.app.creating import with_section
from papersync.app.lists import standard_input

URL = "https://arxiv.org/abs/2205.0000{}"


def entry(number: int) -> str:
    return f"\n- [A paper of some kind]({URL.format(number)})\n"


def made(before: str, name: str) -> str:
    return with_section(standard_input(before.encode()), name)[0].decode()


A, B, C = (f"## {name}\n{entry(number)}" for number, name in enumerate("ABC", 1))
LICENSE = "## License\n\nMIT\n"
BY_LABEL, DEFINED = "## A\n\n- [A paper of some kind][1]\n", f"\n[1]: {URL.format(9)}\n"
# What stands above the new section, its heading, what stands below.
PLACES = [
    pytest.param(f"# L\n\n{B}\n{A}\n", "## X\n\n", LICENSE, id="behind-the-last-with-papers"),
    pytest.param(f"# L\n\n{B}\n{A}", "\n## X\n", "", id="at-the-end"),
    pytest.param(f"# L\n\n{B}\n{A}\n### Deeper\n{entry(4)}", "\n## X\n", "", id="behind-what-is-below-the-last"),
    pytest.param(f"# L\n\n{A}\n", "## AB\n\n", f"{B}\n{C}", id="into-their-order"),
    pytest.param("# L\n\n", "## 1A\n\n", f"{A}\n{B}\n{C}", id="first-in-their-order"),
    pytest.param(f"# L\n\n{A}\n", "## AB\n\n", f"<a name=b></a>\n{B}\n{C}", id="before-an-anchor"),
    pytest.param(f"# L\n\n## Papers\n\n#{B}\n#{A}\n", "### X\n\n", "## More\n\nx\n", id="as-deep-as-those-with-papers"),
    pytest.param(f"# L\n\n## 2023\n\n#{A}\n## 2022\n\n#{A}", "\n## 2021\n", "", id="the-outermost"),
    pytest.param("# L\n\nWords.\n", "\n## X\n", "", id="in-a-list-without-sections"),
    pytest.param("Words.", "\n\n## X", "", id="without-any-heading"),
    pytest.param(f"# L\n\n{B}\n{BY_LABEL}", "\n## X\n", DEFINED, id="definitions-stay-last"),
]


@pytest.mark.parametrize(("above", "new", "below"), PLACES)
def test_places(above: str, new: str, below: str) -> None:
    assert made(above + below, new.strip("#\n ")) == above + new + below


def test_below_another_one() -> None:
    before = f"# L\n\n{A}\n{B}"
    assert made(before, "A > X") == f"# L\n\n{A}\n### X\n\n{B}"


def test_line_endings() -> None:
    before = f"# L\n\n{B}\n{A}".replace("\n", "\r\n")
    assert made(before, "X") == before.removesuffix("\r\n") + "\r\n\r\n## X\r\n"


def test_the_contents_are_in_step() -> None:
    contents = "# L\n\n## Contents\n\n1. [B](#b)\n2. [A](#a)\n\n"
    text = made(f"{contents}{B}\n{A}", "X & Y")
    assert "2. [A](#a)\n3. [X & Y](#x--y)\n\n" in text


def test_the_anchor_is_the_new_ones() -> None:
    before = f"# L\n\n{A}\n### X\n\nx\n\n{B}"
    text, anchor = with_section(standard_input(before.encode()), "B > X")
    assert anchor == "x-1"
    assert text.endswith(b"\n### X\n")

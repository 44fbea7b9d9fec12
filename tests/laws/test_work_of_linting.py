"""Finding takes time as the list is long, however much of it is to be found."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from papersync.lint.engine import check
from papersync.lint.page import Page
from tests.counts import count
from tests.records import paper

pytestmark = pytest.mark.nightly

PIECES = count(suite=100, nightly=8_000)
# Where a machine is slow, as many times what a quarter of the pieces takes: linear work 4 of them, quadratic work 16.
MOST_SECONDS = 15
MOST_TIMES = 7
TITLE = "Ranking What {} Models Write for People"
WRONG = "Ranking What {} Models Wrte for People"
"""A letter is missing, so that every title is looked at closely."""


def url(number: int) -> str:
    return f"https://arxiv.org/abs/2205.{number:05}"


def joined(pieces: int, make: Callable[[int, str], str], above: str = "") -> str:
    return above + "".join(make(number, WRONG.format(number)) for number in range(1, pieces + 1))


SHAPES = [
    pytest.param(
        lambda pieces: joined(pieces, lambda n, t: f"| {t} | [pdf]({url(n)}) |\n", "| Title | Paper |\n|---|---|\n"),
        id="rows",
    ),
    pytest.param(lambda pieces: joined(pieces, lambda n, t: f"- [{t}]({url(n)})\n"), id="bullets"),
    pytest.param(lambda pieces: joined(pieces, lambda n, t: f"### {t} [arXiv]({url(n)})\n\nMine.\n\n"), id="headings"),
    pytest.param(
        lambda pieces: (
            joined(pieces, lambda n, t: f"- [{t}][{n}]\n") + joined(pieces, lambda n, _: f"\n[{n}]: {url(n)}")
        ),
        id="definitions",
    ),
    pytest.param(
        lambda pieces: joined(
            pieces, lambda n, t: f'<tr><td>{t}</td><td><a href="{url(n)}">pdf</a></td></tr>\n', "<table>\n"
        ),
        id="html-rows",
    ),
    pytest.param(lambda pieces: 2 * joined(pieces // 2, lambda n, t: f"- [{t}]({url(n)})\n"), id="each-paper-twice"),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_work_is_linear(shape: Callable[[int], str]) -> None:
    taken_s = seconds(shape(PIECES))
    assert taken_s < MOST_SECONDS or taken_s < MOST_TIMES * seconds(shape(PIECES // 4))


def seconds(text: str) -> float:
    """What finding takes of a processor, with a record of each paper."""
    papers = [paper(f"2205.{number:05}", TITLE.format(number)) for number in range(1, PIECES + 1)]
    page = Page.of("list.md", text.encode(), {each.id: each for each in papers})
    started = time.process_time()
    findings = check(page)
    taken_s = time.process_time() - started
    assert len({finding.id for finding in findings if finding.code == "PS204"}) > 0.9 * text.count("Wrte") / 2
    return taken_s

"""Reading takes time as the list is long, whatever somebody has put into it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from papersync.entries import read_entries
from papersync.markdown import parse_document
from papersync.references import find_references
from tests.counts import count

pytestmark = pytest.mark.nightly

PIECES = count(suite=2_000, nightly=20_000)
# Linear work takes a fifth of it under coverage, quadratic work many times as much where PIECES are many.
MOST_SECONDS = 15
# On a slow machine: what four times as much may take, at most, were it linear. Quadratic work takes sixteen times it.
MOST_TIMES = 7
TITLE = "Ranking What Models Write"
ABS = "https://arxiv.org/abs/2205.09726"


def url(number: int) -> str:
    """Another paper each."""
    return f"https://arxiv.org/abs/2001.{number % 100_000:05d}"


def each(pieces: int, make: Callable[[int], str]) -> str:
    return "".join(map(make, range(pieces)))


def table(pieces: int, row: Callable[[int], str]) -> str:
    return "| Title | Paper |\n|---|---|\n" + each(pieces, row)


SHAPES = [
    pytest.param(lambda pieces: each(pieces, lambda n: f"[{TITLE} {n}]({url(n)}) "), id="links-on-one-line"),
    pytest.param(lambda pieces: "- " + each(pieces, lambda n: f"[{TITLE}]({ABS}) "), id="one-paper-on-one-line"),
    pytest.param(
        lambda pieces: each(pieces, lambda n: f"- {TITLE} {n} [pdf]({url(n)})\n"), id="bullets-without-headings"
    ),
    pytest.param(lambda pieces: each(pieces, lambda n: f"- Paper: {url(n)}\n"), id="bullets-without-titles"),
    pytest.param(lambda pieces: table(pieces, lambda n: f"| {TITLE} {n} | [pdf]({url(n)}) |\n"), id="rows"),
    pytest.param(lambda pieces: each(pieces, lambda n: f"{TITLE} [pdf]({url(n)})\n"), id="lines-of-one-paragraph"),
    pytest.param(lambda pieces: each(pieces, lambda _: f"{TITLE}\n") + f"[pdf]({ABS})\n", id="lines-before-one-link"),
    pytest.param(
        lambda pieces: f"- {TITLE}\n" + each(pieces, lambda _: "  <i></i>\n") + f"  [pdf]({ABS})\n",
        id="lines-that-are-tags",
    ),
    pytest.param(
        lambda pieces: "# Some\n\n" + each(pieces, lambda n: f"[pdf]({url(n)})\n\n"), id="paragraphs-under-one-heading"
    ),
    pytest.param(
        lambda pieces: each(pieces, lambda n: f"## {TITLE} {n}\n\n{url(n)}\n\n"), id="headings-with-a-url-each"
    ),
    pytest.param(
        lambda pieces: each(pieces, lambda n: f"# Some {n}\n\n## {TITLE}\n\n[pdf]({url(n)})\n\n"),
        id="families-of-one-heading",
    ),
    pytest.param(
        lambda pieces: each(pieces, lambda n: f"{'  ' * (n % 60)}- {TITLE} [pdf]({url(n)})\n"), id="nested-sixty-deep"
    ),
    pytest.param(
        lambda pieces: f"- {TITLE}\n" + each(pieces, lambda _: f"  - [pdf]({ABS})\n"), id="nested-in-one-item"
    ),
    pytest.param(
        lambda pieces: table(pieces, lambda _: "") + '|""' + '"' * pieces + f"|[pdf]({ABS})|\n", id="quotation-marks"
    ),
    pytest.param(lambda pieces: "- " + '"ab cd" ' * pieces + f"[pdf]({ABS})\n", id="quotations"),
    pytest.param(lambda pieces: "- " + "“a " * pieces + f"[pdf]({ABS})\n", id="quotations-without-end"),
    *(
        pytest.param(lambda pieces, words=words: f"- {words * pieces}[pdf]({ABS})\n", id=f"plain-{name}")
        for name, words in (
            *(("commas", ", "), ("periods", ". "), ("brackets", "[ "), ("parentheses", "("), ("pipes", "| ")),
            *(("capitals", "Aa-"), ("names", "Ada Lovelace, "), ("et-al", "Ada et al. "), ("by", " by Ada")),
            *(("blanks", "  "), ("cjk", "中"), ("digits", "2023-"), ("emoji", "🔥")),
        )
    ),
    pytest.param(lambda pieces: f"- **BERT**: {'Ab, ' * pieces}[pdf]({ABS})\n", id="commas-behind-a-name"),
    pytest.param(lambda pieces: f"- [{'Ranking, ' * pieces}]({ABS})\n", id="one-long-title"),
    pytest.param(
        lambda pieces: (
            "<table>\n" + each(pieces, lambda n: f'<tr><td>{TITLE}</td><td><a href="{url(n)}">pdf</a></td></tr>\n')
        ),
        id="html-rows",
    ),
    pytest.param(
        lambda pieces: "<table><tr>" + each(pieces, lambda n: f'<td>{TITLE}</td><td><a href="{url(n)}">pdf</a></td>\n'),
        id="one-html-row",
    ),
    pytest.param(
        lambda pieces: f"<table><tr><td>{'<b>' * pieces}<a href='{ABS}'>{TITLE}</a>{'</b>' * pieces}\n", id="deep-html"
    ),
    pytest.param(lambda pieces: f"<table><tr><a href='{ABS}'>pdf</a>{'<tr ' * pieces}\n", id="html-tags-without-end"),
    pytest.param(
        lambda pieces: (
            each(pieces, lambda n: f"- [{TITLE}][{n}]\n") + "\n" + each(pieces, lambda n: f"[{n}]: {url(n)}\n")
        ),
        id="definitions",
    ),
    pytest.param(
        lambda pieces: each(
            pieces, lambda n: f"<<<<<<< a\n- [{TITLE}]({url(n)})\n=======\n- [{TITLE}]({ABS})\n>>>>>>> b\n"
        ),
        id="hunks",
    ),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_work_is_linear(shape: Callable[[int], str]) -> None:
    taken_s = seconds(shape(PIECES).encode())
    assert taken_s < MOST_SECONDS or taken_s < MOST_TIMES * seconds(shape(PIECES // 4).encode())


def seconds(source: bytes) -> float:
    """What reading takes of a processor."""
    started = time.process_time()
    document = parse_document(source)
    reading = read_entries(document, find_references(document))
    taken_s = time.process_time() - started
    assert all(0 <= entry.span.start < entry.span.end <= len(source) for entry in reading.entries)
    return taken_s

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
MOST_SECONDS = count(suite=15, nightly=60)
TITLE = "Ranking What Models Write"
ABS = "https://arxiv.org/abs/2205.09726"


def url(number: int) -> str:
    """Another paper each."""
    return f"https://arxiv.org/abs/2001.{number % 100_000:05d}"


def each(make: Callable[[int], str]) -> str:
    return "".join(map(make, range(PIECES)))


def table(row: Callable[[int], str]) -> str:
    return "| Title | Paper |\n|---|---|\n" + each(row)


SHAPES = [
    pytest.param(lambda: each(lambda n: f"[{TITLE} {n}]({url(n)}) "), id="links-on-one-line"),
    pytest.param(lambda: "- " + each(lambda n: f"[{TITLE}]({ABS}) "), id="one-paper-on-one-line"),
    pytest.param(lambda: each(lambda n: f"- {TITLE} {n} [pdf]({url(n)})\n"), id="bullets-without-headings"),
    pytest.param(lambda: each(lambda n: f"- Paper: {url(n)}\n"), id="bullets-without-titles"),
    pytest.param(lambda: table(lambda n: f"| {TITLE} {n} | [pdf]({url(n)}) |\n"), id="rows"),
    pytest.param(lambda: each(lambda n: f"{TITLE} [pdf]({url(n)})\n"), id="lines-of-one-paragraph"),
    pytest.param(lambda: each(lambda _: f"{TITLE}\n") + f"[pdf]({ABS})\n", id="lines-before-one-link"),
    pytest.param(
        lambda: f"- {TITLE}\n" + each(lambda _: "  <i></i>\n") + f"  [pdf]({ABS})\n", id="lines-that-are-tags"
    ),
    pytest.param(lambda: "# Some\n\n" + each(lambda n: f"[pdf]({url(n)})\n\n"), id="paragraphs-under-one-heading"),
    pytest.param(lambda: each(lambda n: f"## {TITLE} {n}\n\n{url(n)}\n\n"), id="headings-with-a-url-each"),
    pytest.param(
        lambda: each(lambda n: f"# Some {n}\n\n## {TITLE}\n\n[pdf]({url(n)})\n\n"), id="families-of-one-heading"
    ),
    pytest.param(lambda: each(lambda n: f"{'  ' * (n % 60)}- {TITLE} [pdf]({url(n)})\n"), id="nested-sixty-deep"),
    pytest.param(lambda: f"- {TITLE}\n" + each(lambda _: f"  - [pdf]({ABS})\n"), id="nested-in-one-item"),
    pytest.param(lambda: table(lambda _: "") + '|""' + '"' * PIECES + f"|[pdf]({ABS})|\n", id="quotation-marks"),
    pytest.param(lambda: "- " + '"ab cd" ' * PIECES + f"[pdf]({ABS})\n", id="quotations"),
    pytest.param(lambda: "- " + "“a " * PIECES + f"[pdf]({ABS})\n", id="quotations-without-end"),
    *(
        pytest.param(lambda words=words: f"- {words * PIECES}[pdf]({ABS})\n", id=f"plain-{name}")
        for name, words in (
            *(("commas", ", "), ("periods", ". "), ("brackets", "[ "), ("parentheses", "("), ("pipes", "| ")),
            *(("capitals", "Aa-"), ("names", "Ada Lovelace, "), ("et-al", "Ada et al. "), ("by", " by Ada")),
            *(("blanks", "  "), ("cjk", "中"), ("digits", "2023-"), ("emoji", "🔥")),
        )
    ),
    pytest.param(lambda: f"- **BERT**: {'Ab, ' * PIECES}[pdf]({ABS})\n", id="commas-behind-a-name"),
    pytest.param(lambda: f"- [{'Ranking, ' * PIECES}]({ABS})\n", id="one-long-title"),
    pytest.param(
        lambda: "<table>\n" + each(lambda n: f'<tr><td>{TITLE}</td><td><a href="{url(n)}">pdf</a></td></tr>\n'),
        id="html-rows",
    ),
    pytest.param(
        lambda: "<table><tr>" + each(lambda n: f'<td>{TITLE}</td><td><a href="{url(n)}">pdf</a></td>\n'),
        id="one-html-row",
    ),
    pytest.param(
        lambda: f"<table><tr><td>{'<b>' * PIECES}<a href='{ABS}'>{TITLE}</a>{'</b>' * PIECES}\n", id="deep-html"
    ),
    pytest.param(lambda: f"<table><tr><a href='{ABS}'>pdf</a>{'<tr ' * PIECES}\n", id="html-tags-without-end"),
    pytest.param(
        lambda: each(lambda n: f"- [{TITLE}][{n}]\n") + "\n" + each(lambda n: f"[{n}]: {url(n)}\n"), id="definitions"
    ),
    pytest.param(
        lambda: each(lambda n: f"<<<<<<< a\n- [{TITLE}]({url(n)})\n=======\n- [{TITLE}]({ABS})\n>>>>>>> b\n"),
        id="hunks",
    ),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_work_is_linear(shape: Callable[[], str]) -> None:
    source = shape().encode()
    started = time.process_time()
    document = parse_document(source)
    reading = read_entries(document, find_references(document))
    assert time.process_time() - started < MOST_SECONDS
    assert all(0 <= entry.span.start < entry.span.end <= len(source) for entry in reading.entries)

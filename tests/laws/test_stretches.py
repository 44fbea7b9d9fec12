"""What is read of a part alone says what the part says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from papersync.entries.standing import Standings
from papersync.entries.stretches import Stretches
from papersync.markdown import parse_document
from papersync.references import find_references
from tests.counts import count
from tests.entries.listed import lists, paragraphs
from tests.laws.test_reading_laws import reading_of

ABS = "https://arxiv.org/abs/2205.09726"
OTHER = "https://arxiv.org/abs/2001.08361"
A = f"**Ranking What Models Write** \\\n*Ada Lovelace* \\\narXiv 2022. [[Paper]({OTHER})] \\\n19 May 2022\n\n"
B = f"**An Image of Words, Seen Late** \\\n_Alan Turing_ \\\n[[Paper]({ABS})]\n\n"


@settings(max_examples=count(suite=200, nightly=10_000))
@given(lists | paragraphs)
def test_an_entry_stands_as_it_stands_in_its_part(source: bytes) -> None:
    document, reading = reading_of(source)
    near, apart = Standings(document, reading, near=True), Standings(document, reading, apart=True)
    for entry in reading.entries:
        assert near.of(entry) == apart.of(entry)


def stretches(text: str) -> list[str]:
    """What is read for the paper ``ABS``."""
    source = f"# List\n\n{text}".encode()
    document = parse_document(source)
    references = find_references(document)
    found = Stretches(source, references, [each.span.start for each in references])
    places = [each.span.start for each in references if each.url == ABS]
    return [span.of(source).decode() for part in document.parts for span in found.around(part, places)][-1:]


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        pytest.param(f"{A}{A}{B}{A}{A}", B, id="between others"),
        pytest.param(f"{A}{B}{B}{A}", f"{B}{B}", id="two beside one another"),
        pytest.param(f"{A}{B}> A note of mine.\n\n{A}{A}", f"{B}> A note of mine.\n\n{A}", id="a quote belongs to it"),
        pytest.param(f"{A}{A}**Words**\n\n{B}{A}", f"**Words**\n\n{B}", id="what may be its title"),
        pytest.param(f"{A}{A}{B}", B, id="at the end"),
        pytest.param(f"{A}{A}\n{B}{A}", B, id="two blank lines"),
    ],
)
def test_a_stretch(text: str, stretch: str) -> None:
    assert stretches(text) == [stretch]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{A}{A}- a\n\n{B}{A}", id="below a list it may go on with an item"),
        pytest.param(f"{A}{A.replace('arXiv', '> arXiv')}{B}{A}", id="a quote above"),
        pytest.param(f"{A}{A.replace('arXiv 2022.', '- arXiv')}{B}{A}", id="a list in the paragraph above"),
        pytest.param(f"{A}{A}{B.replace('Alan', '<b>').replace('_', '<', 1)}{A}".replace("\n\n", "\n \n"), id="blanks"),
        pytest.param(f"{A}{B}{A}".replace("\n", "\r\n"), id="carriage returns"),
    ],
)
def test_the_part_is_read(text: str) -> None:
    assert stretches(text) != [B]
    assert len(stretches(text)[0]) > len(B)

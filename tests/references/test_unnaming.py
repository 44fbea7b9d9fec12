from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.markdown import parse_document
from papersync.markdown.visible import visible
from papersync.references import ReferenceKind, find_references
from papersync.references.unnaming import unnamed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Attention is all", "Attention is all", id="nothing named, nothing changed"),
        pytest.param("see arXiv:2102.06701v2.", "see arXiv\\:2102.06701v2.", id="an identifier with its name"),
        pytest.param(
            "arXiv\uff1a2102.06701", "arXiv\uff1a2102\\.06701", id="a full-width colon is no punctuation here"
        ),
        pytest.param("https://arxiv.org/abs/2102.06701", "https\\://arxiv.org/abs/2102.06701", id="a URL"),
        pytest.param("arxiv.org/abs/2102.06701", "arxiv\\.org/abs/2102.06701", id="a URL without scheme"),
        pytest.param("10.48550/arXiv.2102.06701", "10\\.48550/arXiv.2102.06701", id="a DOI"),
        pytest.param("arXiv:2113.06701", "arXiv\\:2113.06701", id="an impossible one is a reference too"),
        pytest.param("arXiv\\:2102.06701", "arXiv\\:2102.06701", id="once is enough"),
    ],
)
def test_words_that_name_a_paper(text: str, expected: str) -> None:
    assert unnamed(text) == expected


def test_kinds_that_may_stay() -> None:
    text = "arXiv:2102.06701 and https://arxiv.org/abs/2102.06701"
    assert unnamed(text, (ReferenceKind.TEXT, ReferenceKind.BARE)) == text
    assert unnamed(text, (ReferenceKind.TEXT,)) == text.replace("https:", "https\\:")


NAMES = ["arXiv:", "arxiv ", "2102.06701", "hep-th/9901001", "https://", "arxiv.org/abs/", "doi.org/10.48550/arXiv."]
REST = ["alphaxiv.org/abs/", "http://x.example/?u=", " ", "é", ":", ".", "/", "v2", ", "]
PIECES = st.sampled_from([*NAMES, *REST])


@given(st.lists(PIECES, max_size=8).map("".join))
def test_shows_the_same_and_names_nothing(text: str) -> None:
    done = unnamed(text)
    document = parse_document(f"x {done} x\n".encode())
    assert find_references(document) == ()
    (paragraph,) = document.blocks
    assert visible(paragraph.inlines).text == f"x {text} x"

"""What a person types for a paper."""

from __future__ import annotations

from datetime import date

import pytest

from papersync.errors import IdentifierError
from papersync.references import identify


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2001.08361", "2001.08361", id="identifier"),
        pytest.param(" 2001.08361v2\n", "2001.08361v2", id="blanks around, version"),
        pytest.param("arXiv:hep-th/9901001", "hep-th/9901001", id="arXiv:"),
        pytest.param("math.GT/0309136", "math/0309136", id="subject class"),
        pytest.param("10.48550/arXiv.2001.08361", "2001.08361", id="doi"),
        pytest.param("https://doi.org/10.48550/arXiv.2001.08361", "2001.08361", id="doi URL"),
        pytest.param("https://arxiv.org/abs/2001.08361", "2001.08361", id="URL"),
        pytest.param("<https://arxiv.org/pdf/2001.08361v3.pdf#page=2>", "2001.08361v3", id="angle brackets, fragment"),
        pytest.param("arxiv.org/abs/2001.08361?context=cs", "2001.08361", id="no scheme, query"),
        pytest.param("https://arxiv.org/pdf/2001.08361.pdf%E4%B8%AD", "2001.08361", id="mangled"),
        pytest.param("https://huggingface.co/papers/2001.08361", "2001.08361", id="mirror"),
        pytest.param("https://www.google.com/url?q=https://arxiv.org/abs/2001.08361", "2001.08361", id="redirector"),
    ],
)
def test_identify(text: str, expected: str) -> None:
    assert str(identify(text)) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "not an arXiv identifier", id="nothing"),
        pytest.param("Attention Is All You Need", "not an arXiv identifier", id="a title"),
        pytest.param("2013.12345", "no month 13", id="impossible"),
        pytest.param("https://arxiv.org/abs/2013.12345", "no month 13", id="impossible in a URL"),
        pytest.param("https://arxiv.org/list/cs.CL/new", "not an arXiv identifier", id="another page"),
        pytest.param("https://openreview.net/forum?id=x", "not an arXiv identifier", id="another site"),
        pytest.param("https://img.shields.io/badge/arXiv-2001.08361-red", "not an arXiv identifier", id="a picture"),
    ],
)
def test_no_paper(text: str, problem: str) -> None:
    with pytest.raises(IdentifierError, match=problem):
        identify(text)


def test_not_from_the_future() -> None:
    with pytest.raises(IdentifierError, match="in the future"):
        identify("https://arxiv.org/abs/2002.08361", date(2020, 1, 30))
    assert str(identify("2002.08361", date(2020, 1, 31))) == "2002.08361"

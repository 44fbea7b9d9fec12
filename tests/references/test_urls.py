"""URLs: which paper they name, and which only look so."""

from __future__ import annotations

import pytest

from tests.references.given import linked


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://arxiv.org/abs/2001.08361", "2001.08361", id="the usual one"),
        pytest.param("https://arxiv.org/pdf/2001.08361v2.pdf", "2001.08361v2", id="pdf with version"),
        pytest.param("https://arxiv.org/pdf/2001.08361", "2001.08361", id="pdf without suffix"),
        pytest.param("https://arxiv.org/pdf/0704.0001.PDF", "0704.0001", id="four digits, capitals"),
        pytest.param("https://www.arxiv.org/abs/2001.08361", "2001.08361", id="www"),
        pytest.param("https://export.arxiv.org/abs/2001.08361", "2001.08361", id="export"),
        pytest.param("HTTPS://ArXiv.org/abs/2001.08361", "2001.08361", id="capitals in scheme and host"),
        pytest.param("//arxiv.org/abs/2001.08361", "2001.08361", id="the page's scheme"),
        pytest.param("https://arxiv.org:443/abs/2001.08361", "2001.08361", id="port"),
        pytest.param("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001", id="old"),
        pytest.param("https://arxiv.org/pdf/hep-th/9901001v3.pdf", "hep-th/9901001v3", id="old pdf"),
        pytest.param("https://arxiv.org/abs/math.GT/0309136", "math/0309136", id="subject class"),
        pytest.param("https://arxiv.org/abs/cond-mat.stat-mech/0309136", "cond-mat/0309136", id="long subject class"),
        pytest.param("https://arxiv.org/abs/q-alg/9603021", "q-alg/9603021", id="archive of one letter and three"),
        pytest.param("https://arxiv.org/pdf/q-bio.NC/0402026v2", "q-bio/0402026v2", id="q-bio with a subject class"),
        pytest.param("https://arxiv.org/ftp/q-bio/papers/0402/0402026.pdf", "q-bio/0402026", id="ftp, q-bio"),
        pytest.param("https://arxiv.org/abs/hep-th%2F9901001", "hep-th/9901001", id="encoded slash"),
        pytest.param("https://arxiv.org/html/2401.00001v2", "2401.00001v2", id="html"),
        pytest.param("https://arxiv.org/html/2401.00001v2#S3.SS1", "2401.00001v2", id="html fragment"),
        pytest.param("https://arxiv.org/html/2401.00001v2/", "2401.00001v2", id="html folder"),
        pytest.param("https://arxiv.org/ps/hep-th/9901001", "hep-th/9901001", id="ps"),
        pytest.param("https://arxiv.org/format/2001.08361", "2001.08361", id="format"),
        pytest.param("https://arxiv.org/e-print/2001.08361", "2001.08361", id="e-print"),
        pytest.param("https://arxiv.org/src/2001.08361v1/anc/data.csv", "2001.08361v1", id="ancillary file"),
        pytest.param("https://arxiv.org/bibtex/2001.08361", "2001.08361", id="bibtex"),
        pytest.param("https://arxiv.org/ftp/arxiv/papers/1811/1811.08619.pdf", "1811.08619", id="ftp"),
        pytest.param("https://arxiv.org/ftp/hep-th/papers/9901/9901001.pdf", "hep-th/9901001", id="ftp, old"),
        pytest.param("https://arxiv.org/PS_cache/hep-th/pdf/9901/9901001v1.pdf", "hep-th/9901001v1", id="cache"),
        pytest.param("https://arxiv.org/pdf/2001.08361.pdf#page=3", "2001.08361", id="a page stays"),
        pytest.param("https://arxiv.org/abs/2001.08361/", "2001.08361", id="slash at the end"),
    ],
)
def test_own_urls_without_defect(url: str, expected: str) -> None:
    source, (reference,) = linked(url)
    assert (str(reference.id), reference.url, reference.kind.value) == (expected, url, "inline")
    assert (reference.defects, reference.problem) == ((), None)
    assert reference.span.of(source).decode() == url


@pytest.mark.parametrize(
    ("url", "kind", "expected"),
    [
        pytest.param("https://ar5iv.labs.arxiv.org/html/2001.08361", "mirror", "2001.08361", id="ar5iv"),
        pytest.param("https://ar5iv.org/abs/hep-th/9901001", "mirror", "hep-th/9901001", id="ar5iv.org"),
        pytest.param("https://www.alphaxiv.org/abs/2001.08361v3", "mirror", "2001.08361v3", id="alphaxiv"),
        pytest.param("https://huggingface.co/papers/2001.08361", "mirror", "2001.08361", id="hugging face"),
        pytest.param("https://www.arxiv-vanity.com/papers/2001.08361/", "mirror", "2001.08361", id="vanity"),
        pytest.param("https://scirate.com/arxiv/2001.08361", "mirror", "2001.08361", id="scirate"),
        pytest.param("https://www.semanticscholar.org/arxiv/2001.08361", "mirror", "2001.08361", id="semantic scholar"),
        pytest.param("https://api.semanticscholar.org/arXiv:2001.08361", "mirror", "2001.08361", id="its API"),
        pytest.param("https://doi.org/10.48550/arXiv.2001.08361", "doi", "2001.08361", id="doi"),
        pytest.param("http://dx.doi.org/10.48550/ARXIV.hep-th/9901001", "doi", "hep-th/9901001", id="old doi"),
        pytest.param("https://img.shields.io/badge/arXiv-2001.08361-b31b1b.svg", "badge", "2001.08361", id="badge"),
        pytest.param(
            "https://img.shields.io/badge/cs.CV-arXiv%3A2001.08361-red", "badge", "2001.08361", id="badge, %3A"
        ),
        pytest.param(
            "https://img.shields.io/badge/arXiv-hep--th%2F9901001-red", "badge", "hep-th/9901001", id="badge, old"
        ),
        pytest.param(
            "https://www.google.com/url?q=https://arxiv.org/abs/2001.08361&sa=D",
            "inline",
            "2001.08361",
            id="redirector",
        ),
        pytest.param(
            "https://link.zhihu.com/?target=https%3A//arxiv.org/abs/2001.08361",
            "inline",
            "2001.08361",
            id="colon encoded",
        ),
        pytest.param(
            "https://a.b/?u=https%3A%2F%2Farxiv.org%2Fpdf%2F2001.08361v2", "inline", "2001.08361v2", id="all encoded"
        ),
        pytest.param(
            "https://web.archive.org/web/2020/http://arxiv.org/abs/2001.08361", "inline", "2001.08361", id="archive"
        ),
    ],
)
def test_urls_of_others(url: str, kind: str, expected: str) -> None:
    _, (reference,) = linked(url)
    assert (reference.kind.value, str(reference.id), reference.url) == (kind, expected, url)
    assert reference.defects == ()


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://doi.org/10.1109/ICFPT67023.2025.00030", id="tail of a DOI"),
        pytest.param("https://doi.org/10.1000/arXiv.2001.08361", id="another prefix"),
        pytest.param("https://img.shields.io/github/stars/a/arxiv-2001.08361", id="stars of a repository"),
        pytest.param("https://img.shields.io/badge/arXiv-paper-red", id="badge without identifier"),
        pytest.param("https://img.shields.io/badge/python-2001.08361-red", id="badge of something else"),
        pytest.param("https://arxiv.org/html/2401.00001v2/x1.png", id="figure"),
        pytest.param("https://arxiv.org/html/2401.00001v2/extracted/fig.JPG?raw=1", id="figure further down"),
        pytest.param("https://github.com/a/arxiv.org/abs/2001.08361", id="a folder of that name"),
        pytest.param("https://arxiv.org.evil.com/abs/2001.08361", id="another host that begins so"),
        pytest.param("https://notarxiv.org/abs/2001.08361", id="another host that ends so"),
        pytest.param("https://arxiv.org@evil.com/abs/2001.08361", id="a user of that name"),
        pytest.param("https://arxiv.org/list/cs.CL/recent", id="listing"),
        pytest.param("https://arxiv.org/a/smith_j_1", id="author"),
        pytest.param("https://arxiv.org/search/?query=2001.08361", id="search"),
        pytest.param("https://arxiv.org", id="home"),
        pytest.param("https://info.arxiv.org/help/2001.08361", id="help"),
        pytest.param("https://huggingface.co/papers/trending", id="not a paper"),
        pytest.param("https://example.org/?q=arxiv.org/abs/2001.08361", id="a search for it"),
        pytest.param("./arxiv/2001.08361.md", id="relative"),
        pytest.param("#arxiv", id="fragment"),
    ],
)
def test_look_alikes(url: str) -> None:
    _, references = linked(url)
    assert references == ()


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        pytest.param("https://arxiv.org/abs/2013.12345", "no month 13", id="month"),
        pytest.param("https://arxiv.org/abs/gr-qc/9919103", "no month 19", id="month of an old one"),
        pytest.param("https://arxiv.org/abs/hep-th/921254", "not an arXiv identifier", id="six digits"),
        pytest.param("https://arxiv.org/abs/2001.083612", "not an arXiv identifier", id="six digits of a new one"),
        pytest.param("https://arxiv.org/abs/2001.0836", "have 5 digits", id="a digit lost"),
        pytest.param("https://arxiv.org/abs/0705.12345", "have 4 digits", id="a digit too many"),
        pytest.param("https://arxiv.org/abs/2OO1.08361", "not an arXiv identifier", id="letter O"),
        pytest.param("https://arxiv.org/abs/xxxx.xxxxx", "not an arXiv identifier", id="placeholder"),
        pytest.param("https://arxiv.org/abs/foo-bar/9901001", "no archive", id="archive"),
        pytest.param("https://arxiv.org/abs/", "no identifier", id="nothing"),
        pytest.param("https://arxiv.org/pdf/to-appear.pdf", "not an arXiv identifier", id="words"),
        pytest.param("https://arxiv.org/abs/2001.00000", "count from 1", id="number zero"),
        pytest.param("https://doi.org/10.48550/arXiv.2013.12345", "no month 13", id="in a DOI"),
    ],
)
def test_impossible_identifiers(url: str, problem: str) -> None:
    _, (reference,) = linked(url)
    assert reference.id is None
    assert reference.problem is not None
    assert problem in reference.problem
    assert (reference.defects, reference.url) == ((), url)
